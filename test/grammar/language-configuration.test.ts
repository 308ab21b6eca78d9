// What Enter, double-click and folding do, as far as the language configuration decides it. The editor's part is played by
// `enter`: with `"editor.autoIndent": "advanced"`, our default, rules for Enter count and indentation rules do not; an
// indentation is two columns.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Configuration {
  readonly wordPattern: { readonly pattern: string; readonly flags: string };
  readonly folding: { readonly markers: { readonly start: string; readonly end: string } };
  readonly indentationRules: { readonly increaseIndentPattern: string; readonly decreaseIndentPattern: string };
  readonly onEnterRules: readonly {
    readonly beforeText: string;
    readonly afterText: string;
    readonly action: { readonly indent: 'none' | 'indent'; readonly appendText?: string };
  }[];
}

const configuration = JSON.parse(
  readFileSync(new URL('../../syntaxes/language-configuration.json', import.meta.url), 'utf8'),
) as Configuration;

/** The new line after Enter at `‸`, up to and with the text after the caret; the caret is `‸` again. */
function enter(line: string): string {
  const [before = '', after = ''] = line.split('‸');
  const indent = /^\s*/.exec(before)?.[0] ?? '';
  const rule = configuration.onEnterRules.find(
    ({ beforeText, afterText }) => new RegExp(beforeText).test(before) && new RegExp(afterText).test(after),
  );
  if (rule) return `${indent}${rule.action.indent === 'indent' ? '  ' : ''}${rule.action.appendText ?? ''}‸${after}`;
  return `${indent}‸${after.trimStart()}`;
}

describe('Enter goes deeper', () => {
  test.each([
    ['value_proposition:‸', '  ‸'],
    ['  tasks: ‸', '    ‸'],
    ['"quoted key":‸', '  ‸'],
    ["'quoted: key' :‸", '  ‸'],
    ['key:   # a comment‸', '  ‸'],
    ['key: &anchor !!map‸', '  ‸'],
    ['notes: |‸', '  ‸'],
    ['notes: >-  # folded‸', '  ‸'],
    ['Q1:‸', '  ‸'],
    ['$schema:‸', '  ‸'],
    ['key: {‸', '  ‸'],
    ['key: [ a,‸', '  ‸'],
    ['  -‸', '    ‸'],
    ['- risks:‸', '    ‸'],
    ['  - notes: |‸', '      ‸'],
    ['  - risks: # none‸', '      ‸'],
  ])('%j', (before, after) => {
    expect(enter(before)).toBe(after);
  });
});

describe('Enter keeps the column', () => {
  test.each([
    'risk_tier: high‸',
    '  user_goal: Give officers a score: fast‸',
    '  url: http://example.org‸',
    '- name: loan_book‸',
    '  - a text that ends so:‸',
    'Reasons:‸',
    '  A sentence of a block scalar that ends so:‸',
    '  due at 12:‸',
    '# comment:‸',
    '  # key:‸',
    'key: "text:"‸',
    'key: {a: b}‸',
    'key: [a, b]‸',
    '- item‸',
    '---‸',
    '‸',
  ])('%j', (line) => {
    expect(enter(line)).toBe(`${/^\s*/.exec(line)?.[0] ?? ''}‸`);
  });
});

describe('Enter continues a comment', () => {
  test.each([
    ['# see Art. 10‸ and 11', '#‸ and 11'],
    ['  # see ‸Art. 10', '  # ‸Art. 10'],
    ['#‸ text', '#‸ text'],
  ])('in the middle of its text: %j', (before, after) => {
    expect(enter(before)).toBe(after);
  });

  test.each([
    ['# done‸', '‸'],
    ['  # done ‸', '  ‸'],
    ['  ‸# comment', '  ‸# comment'],
    ['key: value # a ‸comment', '‸comment'],
  ])('and nowhere else: %j', (before, after) => {
    expect(enter(before)).toBe(after);
  });
});

test('a closing bracket alone on its line goes back', () => {
  const back = new RegExp(configuration.indentationRules.decreaseIndentPattern);
  expect(['  }', '    ],', ']'].every((line) => back.test(line))).toBe(true);
  expect(['  a: }', 'key: []', '  - ]'].some((line) => back.test(line))).toBe(false);
});

test('words are whole keys, ids, dates and the numbers of articles', () => {
  const words = (text: string) => text.match(new RegExp(configuration.wordPattern.pattern, `${configuration.wordPattern.flags}g`));
  expect(words('data_sources_and_versioning: "2.1", D-14-1; mlops-canvas')).toEqual([
    'data_sources_and_versioning',
    '2.1',
    'D-14-1',
    'mlops-canvas',
  ]);
  expect(words('$schema: x-note: data_preparation.clean_data, 2026-11-22')).toEqual([
    '$schema',
    'x-note',
    'data_preparation.clean_data',
    '2026-11-22',
  ]);
  expect(words('Art. 10(2)(b) and Annex IV(2)(d), Article 4a. Für Prüfung (b)')).toEqual([
    'Art',
    '10(2)(b)',
    'and',
    'Annex',
    'IV(2)(d)',
    'Article',
    '4a',
    'Für',
    'Prüfung',
    'b',
  ]);
  expect(new RegExp(configuration.wordPattern.pattern, configuration.wordPattern.flags).test('')).toBe(false);
});

test('a region folds', () => {
  expect(new RegExp(configuration.folding.markers.start).test('  # region Data')).toBe(true);
  expect(new RegExp(configuration.folding.markers.end).test('#endregion')).toBe(true);
  expect(new RegExp(configuration.folding.markers.start).test('# regional office')).toBe(false);
});

test.each(['key: '.repeat(4000), `- ${'a'.repeat(20_000)}`, `key: [${'a, '.repeat(6000)}`, `"${'\\"'.repeat(9000)}`, ' '.repeat(20_000)])(
  'a long line does not stall Enter',
  (line) => {
    enter(`${line}‸`);
  },
);
