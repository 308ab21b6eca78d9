// Splits the document schemas in two: an outline (keys, units, levels, titles, questions), bundled into every entry, and
// the whole, which is read when somebody asks for an explanation. So checking starts without loading a word of help.
import fs from 'node:fs';
import path from 'node:path';
import { documents, readSchema, root } from './schemas.mjs';

/** What only explains. Titles and questions stay: findings name them. */
const HELP = new Set(['description', 'examples', 'enumDescriptions', 'why', 'guidance', 'evidence', 'typical_risks', 'quality_assurance']);

function outline(value, names) {
  if (Array.isArray(value)) return value.map((part) => outline(part, false));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([word]) => names || !HELP.has(word))
      .map(([word, part]) => [word, word === 'enum' || word === 'levels' ? part : outline(part, !names && (word === 'properties' || word === '$defs'))]),
  );
}

export function generateOutline() {
  const folder = path.join(root, 'server/src/generated');
  fs.mkdirSync(folder, { recursive: true });
  const common = readSchema('common.schema.json');
  const whole = documents().map(({ schema }) => schema);
  const outlines = whole.map((schema) => ({ ...outline(schema, false), description: schema.description }));
  const type = "import type { SchemaFiles } from '../core/catalog/schema';\ndeclare const files: SchemaFiles;\nexport default files;\n";
  for (const [name, files] of [['outline', outlines], ['guidance', whole]]) {
    fs.writeFileSync(path.join(folder, `${name}.json`), JSON.stringify({ common, documents: files }));
    fs.writeFileSync(path.join(folder, `${name}.d.json.ts`), type);
  }
}
