/** The schemas themselves: valid JSON Schema, valid against our vocabulary, and what is generated from them is current. */
import fs from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { describe, expect, test } from 'vitest';
import { grammarText, listsFromSchemas } from '../../scripts/generate-grammar.mjs';
import { tierSchemas } from '../../scripts/generate-tier-schemas.mjs';
import { root } from '../support/repository';
import { schemaFiles } from '../support/publishedSchemas';

describe('schemas/', () => {
  test.each(schemaFiles())('%s is JSON Schema 2020-12 and fits the vocabulary', (file) => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    const read = (name: string): object => JSON.parse(fs.readFileSync(path.join(root, 'schemas', name), 'utf8')) as object;
    ajv.addSchema(read('common.schema.json'), 'common.schema.json');
    const schema = read(file);
    expect(ajv.validateSchema(schema), JSON.stringify(ajv.errors)).toBe(true);
    const fits = ajv.compile(read('vocabulary.schema.json'));
    expect(fits(schema), JSON.stringify(fits.errors?.slice(0, 5))).toBe(true);
  });

  test('the tier schemas are current: run `npm run generate`', async () => {
    for (const { file, text } of await tierSchemas()) expect(fs.readFileSync(path.join(root, file), 'utf8') === text, file).toBe(true);
  });

  test('the grammar is current: run `npm run generate`', () => {
    expect(fs.readFileSync(path.join(root, 'syntaxes/ai-act-canvas.tmLanguage.json'), 'utf8')).toBe(grammarText(listsFromSchemas()));
  });

  test('references lead to files beside them, and no schema has an $id that a validator would fetch', () => {
    for (const file of schemaFiles()) {
      const text = fs.readFileSync(path.join(root, 'schemas', file), 'utf8');
      expect(text.includes('"$id"'), file).toBe(false);
      for (const [, ref = ''] of text.matchAll(/"\$ref":\s*"([^"#]*)#?[^"]*"/gu)) {
        if (ref !== '') expect(fs.existsSync(path.join(root, 'schemas', path.dirname(file), ref)), `${file}: ${ref}`).toBe(true);
      }
    }
  });
});
