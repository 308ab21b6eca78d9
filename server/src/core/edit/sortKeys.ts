/**
 * Brings the keys of a document, its sections and groups into canonical order. Lines move as they stand: a key takes the
 * comments and blank lines above it along; those above the document's first key stay where they are.
 */
import type { Key } from '../catalog/catalog';
import type { MapNode, Pair, YamlNode } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';
import { blockOf } from './blocks';
import { lineEnding } from './layout';
import { canonicalOrder } from './skeleton';
import type { TextEdit } from './textEdit';

const ORDERED: ReadonlySet<Key['kind']> = new Set<Key['kind']>(['document', 'section', 'group']);

/** Edits that sort; empty where all is in order, or where lines cannot be moved. */
export function sortKeys(tree: SyntaxTree, root: YamlNode | null, rootKey: Key): readonly TextEdit[] {
  // To a text that keeps the lines behind it (`|+`), a blank line that moves is content.
  if (root?.type !== 'map' || /[|>]\d?\+/u.test(tree.text)) return [];
  const sorted = sortedMapping(tree, root, rootKey);
  return sorted === null ? [] : [sorted];
}

interface Segment {
  readonly from: number;
  readonly to: number;
  readonly key: Key | undefined;
  readonly pair: Pair;
}

/** The text from the first key's line to the end of the last value, sorted; null where nothing changes. */
function sortedMapping(tree: SyntaxTree, map: MapNode, key: Key): TextEdit | null {
  const segments = segmentsOf(tree, map, key);
  if (segments === null) return null;
  // A key whose lines end within a line cannot be moved from it; only the last one of the text may lack its line break.
  const isMovable = segments.every(({ from, to }, at) => at === segments.length - 1 || tree.lines.slice(from, to).endsWith('\n'));
  const order = isMovable
    ? segments.toSorted((a, b) => canonicalOrder(key, a.pair.key.name) - canonicalOrder(key, b.pair.key.name))
    : segments;
  const isMoved = order.some((segment, at) => segment !== segments[at]);
  const texts = order.map((segment) => sortedSegment(tree, segment));
  const from = segments[0]?.from ?? 0;
  const to = segments.at(-1)?.to ?? 0;
  const eol = lineEnding(tree);
  const text = texts.map((part, at) => (isMoved && at < texts.length - 1 && !part.endsWith('\n') ? part + eol : part)).join('');
  const isCut = isMoved && !tree.lines.slice(from, to).endsWith('\n');
  const result = isCut && text.endsWith('\n') ? text.slice(0, -eol.length) : text;
  return result === tree.lines.slice(from, to) ? null : { from, to, text: result };
}

function segmentsOf(tree: SyntaxTree, map: MapNode, key: Key): readonly Segment[] | null {
  if (map.flow || map.pairs.length === 0) return null;
  const segments: Segment[] = [];
  for (const pair of map.pairs) {
    const block = blockOf(tree, { map, pair });
    if (block === null || block.column !== (blockOf(tree, { map, pair: map.pairs[0] ?? pair })?.column ?? -1)) return null;
    segments.push({ from: segments.at(-1)?.to ?? block.from, to: block.to, key: key.child(pair.key.name), pair });
  }
  return segments;
}

/** A key's lines, with what lies below it sorted. */
function sortedSegment(tree: SyntaxTree, { from, to, key, pair }: Segment): string {
  const whole = tree.lines.slice(from, to);
  if (key === undefined || pair.value?.type !== 'map' || !ORDERED.has(key.kind)) return whole;
  const inner = sortedMapping(tree, pair.value, key);
  return inner === null ? whole : whole.slice(0, inner.from - from) + inner.text + whole.slice(inner.to - from);
}
