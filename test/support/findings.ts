/** Findings as tests compare them, and what is true of every finding of every text. */
import { expect } from 'vitest';
import type { Assessment } from '../../server/src/core/assessment/assess';
import type { Finding } from '../../server/src/core/assessment/finding';
import { GAP_CODES, isElsewhere } from '../../server/src/core/assessment/finding';
import { endOf, startOf } from '../../server/src/core/syntax/node';
import { messages } from './engine';

/** `code: path`, or the code alone where the path is empty. */
export const label = (finding: Finding): string => (finding.path === '' ? finding.code : `${finding.code}: ${finding.path}`);

/** Labels of all findings, or of those that pass. */
export const labels = (assessment: Assessment, pass: (finding: Finding) => boolean = () => true): readonly string[] =>
  assessment.findings.filter(pass).map(label);

export const isGap = (finding: Finding): boolean => GAP_CODES.has(finding.code);

/** Codes that say that the text or its structure is wrong; an edit of ours must never add one. */
export const STRUCTURAL: ReadonlySet<string> = new Set([
  'yaml-syntax',
  'duplicate-key',
  'several-documents',
  'unknown-key',
  'misplaced-key',
  'wrong-type',
  'invalid-value',
  'kind-mismatch',
  'deprecated-name',
]);

export const structural = (assessment: Assessment): readonly string[] => labels(assessment, (finding) => STRUCTURAL.has(finding.code));

/** What holds for any text: ranges inside it, words in every message, no two findings alike. */
export function expectSound(assessment: Assessment): void {
  const { text } = assessment.tree;
  const seen = new Set<string>();
  for (const finding of assessment.findings) {
    const at = label(finding);
    const spans = [finding.anchor, ...(finding.related === null || isElsewhere(finding.related.at) ? [] : [finding.related.at])];
    for (const span of spans) {
      const [from, to] = [startOf(span), endOf(span)];
      if (!(from >= 0 && from <= to && to <= text.length)) expect.fail(`${at}: range ${from}-${to} of ${text.length}`);
      if (text.length > 0 && text.includes('\n') && from === 0 && to === text.length && text.trim().includes('\n'))
        expect.fail(`${at}: the whole file`);
    }
    const message = messages.of(finding);
    if (message.trim() === '') expect.fail(`${at}: empty message`);
    const table: Readonly<Record<string, string>> = messages.table;
    if (!(finding.message in table)) expect.fail(`${at}: no text for ${finding.message}`);
    for (const [name, value] of Object.entries(finding.params)) {
      // What the document says may begin with `@`, too; these parameters never hold words of the document.
      if (
        ['expected', 'found', 'level', 'type'].includes(name) &&
        typeof value === 'string' &&
        value.startsWith('@') &&
        table[value.slice(1)] === undefined
      )
        expect.fail(`${at}: no text for ${value} (${name})`);
    }
    // The date is put in by `Messages`.
    const holes = (table[finding.message] ?? '').match(/\{(?!due\})\w+\}/gu) ?? [];
    for (const hole of holes) if (finding.params[hole.slice(1, -1)] === undefined) expect.fail(`${at}: unfilled ${hole} in ${message}`);
    if (finding.related !== null && /\{\w+\}/u.test(messages.text(finding.related.message, finding.related.params)))
      expect.fail(`${at}: unfilled hole in its related place`);
    const identity = `${finding.code}|${message}`;
    if (seen.has(identity)) expect.fail(`twice: ${identity}`);
    seen.add(identity);
  }
}
