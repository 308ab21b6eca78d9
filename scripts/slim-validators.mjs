// Makes Ajv's standalone code small: drops what no caller of ours reads (schema paths, parents, parameters of violations
// other than the name of an unknown key), keeps violations in one list from the start, and writes equal functions once.
// It works by pattern and stops the build where a pattern's assumption does not hold.
import { mergeEqual, withMakers } from './merge-functions.mjs';

const HELPERS = `const fail = (list, instancePath, keyword) => { list.push({ instancePath, keyword, params: {} }); };
const unknown = (list, instancePath, unevaluatedProperty) => { list.push({ instancePath, keyword: "unevaluatedProperties", params: { unevaluatedProperty } }); };
const sub = (list, check, value, instancePath) => { if (!check(value, instancePath)) list.push(...check.errors); };
const entry = (list, check, value, instancePath) => {
  if (typeof value !== "object" || value === null) return sub(list, check, value, instancePath);
  const known = (check.inOrder ??= new WeakSet());
  if (known.has(value)) return;
  if (check(value, instancePath)) known.add(value); else list.push(...check.errors);
};
const property = (list, check, data, instancePath, name) => { if (data[name] !== undefined) sub(list, check, data[name], instancePath + "/" + name); };
const entries = (list, check, data, instancePath) => { for (let at = 0; at < data.length; at++) entry(list, check, data[at], instancePath + "/" + at); };
const sets = new Map();
const words = (text) => {
  let set = sets.get(text);
  if (set === undefined) sets.set(text, (set = new Set(text.split("\\n"))));
  return set;
};
const only = (list, data, instancePath, names) => { for (const name in data) if (!words(names).has(name)) unknown(list, instancePath, name); };
const isMap = (data) => typeof data === "object" && data !== null && !Array.isArray(data);
`;

/** What a path argument looks like in Ajv's code: `instancePath` alone, or with something added. */
const at = (written) => (written === '' ? 'instancePath' : written.replace(/^:/u, ''));

/** Patterns of Ajv's code, and what stands there afterwards. */
const STEPS = [
  [
    /const evaluated0 = validate\d+\.evaluated;if\(evaluated0\.dynamicProps\)\{evaluated0\.props = undefined;\}if\(evaluated0\.dynamicItems\)\{evaluated0\.items = undefined;\}/gu,
    '',
  ],
  [/validate\d+\.evaluated = \{[^}]*\};/gu, ''],
  [/schemaPath:"[^"]*",/gu, ''],
  [/\{instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors=\{\}\}=\{\}/gu, 'instancePath = ""'],
  [/,parentData:?[^{}]*?,rootData,dynamicAnchors\}/gu, '}'],
  [/params:\{(?!unevaluatedProperty|additionalProperty)\w+: (?:"(?:[^"\\]|\\.)*"|[^{}]*?)\}/gu, 'params:{}'],
  // Errors as a count and as a list that may be null become the list alone.
  [/let vErrors = null;let errors = 0;/gu, 'const vErrors = [];'],
  [
    /const (err\d+) = \{instancePath(:?[^{}]*?),keyword:"(\w+)",params:\{\}\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/gu,
    (_, __, path, keyword) => `fail(vErrors, ${at(path)}, "${keyword}");`,
  ],
  [
    /const (err\d+) = \{instancePath(:?[^{}]*?),keyword:"\w+",params:\{(?:unevaluated|additional)Property: (\w+)\}\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/gu,
    (_, __, path, name) => `unknown(vErrors, ${at(path)}, ${name});`,
  ],
  // A condition (`if`) only counts that it failed.
  [/const (err\d+) = \{\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/gu, 'vErrors.push({});'],
  [
    /if\(!\((validate\d+)\((.+?), \{instancePath(:?[^{}]*)\}\)\)\)\{vErrors = vErrors === null \? \1\.errors : vErrors\.concat\(\1\.errors\);errors = vErrors\.length;\}/gu,
    (_, name, value, path) => `sub(vErrors, ${name}, ${value}, ${at(path)});`,
  ],
  // Entries of a list are remembered when they are in order: values never change, and an edit leaves most of a list as it is.
  [/sub\((vErrors, validate\d+, [^,]+, instancePath\+"[^"]*\/" ?\+ ?i\d+)\)/gu, 'entry($1)'],
  [/errors = (_errs\d+);if\(vErrors !== null\)\{if\(\1\)\{vErrors\.length = \1;\}else \{vErrors = null;\}\}/gu, 'vErrors.length = $1;'],
  [/const (_errs\d+) = errors;/gu, 'const $1 = vErrors.length;'],
  [/(_errs\d+) === errors/gu, '$1 === vErrors.length'],
  [/return errors === 0;/gu, 'return vErrors.length === 0;'],
  [/(data\d*) && typeof \1 == "object" && !Array\.isArray\(\1\)/gu, 'isMap($1)'],
  // What is done for each property, entry and list of words stands once, as a function.
  [
    /if\((data\d*)\.(\w+) !== undefined\)\{sub\(vErrors, (validate\d+), \1\.\2, instancePath\+"([^"]*)\/\2"\);\}/gu,
    (_, data, name, check, above) => `property(vErrors, ${check}, ${data}, ${below(above)}, "${name}");`,
  ],
  [
    /const (len\d+) = (data\d*)\.length;for\(let (i\d+)=0; \3<\1; \3\+\+\)\{entry\(vErrors, (validate\d+), \2\[\3\], instancePath\+"([^"]*)\/" ?\+ ?\3\);\}/gu,
    (_, __, data, ___, check, above) => `entries(vErrors, ${check}, ${data}, ${below(above)});`,
  ],
  [
    /for\(const (key\d+) in (data\d*)\)\{if\(((?:[ ()&]|\1 !== "[^"\\]*")+)\)\{unknown\(vErrors, (.+?), \1\);\}\}/gu,
    (_, __, data, names, path) => `only(vErrors, ${data}, ${path}, ${wordsIn(names)});`,
  ],
  [
    /if\(!\(((?:[ ()|]|data\d* === (?:"[^"\\]*"|null))+)\)\)\{/gu,
    (_, values) => {
      const [data] = /data\d*/u.exec(values) ?? [];
      return `if(${values.includes('null') ? `${data} !== null && ` : ''}!words(${wordsIn(values)}).has(${data})){`;
    },
  ],
];

/** The path of what lies at a pointer below the value that is checked. */
function below(pointer) {
  return pointer === '' ? 'instancePath' : `instancePath+"${pointer}"`;
}

/** The texts that a condition compares with, as one text of lines. */
function wordsIn(condition) {
  return JSON.stringify([...condition.matchAll(/"([^"]*)"/gu)].map(([, word]) => word).join('\n'));
}

/** What the steps must leave nothing of. */
const LEFT_OVER = /(?<![\w.])errors\b|vErrors === null|parentData|schema\d+\.|require\(|dynamic(?:Props|Items)":true/u;

/** One piece of the code's top level: a function, or a constant such as a compiled pattern. */
const PIECE = /(?:export )?(?:function|const) (\w+)[\s\S]*?(?=(?:export )?(?:function validate|const (?:schema|pattern|v)\d)|$)/gu;

/**
 * The code of the functions that Ajv exports under the given names, as a module's text without its exports, and the
 * name of the function that stands for each exported one.
 */
export function slim(code, exported) {
  if (/dynamic(?:Props|Items)":true/u.test(code))
    throw new Error('a schema leaves open which keys it evaluates; slim-validators.mjs counts on the opposite');
  let slimmed = code.replace('"use strict";', '');
  for (const [pattern, replacement] of STEPS) slimmed = slimmed.replaceAll(pattern, replacement);
  const pieces = new Map([...slimmed.matchAll(PIECE)].map(([text, name]) => [name, text]));
  const targets = Object.fromEntries(exported.map((name) => [name, /= (\w+);/u.exec(pieces.get(name) ?? '')?.[1]]));
  const kept = new Map([...pieces].filter(([name]) => !/^(?:schema|v)\d+$/u.test(name)));
  const nameOf = mergeEqual(kept);
  const text = [...kept.values()].join('\n');
  const left = LEFT_OVER.exec(text);
  if (left !== null) throw new Error(`slim-validators.mjs does not know this code: ${text.slice(left.index - 100, left.index + 100)}`);
  return { code: HELPERS + withMakers(kept), nameOf: (name) => nameOf(targets[name]) };
}
