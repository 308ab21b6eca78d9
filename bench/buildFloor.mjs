// Bundles `floor.mjs` with the published schema of high-risk records, compiled by Ajv.
import path from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { readSchema, root } from '../scripts/schemas.mjs';

const FILES = ['common.schema.json', 'crisp-ml/document.schema.json'];
const HIGH = 'crisp-ml/high.schema.json';

/** @param {string} folder @returns {Promise<string>} The bundle's path. */
export async function buildFloor(folder) {
  const ajv = new Ajv.default({ strict: false, allErrors: true, validateFormats: false, code: { source: true } });
  const id = (file) => `https://bench.invalid/${file}`;
  for (const file of FILES) ajv.addSchema({ ...readSchema(file), $id: id(file) });
  const contents = standalone.default(ajv, ajv.compile({ ...readSchema(HIGH), $id: id(HIGH) }));
  const outfile = path.join(folder, 'floor.cjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['bench/floor.mjs'],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
    // The same build of `yaml` that the product bundles.
    alias: { yaml: path.join(root, 'node_modules/yaml/browser/dist/index.js') },
    plugins: [
      {
        name: 'compiled-schema',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^compiled-schema$/ }, () => ({ path: 'compiled-schema', namespace: 'schema' }));
          onLoad({ filter: /.*/, namespace: 'schema' }, () => ({ contents, loader: 'js', resolveDir: root }));
        },
      },
    ],
  });
  return outfile;
}
