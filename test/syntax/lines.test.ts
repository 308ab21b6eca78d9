/** Line starts: of a text, and after edits. Offsets are UTF-16 units, lines and characters zero-based. */
import { describe, expect, test } from 'vitest';
import { Lines } from '../../server/src/core/syntax/lines';
import { random } from './randomDocuments';
import { applied } from './randomEdits';

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

test('edited lines are those of the edited text', () => {
  const source = random(20260914);
  for (let round = 0; round < 2000; round += 1) {
    let text = Array.from({ length: source.below(40) }, () => source.pick(['a', '\n', '\r\n', 'bc', '\r'])).join('');
    let lines = new Lines(text);
    for (let count = 0; count < 4; count += 1) {
      const from = source.below(text.length + 1);
      const to = Math.min(text.length, from + source.below(5));
      const inserted = source.pick(['', 'x', '\n', 'x\ny\n', '\r', '\r\n']);
      const before = lines;
      const textBefore = text;
      text = applied(text, { from, to, text: inserted });
      const now = text;
      lines = lines.edited(from, to, inserted, () => now);
      const expected = new Lines(text);
      const all = (of: Lines): unknown =>
        Array.from({ length: of.count + 1 }, (_, line) => [of.startOf(line), of.endOf(line), of.textOf(line)]);
      expect(all(lines)).toEqual(all(expected));
      expect(lines.text).toBe(text);
      expect(all(before)).toEqual(all(new Lines(textBefore)));
    }
  }
});

test('the text of edited lines is put together only when it is asked for', () => {
  let asked = 0;
  const read = (): string => {
    asked += 1;
    return 'ax\nb';
  };
  const lines = new Lines('a\nb').edited(1, 1, 'x', read);
  expect([lines.count, lines.lineOf(3), lines.positionAt(4), asked]).toEqual([2, 1, { line: 1, character: 1 }, 0]);
  expect([lines.textOf(0), lines.text, asked]).toEqual(['ax', 'ax\nb', 1]);
});
