/** The reader of simple texts gives what `yaml` leads to, or leaves the text to it. `SCRIPTS=20000` tries so many times more texts. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, parseWithYaml } from '../../server/src/core/syntax/parse';
import { readSimple } from '../../server/src/core/syntax/simpleReader';
import { root } from '../support/repository';
import { random, randomDocument } from './randomDocuments';
import { difference } from './sameTree';

const ORIGIN = { offset: 0, relative: 0 };

const isRead = (text: string): boolean => readSimple(text, ORIGIN) !== undefined;

/** Fails with the text where both readers differ. */
function expectSame(text: string): void {
  const found = difference(parse(text), parseWithYaml(text));
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
