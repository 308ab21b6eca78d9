// Writes schemas/ai-system/document.schema.json: its hand-written part (record.json), the wizard's questions and the
// duties, both from schemas/regulation. So a change of the law is a change in one place, and a test keeps the file fresh.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readSchema, root } from './schemas.mjs';

const FILE = 'schemas/ai-system/document.schema.json';
const TIERS = ['high', 'limited', 'minimal'];
const PLACEHOLDER = { $ref: '../common.schema.json#/$defs/placeholder' };

/** Words that an answer may be, as a text; the rest of what it may be stands beside it. */
const words = (values, helps) => ({ if: { type: 'string' }, then: { anyOf: [{ enum: values, enumDescriptions: helps }, PLACEHOLDER] } });

/** An option as a whole number where YAML reads it as one. */
const numbers = (ids) => ids.filter((id) => /^\d+$/u.test(id)).map(Number);

const numeric = (ids) => (numbers(ids).length === 0 ? [] : [{ if: { type: 'number' }, then: { enum: numbers(ids) } }]);

/** A yes-or-no question: the word, a truth value, or the long form. */
const yesOrNo = ({ yes, no, unsure }) => {
  const judged = [words(['yes', 'no', 'unsure'], [yes, no, unsure])];
  return {
    type: ['string', 'boolean', 'object', 'null'],
    allOf: judged,
    $ref: '#/$defs/answer_details',
    unevaluatedProperties: false,
    properties: {
      answer: { title: 'Answer', description: 'The answer itself.', examples: ['yes'], type: ['string', 'boolean', 'null'], allOf: judged },
    },
    'x-guidance': { kind: 'choice' },
  };
};

/** A question with a list of options; an empty list says that none applies. */
function multiple(options, help) {
  const ids = options.map(({ id }) => id);
  const helps = options.map(({ text }) => text);
  const type = numbers(ids).length === 0 ? ['string'] : ['string', 'number'];
  const shape = {
    type: ['array', ...type, 'object', 'null'],
    allOf: [words([...ids, 'none', 'unsure'], [...helps, help.none, help.unsure]), ...numeric(ids)],
    items: { type: [...type, 'null'], allOf: [words([...ids, 'none', 'unsure'], [...helps, help.none, help.unsure]), ...numeric(ids)] },
  };
  const example = [ids[0]];
  return {
    ...shape,
    $ref: '#/$defs/answer_details',
    unevaluatedProperties: false,
    properties: {
      answer: {
        title: 'Answer',
        description: 'The answer itself; an empty list where none applies.',
        examples: [example],
        ...shape,
        type: ['array', ...type, 'null'],
      },
      none: {
        title: 'None, with a reason',
        description: 'None of the listed values applies, and why.',
        examples: ['It works on machine data only'],
        $ref: '../common.schema.json#/$defs/plain_text',
      },
    },
    'x-guidance': { kind: 'choice_list', none: true, empty: true },
  };
}

/** Lists of the regulation by the name that a question's `options_from` gives them. */
function optionsOf(regulation, wizard, question) {
  const list =
    question.options ?? wizard[question.options_from] ?? question.options_from.split('.').reduce((at, step) => at[step], regulation);
  return list.flatMap((entry) => entry.points ?? [entry]).map((entry) => ({ id: entry.id, text: sentence(entry) }));
}

const sentence = ({ text, short, trigger, title, articles }) => {
  const words = text ?? short ?? trigger ?? title;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${articles === undefined ? '' : ` (${articles.join(', ')})`}.`;
};

const capital = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function questions(regulation, wizard, help) {
  const defs = { yes_no: yesOrNo(help) };
  const properties = {};
  for (const question of wizard.questions) {
    const multi = question.type === 'multi';
    const def = multi ? question.id : 'yes_no';
    const options = multi ? optionsOf(regulation, wizard, question) : [];
    if (multi) defs[def] = multiple(options, help);
    const description = [`${question.ask} (${question.articles?.join(', ') ?? ''})`.replace(' ()', ''), question.help]
      .filter((text) => text !== undefined)
      .map((text) => (/[.?)]$/u.test(text) ? capital(text) : `${capital(text)}.`))
      .join(' ');
    properties[question.id] = {
      title: question.title,
      description,
      $ref: `#/$defs/${def}`,
      examples: [multi ? { answer: [options[0].id], reason: help.reason } : { answer: 'no', reason: help.reason }],
      'x-guidance': question === wizard.questions[0] ? { unit: help.unit } : { of: help.unit.id },
    };
  }
  return { defs, properties };
}

/** Levels of a duty: mandatory where it can be owed; whether it is, depends on roles and answers. */
function dutyLevels(duty) {
  const isElsewhere = duty.covered_by !== undefined && duty.covered_by.length > 0;
  const isModel = duty.tiers.some((tier) => tier.startsWith('gpai'));
  const level = (tier) => (duty.voluntary === true || isElsewhere || !(isModel || duty.tiers.includes(tier)) ? 'optional' : 'mandatory');
  return Object.fromEntries(TIERS.map((tier) => [tier, level(tier)]));
}

const dutyProperty = (duty) => ({
  title: duty.title,
  description: `${capital(duty.requires)}.`,
  $ref: '#/$defs/duty',
  examples: [{ status: 'done', summary: duty.example }],
  'x-guidance': {
    unit: {
      id: duty.id,
      type: 'duty',
      question: duty.question,
      why: duty.why,
      guidance: duty.guidance,
      evidence: duty.evidence,
      phases: duty.phases,
      principles: [],
      articles: duty.articles,
      basis: 'explicit',
      levels: dutyLevels(duty),
      roles: duty.roles,
      ...(duty.covered_by === undefined ? {} : { covered_by: duty.covered_by }),
      ...(duty.when === undefined && duty.tiers.some((tier) => TIERS.includes(tier)) ? {} : { conditional: true }),
      ...(duty.from_stage === undefined ? {} : { from_stage: duty.from_stage }),
    },
  },
});

/** File (relative to the repository) and text of the schema. */
export function systemSchema() {
  const schema = readSchema('ai-system/record.json');
  const regulation = readSchema('regulation/regulation.json');
  const wizard = readSchema('regulation/wizard.json');
  const { duties } = readSchema('regulation/duties.json');
  const { defs, properties } = questions(regulation, wizard, schema['x-answers']);
  delete schema['x-answers'];
  schema.$comment = 'Generated from record.json and schemas/regulation by scripts/generate-system-schema.mjs; do not edit.';
  schema.properties.classification.properties.answers.properties = properties;
  schema.properties.duties.properties = Object.fromEntries(duties.map((duty) => [duty.key, dutyProperty(duty)]));
  Object.assign(schema.$defs, defs);
  return { file: FILE, text: `${JSON.stringify(schema, null, 2)}\n` };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { file, text } = systemSchema();
  fs.writeFileSync(path.join(root, file), text);
}
