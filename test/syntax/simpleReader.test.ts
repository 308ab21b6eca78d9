/** The reader of simple texts gives what `yaml` leads to, or leaves the text to it. `SCRIPTS=20000` tries so many times more texts. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAll, parseWithYaml } from '../../server/src/core/syntax/parseAll';
import { readSimple } from '../../server/src/core/syntax/simpleReader';
import { root } from '../support/repository';
import { random, randomDocument } from './randomDocuments';
import { difference } from './sameTree';

const ORIGIN = { offset: 0, relative: 0 };

const isRead = (text: string): boolean => readSimple(text, ORIGIN) !== undefined;

/** Fails with the text where both readers differ. */
function expectSame(text: string): void {
  const found = difference(parseAll(text), parseWithYaml(text));
  if (found !== null) expect.fail(`${found}\n${JSON.stringify(text)}\n${text}`);
}

const RUNS = Number(process.env['SCRIPTS'] ?? 1000);
const TIMEOUT = 60_000 + RUNS * 50;

test(
  'random documents, with trouble everywhere',
  () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), fc.integer({ min: 1, max: 12 }), (seed, size) => {
        expectSame(randomDocument(random(seed), size));
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT,
);

/** Pieces of lines; put together at random they make good YAML often, and trouble often enough. */
const COLUMN = fc.constantFrom(0, 0, 0, 2, 2, 4, 6, 1, 3);
const VALUE = fc.constantFrom(
  '',
  ' a',
  ' b c',
  ' 1',
  ' -2.5',
  ' ~',
  ' true',
  ' 2026-11-02',
  " 'it''s'",
  ' "q\\n"',
  ' "a" # c',
  ' [a, b]',
  ' { a: 1, b: [x] }',
  ' []',
  ' {}',
  ' |',
  ' >-',
  ' | # c',
  ' a # c',
  ' # c',
  ' a#b',
  ' a:b',
  ' http://x.y/z',
  '  spaced  ',
  ' é 日本',
  ' 0x1F',
  ' 1e3',
  ' .5',
  ' null',
  ' - a',
  ' a: b',
  ' [a, "b", {c: d}] # c',
  ' [a',
  ' "a',
  ' &x',
  ' *x',
  ' !t a',
  ' ?',
  ' -',
  ' .inf',
  ' +12',
  ' 0o7',
  ' NULL',
  ' a, b',
  ' [a: b]',
  ' [a b , c ]',
  ' [a#b, c #d]',
  ' {a: b#c, d: e:f}',
);
const LINE = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(COLUMN, fc.constantFrom('k:', 'a b:', 'k-1:', 'x.y:', 'k :'), VALUE)
      .map(([column, key, value]) => ' '.repeat(column) + key + value),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(COLUMN, fc.constantFrom('-', '- -', '- k:', '-   k:'), VALUE)
      .map(([column, dash, value]) => ' '.repeat(column) + dash + value),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(COLUMN, fc.constantFrom('# c', '#', '', '', 'text', 'more text # c', '"q"', '[a]', '...', '---', '?', '\t'))
      .map(([column, text]) => ' '.repeat(column) + text),
  },
);
const TEXT = fc
  .tuple(fc.array(LINE, { maxLength: 14 }), fc.constantFrom('\n', '\n', '\n', '\r\n'), fc.boolean())
  .map(([lines, lineBreak, last]) => lines.join(lineBreak) + (last ? lineBreak : ''));

test(
  'texts of random lines',
  () => {
    let read = 0;
    fc.assert(
      fc.property(TEXT, (text) => {
        if (isRead(text)) read += 1;
        expectSame(text);
      }),
      { numRuns: RUNS * 5 },
    );
    expect(read).toBeGreaterThan(RUNS / 4);
  },
  TIMEOUT,
);

test('the examples are read without yaml', () => {
  const files = fs.readdirSync(path.join(root, 'examples'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) {
    const text = fs.readFileSync(path.join(root, 'examples', file), 'utf8');
    expectSame(text);
    expect(isRead(text), file).toBe(true);
  }
});

/** Items of a map or list at one column, in lines that stand at the column they are put at. */
const ITEMS = [
  'k: v',
  'a b: "x"',
  'k:  [a]',
  'x: |\n  t',
  'k:\n  #c\n  v',
  '#x',
  '# c\n-',
  'k: a\n   b',
  '- k: v',
  '- - k: v',
  'k: # c',
  'k:',
];
const WORDS = ['n', 'new key', 'n # c', "it's", '12', 'n ', 'true', 'a-b', '-x', 'n  ', 'x,y', 'é'];

/** A text with keys that are being typed: words where a key is due. */
function halfTyped(seed: number): string {
  const source = random(seed);
  const lines: string[] = [];
  let column = 0;
  for (let count = 2 + source.below(10); count > 0; count -= 1) {
    const at = source.pick([column, column, column, column, Math.max(0, column - 2), 0, column + 2]);
    const put = (text: string): number => lines.push(...text.split('\n').map((line) => ' '.repeat(at) + line));
    const kind = source.next();
    if (kind < 0.45) put(source.pick(ITEMS));
    else if (kind < 0.65) put(source.pick(['k:', '- k:', 'k: ']));
    else if (kind < 0.9) put(source.pick(WORDS));
    else lines.push(source.pick(['', '# c', `${' '.repeat(at)}# c`, `${' '.repeat(at)}- a`, `${' '.repeat(at)}-`]));
    if (kind < 0.65) column = kind < 0.45 ? at : at + 2;
  }
  return lines.join(source.chance(0.2) ? '\r\n' : '\n') + (source.chance(0.8) ? '\n' : '');
}

test(
  'keys that are being typed',
  () => {
    let read = 0;
    for (let seed = 1; seed <= RUNS * 3; seed += 1) {
      const text = halfTyped(seed * 7919);
      if ((readSimple(text, ORIGIN)?.unfinished.length ?? 0) > 0) read += 1;
      expectSame(text);
    }
    expect(read).toBeGreaterThan(RUNS / 100);
  },
  TIMEOUT,
);

test.each([
  ['a word takes in the key below', 'k:\n  a: 1\n  new\n  b: 2\n'],
  ['a letter does not', 'k:\n  a: 1\n  n\n  b: 2\n'],
  ['nor does a word behind a letter', 'a: 1\nn x\nb: 2\n'],
  ['a letter behind a blank line does', 'a: 1\n\nn\nb: 2\n'],
  ['a letter behind a value over two lines', 'a: 1\n   2\nn\nb: 2\n'],
  ['a letter above a deeper line', 'k:\n  a: 1\n  n\n    b: 2\n'],
  ['a letter above a dash', 'k:\n- a\nn\n- b\n'],
  ['a letter at the end', 'k:\n  a: 1\n  n\n'],
  ['two words', 'a: 1\nnew\nkey\nb: 2\n'],
  ['a comment stands behind an empty entry', 'k:\n- v\n# c\n-\nk: x\n'],
  ['a comment lets a text on its own line go on below', 'k:\n#n\n c\nk: 1\n'],
])('%s', (_, text) => {
  expectSame(text);
});
