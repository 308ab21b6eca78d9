/** What is said of a line that is no good YAML, at which line, and what makes it good. */
import { describe, expect, test } from 'vitest';
import { checkFix } from '../support/checks';
import { assessFile, messages } from '../support/engine';

const HEAD = 'risk_tier: minimal\nvalue_proposition:\n  user_goal: Decide\n';

/** The messages about a text's syntax below {@link HEAD}, which has three lines, or about the whole text. */
const said = (text: string): readonly string[] =>
  assessFile('mlops-canvas.yaml', text)
    .findings.filter(({ code }) => code === 'yaml-syntax')
    .map((finding) => messages.of(finding));

test.each([
  ['a colon without a blank', '  benefit:more\n', 'Line 4: a colon without a blank behind it makes no key. Write `key: value`.'],
  [
    'a dash without a blank',
    '  benefit:\n    - a\n    -b\n',
    'Line 6: a dash without a blank behind it makes no list entry. Write `- value`.',
  ],
  ['a bracket closed on its own', '  ]\n', 'Line 4: a bracket is closed here that was not opened. Remove it, or put the text in quotes.'],
  [
    'a bracket closed twice',
    '  benefit: [a]]\n',
    'Line 4: a bracket is closed here that was not opened. Remove it, or put the text in quotes.',
  ],
  [
    'an apostrophe in single quotes',
    "  benefit: 'It's late'\n",
    'Line 4: the quoted text ends at the second quote, and more follows. Use the other kind of quotes around it.',
  ],
  [
    'quotes in double quotes',
    '  benefit: "a "b" c"\n',
    'Line 4: the quoted text ends at the second quote, and more follows. Use the other kind of quotes around it.',
  ],
  ['a template', '{{ x }}\n', 'Line 4: the sign of a template is no YAML. Put it in quotes, or check the file that is made of it.'],
  ['a lone quote', '"\n', 'Line 4: a quote is opened here and not closed. Close it.'],
  ['a lone bracket', '[\n', 'Line 4: a bracket is opened here and not closed. Close it.'],
  ['a word alone', '  benefit\n', 'Line 4: a key without a colon. Complete it as `key: value`.'],
  ['a list entry among keys', '  - benefit: x\n', 'Line 4: this line is not indented like the ones it belongs to. Align it with them.'],
  ['a second colon', '  benefit: a: b\n', 'Line 4: a second `: ` on this line. Put the value in quotes.'],
  [
    'a blank that is no space',
    '\u00A0\u00A0benefit: x\n  y: z\n',
    'Line 4: a blank that only looks like a space cannot indent YAML. Replace it by a space.',
  ],
  [
    'a blank behind a colon that is no space',
    '  benefit:\u00A0x\n  y: z\n',
    'Line 4: the blank behind the colon or dash only looks like a space. Replace it by a space.',
  ],
  ['a sign that is no colon', '  benefit = x\n', 'Line 4: a key ends with a colon and a blank, not with another sign. Write `key: value`.'],
  ['a comment of another language', '  // why\n', 'Line 4: a comment begins with `#`. Write it in place of `//`.'],
  [
    'a marker of a merge alone',
    '>>>>>>> other\n',
    'Line 4: a merge was left unfinished here. Keep what is right of both sides and remove the markers.',
  ],
  [
    'a text behind quotes',
    '  benefit: "Explain" at night\n',
    'Line 4: the quoted text ends at the second quote, and more follows. Use the other kind of quotes around it.',
  ],
  [
    'a text that begins with a sign',
    '  benefit: > 80 percent\n',
    'Line 4: a plain text cannot begin with this character. Put the value in quotes.',
  ],
  [
    'entries in brackets without a comma',
    '  benefit: { a: b c: d }\n',
    'Line 4: a comma or quotes are missing between these brackets. Separate entries by commas, and put texts with `: ` in quotes.',
  ],
  ['an alias whose anchor is cut', '  benefit: &a [x\n  y: *a\n', 'Line 4: a bracket is opened here and not closed. Close it.'],
])('%s', (_, below, message) => {
  expect(said(`${HEAD}${below}`)).toEqual([message]);
  expect(said(`${HEAD}${below}notes: a\nversion: 1\n`)).toEqual([message]);
});

test.each([
  [
    'a colon without a blank',
    'system:s\nrisk_tier: minimal\n',
    'Line 1: a colon without a blank behind it makes no key. Write `key: value`.',
  ],
  ['a quote', '"system: s\nrisk_tier: minimal\n', 'Line 1: a quote is opened here and not closed. Close it.'],
  ['a bracket', '[system: s\nrisk_tier: minimal\n', 'Line 1: a bracket is opened here and not closed. Close it.'],
])('%s on the first line', (_, text, message) => expect(said(text)).toEqual([message]));

describe('two slips on lines in a row are two findings, each on its line', () => {
  test.each([
    [
      'an open quote and a key without a colon',
      '  benefit: "more\n  y z\n  q: r\n',
      [/Line 4: a quote is opened/u, /Line 5: a key without a colon/u],
    ],
    [
      'an open bracket and a text with @',
      '  benefit: [more\n  y: @z\n  q: r\n',
      [/Line 4: a bracket is opened/u, /Line 5: a plain text cannot/u],
    ],
    [
      'a key without a colon and a text with %',
      '  benefit more\n  y: %z\n  q: r\n',
      [/Line 4: a key without/u, /Line 5: a plain text cannot/u],
    ],
  ])('%s', (_, below, messages) => {
    expect(said(`${HEAD}${below}`)).toEqual(messages.map((pattern) => expect.stringMatching(pattern) as string));
  });
});

test.each([
  ['Add a blank behind the dash', '  user_goal:\n    - a\n    -b\n', '  user_goal:\n    - a\n    - b\n'],
  ['Add a blank behind the colon', '  user_goal:Decide\n  notes: z\n', '  user_goal: Decide\n  notes: z\n'],
  ['Replace odd blanks by spaces', '\u00A0\u00A0user_goal: x\n  notes: z\n', '  user_goal: x\n  notes: z\n'],
  ['Replace tabs by spaces', '\tuser_goal: x\n', '  user_goal: x\n'],
  ['Remove this line', '  user_goal: x\n  ]\n', '  user_goal: x\n'],
  ['Replace odd blanks by spaces', '  user_goal:\u00A0x\n  notes: z\n', '  user_goal: x\n  notes: z\n'],
  ['Write a colon', '  user_goal = x\n  notes: z\n', '  user_goal: x\n  notes: z\n'],
  ['Write a comment sign', '  user_goal: x\n  // why\n  notes: z\n', '  user_goal: x\n  # why\n  notes: z\n'],
  ['Close the quotes', '  user_goal: "x\n  notes: z\n', '  user_goal: "x"\n  notes: z\n'],
  ['Close the brackets', '  user_goal: [x\n  notes: z\n', '  user_goal: [x]\n  notes: z\n'],
  ['Remove the last bracket', '  user_goal: [x]]\n  notes: z\n', '  user_goal: [x]\n  notes: z\n'],
  [
    'Align this line with those around it',
    '  user_goal: x\n data_sources_and_versioning:\n  pipeline_tools: [DVC]\n',
    '  user_goal: x\ndata_sources_and_versioning:\n  pipeline_tools: [DVC]\n',
  ],
  ['Put the value in quotes', "  user_goal: 'It's late'\n", '  user_goal: "It\'s late"\n'],
])('%s', (title, before, after) => {
  const head = 'risk_tier: minimal\nvalue_proposition:\n';
  checkFix('mlops-canvas.yaml', head + before, title, head + after);
});
