/** The schemas as others use them: files, read and compiled by a plain validator that knows nothing of us. */
import fs from 'node:fs';
import path from 'node:path';
import type { ValidateFunction } from 'ajv/dist/2020';
import Ajv2020 from 'ajv/dist/2020';
import { root } from './repository';

const folder = path.join(root, 'schemas');

/** All schema files, relative to `schemas/`. */
export const schemaFiles = (): readonly string[] =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.schema.json'))
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted();

const ajv = new Ajv2020({ strict: false });
for (const file of schemaFiles())
  ajv.addSchema(JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as object, `file:///schemas/${file}`);

/** The published validator of a kind at a tier. */
export function tierValidator(kind: string, tier: string): ValidateFunction {
  const validate = ajv.getSchema(`file:///schemas/${kind}/${tier}.schema.json`);
  if (validate === undefined) throw new Error(`no schema of ${kind} at ${tier}`);
  return validate;
}
