/** Quick fixes of findings, as slices of text. Every edit touches only what it must, and does what it promises. */
import type { Finding } from '../assessment/finding';
import { columnOf, keyColumn } from '../edit/layout';
import { startOf } from '../syntax/node';
import { evidenceFixes } from './fixes/evidenceFixes';
import type { Candidate, FixContext, Proposal, QuickFix, Remedies } from './fixes/fix';
import { NOTHING } from './fixes/fix';
import { FixTrial } from './fixes/fixTrial';
import { gapFixes } from './fixes/gapFixes';
import { headerValue, severalDocuments, tierMissing } from './fixes/headerFixes';
import { keyFixes } from './fixes/keyFixes';
import { syntaxFixes } from './fixes/syntaxFixes';
import { valueFixes } from './fixes/valueFixes';
import { waiverFixes } from './fixes/waive';

/** Fixes of one finding, the preferred one first. */
export const quickFixes = (finding: Finding, context: FixContext): readonly QuickFix[] => remediesOf(finding, context).fixes;

/** What can be done about one finding. */
export function remediesOf(finding: Finding, context: FixContext): Remedies {
  const { candidates, blocked } = proposalOf(finding, context);
  const fixes: QuickFix[] = [];
  const rewrites: QuickFix[] = [];
  for (const candidate of candidates) {
    const fix = fixOf(candidate);
    if (fix === null) continue;
    const outcome = fix.creates !== undefined || (candidate.certain === true && isUsual(context)) ? 'clean' : tried(finding, fix, context);
    if (outcome === 'clean' || (outcome === 'reveals' && candidate.uncovers === true)) fixes.push(fix);
    else if (outcome === 'reveals') rewrites.push({ ...fix, preferred: false, safe: false });
  }
  const preferred = Math.max(
    0,
    fixes.findIndex((fix) => fix.preferred),
  );
  return { fixes: fixes.map((fix, at) => ({ ...fix, preferred: at === preferred })), rewrites, blocked: fixes.length === 0 ? blocked : null };
}

const tried = (finding: Finding, { edits }: QuickFix, { engine, assessment }: FixContext): ReturnType<FixTrial['outcome']> =>
  FixTrial.of(engine, assessment).outcome(finding, edits);

function fixOf({ title, edits, preferred = false, insertsKeys = false, safe = false, creates }: Candidate): QuickFix | null {
  if (creates === undefined && (edits === null || edits.length === 0)) return null;
  return { title, edits: edits ?? [], preferred, insertsKeys, safe, ...(creates === undefined ? {} : { creates }) };
}

/** True for good YAML of the usual form, in which keys are put where they belong by construction. */
function isUsual({ assessment: { tree } }: FixContext): boolean {
  const { root } = tree;
  return (
    tree.problems.length === 0 &&
    root?.type === 'map' &&
    root.pairs.every((pair) => pair.afterColon >= 0 && (root.flow || columnOf(tree, startOf(pair.key)) === keyColumn(tree, root)))
  );
}

function proposalOf(finding: Finding, context: FixContext): Proposal {
  const { messages } = context;
  switch (finding.code) {
    case 'yaml-syntax':
      return syntaxFixes(finding, context);
    case 'unknown-key':
    case 'misplaced-key':
    case 'duplicate-key':
    case 'deprecated-name':
      return keyFixes(finding, context);
    case 'wrong-type':
    case 'invalid-value':
      return valueFixes(finding, context);
    case 'missing-mandatory':
    case 'missing-recommended':
    case 'incomplete-answer':
    case 'placeholder-answer':
      return gapFixes(finding, context);
    case 'tier-missing':
      return tierMissing(context);
    case 'tier-mismatch':
    case 'tier-too-low':
    case 'kind-mismatch':
    case 'consistency-classification':
      return headerValue(finding, context);
    case 'several-documents':
      return severalDocuments(context);
    case 'evidence-missing':
    case 'evidence-outside-workspace':
      return evidenceFixes(finding, context);
    case 'waiver-incomplete':
    case 'waiver-expired':
    case 'waiver-unused':
      return waiverFixes(finding, context);
    case 'prohibited-practice':
      return { ...NOTHING, blocked: { title: messages.text('fix.prohibited'), reason: messages.text('blocked.prohibited') } };
    case 'duplicate-system':
      return { ...NOTHING, blocked: { title: messages.text('fix.duplicate-system'), reason: messages.text('blocked.duplicate-system') } };
    case 'file-unreadable':
      return { ...NOTHING, blocked: { title: messages.text('fix.encoding'), reason: messages.text('blocked.encoding') } };
    case 'config-invalid':
      return NOTHING;
  }
}
