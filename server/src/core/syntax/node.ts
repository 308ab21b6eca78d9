/**
 * The YAML model: immutable nodes whose positions are derived late.
 * A node knows its offsets only relative to an {@link Origin}, so that a piece of text can move without its nodes
 * being rebuilt. Offsets are UTF-16 code units from the start of the text. Knows nothing of kinds, tiers or questions.
 */

/** Where a piece of text begins in its document. */
export interface Origin {
  readonly offset: number;
}

/** Something that covers a stretch of text; see {@link startOf} and {@link endOf}. */
export interface Spanned {
  readonly origin: Origin;
  readonly from: number;
  readonly to: number;
}

/** Offset of the first character of `span` in its text. */
export const startOf = (span: Spanned): number => span.origin.offset + span.from;

/** Offset behind the last character of `span` in its text. */
export const endOf = (span: Spanned): number => span.origin.offset + span.to;

const TEXT: Origin = { offset: 0 };

/** The stretch between two offsets from the start of a text. It does not move with the text. */
export const absolute = (from: number, to: number): Spanned => ({ origin: TEXT, from, to });

/** The stretch that a span covers now. */
export const where = (span: Spanned): Spanned => absolute(startOf(span), endOf(span));

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export interface ScalarNode extends Spanned {
  readonly type: 'scalar';
  /** The value under YAML's core schema: a string, number, boolean, null or (rarely) a bigint or date-like object. */
  readonly value: unknown;
  /** The text as written, without quotes or block indentation. */
  readonly source: string;
  readonly style: ScalarStyle;
}

export interface AliasNode extends Spanned {
  readonly type: 'alias';
  readonly name: string;
  /** What the alias stands for; null when its anchor is unknown or refers to itself. */
  readonly target: YamlNode | null;
}

export interface SeqNode extends Spanned {
  readonly type: 'seq';
  readonly flow: boolean;
  readonly items: readonly (YamlNode | null)[];
}

export interface MapNode extends Spanned {
  readonly type: 'map';
  readonly flow: boolean;
  readonly pairs: readonly Pair[];
}

export type YamlNode = ScalarNode | AliasNode | SeqNode | MapNode;

/** A key as it stands in the text; keys that are no scalars carry their source as name. */
export interface KeyNode extends Spanned {
  readonly name: string;
  /** The name in the text, where it is an older one for {@link name}. */
  readonly written?: string;
}

export interface Pair {
  readonly key: KeyNode;
  /** Null when nothing is written behind the key. */
  readonly value: YamlNode | null;
  /** Offset behind the colon, relative to the key's origin; -1 when there is no colon on the key's line. */
  readonly afterColon: number;
}

/** The node that an alias stands for, or the node itself; null stays null. */
export function resolved(node: YamlNode | null): Exclude<YamlNode, AliasNode> | null {
  let at = node;
  for (let hops = 0; at !== null && at.type === 'alias'; hops += 1) at = hops > 64 ? null : at.target;
  return at;
}

/** The first pair of this name in a mapping: the one that counts when a key stands twice. */
export function pairOf(node: YamlNode | null, name: string): Pair | undefined {
  const map = resolved(node);
  return map?.type === 'map' ? map.pairs.find((pair) => pair.key.name === name) : undefined;
}

/** True where nothing, `null` or `~` is written. */
export function isNull(node: YamlNode | null): boolean {
  const at = resolved(node);
  return at === null || (at.type === 'scalar' && at.value === null);
}
