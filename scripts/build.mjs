// Builds dist/: one bundled file per entry, and the language client beside the extension. `--tests` adds the suite that runs inside VS Code; `--watch` rebuilds.
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { generate } from './generate.mjs';
import { root } from './schemas.mjs';

const withTests = process.argv.includes('--tests');
const dist = path.join(root, 'dist');

generate();
fs.rmSync(dist, { recursive: true, force: true });

fs.mkdirSync(dist);
for (const file of ['outline.json', 'regulation-outline.json', 'guidance.json', 'regulation.json'])
  fs.copyFileSync(path.join(root, 'server/src/generated', file), path.join(dist, file));

/** The `yaml` package's ES modules: the same code as its CommonJS build, and what is not used stays out of the bundle. */
const alias = { yaml: path.join(root, 'node_modules/yaml/browser/dist/index.js') };

/** Left out: the library's search for npm modules, which loads Node's `child_process` into every start and is never called. */
const withoutModuleSearch = {
  name: 'without-module-search',
  setup: (bundle) => bundle.onLoad({ filter: /vscode-languageserver.lib.node.files\.js$/ }, () => ({ contents: '' })),
};

/** On Node the outlines are data beside the bundle: JSON is read faster than code that says the same. */
const outlinesBeside = {
  name: 'outlines-beside',
  setup: (bundle) =>
    bundle.onLoad({ filter: /generated.(?:regulation-)?outline\.js$/ }, ({ path: file }) => {
      const name = path.basename(file, '.js');
      const exported = name === 'outline' ? 'outline' : 'regulationOutline';
      const read = `JSON.parse(require('node:fs').readFileSync(require('node:path').join(__dirname, '${name}.json'), 'utf8'))`;
      return { contents: `export const ${exported} = ${read};` };
    }),
};

/** The language client's library is loaded with the first server, so it is not in the file that activation loads. */
const libraryBeside = {
  name: 'library-beside',
  setup: (bundle) => bundle.onResolve({ filter: /^\.\/languageClient$/ }, ({ path: file }) => ({ path: `${file}.js`, external: true })),
};

const shared = {
  alias,
  plugins: [withoutModuleSearch],
  absWorkingDir: root,
  bundle: true,
  minify: true,
  format: 'cjs',
  target: 'es2023',
  logLevel: 'warning',
  legalComments: 'none',
  treeShaking: true,
};
const node = { ...shared, plugins: [...shared.plugins, outlinesBeside], platform: 'node', target: 'node20' };
const browser = { ...shared, platform: 'browser' };

await Promise.all([
  build({
    ...node,
    plugins: [...node.plugins, libraryBeside],
    entryPoints: ['client/src/node/main.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
  }),
  build({ ...node, entryPoints: ['client/src/node/languageClient.ts'], outfile: 'dist/languageClient.js', external: ['vscode'] }),
  build({ ...node, entryPoints: ['server/src/node/main.ts'], outfile: 'dist/server.js' }),
  build({ ...node, entryPoints: ['server/src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } }),
  build({ ...browser, entryPoints: ['client/src/browser/main.ts'], outfile: 'dist/browser/extension.js', external: ['vscode'] }),
  build({ ...browser, format: 'iife', entryPoints: ['server/src/browser/main.ts'], outfile: 'dist/browser/server.js' }),
  ...(withTests
    ? [
        build({
          ...node,
          minify: false,
          sourcemap: 'inline',
          entryPoints: ['test/vscode/suite/index.ts'],
          outfile: 'dist/test/vscode/index.js',
          external: ['vscode', 'mocha'],
        }),
      ]
    : []),
]);
