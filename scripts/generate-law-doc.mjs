// Writes the tables of docs/law.md: every duty with who owes it, from when, and where it is asked or shown. They come
// from schemas/regulation/; a test keeps them fresh.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { documents, readSchema, root } from './schemas.mjs';

const FILE = path.join(root, 'docs/law.md');
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const words = (id) => id.replaceAll('_', ' ');

/** Titles of the kinds of document that there are, by id; an id stands for one that is not built. */
function kindTitles() {
  return new Map(documents().map(({ schema }) => [schema['x-guidance'].document.id, schema.title]));
}

function dateOf(rule, legacy) {
  const date = rule.applies_from ?? rule.routes.map((route) => `${route.applies_from} (${route.title})`).join(', ');
  const more = legacy ?? rule.legacy;
  const reading = rule.confidence === 'interpretive' ? ' *' : '';
  return more === undefined ? date + reading : `${date}; ${more.comply_by} if placed before ${more.placed_before}`;
}

function placeOf(duty, kinds) {
  if (duty.covered_by === undefined) return `asked: \`duties.${duty.key}\``;
  const units = [...new Set(duty.covered_by.map(({ kind }) => kind))].map((kind) => {
    const own = duty.covered_by.filter((cover) => cover.kind === kind).map(({ unit }) => unit);
    return `${kinds.get(kind) ?? kind}: ${own.join(', ')}`;
  });
  return `shown, answered by ${units.join('; ')}`;
}

function dutyTable() {
  const { application_rules: rules } = readSchema('regulation/regulation.json');
  const kinds = kindTitles();
  const rows = readSchema('regulation/duties.json').duties.map((duty) => [
    duty.id,
    `${duty.title}${duty.voluntary ? ' (voluntary)' : ''}`,
    duty.articles.join(', '),
    duty.roles.map(words).join(', '),
    duty.tiers.map(words).join(', '),
    duty.condition ?? '',
    dateOf(rules[duty.dates], duty.legacy),
    duty.from_stage === undefined ? '' : words(duty.from_stage),
    placeOf(duty, kinds),
  ]);
  return table(['Id', 'Duty', 'Law', 'Owed by', 'Tier or model', 'If', 'Applies from', 'Asked from stage', 'Where'], rows);
}

const list = (items) => items.map((item) => `- ${item}`).join('\n');

/** The page with its generated parts. */
export function lawText() {
  const regulation = readSchema('regulation/regulation.json');
  const parts = { duties: dutyTable(), unconfirmed: list(regulation.unconfirmed) };
  return Object.entries(parts).reduce(
    (text, [name, part]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->\\n)[^]*?(<!-- end of ${name} -->)`, 'u'),
        (_, open, close) => `${open}\n${part}\n\n${close}`,
      ),
    fs.readFileSync(FILE, 'utf8'),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) fs.writeFileSync(FILE, lawText());
