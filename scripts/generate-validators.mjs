// Compiles the structural schemas into plain functions (Ajv standalone), one per entry: the value of a key directly
// below a document, a section or a group. So a change in one answer revalidates that answer, and nothing is compiled at run time.
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { documents, readSchema, root } from './schemas.mjs';
import { slim } from './slim-validators.mjs';

/** Keywords that only help; a schema of these and a `$ref` validates like what it refers to. */
const ANNOTATIONS = new Set(['title', 'description', 'examples', 'default', 'enumDescriptions', 'x-guidance']);

/** Kinds of key whose keys the server walks itself. */
const CONTAINERS = new Set(['section', 'group']);

const common = readSchema('common.schema.json');

/** A pointer, or the pointer that it merely refers to. */
function target(file, pointer, schema) {
  const checks = Object.keys(schema).filter((word) => !ANNOTATIONS.has(word));
  if (checks.length !== 1 || checks[0] !== '$ref') return `${file}#${pointer}`;
  const [other, inner] = schema.$ref.split('#');
  return `${other === '' ? file : 'common.schema.json'}#${inner}`;
}

/** True for a list of suggestions beside which any text is accepted too: it forbids nothing. */
const isOpen = ({ anyOf: [first, second, ...more] = [], type }) =>
  more.length === 0 &&
  (type === undefined || JSON.stringify({ type }) === JSON.stringify(second)) &&
  first?.enum?.every((value) => value === null || typeof value === 'string') === true &&
  JSON.stringify(second) === '{"type":["string","null"]}';

/** The schema without what only helps, so that no help text and no suggestion ends up in the generated code. */
function bare(schema, names = false) {
  if (Array.isArray(schema)) return schema.map((part) => bare(part));
  if (typeof schema !== 'object' || schema === null) return schema;
  if (!names && isOpen(schema)) {
    const { anyOf, ...rest } = schema;
    return bare({ ...rest, ...anyOf[1] });
  }
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([word]) => names || !ANNOTATIONS.has(word))
      .map(([word, part]) => [word, word === 'enum' ? part : bare(part, !names && (word === 'properties' || word === '$defs'))]),
  );
}

const escape = (step) => step.replaceAll('~', '~0').replaceAll('/', '~1');

/** Entries of a document: document path to the pointer of the schema that validates it. */
function entries(file, schema, shared = ['header', 'mapping']) {
  const found = {};
  const visit = (node, pointer, steps) => {
    for (const [name, property] of Object.entries(node.properties ?? {})) {
      const at = `${pointer}/properties/${escape(name)}`;
      if (CONTAINERS.has(property['x-guidance']?.kind)) visit(property, at, [...steps, name]);
      else found[[...steps, name].join('.')] = target(file, at, property);
    }
  };
  visit(schema, '', []);
  for (const part of shared) {
    for (const [name, property] of Object.entries(common.$defs[part].properties)) {
      found[name] ??= target('common.schema.json', `/$defs/${part}/properties/${escape(name)}`, property);
    }
  }
  return found;
}

/** Turns a tree of names into a table of document paths when the code is loaded: so that it names each section once. */
const BY_PATH = `const byPath = (tree, path = "", found = {}) => {
  for (const [name, below] of Object.entries(tree)) if (typeof below === "function") found[path + name] = below; else byPath(below, path + name + ".", found);
  return found;
};
`;

/** A table of document paths as a tree of names, with the functions' names as leaves. */
function nested(map, functionOf) {
  const tree = {};
  for (const [at, pointer] of Object.entries(map)) {
    const steps = at.split('.');
    let below = tree;
    for (const step of steps.slice(0, -1)) below = below[step] ??= {};
    below[steps.at(-1)] = functionOf[pointer];
  }
  const write = (part) =>
    typeof part === 'string'
      ? part
      : `{${Object.entries(part)
          .map(([name, child]) => `${JSON.stringify(name)}:${write(child)}`)
          .join(',')}}`;
  return write(tree);
}

export function generateValidators() {
  const ajv = new Ajv({
    allErrors: true,
    inlineRefs: false,
    strict: false,
    validateFormats: false,
    messages: false,
    code: { source: true, esm: true, lines: false },
  });
  ajv.addSchema(bare(common), 'common.schema.json');
  const kinds = {};
  for (const { file, schema } of documents()) {
    // Bundled under one level of folders, so that `../common.schema.json` and `common.schema.json` are the same file.
    ajv.addSchema(
      JSON.parse(JSON.stringify(bare(schema)).replaceAll('"../common.schema.json', '"common.schema.json')),
      file.replaceAll('/', '.'),
    );
    kinds[schema['x-guidance'].document.id] = entries(file.replaceAll('/', '.'), schema);
  }
  const config = readSchema('config.schema.json');
  ajv.addSchema(bare(config), 'config.schema.json');
  kinds.config = entries('config.schema.json', config, []);
  const pointers = [...new Set(Object.values(kinds).flatMap((map) => Object.values(map)))];
  const names = Object.fromEntries(pointers.map((pointer, index) => [`v${index}`, pointer]));
  for (const pointer of pointers) ajv.getSchema(pointer);
  const { code, nameOf } = slim(standalone.default(ajv, names), Object.keys(names));
  if (code.includes('require(')) throw new Error('a keyword needs an Ajv helper at run time; avoid it in schemas/');
  const functionOf = Object.fromEntries(Object.entries(names).map(([name, pointer]) => [pointer, nameOf(name)]));
  const table = Object.entries(kinds).map(([kind, map]) => `${JSON.stringify(kind)}:byPath(${nested(map, functionOf)})`);
  const folder = path.join(root, 'server/src/generated');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'validators.js'), `${code}\n${BY_PATH}export const validators={${table.join(',')}};\n`);
  fs.writeFileSync(
    path.join(folder, 'validators.d.ts'),
    "import type { Validators } from '../core/catalog/validators';\nexport declare const validators: Validators;\n",
  );
}
