/** Text in, text out: what a user would see of a document with a mark in it. */
import { expect } from 'vitest';
import type { Assessment } from '../../server/src/core/assessment/assess';
import { applyEdits } from '../../server/src/core/edit/textEdit';
import type { CompletionItem } from '../../server/src/core/features/completion';
import { completionItems } from '../../server/src/core/features/completion';
import type { Suggestions } from '../../server/src/core/features/suggestions';
import { NO_SUGGESTIONS } from '../../server/src/core/features/suggestions';
import { hoverAt } from '../../server/src/core/features/hover';
import type { QuickFix } from '../../server/src/core/features/fixes/fix';
import { quickFixes } from '../../server/src/core/features/quickFixes';
import { endOf, startOf } from '../../server/src/core/syntax/node';
import { assessFile, engine, guidance, messages } from './engine';
import { expectSound, label } from './findings';
import { readCaret, readRanges } from './marks';

/** Findings of a text: each at one of its `«…»`, in the text's order, with the labels `code: path`. */
export function checkDiagnostics(
  name: string,
  marked: string,
  expected: readonly string[],
  also: (label: string) => boolean = () => true,
): Assessment {
  const { text, ranges } = readRanges(marked);
  const assessment = assessFile(name, text);
  expectSound(assessment);
  const found = assessment.findings.filter((finding) => also(label(finding)));
  expect(found.map(label)).toEqual(expected);
  const places = [...new Set(found.map((finding) => `${startOf(finding.anchor)}-${endOf(finding.anchor)}`))];
  const wanted = new Set(ranges.map(([from, to]) => `${from}-${to}`));
  expect(
    places.map((place) => shown(text, place)),
    'ranges',
  ).toEqual([...wanted].map((place) => shown(text, place)));
  return assessment;
}

function shown(text: string, place: string): string {
  const [from = 0, to = 0] = place.split('-').map(Number);
  return `${text.slice(0, from).split('\n').length}:${from} "${text.slice(from, to)}"`;
}

/** All quick fixes of a text, in the order of its findings. */
export function fixesOf(assessment: Assessment): readonly QuickFix[] {
  return assessment.findings.flatMap((finding) => quickFixes(finding, { engine, assessment, messages }));
}

/** The document that results when the fix of this title is applied. */
export function checkFix(name: string, before: string, title: string, after: string): void {
  const assessment = assessFile(name, before);
  const fixes = fixesOf(assessment);
  const fix = fixes.find((candidate) => candidate.title === title);
  if (fix === undefined) expect.fail(`no fix "${title}" among:\n${fixes.map((candidate) => candidate.title).join('\n')}`);
  expect(applyEdits(before, fix.edits)).toBe(after);
}

/** What a completion is expected to offer. */
export interface CompletionExpectation {
  /** Labels that are offered, among others. */
  readonly offers?: readonly string[];
  /** All labels that are offered, in the order in which they are shown. */
  readonly exactly?: readonly string[];
  readonly lacks?: readonly string[];
  /** What is known from elsewhere. */
  readonly suggestions?: Partial<Suggestions>;
  /** Label that is accepted, and the documents that result: with snippets (caret `‸` at the first tab stop), and without. */
  readonly accept?: string;
  readonly snippet?: string;
  readonly plain?: string;
}

export function complete(name: string, text: string, offset: number, suggestions: Suggestions = NO_SUGGESTIONS): readonly CompletionItem[] {
  const items = completionItems({ engine, assessment: assessed(name, text), messages, path: name, suggestions }, offset);
  return items.toSorted((a, b) => (a.sortText < b.sortText ? -1 : a.sortText > b.sortText ? 1 : 0));
}

/** The document after an item is accepted: as a snippet, a caret stands where its first tab stop is. */
export function accepted(text: string, item: CompletionItem, how: 'snippet' | 'plain', marked = false): string {
  let words = item.plain;
  if (how === 'snippet') {
    words = item.snippet
      .replaceAll(
        /(?<!\\)\$(?:(\d+)|\{(\d+)(?::([^}]*))?\})/gu,
        (_, bare: string | undefined, stop: string | undefined, value: string | undefined) =>
          (marked && (bare ?? stop) === '1' ? '‸' : '') + (value ?? ''),
      )
      .replaceAll(/\\([\\$}])/gu, '$1');
  }
  return text.slice(0, item.from) + words + text.slice(item.to);
}

export function checkCompletion(name: string, marked: string, expected: CompletionExpectation): void {
  const { text, offset } = readCaret(marked);
  const items = complete(name, text, offset, { ...NO_SUGGESTIONS, ...expected.suggestions });
  const offered = items.map((item) => item.label);
  if (expected.exactly !== undefined) expect(offered).toEqual(expected.exactly);
  if (expected.offers !== undefined) expect(offered).toEqual(expect.arrayContaining([...expected.offers]));
  for (const word of expected.lacks ?? []) expect(offered).not.toContain(word);
  if (expected.accept === undefined) return;
  const item = items.find((candidate) => candidate.label === expected.accept);
  if (item === undefined) expect.fail(`"${expected.accept}" is not among: ${offered.join(', ')}`);
  if (expected.snippet !== undefined) expect(accepted(text, item, 'snippet', true)).toBe(expected.snippet);
  if (expected.plain !== undefined) expect(accepted(text, item, 'plain')).toBe(expected.plain);
}

let last: { readonly name: string; readonly text: string; readonly assessment: Assessment } | undefined;

/** The assessment of a text; the last one is kept, since tests ask several times about one text. */
function assessed(name: string, text: string): Assessment {
  if (last?.name !== name || last.text !== text) last = { name, text, assessment: assessFile(name, text) };
  return last.assessment;
}

/** The hover at an offset; null where there is none. */
export function hoverOf(name: string, text: string, offset: number): string | null {
  return hoverAt(assessed(name, text), offset, { guidance: guidance(), messages })?.markdown ?? null;
}

export function checkHover(name: string, marked: string, contains: readonly string[]): void {
  const { text, offset } = readCaret(marked);
  const markdown = hoverOf(name, text, offset);
  if (markdown === null) expect.fail(`no hover in\n${marked}`);
  for (const words of contains) expect(markdown).toContain(words);
}
