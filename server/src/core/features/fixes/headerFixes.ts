/** What can be done about a document's header: its tier, its kind, its system, and about several documents in one file. */
import type { Assessment } from '../../assessment/assess';
import type { Finding } from '../../assessment/finding';
import { insertEntries } from '../../edit/insertKeys';
import { removeKey } from '../../edit/moves';
import { replaceList } from '../../edit/replaceValue';
import type { TextEdit } from '../../edit/textEdit';
import type { Pair } from '../../syntax/node';
import { endOf, isNull, pairOf, startOf } from '../../syntax/node';
import type { Candidate, FixContext, Proposal, QuickFix } from './fix';
import { leavesGoodYaml } from './fixTrial';

/** The edits that state a tier: in place of the stated one, behind an empty key, or in a new line of the header. */
export function tierEdits(assessment: Assessment, tier: string): readonly TextEdit[] {
  const { root, tree, kind } = assessment;
  const pair = pairOf(root, 'risk_tier');
  if (pair === undefined) return insertEntries(tree, root, kind.root, [{ path: ['risk_tier'], value: tier }]);
  const { value } = pair;
  if (value !== null && !isNull(value)) return value.type === 'scalar' ? [{ from: startOf(value), to: endOf(value), text: tier }] : [];
  if (pair.afterColon < 0) return [];
  const at = pair.key.origin.offset + pair.afterColon;
  return [{ from: at, to: value === null ? at : endOf(value), text: ` ${tier}` }];
}

/** One change per tier; preferred is the tier that asks most. */
export function tierMissing(context: FixContext): Proposal {
  const { assessment, engine, messages } = context;
  const asked = (tier: string): number => assessment.kind.units.filter((unit) => unit.levels.get(tier) === 'mandatory').length;
  const candidates = engine.catalog.tiers
    .toReversed()
    .toSorted((a, b) => asked(b.id) - asked(a.id))
    .map((tier, at): Candidate => ({
      title: messages.text('fix.state-tier', { title: tier.title }),
      edits: tierEdits(assessment, tier.id),
      preferred: at === 0,
      // A value that is put in place of nothing.
      certain: true,
      uncovers: true,
    }));
  return { candidates, blocked: { title: messages.text('fix.state-a-tier'), reason: messages.text('blocked.tier') } };
}

/** Rewrites of the tier where one is stated: offered at the tier itself, not as the fix of a finding. */
export function tierRewrites({ assessment, engine, messages }: FixContext): readonly QuickFix[] {
  return engine.catalog.tiers
    .filter((tier) => tier.id !== assessment.tier)
    .map((tier) => ({
      title: messages.text('fix.change-tier', { title: tier.title }),
      edits: tierEdits(assessment, tier.id),
      preferred: false,
      insertsKeys: false,
    }))
    .filter((fix) => fix.edits.length > 0 && leavesGoodYaml(engine, assessment, fix.edits));
}

/** Findings about what the record of the system states as well: it can be left to that. */
const STATED_TWICE: ReadonlySet<Finding['message']> = new Set(['tier-mismatch', 'consistency-stage', 'consistency-roles']);

/** Another value for the tier or for what is said of it, and what the record of the system states left to that. */
export function headerValue(finding: Finding, { assessment, messages }: FixContext): Proposal {
  const { anchor, fix } = finding;
  const words = fix?.fix === 'replace-value' ? fix.with : fix?.fix === 'state-kind' ? [fix.kind] : [];
  const candidates: Candidate[] = words.map((word, at) => ({
    title: fix?.fix === 'state-kind' ? messages.text('fix.state-kind', { kind: word }) : messages.text('fix.replace-value', { to: word }),
    edits: [{ from: startOf(anchor), to: endOf(anchor), text: word }],
    preferred: at === 0,
    uncovers: true,
  }));
  const { root, tree } = assessment;
  const pair = pairOf(root, finding.path);
  if (fix?.fix === 'replace-list' && pair !== undefined)
    candidates.push({
      title: messages.text('fix.replace-value', { to: fix.with.join(', ') }),
      edits: replaceList(tree, answerIn(pair), fix.with),
      preferred: true,
      uncovers: true,
    });
  if (STATED_TWICE.has(finding.message) && root?.type === 'map' && pair !== undefined) {
    const cut = removeKey(tree, { map: root, pair });
    const title = messages.text('fix.leave-to-record', { key: finding.path });
    candidates.push({ title, edits: cut === null ? null : [cut], uncovers: true });
  }
  return {
    candidates,
    blocked: { title: messages.text('fix.correct-value', { key: finding.path }), reason: messages.text('blocked.value') },
  };
}

/** The pair that holds the value: `answer` in the long form. */
const answerIn = (pair: Pair): Pair => pairOf(pair.value, 'answer') ?? pair;

/** A marker with nothing behind it can go; another document cannot, for want of a file to put it in. */
export function severalDocuments({ assessment, messages }: FixContext): Proposal {
  const { tree } = assessment;
  const blocked = { title: messages.text('fix.split-file'), reason: messages.text('blocked.split-file') };
  if (tree.secondDocument === null) return { candidates: [], blocked };
  const from = startOf(tree.secondDocument);
  const rest = tree.lines.slice(from, tree.lines.length);
  const isEmpty = /^---[ \t]*(?:\r?\n(?:[ \t]*(?:#.*)?(?:\r?\n|$))*|$)$/u.test(rest);
  const marker = /^---[ \t]*(?:\r?\n)?/u.exec(rest)?.[0].length ?? 0;
  return {
    candidates: isEmpty
      ? [{ title: messages.text('fix.remove-marker'), edits: [{ from, to: from + marker, text: '' }], preferred: true, safe: true }]
      : [],
    blocked,
  };
}
