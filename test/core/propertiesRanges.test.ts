/** Every range that a feature answers with lies in its document, and cuts no character in two. */
import { test } from 'vitest';
import { citations } from '../../server/src/core/features/citations';
import { codeLens } from '../../server/src/core/features/codeLens';
import { formatEdits } from '../../server/src/core/features/formatting';
import { inlayHints } from '../../server/src/core/features/inlayHints';
import { mentionsIn } from '../../server/src/core/features/mentions';
import { enterEdits } from '../../server/src/core/features/onTypeFormatting';
import { selectionsAt } from '../../server/src/core/features/selectionRanges';
import { semanticTokens } from '../../server/src/core/features/semanticTokens';
import type { DocumentSymbol } from '../../server/src/core/features/symbols';
import { documentSymbols, foldingRanges } from '../../server/src/core/features/symbols';
import { endOf, startOf } from '../../server/src/core/syntax/node';
import { assessFile, messages } from '../support/engine';
import type { Verdict } from '../support/properties';
import { broken, HOLDS, keeps, SEED, TIMEOUT } from '../support/properties';

type Named = readonly [feature: string, from: number, to: number];

function* rangesOf(name: string, text: string, offset: number): Generator<Named> {
  const assessment = assessFile(name, text);
  const { tree } = assessment;
  for (const { from, to } of mentionsIn(assessment, `file:///project/${name}`)) yield ['mention', from, to];
  for (const { from, to } of citations(text)) yield ['citation', from, to];
  for (const { from, to } of semanticTokens(assessment)) yield ['token', from, to];
  for (const { at } of inlayHints(assessment, messages, 0, text.length)) yield ['hint', at, at];
  for (const [from, to] of selectionsAt(tree, offset)) yield ['selection', from, to];
  for (const { from, to } of formatEdits(tree, { tabSize: 4, insertSpaces: true })) yield ['formatting', from, to];
  for (const { from, to } of enterEdits(tree, tree.lines.lineOf(offset), 2)) yield ['enter', from, to];
  const lens = codeLens(assessment, messages);
  if (lens !== null) yield ['lens', startOf(lens.at), endOf(lens.at)];
  yield* symbolRanges(documentSymbols(assessment, messages));
  for (const { startLine, endLine } of foldingRanges(assessment))
    yield ['folding', tree.lines.startOf(startLine), tree.lines.endOf(endLine)];
  for (const finding of assessment.findings) yield [`finding ${finding.code}`, startOf(finding.anchor), endOf(finding.anchor)];
}

function* symbolRanges(symbols: readonly DocumentSymbol[]): Generator<Named> {
  for (const { from, to, nameAt, children } of symbols) {
    yield ['symbol', from, to];
    yield ['name of a symbol', startOf(nameAt), endOf(nameAt)];
    if (startOf(nameAt) < from || endOf(nameAt) > to) yield ['name outside its symbol', -1, -1];
    yield* symbolRanges(children);
  }
}

/** True between the two halves of a character outside the basic plane. */
const cutsCharacter = (text: string, at: number): boolean => (text.codePointAt(at - 1) ?? 0) > 0xffff;

function judge(name: string, text: string, offset: number): Verdict {
  for (const [feature, from, to] of rangesOf(name, text, offset)) {
    const isInside = Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to <= text.length;
    if (!isInside) return broken(`${feature}: ${from} to ${to} of ${text.length}`);
    if (cutsCharacter(text, from) || (cutsCharacter(text, to) && to !== offset))
      return broken(`${feature}: ${from} to ${to} cuts a character`);
  }
  return HOLDS;
}

test(
  `in texts with faults and half-typed lines (seed ${SEED})`,
  () =>
    keeps({
      judge: (name, text, again) => judge(name, text, again().below(text.length + 1)),
      trouble: { faults: 0.03, halfTyped: 0.6 },
      vacuous: 0,
    }),
  TIMEOUT,
);
