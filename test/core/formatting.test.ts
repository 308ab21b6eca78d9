/** Formatting: text in, text out. That it touches only white space is a property; see `propertiesFormatting.test.ts`. */
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit/textEdit';
import type { LineSpan } from '../../server/src/core/features/formatting';
import { formatEdits } from '../../server/src/core/features/formatting';
import { parse } from '../../server/src/core/syntax/parse';

const formatted = (text: string, tabSize = 2, span?: LineSpan): string =>
  applyEdits(text, formatEdits(parse(text), { tabSize, insertSpaces: true }, span));

describe('indentation', () => {
  test('goes one step per level, of the size that the editor asks for', () => {
    const text = 'a:\n    b:\n     c: 1\n     d:\n       - e\n       -   f: 1\n           g: 2\n';
    expect(formatted(text, 2)).toBe('a:\n  b:\n    c: 1\n    d:\n      - e\n      -   f: 1\n          g: 2\n');
    expect(formatted(text, 4)).toBe('a:\n    b:\n        c: 1\n        d:\n            - e\n            -   f: 1\n                g: 2\n');
  });

  test('keeps lists at the column of their key', () => {
    expect(formatted('a:\n   b:\n   - c: 1\n     d: 2\n   - - e\n     - f\n')).toBe('a:\n  b:\n  - c: 1\n    d: 2\n  - - e\n    - f\n');
  });

  test('moves texts, brackets and comments with the entry that they belong to', () => {
    const text = [
      'a:',
      '    # about b',
      '    b: one',
      '      two',
      '    c: |',
      '        text',
      '          deeper',
      '',
      '        end',
      '    # about d',
      '    d: [1,',
      '        2 # two',
      '    ]',
      '    # done',
      '# about e',
      'e: 1',
      '',
    ].join('\n');
    expect(formatted(text)).toBe(
      [
        'a:',
        '  # about b',
        '  b: one',
        '    two',
        '  c: |',
        '      text',
        '        deeper',
        '',
        '      end',
        '  # about d',
        '  d: [1,',
        '      2 # two',
        '  ]',
        '  # done',
        '# about e',
        'e: 1',
        '',
      ].join('\n'),
    );
  });

  test('never makes a comment part of the text above it', () => {
    const text = 'a:\n      b: |\n          text\n       # comment\nc: 1\n';
    expect(formatted(text)).toBe('a:\n  b: |\n      text\n   # comment\nc: 1\n');
  });

  test('is the own one of the text where the editor wants tabs', () => {
    const text = 'a:\n   b: 1\nc:\n  d: 2\n';
    expect(applyEdits(text, formatEdits(parse(text), { tabSize: 8, insertSpaces: false }))).toBe('a:\n   b: 1\nc:\n   d: 2\n');
  });

  test('of a text with keys behind a question mark stays', () => {
    expect(formatted('a:\n    ? b\n    : c  \n')).toBe('a:\n    ? b\n    : c\n');
  });
});

describe('blanks', () => {
  test('at the ends of lines go, those of texts and comments stay', () => {
    expect(formatted('a: 1  \n \t\nb: "x  \n  y"\t\nc: | \n  z  \n \nd: 1 # why  \n# so  \n')).toBe(
      'a: 1\n\nb: "x  \n  y"\nc: |\n  z  \n \nd: 1 # why  \n# so  \n'.replace('\n \nd', '\n\nd'),
    );
  });

  test('the text ends with one line break', () => {
    expect(formatted('a: 1')).toBe('a: 1\n');
    expect(formatted('a: 1\r\nb: 2')).toBe('a: 1\r\nb: 2\r\n');
    expect(formatted('a: 1\n\n \n\n')).toBe('a: 1\n');
    expect(formatted('')).toBe('');
    expect(formatted('a: |+\n  b\n\n\n')).toBe('a: |+\n  b\n\n\n');
    expect(formatted('a: |\n  b')).toBe('a: |\n  b');
    expect(formatted('a: |\n  b\n\n\n')).toBe('a: |\n  b\n');
  });
});

test('a text with a syntax error stays as it is', () => {
  const text = 'a:\n    b: 1  \n  c: [\n';
  expect(formatted(text)).toBe(text);
});

test('a second document stays as it is', () => {
  expect(formatted('a:\n    b: 1  \n---\nc:\n    d: 1  \n')).toBe('a:\n  b: 1\n---\nc:\n    d: 1  \n');
});

describe('a range', () => {
  const text = 'a:\n    b: 1  \nc:\n    d: 1  \n    e: 2\n';

  test('is formatted without the rest', () => {
    expect(formatted(text, 2, { first: 2, last: 4 })).toBe('a:\n    b: 1  \nc:\n  d: 1\n  e: 2\n');
  });

  test('keeps its indentation where that of the rest depends on it', () => {
    expect(formatted(text, 2, { first: 3, last: 3 })).toBe('a:\n    b: 1  \nc:\n    d: 1\n    e: 2\n');
  });
});
