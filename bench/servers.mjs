// The servers that are measured: ours as it is built, and the two that people use instead, installed from this folder's
// lock file when they are missing.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readSchema, root } from '../scripts/schemas.mjs';

/**
 * @typedef {object} Server
 * @property {'ours' | 'yaml' | 'json'} id
 * @property {string} name
 * @property {string} entry The JavaScript file that node runs.
 * @property {'yaml' | 'json'} notation
 * @property {string} languageId
 * @property {Record<string, unknown>} settings
 * @property {unknown} [initializationOptions]
 */

const bench = path.join(root, 'bench');
const modules = path.join(bench, 'node_modules');
const HIGH = 'crisp-ml/high.schema.json';

/** Installs the peers if they are not there. */
export function installPeers() {
  if (fs.existsSync(path.join(modules, 'yaml-language-server')) && fs.existsSync(path.join(modules, 'vscode-langservers-extracted')))
    return;
  console.error('Installing the servers to compare with (npm ci --prefix bench) ...');
  const { status } = spawnSync('npm', ['ci', '--prefix', bench, '--ignore-scripts', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm ci --prefix bench failed');
}

/** A copy of the built product, so that a build made meanwhile does not disturb; `remove` deletes it. */
export function copyOfBuild() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ai-act-canvas-bench-'));
  const dist = path.join(folder, 'dist');
  fs.cpSync(path.join(root, 'dist'), dist, { recursive: true });
  return { folder, dist, remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
}

/** Version of an installed peer. @param {string} name @returns {string} */
export const versionOf = (name) => JSON.parse(fs.readFileSync(path.join(modules, name, 'package.json'), 'utf8')).version;

/** A schema with every `$ref` that has neighbours moved into `allOf`, which means the same. */
function withSoleReferences(schema) {
  if (Array.isArray(schema)) return schema.map(withSoleReferences);
  if (schema === null || typeof schema !== 'object') return schema;
  const { $ref, ...rest } = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withSoleReferences(value)]));
  if (typeof $ref !== 'string') return $ref === undefined ? rest : { $ref, ...rest };
  return Object.keys(rest).length === 0 ? { $ref } : { ...rest, allOf: [{ $ref }, ...(rest.allOf ?? [])] };
}

/** The published schemas in a form that the JSON server reads right: it loses keywords beside a `$ref`. */
function schemasForJson(folder) {
  const schemas = path.join(folder, 'schemas');
  for (const file of ['common.schema.json', 'crisp-ml/document.schema.json', HIGH]) {
    const target = path.join(schemas, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, JSON.stringify(withSoleReferences(readSchema(file))));
  }
  return pathToFileURL(path.join(schemas, HIGH)).href;
}

/** @param {{ folder: string, dist: string }} build See `copyOfBuild`. @returns {readonly Server[]} */
export function servers({ folder, dist }) {
  const schema = pathToFileURL(path.join(root, 'schemas', HIGH)).href;
  return [
    { id: 'ours', name: 'ours', entry: path.join(dist, 'server.js'), notation: 'yaml', languageId: 'ai-act-canvas', settings: {} },
    {
      id: 'yaml',
      name: 'yaml-language-server',
      entry: path.join(modules, 'yaml-language-server/bin/yaml-language-server'),
      notation: 'yaml',
      languageId: 'yaml',
      settings: {
        yaml: { schemas: { [schema]: '**/crisp-ml.yaml' }, schemaStore: { enable: false }, kubernetesCRDStore: { enable: false } },
      },
    },
    {
      id: 'json',
      name: 'vscode-json-language-server',
      entry: path.join(modules, 'vscode-langservers-extracted/bin/vscode-json-language-server'),
      notation: 'json',
      languageId: 'json',
      settings: { json: { validate: { enable: true }, schemas: [{ fileMatch: ['crisp-ml.json'], url: schemasForJson(folder) }] } },
      initializationOptions: { handledSchemaProtocols: ['file'] },
    },
  ];
}
