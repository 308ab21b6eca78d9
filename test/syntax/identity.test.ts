/** What stays the same object over an edit, and what must not. Callers cache by it. */
import { describe, expect, test } from 'vitest';
import { IncrementalDocument } from '../../server/src/core/syntax/incrementalDocument';
import type { MapNode, Pair, YamlNode } from '../../server/src/core/syntax/node';
import { endOf, pairOf, startOf } from '../../server/src/core/syntax/node';
import { find } from '../../server/src/core/syntax/path';
import { scriptOf } from './scripts';

const TASK = (name: string): string =>
  `    ${name}:\n      status: done\n      risks:\n        - id: R-1\n          text: one\n        - id: R-2\n          text: two\n`;
const TEXT = `system: s\nfirst:\n  tasks:\n${TASK('a')}${TASK('b')}${TASK('c')}second:\n  tasks:\n${TASK('a')}${TASK('d')}third: 3\n`;

const pairAt = (document: IncrementalDocument, ...path: (string | number)[]): Pair => {
  const { pair, depth } = find(document.tree.root, path);
  if (pair === null || depth < path.length) throw new Error(path.join('.'));
  return pair;
};

/** The document with each of these chunk sizes: what stays must not depend on them. */
const inAllSizes = (check: (open: (text: string) => IncrementalDocument) => void): void => {
  for (const chunkLines of [1, 2, 3, 5, 16, 100]) check((text) => IncrementalDocument.open(text, { chunkLines }));
};

describe('an edit in a value', () => {
  test('changes what holds the value, up to the root, and nothing else', () => {
    inAllSizes((open) => {
      const document = open(TEXT);
      const paths = [['system'], ['first', 'tasks', 'a'], ['first', 'tasks', 'c'], ['second'], ['second', 'tasks', 'd'], ['third']];
      const kept = paths.map((path) => pairAt(document, ...path));
      const changed = [['first'], ['first', 'tasks'], ['first', 'tasks', 'b'], ['first', 'tasks', 'b', 'risks']].map((path) =>
        pairAt(document, ...path),
      );
      const status = pairAt(document, 'first', 'tasks', 'b', 'status');
      const risk = find(document.tree.root, ['first', 'tasks', 'b', 'risks', 1]).node;
      const { root } = document.tree;
      const at = TEXT.indexOf('text: one', TEXT.indexOf('    b:')) + 6;
      document.edit(at, at + 3, 'something longer');
      expect(paths.map((path) => pairAt(document, ...path))).toEqual(kept);
      for (const [index, path] of paths.entries()) expect(pairAt(document, ...path)).toBe(kept[index]);
      for (const pair of changed) expect(all(document.tree.root)).not.toContain(pair);
      expect(pairAt(document, 'first', 'tasks', 'b', 'status')).toBe(status);
      expect(find(document.tree.root, ['first', 'tasks', 'b', 'risks', 1]).node).toBe(risk);
      expect(document.tree.root).not.toBe(root);
    });
  });

  test('moves what stays', () => {
    inAllSizes((open) => {
      const document = open(TEXT);
      const pair = pairAt(document, 'second', 'tasks', 'd', 'risks', 1, 'text');
      const before = startOf(pair.key);
      document.edit(0, 0, '# a comment\n');
      document.edit(document.text.indexOf('third'), document.text.indexOf('third'), 'new: 1\n');
      expect(pairAt(document, 'second', 'tasks', 'd', 'risks', 1, 'text')).toBe(pair);
      expect(startOf(pair.key)).toBe(before + 12);
      expect(document.text.slice(startOf(pair.key), endOf(pair.key))).toBe('text');
    });
  });
});

test('a comment before everything leaves the root as it was', () => {
  inAllSizes((open) => {
    const document = open(TEXT);
    const { root } = document.tree;
    document.edit(0, 0, '# c\n');
    expect(document.tree.root).toBe(root);
    document.edit(document.text.length, document.text.length, '\n');
    expect(startOf(document.tree.root as YamlNode)).toBe(4);
  });
});

test('a key between two collections splits or joins them without touching their items', () => {
  inAllSizes((open) => {
    const document = open(TEXT);
    const [a, b, c] = ['a', 'b', 'c'].map((task) => pairAt(document, 'first', 'tasks', task));
    const at = TEXT.indexOf('    b:');
    document.edit(at, at, 'between:\n  tasks:\n');
    expect(pairAt(document, 'first', 'tasks', 'a')).toBe(a);
    expect(pairAt(document, 'between', 'tasks', 'b')).toBe(b);
    expect(pairAt(document, 'between', 'tasks', 'c')).toBe(c);
    document.edit(at, at + 'between:\n  tasks:\n'.length, '');
    for (const [index, pair] of [a, b, c].entries()) expect(pairAt(document, 'first', 'tasks', 'abc'.charAt(index))).toBe(pair);
  });
});

test('an alias becomes another node when what it stands for does, and so does all that holds it', () => {
  inAllSizes((open) => {
    const document = open('base:\n  x: &x\n    y: 1\nuse:\n  a: *x\n  b: 2\nother: 3\n');
    const use = pairAt(document, 'use');
    const [a, b, other] = [pairAt(document, 'use', 'a'), pairAt(document, 'use', 'b'), pairAt(document, 'other')];
    document.edit(document.text.length, document.text.length, 'more: 1\n');
    expect(pairAt(document, 'use')).toBe(use);
    const at = document.text.indexOf('1');
    document.edit(at, at + 1, '2');
    expect(pairAt(document, 'use')).not.toBe(use);
    expect(pairAt(document, 'use', 'a')).not.toBe(a);
    expect(pairAt(document, 'use', 'b')).toBe(b);
    expect(pairAt(document, 'other')).toBe(other);
    expect(pairOf(pairAt(document, 'use', 'a').value, 'y')?.value).toMatchObject({ value: 2 });
  });
});

test('an older tree keeps its text, lines and structure', () => {
  const document = IncrementalDocument.open(TEXT, { chunkLines: 2 });
  const { tree } = document;
  document.edit(0, 6, 'name');
  document.edit(document.text.indexOf('second'), document.text.length, '');
  expect(tree.text).toBe(TEXT);
  expect(tree.lines.textOf(0)).toBe('system: s');
  expect((tree.root as MapNode).pairs.map((pair) => pair.key.name)).toEqual(['system', 'first', 'second', 'third']);
});

/** All pairs and list entries below a node. */
function all(node: YamlNode | null): (Pair | YamlNode)[] {
  if (node?.type === 'seq') return node.items.flatMap((item) => (item === null ? [] : [item, ...all(item)]));
  return node?.type === 'map' ? node.pairs.flatMap((pair) => [pair, ...all(pair.value)]) : [];
}

const isPair = (item: Pair | YamlNode): item is Pair => 'key' in item;
const beginOf = (item: Pair | YamlNode): number => startOf(isPair(item) ? item.key : item);

/** All that a node says, positions from its own start included; what an alias stands for, too. */
function words(item: Pair | YamlNode | null, from: number): unknown {
  if (item === null) return null;
  if (isPair(item))
    return [
      'pair',
      startOf(item.key) - from,
      endOf(item.key) - from,
      item.key.name,
      item.afterColon < 0 ? -1 : item.afterColon + item.key.origin.offset - from,
      words(item.value, from),
    ];
  const at = [item.type, startOf(item) - from, endOf(item) - from];
  switch (item.type) {
    case 'scalar':
      return [...at, String(item.value), item.source, item.style];
    case 'alias':
      return [...at, item.name, item.target === null ? null : words(item.target, startOf(item.target))];
    case 'seq':
      return [...at, item.flow, item.items.map((entry) => words(entry, from))];
    case 'map':
      return [...at, item.flow, item.pairs.map((pair) => words(pair, from))];
  }
}

describe('in random documents', () => {
  test('the same object always says the same, and what an edit did not touch stays the same object', () => {
    let kept = 0;
    for (let seed = 50_000; seed < 50_300; seed += 1) {
      const { text, chunkLines, edits } = scriptOf(seed);
      const document = IncrementalDocument.open(text, { chunkLines });
      for (const { from, to, text: inserted } of edits) {
        const said = new Map(
          all(document.tree.root).map((item) => [item, { words: JSON.stringify(words(item, beginOf(item))), at: beginOf(item) }]),
        );
        const stood = new Map([...said].map(([item, { at }]) => [`${isPair(item)} ${at}`, item]));
        document.edit(from, to, inserted);
        const shift = inserted.length - (to - from);
        for (const item of all(document.tree.root)) {
          const now = JSON.stringify(words(item, beginOf(item)));
          const before = said.get(item);
          if (before !== undefined) {
            kept += 1;
            expect(now).toBe(before.words);
            continue;
          }
          const begin = beginOf(item);
          const end = isPair(item)
            ? Math.max(endOf(item.key), item.afterColon + item.key.origin.offset, item.value === null ? 0 : endOf(item.value))
            : endOf(item);
          const was = end <= from ? begin : begin >= from + inserted.length ? begin - shift : -1;
          const former = stood.get(`${isPair(item)} ${was}`);
          // Values of YAML's own tags (dates, bytes) are objects, and never kept.
          if (former !== undefined && !text.includes('!!')) expect(said.get(former)?.words, `seed ${seed}: ${now}`).not.toBe(now);
        }
      }
    }
    expect(kept).toBeGreaterThan(10_000);
  });
});
