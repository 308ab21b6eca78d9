/** What can be done about keys: unknown, misplaced, standing twice, by an older name. */
import type { Finding } from '../../assessment/finding';
import type { PairAt } from '../../edit/blocks';
import { blockOf, pairAt, relativeLines } from '../../edit/blocks';
import { insertEntries } from '../../edit/insertKeys';
import { cutAndInsert, moveKey, removeKey } from '../../edit/moves';
import type { TextEdit } from '../../edit/textEdit';
import type { Pair } from '../../syntax/node';
import { endOf, isNull, pairOf, resolved, startOf } from '../../syntax/node';
import { find } from '../../syntax/path';
import { toValue } from '../../syntax/value';
import type { Candidate, FixContext, Proposal } from './fix';

/** Changes of the key at which a finding is anchored. */
export function keyFixes(finding: Finding, context: FixContext): Proposal {
  const { messages, assessment } = context;
  const at = pairAt(assessment.root, startOf(finding.anchor));
  if (at === null) return { candidates: [], blocked: null };
  switch (finding.code) {
    case 'unknown-key':
      return unknownKey(finding, at, context);
    case 'misplaced-key':
      return misplacedKey(String(finding.params['place'] ?? ''), at, context);
    case 'duplicate-key':
      return duplicateKey(finding, at, context);
    default:
      return {
        candidates: finding.fix?.fix === 'rename-key' ? renames(finding.fix.to, at, context, true) : [],
        blocked: { title: messages.text('fix.rename-by-hand'), reason: messages.text('blocked.rename') },
      };
  }
}

/** Other names for a key, the first one preferred. */
function renames(names: readonly string[], { pair }: PairAt, { messages }: FixContext, safe: boolean): readonly Candidate[] {
  return names.map((name, index) => ({
    title: messages.text('fix.rename-key', { to: name }),
    edits: [{ from: startOf(pair.key), to: endOf(pair.key), text: name }],
    preferred: index === 0,
    safe: safe && index === 0,
    keepsValues: true,
  }));
}

function unknownKey(finding: Finding, at: PairAt, context: FixContext): Proposal {
  const { messages, assessment } = context;
  const { tree, root, kind } = assessment;
  const { pair, map } = at;
  const { name } = pair.key;
  const near = finding.fix?.fix === 'rename-key' ? renames(finding.fix.to, at, context, false) : [];
  const others: Candidate[] = [];
  if (map === resolved(root) && /^[A-Za-z_][\w-]*$/u.test(name)) others.push(...renames([`x-${name}`], at, context, false));
  const isText = typeof toValue(pair.value) === 'string';
  if (isText && pairOf(map, 'notes') === undefined) others.push(...renames(['notes'], at, context, false));
  const path = ['custom', ...sectionOf(finding.path), name];
  const isFree = find(root, path).depth < path.length && name !== '';
  others.push({
    title: messages.text('fix.move-key', { key: name, place: 'custom' }),
    edits: isFree && root !== null && pair.afterColon >= 0 ? moveKey(tree, root, kind.root, at, path) : null,
    keepsValues: true,
  });
  return {
    candidates: [...near, ...others],
    blocked: { title: messages.text('fix.move-key', { key: name, place: 'custom' }), reason: messages.text('blocked.unknown-key') },
  };
}

/** The section in which an unknown key stands, as the key under which it is kept apart from those of others. */
function sectionOf(path: string): readonly string[] {
  const [first = '', ...rest] = path.split('.');
  return rest.length === 0 ? [] : [first.replace(/\[\d+\]$/u, '')];
}

function misplacedKey(place: string, at: PairAt, context: FixContext): Proposal {
  const { messages, assessment } = context;
  const { tree, root, kind } = assessment;
  const { name } = at.pair.key;
  const path = place.split('.');
  const there = find(root, path);
  const title = messages.text('fix.move-key', { key: name, place });
  const isTaken = there.depth === path.length && there.pair !== null;
  if (isTaken && there.pair !== null) return unite(at, there.pair, title, context);
  return {
    candidates: [{ title, edits: root === null ? null : moveKey(tree, root, kind.root, at, path), preferred: true, keepsValues: true }],
    blocked: { title, reason: messages.text('blocked.move') },
  };
}

function duplicateKey(finding: Finding, at: PairAt, context: FixContext): Proposal {
  const { messages, assessment } = context;
  const name = String(finding.params['present'] ?? at.pair.key.name);
  const first = pairOf(at.map, name);
  const title = messages.text('fix.unite-keys', { key: name });
  const blocked = { title, reason: messages.text('blocked.unite') };
  if (first === undefined || first === at.pair || assessment.root === null) return { candidates: [], blocked };
  return unite(at, first, title, context);
}

/** One key in place of two: where one says nothing, or both say the same, or what stands below them does not meet. */
function unite(at: PairAt, kept: Pair, title: string, context: FixContext): Proposal {
  const { messages, assessment } = context;
  const { tree } = assessment;
  const cut = removeKey(tree, at);
  const blocked = { title, reason: messages.text('blocked.unite') };
  // Through an alias, a key can be met in two places and stand in one.
  if (cut === null || at.pair.key === kept.key) return { candidates: [], blocked };
  const isSame = JSON.stringify(toValue(at.pair.value)) === JSON.stringify(toValue(kept.value));
  const saysMore = /#|&/u.test(tree.lines.slice(cut.from, cut.to));
  if ((isSame || isNull(at.pair.value)) && !saysMore) {
    const words = messages.text(isSame ? 'fix.remove-copy' : 'fix.remove-empty', { key: at.pair.key.name });
    return { candidates: [{ title: words, edits: [cut], preferred: true, safe: true }], blocked };
  }
  const merged = mergeInto(at, kept, cut, context);
  return { candidates: merged === null ? [] : [{ title, edits: merged, preferred: true, keepsValues: true }], blocked };
}

/** Edits that put the keys below one key below another, which has none of them. */
function mergeInto(at: PairAt, kept: Pair, cut: TextEdit, { assessment }: FixContext): readonly TextEdit[] | null {
  const { tree, root, kind } = assessment;
  const from = at.pair.value;
  const into = kept.value;
  if (from?.type !== 'map' || from.flow || root === null || !(isNull(into) || into?.type === 'map')) return null;
  if (from.pairs.some(({ key }) => pairOf(into, key.name) !== undefined)) return null;
  const path = pathOf(root, kept);
  if (path === null) return null;
  const entries = from.pairs.map((pair) => {
    const block = blockOf(tree, { map: from, pair });
    const lines = block === null ? null : relativeLines(tree, block);
    return lines === null ? null : { path: [...path, pair.key.name], lines };
  });
  if (entries.includes(null)) return null;
  const inserts = insertEntries(
    tree,
    root,
    kind.root,
    entries.filter((entry) => entry !== null),
  );
  return cutAndInsert(tree, cut, inserts);
}

/** Names that lead to a pair; null where it lies in a list. */
function pathOf(root: PairAt['map'] | Parameters<typeof pairOf>[0], wanted: Pair): readonly string[] | null {
  if (root?.type !== 'map') return null;
  for (const pair of root.pairs) {
    if (pair.key === wanted.key) return [pair.key.name];
    const below = pathOf(pair.value, wanted);
    if (below !== null) return [pair.key.name, ...below];
  }
  return null;
}
