/** Where the caret lands after Enter. */
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit/textEdit';
import { enterEdits } from '../../server/src/core/features/onTypeFormatting';
import { parse } from '../../server/src/core/syntax/parse';
import { readCaret } from '../support/marks';

/** The text before the caret after Enter was pressed there, with two spaces a level. */
const entered = (marked: string): string => {
  const { text, offset } = readCaret(marked);
  const tree = parse(`${text.slice(0, offset)}\n${text.slice(offset)}`);
  const line = tree.lines.lineOf(offset) + 1;
  const after = parse(applyEdits(tree.text, enterEdits(tree, line, 2)));
  return after.lines.textOf(line);
};

describe('after Enter the line begins', () => {
  test.each([
    ['one level below a key without a value', 'a:\n  b:‸\n', '    '],
    ['where the entries below the key stand', 'a:‸\n    b: 1\n', '    '],
    ['below the key behind a dash', 'a:\n  - b:‸\n', '      '],
    ['beside a key with a value', 'a:\n  b: 1‸\n', '  '],
    ['beside the first key of an entry', 'a:\n  - b: 1‸\n', '    '],
    ['at the dash of a text', 'a:\n  - b‸\n', '  '],
    ['inside a block scalar', 'a:\n  b: |‸\n', '    '],
    ['one level below a key with an anchor and a comment', 'a:\n  b: &c # why‸\n', '    '],
  ])('%s', (_, marked, lead) => {
    expect(entered(marked)).toBe(lead);
  });

  test.each([
    ['behind a comment', 'a:\n  # b‸\n'],
    ['behind a blank line', 'a:\n\n‸'],
    ['inside a text', 'a: |\n  b\n  c: 1‸\n'],
  ])('where the editor put it, %s', (_, marked) => {
    expect(entered(marked)).toBe('');
  });

  test('at the rest of the line, where Enter split one', () => {
    expect(entered('a: 1‸b: 2\n')).toBe('b: 2');
  });
});
