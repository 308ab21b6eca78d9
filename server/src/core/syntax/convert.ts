/**
 * `yaml`'s nodes to ours. The only place that reads their shape; knows nothing of chunks, kinds or questions.
 * Where positions count from, and what an alias stands for, is asked from whoever converts.
 */
import { isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { Node, Pair as YamlPair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { AliasNode, KeyNode, MapNode, Origin, Pair, ScalarNode, ScalarStyle, SeqNode, Spanned, YamlNode } from './node';

/** An origin and where it lies in the piece of text that is being converted. */
export interface Placed extends Origin {
  readonly relative: number;
}

/** What the conversion of one piece of text depends on; offsets count from the piece's start. */
export interface Surroundings {
  /** The text that `yaml`'s ranges count in. */
  readonly source: string;
  /** How much of `source` precedes the piece. */
  readonly before: number;
  /** Where the piece ends; positions beyond are moved there. */
  readonly end: number;
  /** The origin for a pair or list entry at this offset and for all below it. */
  originAt(offset: number): Placed;
  /** What an alias stands for; null when that is unknown. */
  targetOf(name: string): YamlNode | null;
  onAlias(alias: AliasNode): void;
  /** Called for values, not for keys; for a collection after its children. */
  onAnchor(name: string, node: YamlNode): void;
}

/** An item of a collection: a pair of a mapping, or an entry of a sequence. */
export type Item = Pair | YamlNode | null;

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/**
 * A node at the root of a text or as an entry of a sequence, with an origin of its own; `fallback` is where the
 * sequence begins.
 */
export function toEntry(item: unknown, fallback: number, around: Surroundings): YamlNode | null {
  if (isPair(item)) return pairEntry(item as YamlPair<Node | null, Node | null>, fallback, around);
  const node = item as Node | null | undefined;
  if (node === null || node === undefined) return null;
  const start = startIn(node, fallback, around);
  return toNode(node, start, around.originAt(start), around);
}

/** A pair of a mapping, with an origin of its own; `fallback` is where the mapping begins. */
export function toPair(item: YamlPair<Node | null, Node | null>, fallback: number, around: Surroundings): Pair {
  const { key, origin, afterColon } = toKey(item.key, fallback, around);
  if (item.value === null) return { key, value: null, afterColon };
  return { key, value: textOnKeyLine(item, origin, around) ?? toNode(item.value, origin.relative + key.to, origin, around), afterColon };
}

/** A text with a `: ` in it that lacks its quotes (`rationale: Annex III: credit`): no mapping, whatever the parser makes of it. */
function textOnKeyLine({ key, value }: YamlPair<Node | null, Node | null>, origin: Placed, around: Surroundings): ScalarNode | null {
  if (!isMap(value) || value.flow === true || value.items.length !== 1 || !value.range || !key?.range) return null;
  const [inner] = value.items as YamlPair<Node | null, Node | null>[];
  const end = inner?.value?.range?.[1] ?? inner?.key?.range?.[1];
  if (end === undefined || /[\n&*]/u.test(around.source.slice(key.range[1], end))) return null;
  const from = offsetIn(value.range[0], around) - origin.relative;
  const written = around.source.slice(value.range[0], end);
  return { origin, from, to: from + written.length, type: 'scalar', value: written, source: written, style: 'plain' };
}

/** The key of a pair, the origin made for it, and the offset behind its colon. */
export function toKey(node: Node | null, fallback: number, around: Surroundings): { key: KeyNode; origin: Placed; afterColon: number } {
  const start = node === null ? fallback : startIn(node, fallback, around);
  const origin = around.originAt(start);
  const at = span(node, start, origin, around);
  const base = around.before + origin.relative;
  const written = around.source.slice(base + at.from, base + at.to);
  const name = isScalar(node) ? (typeof node.value === 'string' ? node.value : (node.source ?? written)) : written;
  let behind = base + at.to;
  while (around.source[behind] === ' ' || around.source[behind] === '\t') behind += 1;
  return { key: { ...at, name }, origin, afterColon: around.source[behind] === ':' ? behind + 1 - base : -1 };
}

/** An offset of `yaml`'s as one in the piece. */
export const offsetIn = (offset: number, around: Surroundings): number => Math.min(offset - around.before, around.end);

/** Where a node begins in the piece; nodes that `yaml` makes up (in `!!pairs`) stand at `fallback`. */
export const startIn = (node: Node, fallback: number, around: Surroundings): number =>
  node.range ? offsetIn(node.range[0], around) : fallback;

interface PlacedSpan extends Spanned {
  readonly origin: Placed;
}

/** Where a node lies; one without a range is empty and stands at `start`, an offset in the piece. */
function span(node: Node | null, start: number, origin: Placed, around: Surroundings): PlacedSpan {
  const [from, to] = node?.range ? [offsetIn(node.range[0], around), offsetIn(node.range[1], around)] : [start, start];
  return { origin, from: from - origin.relative, to: to - origin.relative };
}

function toNode(node: Node, start: number, origin: Placed, around: Surroundings): YamlNode | null {
  const at = span(node, start, origin, around);
  if (isAlias(node)) return aliasNode(node.source, at, around);
  if (isScalar(node)) return scalarNode(node, at, around);
  if (depth >= DEEPEST || !(isMap(node) || isSeq(node))) return null;
  depth += 1;
  try {
    return isMap(node) ? mapNode(node, at, around) : seqNode(node, at, around);
  } finally {
    depth -= 1;
  }
}

/** What lies deeper is not read: whoever walks the tree calls itself once a level, and the stack is finite. */
const DEEPEST = 1000;
let depth = 0;

function aliasNode(name: string, at: Spanned, around: Surroundings): AliasNode {
  const alias: AliasNode = { ...at, type: 'alias', name, target: around.targetOf(name) };
  around.onAlias(alias);
  return alias;
}

function scalarNode(node: Scalar, { origin, from, to }: PlacedSpan, around: Surroundings): YamlNode | null {
  const { anchor } = node;
  if (node.value === null && (node.source ?? '') === '' && anchor === undefined && node.tag === undefined) return null;
  const scalar: ScalarNode = {
    origin,
    from,
    to,
    type: 'scalar',
    value: node.value,
    source: node.source ?? '',
    style: STYLES[node.type ?? 'PLAIN'] ?? 'plain',
  };
  if (anchor !== undefined) around.onAnchor(anchor, scalar);
  return scalar;
}

function mapNode(node: YAMLMap, { origin, from, to }: PlacedSpan, around: Surroundings): MapNode {
  const pairs: Pair[] = [];
  for (const item of node.items) pairs.push(toPair(item as YamlPair<Node | null, Node | null>, origin.relative + from, around));
  const map: MapNode = { origin, from, to, type: 'map', flow: node.flow === true, pairs };
  if (node.anchor !== undefined) around.onAnchor(node.anchor, map);
  return map;
}

function seqNode(node: YAMLSeq, { origin, from, to }: PlacedSpan, around: Surroundings): SeqNode {
  const items: (YamlNode | null)[] = [];
  for (const item of node.items) items.push(toEntry(item, origin.relative + from, around));
  const seq: SeqNode = { origin, from, to, type: 'seq', flow: node.flow === true, items };
  if (node.anchor !== undefined) around.onAnchor(node.anchor, seq);
  return seq;
}

/** A pair in a flow sequence (`[a: 1]`) counts as a mapping of one. */
function pairEntry(item: YamlPair<Node | null, Node | null>, fallback: number, around: Surroundings): MapNode {
  const pair = toPair(item, item.value?.range ? offsetIn(item.value.range[0], around) : fallback, around);
  const { key, value } = pair;
  return { origin: key.origin, from: key.from, to: value?.to ?? key.to, type: 'map', flow: true, pairs: [pair] };
}
