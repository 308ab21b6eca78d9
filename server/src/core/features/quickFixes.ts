/** Quick fixes of findings, as slices of text. Every edit touches only what it must, and does what it promises. */
import type { Finding } from '../assessment/finding';
import { configFixes, policyFixes } from './fixes/configFixes';
import { evidenceFixes } from './fixes/evidenceFixes';
import type { Candidate, FixContext, Proposal, QuickFix, Remedies } from './fixes/fix';
import { NOTHING } from './fixes/fix';
import type { Outcome } from './fixes/fixTrial';
import { FixTrial, isUsual } from './fixes/fixTrial';
import { gapFixes } from './fixes/gapFixes';
import { headerValue, severalDocuments, tierMissing } from './fixes/headerFixes';
import { keyFixes } from './fixes/keyFixes';
import { syntaxFixes } from './fixes/syntaxFixes';
import { valueFixes } from './fixes/valueFixes';
import { waiverFixes } from './fixes/waive';

/** Fixes of one finding, the preferred one first. */
export const quickFixes = (finding: Finding, context: FixContext): readonly QuickFix[] => remediesOf(finding, context).fixes;

/** The fix of a finding after which the document means the same. Where none could, nothing is tried. */
export function safeFix(finding: Finding, context: FixContext): QuickFix | undefined {
  const proposal = proposalOf(finding, context);
  if (proposal.candidates.every(({ safe }) => safe !== true)) return undefined;
  return remedies(finding, proposal, context).fixes.find(({ safe }) => safe === true);
}

/** What can be done about one finding. */
export const remediesOf = (finding: Finding, context: FixContext): Remedies => remedies(finding, proposalOf(finding, context), context);

function remedies(finding: Finding, { candidates, blocked }: Proposal, context: FixContext): Remedies {
  const fixes: QuickFix[] = [];
  const rewrites: QuickFix[] = [];
  const clean = new Set<string>();
  for (const candidate of candidates) {
    const fix = fixOf(candidate);
    // Of several ways to do the same, the first that works; rather one that leaves nothing to be done.
    if (fix === null || clean.has(fix.title)) continue;
    const outcome =
      fix.creates !== undefined || (candidate.certain === true && isUsual(context.assessment))
        ? 'clean'
        : tried(finding, candidate, fix.edits, context);
    const known = fixes.findIndex(({ title }) => title === fix.title);
    if (outcome === 'clean') {
      clean.add(fix.title);
      if (known < 0) fixes.push(fix);
      else fixes[known] = fix;
    } else if (outcome === 'reveals' && candidate.uncovers !== true) rewrites.push({ ...fix, preferred: false, safe: false });
    else if (outcome === 'reveals' && known < 0) fixes.push(fix);
  }
  const first = fixes.findIndex((fix) => fix.preferred);
  const isWorse = fixes[first] !== undefined && !clean.has(fixes[first].title);
  const preferred = Math.max(0, isWorse ? fixes.findIndex(({ title }) => clean.has(title)) : first);
  return {
    fixes: fixes.map((fix, at) => ({ ...fix, preferred: at === preferred })),
    rewrites,
    blocked: fixes.length === 0 ? blocked : null,
  };
}

const tried = (finding: Finding, how: Candidate, edits: QuickFix['edits'], { engine, assessment }: FixContext): Outcome =>
  FixTrial.of(engine, assessment).outcome(finding, edits, how);

function fixOf({ title, edits, preferred = false, insertsKeys = false, safe = false, creates }: Candidate): QuickFix | null {
  if (creates === undefined && (edits === null || edits.length === 0)) return null;
  return { title, edits: edits ?? [], preferred, insertsKeys, safe, ...(creates === undefined ? {} : { creates }) };
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
    case 'consistency-stage':
    case 'consistency-roles':
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
    case 'consistency-unsure':
      return { ...NOTHING, blocked: { title: messages.text('fix.unsure'), reason: messages.text('blocked.unsure') } };
    case 'consistency-answers':
      return { ...NOTHING, blocked: { title: messages.text('fix.contradiction'), reason: messages.text('blocked.contradiction') } };
    case 'config-invalid':
      return configFixes(finding, context);
    case 'policy-weakens':
      return policyFixes(context);
  }
}
