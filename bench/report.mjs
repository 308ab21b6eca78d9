// Prints rows as text or as a Markdown table, each with its ratios and whether the targets are met.

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {string} unit
 * @property {Record<string, import('./samples.mjs').Summary>} values By server: `ours`, `yaml`, `json`; or `floor`.
 * @property {import('./targets.mjs').Targets} [targets]
 */

const digits = (value) =>
  Number.isNaN(value) ? '?' : value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en');

/** @param {import('./samples.mjs').Summary | undefined} found */
function cell(found) {
  if (found === undefined) return '';
  if (found.count === 1 || found.min === found.max) return digits(found.p50);
  const p95 = found.count >= 20 ? `, p95 ${digits(found.p95)}` : '';
  return `${digits(found.p50)} (${digits(found.min)} to ${digits(found.max)}${p95})`;
}

const verdict = (isMet) => (isMet ? 'met' : '**missed**');

/** How many times less ours is, and the target. @param {Row} row @param {'yaml' | 'json'} peer */
function ratio({ values, targets }, peer) {
  const { ours, [peer]: other } = values;
  if (ours === undefined || other === undefined) return '';
  const times = other.p50 / Math.max(ours.p50, 1e-9);
  const target = targets?.[peer];
  const shown = times >= 10 ? Math.round(times).toLocaleString('en') : times.toFixed(1);
  return target === undefined ? `${shown} ×` : `${shown} × (${target}: ${verdict(times >= target)})`;
}

/** Targets that are not ratios to a peer. @param {Row} row */
function limit({ values: { ours, floor }, targets, unit }) {
  if (ours === undefined) return '';
  if (targets?.atMost !== undefined) return `at most ${targets.atMost} ${unit}: ${verdict(ours.p50 <= targets.atMost)}`;
  if (targets?.floor !== undefined && floor !== undefined) {
    const times = ours.p50 / floor.p50;
    return `${times.toFixed(2)} × floor of ${cell(floor)} (${targets.floor}: ${verdict(times <= targets.floor)})`;
  }
  return '';
}

const HEAD = ['', 'unit', 'ours', 'YAML server', 'JSON server', 'YAML ÷ ours (target)', 'JSON ÷ ours (target)', 'other target'];

/** @param {Row} row */
const cells = (row) => [
  row.name,
  row.unit,
  cell(row.values.ours),
  cell(row.values.yaml),
  cell(row.values.json),
  ratio(row, 'yaml'),
  ratio(row, 'json'),
  limit(row),
];

/** @param {readonly Row[]} rows */
export const markdown = (rows) =>
  [HEAD, HEAD.map((_, at) => (at === 0 ? '---' : '---')), ...rows.map(cells)].map((line) => `| ${line.join(' | ')} |`).join('\n');

/** One row over several lines, for the terminal. @param {Row} row */
export function plain(row) {
  const [name, unit, ours, yaml, json, ratioYaml, ratioJson, other] = cells(row).map((text) => text.replaceAll('**', ''));
  const line = (label, value, more) => (value === '' ? [] : [`    ${label.padEnd(5)} ${value.padEnd(44)} ${more}`]);
  return [`${name} [${unit}]`, ...line('ours', ours, other), ...line('YAML', yaml, ratioYaml), ...line('JSON', json, ratioJson)].join('\n');
}
