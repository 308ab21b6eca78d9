/** Line starts: of a text, and after edits. Offsets are UTF-16 units, lines and characters zero-based. */
import { describe, expect, test } from 'vitest';
import { Block, Lines } from '../../server/src/core/syntax/lines';
import { random } from './randomDocuments';

describe('lines of a text', () => {
  const lines = new Lines('ab\r\ncd\n\nefg');

  test('begin behind line breaks and end before them', () => {
    expect(lines.count).toBe(4);
    expect([0, 1, 2, 3, 4].map((line) => [lines.startOf(line), lines.endOf(line), lines.textOf(line)])).toEqual([
      [0, 2, 'ab'],
      [4, 6, 'cd'],
      [7, 7, ''],
      [8, 11, 'efg'],
      [11, 11, ''],
    ]);
  });

  test('hold offsets', () => {
    expect([0, 3, 4, 6, 7, 8, 11, 99].map((offset) => lines.lineOf(offset))).toEqual([0, 0, 1, 1, 2, 3, 3, 3]);
    expect(lines.positionAt(9)).toEqual({ line: 3, character: 1 });
    expect(lines.positionAt(-1)).toEqual({ line: 0, character: 0 });
    expect(lines.positionAt(99)).toEqual({ line: 3, character: 3 });
    expect(lines.range(1, 5)).toEqual({ start: { line: 0, character: 1 }, end: { line: 1, character: 1 } });
  });

  test('take positions past a line for its end', () => {
    expect(lines.offsetAt({ line: 0, character: 99 })).toBe(2);
    expect(lines.offsetAt({ line: -1, character: 2 })).toBe(0);
    expect(lines.offsetAt({ line: 9, character: 0 })).toBe(11);
    expect(lines.offsetAt({ line: 1, character: -3 })).toBe(4);
  });

  test('one empty line in an empty text', () => {
    const empty = new Lines('');
    expect([empty.count, empty.startOf(0), empty.endOf(0), empty.textOf(0), empty.text]).toEqual([1, 0, 0, '', '']);
  });
});

test('lines of a text in blocks are those of the text', () => {
  const source = random(20260914);
  for (let round = 0; round < 2000; round += 1) {
    const parts = Array.from({ length: 1 + source.below(4) }, () =>
      Array.from({ length: source.below(12) }, () => source.pick(['a', '\n', '\r\n', 'bc', '\r'])).join(''),
    );
    // All blocks but the last end with a line break.
    const texts = parts.map((part, at) => (at < parts.length - 1 ? `${part}\n` : part));
    const lines = new Lines(texts.map((text, at) => new Block(text, at === texts.length - 1)));
    const text = texts.join('');
    const whole = new Lines(text);
    const from = source.below(text.length + 1);
    const to = from + source.below(10);
    const all = (of: Lines): unknown => [
      Array.from({ length: of.count + 2 }, (_, line) => [of.startOf(line), of.endOf(line), of.textOf(line)]),
      Array.from({ length: of.length + 2 }, (_, offset) => of.positionAt(offset)),
      of.slice(from, to),
    ];
    expect(all(lines)).toEqual(all(whole));
    // Once the whole text is there, it is read.
    expect([lines.text, lines.slice(from, to)]).toEqual([text, text.slice(from, to)]);
    expect(lines.textOf(0)).toBe(text.split(/\r?\n/u)[0]);
  }
});
