/** Typing in values, beside values, and taking it back: the tree is that of a fresh parse. `«…»` marks what is replaced. */
import { expect, test } from 'vitest';
import { IncrementalDocument } from '../../server/src/core/syntax/incrementalDocument';
import { parseWithYaml } from '../../server/src/core/syntax/parseAll';
import { readRanges } from '../support/marks';
import { random, randomDocument } from './randomDocuments';
import type { Edit } from './randomEdits';
import { applied } from './randomEdits';
import { readDifference } from './sameTree';

const TYPED: readonly (readonly [string, string, string])[] = [
  ['a letter', 'a: fo«»\nb: 1\n', 'o'],
  ['a blank behind a value', 'a: foo«»', ' '],
  ['a word behind a blank', 'a: foo«» ', 'bar'],
  ['signs inside a text', 'a: foo «» bar\r\nb: 2\r\n', "it's (x), y [z] {}"],
  ['nothing', 'a:\n  - one: two t«hr»ee\n    four: 4\n  - five\n# c\nb: 1\n', ''],
  ['a dash inside a text', '- - a «»b', '- '],
  ['a quote in other quotes', 'a: "so: «» #so"\nb: [1, {c: 2}]\n', "it's"],
  ['a letter in single quotes', "a: 'x«y'»\nb: 1\n", "z'"],
  ['a letter below an anchor', 'a: &x\n  b: c«»\nd: *x\n', 'd'],
  ['what is no text to YAML', 'a: tru«»\n', 'e'],
  ['what was no text to YAML', 'a: Null«»\n', 's'],
  ['a number', 'a: 1«»\n', '2'],
  ['a colon', 'a: foo«»\n', ': '],
  ['a comment', 'a: foo«»\n', ' #'],
  ['a line break', 'a: foo«» bar\n', '\n'],
  ['a lone carriage return', 'a: foo«» bar\n', '\r'],
  ['the key', 'a«»: foo\n', 'b'],
  ['the dash', '-« »foo\n', ''],
  ['a tag before the text', 'a: !!int x«»\n', 'y'],
  ['an anchor before the text', 'a: &x f«»\nb: *x\n', 'o'],
  ['an alias', 'a: &x f\nb: *x«»\n', 'y'],
  ['a text that goes on below', 'a: foo«»\n  bar\n', 'x'],
  ['a text that began above', 'a: foo\n  - bar«»\n', 'x'],
  ['a block scalar', 'a: |\n  k: v«»\nb: 1\n', 'x'],
  ['a quote that is open', 'a: "foo\n  k: v«»\n  b"\n', 'x'],
  ['a quote that is closed early', 'a: "fo«»o"\n', '"'],
  ['an escape', 'a: "fo«»o"\n', '\\n'],
  ['a flow collection over several lines', 'a: {b: 1,\n  c: foo«»\n }\n', ','],
  ['another YAML, where yes is true', '%YAML 1.1\n---\na: ye«»\n', 's'],
  ['an entry of an ordered map', 'a: !!omap\n  - b: c«»\n  - d: e\n', 'd'],
  ['a text with a second document', 'a: foo«»\n---\nb: 1\n', 'x'],
  ['nothing yet', 'a: «»\n', 'x'],
  ['the last letter', 'a: «x»\n', ''],
];

test.each(TYPED)('%s', (_, marked, typed) => {
  const { text, ranges } = readRanges(marked);
  const [[from, to] = [0, 0]] = ranges;
  for (const chunkLines of [1, 2, 16]) {
    const document = IncrementalDocument.open(text, { chunkLines });
    document.edit(from, to, typed);
    expect(readDifference(document.tree, parseWithYaml(applied(text, { from, to, text: typed })))).toBeNull();
  }
});

test('what is typed in values of random documents, and taken back, gives the tree of a fresh parse', () => {
  const signs = ['x', 'y ', ' ', '.', ',', '-', '- ', '!', '&', '*', '?', "'", '"', '[', '}', '|', '>', '%', '@', '`', 'é', '日', '😀'];
  const more = ['0', '_', 'true', 'null', '~', '#', ' #', ':', ': ', '\t', '\\', '/', '=', '<<', '\u00A0', '\u2028', '\r', '\n'];
  for (let seed = 1; seed <= 300; seed += 1) {
    const source = random(seed * 7919);
    let text = randomDocument(source, 3 + source.below(40));
    const document = IncrementalDocument.open(text, { chunkLines: source.pick([1, 2, 5, 16]) });
    let back: Edit | null = null;
    for (let count = 0; count < 20; count += 1) {
      const value = source.pick([...text.matchAll(/: ["']?|- /gu)].concat([['']] as unknown as RegExpExecArray[]));
      const from = Math.min(text.length, (value.index ?? 0) + value[0].length + source.below(9));
      const to = source.chance(0.6) ? from : Math.min(text.length, from + 1 + source.below(3));
      const edit: Edit = back ?? { from, to, text: source.chance(0.3) ? '' : source.pick(source.chance(0.5) ? signs : more) };
      back =
        back !== null || source.chance(0.3)
          ? null
          : { from: edit.from, to: edit.from + edit.text.length, text: text.slice(edit.from, edit.to) };
      text = applied(text, edit);
      document.edit(edit.from, edit.to, edit.text);
      const found = readDifference(document.tree, parseWithYaml(text));
      expect(found, `seed ${seed}: ${JSON.stringify(text)} after ${JSON.stringify(edit)}`).toBeNull();
    }
  }
});
