/** What "expand selection" selects, step by step. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { selectionsAt } from '../../server/src/core/features/selectionRanges';
import { parse } from '../../server/src/core/syntax/parse';
import { readCaret } from '../support/marks';
import { random, randomDocument } from '../syntax/randomDocuments';

const selected = (marked: string): readonly string[] => {
  const { text, offset } = readCaret(marked);
  return selectionsAt(parse(text), offset).map(([from, to]) => text.slice(from, to));
};

describe('a selection grows', () => {
  test('from the text in quotes to the document', () => {
    const text = 'a: 1\nb:\n  c: "x y" # why\n  d: 2\n';
    expect(selected(text.replace('x', 'x‸'))).toEqual([
      'x y',
      '"x y"',
      'c: "x y"',
      'c: "x y" # why\n  d: 2',
      'b:\n  c: "x y" # why\n  d: 2',
      'a: 1\nb:\n  c: "x y" # why\n  d: 2',
      text,
    ]);
  });

  test('from a key to its pair', () => {
    expect(selected('b:\n  c‸: |\n    x\n\n  d: 2\n').slice(0, 3)).toEqual(['c', 'c: |\n    x', 'c: |\n    x\n\n  d: 2']);
  });

  test('from an entry of a list to the list', () => {
    expect(selected('b:\n- c: 1\n  d: [x, y‸]\n- e\n').slice(0, 5)).toEqual([
      'y',
      '[x, y]',
      'd: [x, y]',
      'c: 1\n  d: [x, y]',
      '- c: 1\n  d: [x, y]\n- e',
    ]);
  });

  test('from white space and comments to what is around them', () => {
    expect(selected('a:\n  b: 1\n  # ‸\n  c: 2\n')[0]).toBe('b: 1\n  # \n  c: 2');
    expect(selected('‸')).toEqual(['']);
  });
});

test('each selection holds the offset and the selection before it, and ends at the whole text', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (seed, place) => {
      const text = randomDocument(random(seed), 30);
      const offset = place % (text.length + 1);
      const selections = selectionsAt(parse(text), offset);
      expect(selections.at(-1)).toEqual([0, text.length]);
      for (const [index, [from, to]] of selections.entries()) {
        expect(from <= offset && offset <= to).toBe(true);
        const [outerFrom, outerTo] = selections[index + 1] ?? [-1, text.length + 1];
        expect(outerFrom <= from && to <= outerTo && outerTo - outerFrom > to - from).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});
