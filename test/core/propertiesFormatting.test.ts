/** Formatting touches only white space, and none of a value or a comment, whatever the text; a second time nothing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument, visit } from 'yaml';
import { applyEdits } from '../../server/src/core/edit/textEdit';
import { formatEdits, whiteSpaceEdits } from '../../server/src/core/features/formatting';
import { parse } from '../../server/src/core/syntax/parse';
import type { Verdict } from '../support/properties';
import { broken, HOLDS, keeps, SEED, small, TIMEOUT, VACUOUS } from '../support/properties';
import { random, randomDocument } from '../syntax/randomDocuments';

/** Values, styles and anchors of a text, and its comments, as the `yaml` package reads them; to which node it gives a comment does not count. */
function contentOf(text: string): string {
  const document = parseDocument(text, { uniqueKeys: false });
  const found: unknown[] = [document.errors.map(({ code }) => code)];
  const comments = [document.commentBefore, document.comment];
  visit(document, {
    Node: (_, node) => {
      const { value, type, tag, anchor, comment, commentBefore } = node as unknown as Readonly<Record<string, unknown>>;
      found.push([node.constructor.name, value, type, tag, anchor]);
      comments.push(...[comment, commentBefore].map((words) => (typeof words === 'string' ? words : '')));
    },
  });
  // Of a line break of two signs, the package gives the first to some comments.
  const lines = comments.flatMap((words) => words?.split(/\r?\n|\r$/u) ?? []).filter((line) => line !== '');
  return JSON.stringify([found, lines.toSorted()], (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

/** Judges the edits as they are made, before the formatter itself makes sure of them. */
function judge(text: string, step: number): Verdict {
  const tree = parse(text);
  if (tree.problems.length > 0)
    return formatEdits(tree, { tabSize: step, insertSpaces: true }).length > 0 ? broken('a text with problems is edited') : VACUOUS;
  const { indents, blanks } = whiteSpaceEdits(tree, step);
  const edits = [...indents, ...blanks];
  const result = applyEdits(text, edits);
  if (result.replaceAll(/\s/gu, '') !== text.replaceAll(/\s/gu, '')) return broken(`more than white space is edited:\n${result}`);
  if (contentOf(result) !== contentOf(text)) return broken(`the content is another:\n${result}`);
  const again = whiteSpaceEdits(parse(result), step);
  if (again.indents.length + again.blanks.length > 0) return broken(`a second time more is edited:\n${result}`);
  return edits.length === 0 ? VACUOUS : HOLDS;
}

test(
  `over documents of ours (seed ${SEED})`,
  () =>
    keeps({
      judge: (_, text, again) => judge(text, 2 + again().below(7)),
      trouble: { faults: 0.02, halfTyped: 0.02 },
      vacuous: 0.5,
    }),
  TIMEOUT,
);

test(
  `over any YAML (seed ${SEED})`,
  () => {
    const runs = { numRuns: Number(process.env['CASES'] ?? 1000), seed: SEED, endOnFailure: true };
    fc.assert(
      fc.property(fc.noShrink(fc.nat()), fc.integer({ min: 2, max: 8 }), (seed, step) => {
        const text = randomDocument(random(seed), 3 + (seed % 40));
        if (judge(text, step).wrong !== null) expect.fail(small('any.yaml', text, (shorter) => judge(shorter, step).wrong));
      }),
      runs,
    );
  },
  TIMEOUT,
);
