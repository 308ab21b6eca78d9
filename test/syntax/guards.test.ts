/** Each guard of the incremental parser by the smallest text found that needs it. `‸` marks a cut that must be refused. */
import { describe, expect, test } from 'vitest';
import { cleanLineAt } from '../../server/src/core/syntax/context';
import { IncrementalDocument } from '../../server/src/core/syntax/incrementalDocument';
import { parseAll } from '../../server/src/core/syntax/parseAll';
import { parsePiece } from '../../server/src/core/syntax/piece';
import { readDifference } from './sameTree';

const COMMENT = `# ${'c'.repeat(1015)}`;
const NESTED = Array.from({ length: 64 }, (_, depth) => `${' '.repeat(depth)}k:\n`).join('');

/** Why a cut is unsafe, and texts that show it. */
const REFUSED: readonly (readonly [string, readonly string[]])[] = [
  ['the line continues a plain value', ['foo\n‸bar: 1', 'a: foo\n‸  b: 1', '- a\n‸ - b: 1', 'k\n‸- b']],
  ['the line is text of a block scalar', ['a: |\n‸  k: 1', 'a: >2\n\n‸   - x\n']],
  ['a quote is open', ['"x\n‸b: 1', 'a: "x\n‸  b: 1', "a: 'x\n‸  b: 1"]],
  ['a flow collection is open', ['a: [x,\n‸  b: 1]', 'a:\n  b: [1\n‸  c: x\n  d: y']],
  ['a bare dash behind a comment', ['- a\n# c\n‸-', '- a\n# c\n‸- &x', '- a\n# c\n‸- # d', '- a\n# c\n‸- !t']],
  [
    'a bare dash behind a block scalar or an open bracket: the parser still believes to be on a key’s line',
    ['1:\n- : >\n‸-\n[]', 'k:\n- a: >\n‸- !t\n[b]', 'k:\n- a: |\n    b\n‸- - |\n[b]', 'k:\n- a: >\n‸- >\n  b\n[c]\n  - d: 1'],
  ],
  ['an anchor or tag hangs before the line', ['a: b\n&t\n‸d: r', 'a: |\n   b\n  ! # x\n‸d: r', '- a\n&t\n‸- b', '- - a\n  &x\n‸- b']],
  [
    'a collection with a tag is read as a whole',
    [
      'a: !!omap\n- b: 1\n‸- b: 3',
      'a: !!pairs\n- b: 1\n‸- c',
      'a: !x\n  b: 1\n‸  c: 2',
      '- !\n‸ -',
      '- !!set\n  a:\n‸  b:',
      '--- !!map\na: 1\n‸b: 2',
      '!!map\na: 1\n‸b: 2',
    ],
  ],
  ['a collection with an anchor stays in one chunk', ['a: &x\n  b: 1\n‸  c: *x', '&x\na: 1\n‸b: 2']],
  ['key and block value on one line', ['a: b: 1\n‸   c: 2', 'a: - 1\n‸   - 2', ': :\n 8: :\n‸ k:', ': - z: :\n‸    b:']],
  ['columns do not grow inwards', ['status: done\n    owner: x\n‸    by: y']],
  ['an explicit key holds the cut', ['? a:\n    x: 1\n‸    y: 2\n: v', '? - a\n‸  - b\n: v', '? 8\n:\n‸ k:']],
  ['an empty key holds the cut', [':\n‸-', ':\n‸ k:', 'o: {[]}:\n‸ p:']],
  [
    'a second document, a directive or an end marker',
    ['a: 1\n---\n‸b: 2', 'a: 1\n...\n‸b: 2', '%YAML 1.2\n---\na: 1\n‸b: 2', '%TAG ! x\n‸b: 2'],
  ],
  [
    '`yaml` finds something impossible',
    ['    k:\n        a: b\n    {} c:\n‸         - d', ':\n      : t\n      {\n‸k:', '-\n    : {[]}\n    >\n‸ p:'],
  ],
  ['an error stands behind the cut', ['- ""\n‸ -', '- - l\n‸ -', '- >\n  ~\n‸ -']],
  ['the length of the first key behind the cut counts', [`: :\n- ${'c'.repeat(1100)}\n‸k: 1`]],
  ['too deep for a skeleton', [`${NESTED}${' '.repeat(64)}a: 1\n‸${' '.repeat(64)}b: 2`]],
];

/** Texts that were wrong once, or whose cuts depend on more than one piece. */
const WHOLE: readonly string[] = [
  '',
  '\n',
  '# only a comment',
  'scalar',
  '\uFEFFa: 1\nb: 2\n',
  `a: [1\n${COMMENT}\nb: 2\n`,
  `a: 1\n&t ${COMMENT}\nd: r\n`,
  'a: "x\n b: 1\nc: "y"\nd: 2\n',
  'a:\n  b: [1\n  c: x\n  d: y\n',
  'a: {x: 1\nb: 2\nc: 3\n',
  'a: 1\r\nb:\r\n  - c: 1\r\n    d: 2\r\n',
  'a: &x 1\nb: *x\nc: &x 2\nd: *x\ne: *y\n',
  'a: &x\n  b: *x\nc: *x\n',
  'b: *x\na: &x 1\nc:\n  - *x\n  - &x {y: *x}\n  - *x\n',
  'a: 1\na: 2\nb:\n  a: 1\n  a: 2\n',
  'zZ-first-Zz: 1\nzZ-second-Zz: 2\nzZ-open-Zz:\n  zZ-first-Zz: p"\'\n  zZ-second-Zz: 0\n',
  '- p"\'\n- 0\n- p"\'\n- 0\n',
  'k:\n- a: >\n- !!map \n[b]\n  - c: d\n',
  'k:\n- a: >\n  b\n- c\n-\n[d]\n  - e: f\n',
  'k:\n- a: >\n- [b\n-\n[c]\n  - d: e\n',
  '  k:\n  - a: >\n  - [b\n  {d: 1}\n  [c]\n',
  'a: 1\n\tb: 2\nc: 3\n',
  'a:\n- b\n- c\nd:\n  - e\n',
  'a: |+\n  text\n\n\nb: 1\n',
  '--- # c\n# d\na: 1\n...\n# e\n---\nb\n',
  '- - a\n  - b\n- - c\n',
  'a: !!pairs\n- {}\n- b: 1\n',
  '? a\n? b\n: c\nd: 1\n',
  'a: 1\nb:\n  - c: !!omap [d, {',
  'a: b: 1\nc: 2\nd:\n  e: f: g\n  h: 1\n  i:\n  - j: k: l\n  - m\nn: 1\n',
  'a: [b, {c:d\n  k9:\n   k10: |1-\n  k: e\n    k: f\n   k: g\n # c\n  h: i\n  k17: ]\n    * @ @\n',
  '%YAML 1.2\n--\nk2: data\nk3:\n  &k4 key4:\n    - recall biask5:\n  - metric recall\n',
];

const isEqual = (document: IncrementalDocument, text: string): void =>
  expect(readDifference(document.tree, parseAll(text)), JSON.stringify(text)).toBeNull();

function opensInAllSizes(text: string): void {
  for (let chunkLines = 1; chunkLines <= 12; chunkLines += 1) isEqual(IncrementalDocument.open(text, { chunkLines }), text);
}

/** Typed sign by sign, each line taken out and put back, each line shifted by a space. */
function isEditedEverywhere(text: string, chunkLines: number): void {
  const document = IncrementalDocument.open('', { chunkLines });
  // Long texts are pasted up to their last lines: what counts is there.
  const pasted = Math.max(0, text.length - 80);
  document.edit(0, 0, text.slice(0, pasted));
  for (let at = pasted; at < text.length; at += 1) {
    document.edit(at, at, text.charAt(at));
    isEqual(document, text.slice(0, at + 1));
  }
  for (let from = 0; from < text.length;) {
    const to = text.indexOf('\n', from) + 1 || text.length;
    if (to >= pasted) {
      document.edit(from, to, '');
      isEqual(document, text.slice(0, from) + text.slice(to));
      document.edit(from, from, text.slice(from, to));
      isEqual(document, text);
      document.edit(from, from, ' ');
      isEqual(document, `${text.slice(0, from)} ${text.slice(from)}`);
      document.edit(from, from + 1, '');
      isEqual(document, text);
    }
    from = to;
  }
}

describe.each(REFUSED)('%s', (_, marked) => {
  test.each(marked)('%j', (text) => {
    const cut = text.indexOf('‸');
    const plain = text.replace('‸', '');
    const next = cleanLineAt(plain, cut);
    expect(next, 'a clean line').not.toBeNull();
    expect(parsePiece(plain.slice(0, cut), null, next, new WeakMap())).toBeNull();
    opensInAllSizes(plain);
    opensInAllSizes(`${plain}\nz: 1\n`);
    for (const chunkLines of [1, 2, 3]) isEditedEverywhere(`${plain}\nz: 1\n`, chunkLines);
  });
});

describe('read as a fresh parse reads it', () => {
  test.each(WHOLE)('%j', (text) => {
    opensInAllSizes(text);
    for (const chunkLines of [1, 2, 3]) isEditedEverywhere(text, chunkLines);
  });
});

describe('a cut is proved where nothing speaks against it', () => {
  test.each([
    'a: 1\n‸b: 2',
    'a:\n  b: 1\n‸  c: 2',
    'a:\n- b\n‸- c',
    '- a: 1\n‸  b: 2',
    '- a\n# c\n‸- d',
    'a: "x"\n# c\n‸b: 1',
    '# c\n\na: 1\n‸b: 2',
    'a: [1,\n  2]\n‸b: 1',
    'a:\n- b: |\n    c\n‸- d',
    'a: |\n  b\n‸c: 1',
    'a:\n- b: [c]\n\n‸- [d]',
    '- - a\n‸- - b',
  ])('%j', (text) => {
    const [before = '', behind = ''] = text.split('‸');
    const chunk = parsePiece(before, null, cleanLineAt(behind, 0), new WeakMap());
    expect(chunk?.behind?.at(-1)).toMatchObject({ column: /^ */u.exec(behind)?.[0].length });
  });
});

describe('edits at the borders of chunks', () => {
  const text = 'a: 1\nb:\n  c: 2\n  d:\n  - e\n  - f: 3\n    g: 4\nh: 5\n';
  const edits: readonly (readonly [string, number, number, string])[] = [
    ['a line break removed', 4, 5, ''],
    ['a chunk emptied', 0, 5, ''],
    ['two chunks emptied', 5, 16, ''],
    ['the first line of a chunk shifted', 8, 8, ' '],
    ['the first line of a chunk made text', 5, 5, 'x '],
    ['a dash made bare', text.indexOf('- e'), text.indexOf('- e') + 3, '-'],
    ['the end removed', text.length - 1, text.length, ''],
    ['appended', text.length, text.length, 'i: 6'],
    ['beyond the end', 1000, 2000, 'i: 6'],
    ['everything replaced', 0, 1000, '- x\n- y\n'],
    ['everything removed', 0, 1000, ''],
    ['nothing', 3, 3, ''],
  ];
  test.each(edits)('%s', (_, from, to, inserted) => {
    for (let chunkLines = 1; chunkLines <= 8; chunkLines += 1) {
      const document = IncrementalDocument.open(text, { chunkLines });
      document.edit(from, to, inserted);
      isEqual(document, text.slice(0, from) + inserted + text.slice(to));
    }
  });

  test('a text replaced as a whole is one edit', () => {
    const document = IncrementalDocument.open(text.repeat(40), { chunkLines: 4 });
    for (const next of [text.repeat(40).replace('g: 4', 'g: "4"'), text.repeat(39), '', text, `${text}${text}`]) {
      document.replace(next);
      isEqual(document, next);
    }
    document.replace(text.repeat(400));
    const long = `${text.repeat(200)}x: 1\n${text.repeat(200)}`;
    document.replace(long);
    isEqual(document, long);
    expect(document.parsed).toBeLessThan(500);
  });
});

test('a dash made bare below a comment', () => {
  const text = '- a\n# c\n- b\n- d\n';
  for (const inserted of ['&x', '!t', '# e', '']) {
    const document = IncrementalDocument.open(text, { chunkLines: 1 });
    document.edit(10, 11, inserted);
    isEqual(document, text.slice(0, 10) + inserted + text.slice(11));
  }
});

test('items without length at both ends of an edit are two', () => {
  const text = 'k 1 w-\n    "q 6": { a: 1,\n- [recall, {a: 1, "b[2]}, c: 3]\n';
  const line = text.slice(26);
  const document = IncrementalDocument.open(text, { chunkLines: 5 });
  document.edit(26, 26, line);
  isEqual(document, text.slice(0, 26) + line + line);
});

test('a key of about 1,024 characters from what precedes it, in a broken map', () => {
  for (let length = 1000; length < 1030; length += 1) {
    const text = `: :\n- ${'c'.repeat(length)}\nk: 1\nl: 2\n`;
    isEqual(IncrementalDocument.open(text, { chunkLines: 1 }), text);
  }
});

test('opening can be paused and given up after any slice', () => {
  const text = 'a:\n  b: 1\n  c: 2\n'.repeat(50);
  const slices = IncrementalDocument.openSlices(text, { chunkLines: 4 });
  const read: number[] = [];
  for (;;) {
    const { done, value } = slices.next();
    if (done === true) {
      isEqual(value, text);
      break;
    }
    read.push(value);
  }
  expect(read.length).toBeGreaterThan(20);
  expect(read.toSorted((a, b) => a - b)).toEqual(read);
});
