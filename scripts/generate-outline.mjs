// Splits the document schemas in two: an outline (keys, units, levels, titles, questions), which every entry reads at its
// start (as data on Node, where JSON is read faster than code; as code in the browser's one file), and the whole, which is read when somebody asks for an explanation. So checking starts without loading a word of help.
import fs from 'node:fs';
import path from 'node:path';
import { documents, readSchema, root } from './schemas.mjs';
import { sharedLiteral } from './shared-literal.mjs';

/** What only explains. Titles and questions stay: findings name them. */
const HELP = [
  'description',
  'examples',
  'enumDescriptions',
  'why',
  'guidance',
  'evidence',
  'typical_risks',
  'quality_assurance',
  'principles',
  'basis',
  'area',
];
/** What only validates: the compiled validators have it. */
const CHECKS = [
  '$schema',
  'type',
  'if',
  'else',
  'not',
  'maxItems',
  'maxProperties',
  'additionalProperties',
  'patternProperties',
  'unevaluatedProperties',
];
const LEFT_OUT = new Set([...HELP, ...CHECKS]);
const LEFT_OUT_OF_GUIDANCE = new Set(HELP);

/** `names`: the words of this object are names of properties or definitions, not keywords. */
function outline(value, leftOut, names) {
  if (Array.isArray(value)) return value.map((part) => outline(part, leftOut, false));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([word]) => names || !leftOut.has(word))
      .map(([word, part]) => {
        if (word === 'enum') return [word, part];
        if (word === 'x-guidance') return [word, outline(part, LEFT_OUT_OF_GUIDANCE, false)];
        return [word, outline(part, leftOut, !names && (word === 'properties' || word === '$defs'))];
      }),
  );
}

/** The common part: vocabularies (tiers, phases, ...) whole, since views show their help; the rest as an outline. */
const commonOutline = (common) => ({
  $defs: Object.fromEntries(
    Object.entries(common.$defs).map(([name, def]) => [name, (def.enum ?? def.anyOf ?? def.pattern) ? def : outline(def, LEFT_OUT, false)]),
  ),
});

/** What only explains the law, or what nothing is computed from; titles stay, since findings and reports name them. */
const LAW_TEXTS = new Set(
  [
    'text ask help duty exceptions excludes notes note requires evidence condition date_note fine_note question why guidance example',
    'items triggers fine amended_2026 new_2026',
  ].flatMap((words) => words.split(' ')),
);

const withoutTexts = (value) => {
  if (Array.isArray(value)) return value.map(withoutTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([word]) => !LAW_TEXTS.has(word))
      .map(([word, part]) => [word, withoutTexts(part)]),
  );
};

/** The law: its outline holds what classification, duties and dates are computed from; the whole is read by who asks the questions. */
function generateRegulation(folder) {
  const [regulation, duties, wizard] = ['regulation', 'duties', 'wizard'].map((name) => readSchema(`regulation/${name}.json`));
  const lists = wizard.questions.map(({ options_from: from }) => from?.split('.')[0]);
  const computed = new Set(['meta', 'tiers', 'application_rules', 'legacy_rule', ...lists]);
  const part = Object.fromEntries(Object.entries(regulation).filter(([word]) => computed.has(word)));
  const placeholder = readSchema('common.schema.json').$defs.placeholder.pattern;
  const outlined = { ...withoutTexts({ regulation: part, duties, wizard }), placeholder };
  const type = "import type { RegulationFiles } from '../core/regulation/data';\n";
  fs.writeFileSync(path.join(folder, 'regulation-outline.js'), sharedLiteral('regulationOutline', outlined));
  fs.writeFileSync(path.join(folder, 'regulation-outline.json'), JSON.stringify(outlined));
  fs.writeFileSync(path.join(folder, 'regulation-outline.d.ts'), `${type}export declare const regulationOutline: RegulationFiles;\n`);
  fs.writeFileSync(path.join(folder, 'regulation.json'), JSON.stringify({ regulation, duties, wizard, placeholder }));
  fs.writeFileSync(path.join(folder, 'regulation.d.json.ts'), `${type}declare const files: RegulationFiles;\nexport default files;\n`);
}

export function generateOutline() {
  const folder = path.join(root, 'server/src/generated');
  fs.mkdirSync(folder, { recursive: true });
  generateRegulation(folder);
  const common = readSchema('common.schema.json');
  const config = readSchema('config.schema.json');
  const whole = documents().map(({ schema }) => schema);
  const outlines = whole.map((schema) => ({ ...outline(schema, LEFT_OUT, false), description: schema.description }));
  const outlined = { common: commonOutline(common), documents: outlines, config: outline(config, LEFT_OUT, false) };
  fs.writeFileSync(path.join(folder, 'outline.js'), sharedLiteral('outline', outlined));
  fs.writeFileSync(path.join(folder, 'outline.json'), JSON.stringify(outlined));
  fs.writeFileSync(path.join(folder, 'outline.d.ts'), `${TYPE}export declare const outline: SchemaFiles;\n`);
  fs.writeFileSync(path.join(folder, 'guidance.json'), JSON.stringify({ common, documents: whole, config }));
  fs.writeFileSync(path.join(folder, 'guidance.d.json.ts'), `${TYPE}declare const files: SchemaFiles;\nexport default files;\n`);
}

const TYPE = "import type { SchemaFiles } from '../core/catalog/schema';\n";
