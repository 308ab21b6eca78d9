/** The invariants of ARCHITECTURE.md that can be read off the files. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { documents, readSchema } from '../../scripts/schemas.mjs';
import { CONFIG_NAME } from '../../server/src/core/config/config';
import { root } from '../support/repository';

const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

const sources = (folder: string): readonly string[] =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('generated'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`);

/** Files that a file imports, relative to the repository; packages by their name. */
const imports = (file: string): readonly string[] =>
  Array.from(
    read(file).matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)'|\bimport\('([^']+)'\)/gmu),
    ([, from = '', lazily = '']) => from || lazily,
  ).map((name) => (name.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(file), name)) : name));

/** Layers of the server, from the bottom up; a file imports from its own layer or from those below. */
const LAYERS = [
  ['server/src/core/catalog', 'server/src/core/syntax', 'server/src/core/regulation'],
  ['server/src/core/document', 'server/src/core/edit'],
  ['server/src/core/assessment', 'server/src/core/config', 'server/src/core/evidence', 'server/src/core/text'],
  ['server/src/core/features', 'server/src/core/report', 'server/src/core/template', 'server/src/core/systemDocument'],
  ['server/src/engine', 'server/src/generated', 'server/src/protocol'],
  ['server/src/workspace'],
  ['server/src/lsp', 'server/src/cli'],
  ['server/src/node', 'server/src/browser'],
];

const layerOf = (file: string): number =>
  LAYERS.findIndex((layer) => layer.some((folder) => file === folder || file.startsWith(`${folder}/`) || file.startsWith(`${folder}.`)));

describe('imports', () => {
  test.each(sources('server/src'))('%s imports only what lies below it', (file) => {
    const own = layerOf(file);
    const above = imports(file).filter((name) => name.startsWith('server/') && layerOf(name) > own);
    // The command line is the one place that starts the platform it runs on.
    const allowed = file.startsWith('server/src/cli/') ? above.filter((name) => !name.startsWith('server/src/node/')) : above;
    expect(allowed).toEqual([]);
  });

  test.each(sources('server/src/core'))('%s knows no platform', (file) => {
    expect(
      imports(file).filter(
        (name) => name.startsWith('node:') || name.startsWith('vscode') || (!name.startsWith('server/src/core/') && name !== 'yaml'),
      ),
    ).toEqual([]);
  });

  test('the protocol library is imported in one place, types aside: each import costs time at every start', () => {
    const importing = sources('server/src').filter((file) =>
      /^(?:import|export) \{[^}]*\} from 'vscode-languageserver[^']*';$/mu.test(read(file)),
    );
    expect(importing).toEqual(['server/src/browser/main.ts', 'server/src/lsp/library.ts', 'server/src/node/server.ts']);
  });

  test.each(sources('client/src'))('%s takes nothing of the server but its protocol', (file) => {
    expect(imports(file).filter((name) => name.startsWith('server/') && name !== 'server/src/protocol')).toEqual([]);
  });
});

test('no source file is longer than 400 lines', () => {
  const long = [...sources('server/src'), ...sources('client/src')].filter((file) => read(file).split('\n').length > 400);
  expect(long).toEqual([]);
});

test('no question, section, tier level or article stands in TypeScript', () => {
  // `entries` is a question of a canvas, and a word of the schemas' vocabulary too; `duties` are what the law's data hold.
  const { guidance, unit } = readSchema('vocabulary.schema.json').$defs;
  const words = new Set<string>([...guidance.properties.kind.enum, ...unit.properties.type.enum, 'duties']);
  const isAsked = (property: { readonly 'x-guidance'?: object }): boolean =>
    ['unit', 'of', 'kind'].some((word) => word in (property['x-guidance'] ?? {}));
  const names = documents().flatMap(({ schema }) =>
    Object.keys(schema.properties).filter((name) => !words.has(name) && isAsked(schema.properties[name])),
  );
  const texts = [...sources('server/src'), ...sources('client/src')].map((file) => [file, read(file)] as const);
  const found = texts.flatMap(([file, text]) =>
    [...names.filter((name) => new RegExp(`['"\`.]${name}['"\`.]`, 'u').test(text)), ...(text.match(/'Art\. \d+[^']*'/gu) ?? [])].map(
      (name) => `${file}: ${name}`,
    ),
  );
  expect(found).toEqual([]);
});

test('the manifest names the files of every kind of document, and no others', () => {
  const manifest = JSON.parse(read('package.json')) as {
    contributes: { languages: { filenames: string[]; filenamePatterns: string[] }[] };
    activationEvents: string[];
  };
  const kinds = documents().map(({ schema }) => schema['x-guidance'].document.id as string);
  const [language] = manifest.contributes.languages;
  const both = (make: (kind: string) => string): string[] =>
    kinds.flatMap((kind) => [`${make(kind)}.yaml`, `${make(kind)}.yml`]).toSorted();
  expect(language?.filenames.toSorted()).toEqual([...both((kind) => kind), CONFIG_NAME].toSorted());
  expect(language?.filenamePatterns.toSorted()).toEqual(both((kind) => `*.${kind}`));
  expect(manifest.activationEvents.filter((event) => event.startsWith('workspaceContains:')).toSorted()).toEqual(
    [...both((kind) => `workspaceContains:**/${kind}`), ...both((kind) => `workspaceContains:**/*.${kind}`)].toSorted(),
  );
  expect(readSchema('common.schema.json').$defs.kind.anyOf[0].enum).toEqual(expect.arrayContaining(kinds));
});

test('the manifest has a text for every placeholder, and a command for every id that the client registers', () => {
  const manifest = read('package.json');
  const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;
  const used = [...new Set(Array.from(manifest.matchAll(/"%([\w.-]+)%"/gu), ([, key = '']) => key))];
  expect(used.filter((key) => texts[key] === undefined)).toEqual([]);
  expect(Object.keys(texts).filter((key) => !used.includes(key))).toEqual([]);
});

/** What a number makes of a text, as a part of its key. */
const PLURAL = /\.(?:zero|one|two|few|many|other)$/u;

test('every text that the server names exists, and none is left over', () => {
  const table = Object.keys(JSON.parse(read('l10n/messages.en.json')) as object);
  const source = sources('server/src').map(read).join('\n');
  const counted = Array.from(source.matchAll(/\bcounted(?:\(|: )'([\w.-]+)'/gu), ([, key = '']) => key);
  const named = (key: string): boolean =>
    source.includes(`'${key}'`) ||
    (PLURAL.test(key) && counted.includes(key.replace(PLURAL, ''))) ||
    source.includes(`${key.slice(0, key.indexOf('.'))}.\${`) ||
    source.includes(`\`${key.slice(0, key.indexOf('-'))}-\${`);
  expect(table.filter((key) => !named(key))).toEqual([]);
  const used = Array.from(source.matchAll(/messages\.text\(\s*'([\w.-]+)'/gu), ([, key = '']) => key);
  expect(used.filter((key) => !table.includes(key))).toEqual([]);
  expect(counted.filter((key) => !table.includes(`${key}.other`))).toEqual([]);
});

describe('the bundles', () => {
  test.each([
    ['dist/server.js', 760],
    ['dist/cli.js', 790],
    ['dist/extension.js', 550],
    ['dist/browser/extension.js', 500],
  ])('%s has at most %i kB', (file, limit) => {
    expect(fs.statSync(path.join(root, file)).size / 1000).toBeLessThanOrEqual(limit);
  });

  test.each(['dist/server.js', 'dist/cli.js', 'dist/browser/server.js'])('%s compiles nothing at run time', (file) => {
    expect(read(file)).not.toMatch(/\bnew Function\b|\beval\(/u);
  });
});
