// Where the schemas are, for the scripts that generate from them.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** A JSON file below `schemas/`. */
export const readSchema = (file) => JSON.parse(fs.readFileSync(path.join(root, 'schemas', file), 'utf8'));

/** The document schemas, as `{ file, schema }`, `file` relative to `schemas/`. */
export function documents() {
  return fs
    .readdirSync(path.join(root, 'schemas'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && fs.existsSync(path.join(root, 'schemas', entry.name, 'document.schema.json')))
    .map((entry) => `${entry.name}/document.schema.json`)
    .toSorted()
    .map((file) => ({ file, schema: readSchema(file) }));
}
