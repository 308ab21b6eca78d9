/** Reading stops at what is no good YAML, so that an edit beside it costs what its surroundings cost, like any other. */
import { describe, expect, test } from 'vitest';
import { IncrementalDocument } from '../../server/src/core/syntax/incrementalDocument';
import { ReadableDocument } from '../../server/src/core/syntax/readableDocument';
import { parse } from '../../server/src/core/syntax/parse';
import { parseAll } from '../../server/src/core/syntax/parseAll';
import { find } from '../../server/src/core/syntax/path';
import { difference } from './sameTree';

const TASKS = 300;
const TEXT = `phases:\n${Array.from({ length: TASKS }, (_, at) => `  task_${at}:\n    status: done\n    notes: a text\n    list:\n      - a\n      - b\n`).join('')}`;
const MIDDLE = TEXT.indexOf('  task_150:');

/** Lines after which a parser makes little or nothing of the rest. */
const SLIPS: Readonly<Record<string, string>> = {
  'a stray bracket': '    ]\n',
  'a stray brace at the margin': '}\n',
  'a bracket too many': '  x: [a]]\n',
  'a tab as indentation': '\tx: 1\n',
  'a template': '{{ name }}\n',
  'a directive': '%\n',
  'a quote': '"\n',
  'a dash at the margin': '- \n',
  'a deeper key below a text': '  x: y\n      z: 1\n',
};
const ENDS: Readonly<Record<string, string>> = { 'a second document': '---\n', 'the end of the document': '...\n' };

describe.each(Object.entries({ ...SLIPS, ...ENDS }))('%s', (_, slip) => {
  test('is read around alone, when it comes, while it is there and when it goes', () => {
    const document = IncrementalDocument.open(TEXT);
    const parsed: number[] = [];
    const edit = (from: number, to: number, text: string): void => {
      document.edit(from, to, text);
      parsed.push(document.parsed);
    };
    edit(MIDDLE, MIDDLE, slip);
    // Beside it, above it and below it.
    for (const at of [MIDDLE + slip.length + 3, 100, TEXT.length - 30]) {
      edit(at, at, 'x');
      edit(at, at + 1, '');
    }
    edit(MIDDLE, MIDDLE + slip.length, '');
    expect(Math.max(...parsed)).toBeLessThan(4000);
    expect(difference(document.tree, parseAll(TEXT))).toBeNull();
  });

  test('leaves all the rest of the tree what it was once it is gone', () => {
    const document = IncrementalDocument.open(TEXT);
    const pairOf = (task: number): unknown => find(document.tree.root, ['phases', `task_${task}`]).pair;
    const kept = [0, 100, 200, 299].map((task) => [task, pairOf(task)] as const);
    document.edit(MIDDLE, MIDDLE, slip);
    document.edit(MIDDLE, MIDDLE + slip.length, '');
    for (const [task, pair] of kept) expect(pairOf(task), String(task)).toBe(pair);
  });

  test('is taken out the same way whatever was edited before', () => {
    const document = ReadableDocument.open(TEXT);
    document.edit(MIDDLE, MIDDLE, slip);
    for (const at of [MIDDLE + slip.length + 3, 100, TEXT.length - 30]) {
      document.edit(at, at, 'x');
      const fresh = parse(document.text);
      expect(difference(document.tree, fresh)).toBeNull();
      expect(document.tree.unread).toEqual(fresh.unread);
    }
  });
});

test.each(Object.entries({ ...SLIPS, ...ENDS }))(
  'what is edited behind %s while nothing is read there is in the tree once it is gone',
  (_, slip) => {
    const keys = (name: string): string => Array.from({ length: 120 }, (__, at) => `  ${name}${at}: 1\n`).join('');
    const before = `h: 1\nfirst:\n${keys('a')}`;
    const text = `${before}big:\n${keys('b')}last:\n${keys('c')}`;
    for (const chunkLines of [1, 2, 16]) {
      const document = IncrementalDocument.open(text, { chunkLines });
      const edit = (from: number, to: number, by: string): void => {
        document.edit(from, to, by);
        void document.tree;
      };
      edit(5, 5, slip);
      const at = document.text.indexOf('  b60:');
      edit(at, at, '  new: 1\n');
      edit(document.text.indexOf('  c3:'), document.text.indexOf('  c5:'), '');
      edit(5, 5 + slip.length, '');
      expect(difference(document.tree, parseAll(document.text))).toBeNull();
    }
  },
);

test.each(Object.entries(SLIPS))('%s is one problem, and what stands above and below is read', (_, slip) => {
  const tree = parse(TEXT.slice(0, MIDDLE) + slip + TEXT.slice(MIDDLE));
  expect(tree.problems.map((problem) => tree.lines.lineOf(problem.origin.offset + problem.from))).toHaveLength(1);
  for (const task of [0, 149, 150, 299])
    expect(find(tree.root, ['phases', `task_${task}`, 'status']).pair?.value).toMatchObject({ value: 'done' });
});

test('what is taken for a conflict is the same as git writes', () => {
  const ours = 'a: 1\n<<<<<<< HEAD\nb: 2\n||||||| base\nb: 1\n=======\nb: 3\n>>>>>>> other\nc: 4\n';
  for (const text of [ours, ours.replaceAll('\n', '\r\n'), ours.replace('||||||| base\nb: 1\n', '')]) {
    const tree = parse(text);
    expect(tree.problems.map(({ code }) => code)).toEqual(['CONFLICT']);
    expect(['a', 'b', 'c'].map((key) => (find(tree.root, [key]).node as { value?: unknown }).value)).toEqual([1, 2, 4]);
  }
  const markers = `a: 1\n${'=======\n'.repeat(20_000)}`;
  expect(parse(markers).problems.length).toBeGreaterThan(0);
});

test('what is nested too deep for any stack is one problem, and the lines around it are read', () => {
  for (const value of ['x: y, '.repeat(50_000), `{a: `.repeat(50_000), '- '.repeat(50_000)]) {
    const document = ReadableDocument.open(`a: 1\nb: ${value}\nc: 3\n`);
    document.edit(3, 4, '2');
    const { tree } = document;
    expect(tree.problems.map((problem) => tree.lines.lineOf(problem.origin.offset + problem.from))).toEqual([1]);
    expect(['a', 'c'].map((key) => (find(tree.root, [key]).node as { value?: unknown } | null)?.value)).toEqual([2, 3]);
  }
});

test('a list or mapping that nests too deep over its lines is no crash', () => {
  for (const [text, line] of [
    [`a: 1\nb:\n  ${'- '.repeat(50_000)}x\nc: 3\n`, 2],
    [`a: 1\nb:\n  ${'? '.repeat(50_000)}x\nc: 3\n`, 2],
    [Array.from({ length: 6000 }, (_, at) => `${' '.repeat(at)}k:`).join('\n'), 5999],
  ] as const) {
    const tree = parse(text);
    expect(tree.problems.map((problem) => tree.lines.lineOf(problem.origin.offset + problem.from))).toEqual([line]);
  }
});

test('prose and other texts that are no YAML are given up after a few faults', () => {
  for (const line of ['This is prose, with: colons: and "quotes.\n', '{"a": 1}\n', '# Title\n\n- item: one\n* item two\n```\n'])
    expect(parse(line.repeat(2000)).problems.length).toBeLessThan(20);
});
