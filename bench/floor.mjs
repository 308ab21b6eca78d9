// The least that a check can do: reads the documents below a folder, parses them with `yaml`, runs the compiled schema
// over them and prints what it says. `buildFloor.mjs` bundles this with the schema's compiled form.
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import validate from 'compiled-schema';

const folder = process.argv[2] ?? '.';
const lines = [];
let count = 0;
for (const name of fs.readdirSync(folder, { recursive: true })) {
  if (!String(name).endsWith('.yaml')) continue;
  const value = parse(fs.readFileSync(path.join(folder, String(name)), 'utf8'));
  count += 1;
  if (!validate(value)) for (const { instancePath, message } of validate.errors ?? []) lines.push(`${name}: ${instancePath} ${message}`);
}
process.stdout.write(`${lines.join('\n')}\nDocuments: ${count}.\n`);
