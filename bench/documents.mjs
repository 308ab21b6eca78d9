// CRISP-ML(Q) records as projects write them, of a wanted number of lines, as YAML and as JSON, and the places in them
// where the benchmark types.
import { stringify } from 'yaml';
import { documents } from '../scripts/schemas.mjs';

/**
 * @typedef {object} Place Where a value ends that a closed list allows: one letter more is a finding.
 * @property {number} line
 * @property {number} start The value's first character.
 * @property {number} character Behind the value's last letter (before a closing quotation mark).
 * @property {number} indent Columns before the line's key.
 * @property {string} key
 *
 * @typedef {object} Document One record in one notation.
 * @property {'yaml' | 'json'} notation
 * @property {string} text
 * @property {number} lines
 * @property {readonly Place[]} places
 */

const RISK = { category: 'project_quality', acceptable: false };
const LINES_PER_RISK = 8;

/** The record's phases with the names of their tasks and outputs, from the published schema. */
function phases() {
  const schema = documents().find(({ schema }) => schema['x-guidance'].document.id === 'crisp-ml')?.schema;
  return Object.entries(schema.properties)
    .filter(([, property]) => property['x-guidance']?.kind === 'section')
    .map(([name, { properties }]) => ({
      name,
      tasks: Object.keys(properties.tasks.properties),
      outputs: Object.keys(properties.outputs.properties),
    }));
}

const linesOf = (value) => stringify(value, { lineWidth: 0 }).split('\n').length - 1;

/** A task that was carried out: 9 lines, and 8 for every risk with the method against it. */
function doneTask(name, risks, first) {
  const numbers = Array.from({ length: risks }, (_, at) => first + at);
  return {
    status: 'done',
    done_on: '2026-09-14',
    owner: 'R. Iyer',
    instantiation: `What was done in ${name.replaceAll('_', ' ')} for the loan book 2016 to 2025, with the reasons`,
    risks: numbers.map((number) => ({
      id: `R-${number}`,
      description: `Arrears before 2018 are under-reported in district ${number}`,
      ...RISK,
    })),
    quality_assurance_methods: numbers.map((number) => ({
      method: 'Statistical description and expert check',
      mitigates: [`R-${number}`],
      evidence: 'docs/data-quality.md',
    })),
    evidence: ['docs/data-quality.md'],
  };
}

/** A task in two lines. */
const shortTask = () => ({ status: 'not_applicable', notes: 'Taken over from the first release without change' });

/**
 * The record as a plain object. Long ones hold many risks, short ones tasks that do not apply, the shortest only the
 * first phases.
 * @param {number} lines
 */
export function record(lines) {
  const wanted = [...phases()];
  const build = (isDone, risksOf) => {
    const document = { system: 'retail-score', risk_tier: 'high', operator_roles: ['provider'], project_name: 'RetailScore' };
    let task = 0;
    let risk = 1;
    for (const phase of wanted) {
      const tasks = {};
      for (const name of phase.tasks) {
        tasks[name] = isDone(task) ? doneTask(name, risksOf(task), risk) : shortTask();
        risk += risksOf(task);
        task += 1;
      }
      document[phase.name] = {
        requirements_and_constraints: ['Decision within minutes', 'Reasons that an officer can give'],
        tasks,
        outputs: Object.fromEntries(phase.outputs.map((output) => [output, `docs/${output}.md`])),
      };
    }
    return document;
  };
  const short = () =>
    build(
      () => false,
      () => 0,
    );
  while (wanted.length > 2 && linesOf(short()) > lines) wanted.pop();
  const count = wanted.reduce((sum, phase) => sum + phase.tasks.length, 0);
  const withOne = build(
    () => true,
    () => 1,
  );
  const missing = lines - linesOf(withOne);
  if (missing >= 0) {
    const extra = Math.round(missing / LINES_PER_RISK);
    return build(
      () => true,
      (task) => 1 + Math.floor(extra / count) + (task < extra % count ? 1 : 0),
    );
  }
  const cost = (linesOf(withOne) - linesOf(short())) / count;
  const done = Math.max(0, Math.floor((lines - linesOf(short())) / cost));
  return build(
    (task) => task < done,
    () => 1,
  );
}

/** Lines that end in a value of a closed list, in either notation. */
const CLOSED = /^(?<indent>\s*)(?:- )?"?(?<key>category|status)"?: "?(?<value>\w+)"?,?$/u;

/** @param {string} text @returns {Place[]} */
function placesIn(text) {
  return text.split('\n').flatMap((written, line) => {
    const { indent = '', key = '', value = '' } = CLOSED.exec(written)?.groups ?? {};
    if (value === '') return [];
    const start = written.lastIndexOf(value);
    return [{ line, start, character: start + value.length, indent: indent.length, key }];
  });
}

/**
 * A record of about so many lines (of YAML) in a notation.
 * @param {number} lines
 * @param {'yaml' | 'json'} notation
 * @returns {Document}
 */
export function writtenRecord(lines, notation) {
  const data = record(lines);
  const text = notation === 'json' ? `${JSON.stringify(data, null, 2)}\n` : stringify(data, { lineWidth: 0 });
  return { notation, text, lines: text.split('\n').length - 1, places: placesIn(text) };
}

/** The document with one wrong value, and the place of it. @param {Document} document */
export function withOneError(document) {
  const place = /** @type {Place} */ (document.places[Math.floor(document.places.length / 2)]);
  const written = document.text.split('\n');
  const line = written[place.line] ?? '';
  written[place.line] = `${line.slice(0, place.character)}x${line.slice(place.character)}`;
  return { text: written.join('\n'), place };
}
