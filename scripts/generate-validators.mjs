// Compiles the structural schemas into plain functions (Ajv standalone), one per entry: the value of a key directly
// below a document, a section or a group. So a change in one answer revalidates that answer, and nothing is compiled at run time.
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { documents, readSchema, root } from './schemas.mjs';

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

/** The schema without what only helps, so that no help text ends up in the generated code. */
function bare(schema, names = false) {
  if (Array.isArray(schema)) return schema.map((part) => bare(part));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([word]) => names || !ANNOTATIONS.has(word))
      .map(([word, part]) => [word, word === 'enum' ? part : bare(part, !names && (word === 'properties' || word === '$defs'))]),
  );
}

/** Drops from Ajv's code what no caller of ours reads: schema paths, parents, and the long way to push an error. */
function slim(code) {
  if (/dynamic(?:Props|Items)":true/u.test(code))
    throw new Error('a schema leaves open which keys it evaluates; slim() counts on the opposite');
  return code
    .replaceAll(
      /const evaluated0 = validate\d+\.evaluated;if\(evaluated0\.dynamicProps\)\{evaluated0\.props = undefined;\}if\(evaluated0\.dynamicItems\)\{evaluated0\.items = undefined;\}/gu,
      '',
    )
    .replaceAll(/validate\d+\.evaluated = \{[^}]*\};/gu, '')
    .replaceAll(/schemaPath:"[^"]*",/g, '')
    .replaceAll(/, parentData, parentDataProperty, rootData=data, dynamicAnchors=\{\}\}=\{\}\)/g, '}={})')
    .replaceAll(/,parentData:?[^{}]*?,rootData,dynamicAnchors\}/g, '}')
    .replaceAll(
      /const (err\d+) = (\{.*?\});if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g,
      'vErrors = push(vErrors, $2);errors++;',
    )
    .replaceAll(
      /if\(!\((validate\d+)\((.+?), \{instancePath:?([^{}]*)\}\)\)\)\{vErrors = vErrors === null \? \1\.errors : vErrors\.concat\(\1\.errors\);errors = vErrors\.length;\}/gu,
      (_, name, value, at) =>
        `vErrors = sub(vErrors, ${name}, ${value}, ${at === '' ? 'instancePath' : at});errors = vErrors === null ? 0 : vErrors.length;`,
    )
    .replaceAll(/data && typeof data == "object" && !Array\.isArray\(data\)/gu, 'isMap(data)');
}

const HELPERS =
  'const push = (list, error) => { if (list === null) return [error]; list.push(error); return list; };\nconst sub = (list, check, value, instancePath) => check(value, {instancePath}) ? list : list === null ? check.errors : list.concat(check.errors);\nconst isMap = (data) => typeof data === "object" && data !== null && !Array.isArray(data);\n';

const escape = (step) => step.replaceAll('~', '~0').replaceAll('/', '~1');

/** Entries of a document: document path to the pointer of the schema that validates it. */
function entries(file, schema) {
  const found = {};
  const visit = (node, pointer, steps) => {
    for (const [name, property] of Object.entries(node.properties ?? {})) {
      const at = `${pointer}/properties/${escape(name)}`;
      if (CONTAINERS.has(property['x-guidance']?.kind)) visit(property, at, [...steps, name]);
      else found[[...steps, name].join('.')] = target(file, at, property);
    }
  };
  visit(schema, '', []);
  for (const part of ['header', 'mapping']) {
    for (const [name, property] of Object.entries(common.$defs[part].properties)) {
      found[name] ??= target('common.schema.json', `/$defs/${part}/properties/${escape(name)}`, property);
    }
  }
  return found;
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
  const pointers = [...new Set(Object.values(kinds).flatMap((map) => Object.values(map)))];
  const names = Object.fromEntries(pointers.map((pointer, index) => [`v${index}`, pointer]));
  for (const pointer of pointers) ajv.getSchema(pointer);
  const code = HELPERS + slim(standalone.default(ajv, names));
  if (code.includes('require(')) throw new Error('a keyword needs an Ajv helper at run time; avoid it in schemas/');
  const nameOf = Object.fromEntries(Object.entries(names).map(([name, pointer]) => [pointer, name]));
  const table = Object.entries(kinds).map(
    ([kind, map]) =>
      `${JSON.stringify(kind)}:{${Object.entries(map)
        .map(([at, pointer]) => `${JSON.stringify(at)}:${nameOf[pointer]}`)
        .join(',')}}`,
  );
  const folder = path.join(root, 'server/src/generated');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'validators.js'), `${code}\nexport const validators={${table.join(',')}};\n`);
  fs.writeFileSync(
    path.join(folder, 'validators.d.ts'),
    "import type { Validators } from '../core/catalog/validators';\nexport declare const validators: Validators;\n",
  );
}
