/**
 * Parses one piece of a text in the context it stands in, and proves that the text may be cut behind it.
 * The piece is parsed between dummy lines (see `context.ts`), so that `yaml` reads it as it would in the whole text.
 */
import { isMap, isPair, isSeq } from 'yaml';
import type { Document, Node, Pair as YamlPair, YAMLMap, YAMLParseError, YAMLSeq } from 'yaml';
import type { Chunk, Opened, Resumed } from './chunk';
import { MovableOrigin, Place } from './chunk';
import { composed, TAIL, tokensOf } from './compose';
import type { CleanLine, Context } from './context';
import { cleanLineAt, sentinel, skeleton } from './context';
import type { Item, Surroundings } from './convert';
import { offsetIn, startIn, toEntry, toKey, toPair } from './convert';
import { contextAtSentinel, entersContext } from './cutProof';
import { Block } from './lines';
import type { YamlNode } from './node';
import type { SyntaxProblem } from './parse';
import { markerSpan } from './parseAll';
import { simplePiece } from './simplePiece';

type Collection = YAMLMap<Node | null, Node | null> | YAMLSeq;

/** Where the anchors of a document's nodes are noted. */
export type AnchorNames = WeakMap<YamlNode, string>;

/** The chunk of a piece; null when the text must not be cut behind it, or not before it. */
export function parsePiece(text: string, before: Context | null, next: CleanLine | null, anchors: AnchorNames): Chunk | null {
  const simple = simplePiece(text, before, next);
  if (simple !== null) return simple;
  const lead = before === null ? '' : skeleton(before);
  const end = lead.length + text.length;
  const source = lead + text + (next === null ? '' : sentinel(next));
  const tokens = tokensOf(source);
  if (before !== null && !entersContext(tokens, before, lead.length + (before.at(-1)?.column ?? 0))) return null;
  const cut = next === null ? null : contextAtSentinel(tokens, next, end, before === null);
  if (next !== null && cut === null) return null;
  const behind = cut?.context ?? null;
  const { first: document, errors, second } = composed(tokens, source);
  if (document === undefined || hasSpoiledErrors(errors, lead.length, end, before, next)) return null;
  const opens = before === null ? [] : collectionsAt(document, before.length, 0);
  const reaches = behind === null ? [] : collectionsAt(document, behind.length, -1);
  if (opens === null || reaches === null || reaches.some(({ anchor }) => anchor !== undefined)) return null;
  const refusesBare = cut !== null && (!cut.settled || hasCommentBefore(reaches.at(-1)));
  if (refusesBare && next?.bare === true) return null;
  return new PieceReader(source, lead.length, text, next === null, anchors).chunk(document, {
    opens,
    reaches,
    before,
    behind,
    refusesBare,
    second,
    errors,
  });
}

/**
 * Errors that a piece does not have in the whole text: before it, behind it, or where a dummy key is longer than the
 * real one. `yaml` calls IMPOSSIBLE what it finds twisted, and then other ranges follow.
 */
function hasSpoiledErrors(
  errors: readonly YAMLParseError[],
  lead: number,
  end: number,
  before: Context | null,
  next: CleanLine | null,
): boolean {
  if (before === null && next === null) return false;
  return errors.some(
    ({ code, pos: [at] }) =>
      at < lead || code === 'IMPOSSIBLE' || (next !== null && (at > end || (code === 'KEY_OVER_1024_CHARS' && at >= end))),
  );
}

/** The collections on the way along the first (0) or last (-1) items; null when there are fewer. */
function collectionsAt(document: Document.Parsed, depth: number, side: 0 | -1): Collection[] | null {
  const found: Collection[] = [];
  let node: unknown = document.contents;
  while (found.length < depth) {
    if (!isMap(node) && !isSeq(node)) return null;
    const collection = node as Collection;
    found.push(collection);
    const item: unknown = collection.items.at(side);
    node = isPair(item) ? item.value : item;
  }
  return found;
}

/** True when a comment stands before the first dummy item, the last but one of `collection`. */
function hasCommentBefore(collection: Collection | undefined): boolean {
  const item: unknown = collection?.items.at(-2);
  const node = (isPair(item) ? item.key : item) as Node | null | undefined;
  return typeof node?.commentBefore === 'string';
}

interface Proven {
  readonly opens: readonly Collection[];
  readonly reaches: readonly Collection[];
  readonly before: Context | null;
  readonly behind: Context | null;
  readonly refusesBare: boolean;
  readonly second: number | undefined;
  readonly errors: readonly YAMLParseError[];
}

/** Converts one piece; the chunk it makes is the place that all its nodes count from. */
class PieceReader implements Surroundings {
  readonly end: number;
  readonly #place = new Place();
  #linked = false;
  #aliases = false;

  constructor(
    readonly source: string,
    readonly before: number,
    readonly text: string,
    readonly last: boolean,
    readonly anchors: AnchorNames,
  ) {
    this.end = last ? text.length - TAIL.length : Infinity;
  }

  originAt = (offset: number): MovableOrigin => new MovableOrigin(this.#place, offset);
  /** Aliases are resolved when the chunk is in its place; see `links.ts`. */
  targetOf = (): null => null;

  onAlias = (): void => {
    this.#linked = true;
    this.#aliases = true;
  };

  onAnchor = (name: string, node: YamlNode): void => {
    this.#linked = true;
    this.anchors.set(node, name);
  };

  chunk(document: Document.Parsed, { opens, reaches, before, behind, refusesBare, second, errors }: Proven): Chunk {
    let kept = 0;
    while (kept < opens.length && opens[kept] === reaches[kept]) kept += 1;
    const whole = before === null && behind === null;
    const visible = this.last ? this.text.slice(0, this.end) : this.text;
    return {
      place: this.#place,
      text: this.text,
      lines: new Block(visible, this.last),
      first: before === null ? null : cleanLineAt(this.text, 0),
      before,
      behind,
      stopsAt: null,
      refusesBare,
      whole: whole ? [toEntry(document.contents, 0, this)] : [],
      resumed: opens.map((collection, depth) => this.#resumed(collection, depth, opens, reaches, kept)),
      kept,
      opened: reaches.slice(kept).map((collection, at) => this.#opened(collection, kept + at, reaches)),
      problems: this.#problems(errors),
      secondDocument: second === undefined ? null : markerSpan(this.originAt(0), visible, second - this.before),
      linked: this.#linked,
      hasAliases: this.#aliases,
    };
  }

  #problems(errors: readonly YAMLParseError[]): SyntaxProblem[] {
    const origin = this.originAt(0);
    const clamp = (offset: number): number => Math.max(0, offsetIn(offset, this));
    return errors.map(({ pos, code, message }) => ({ origin, from: clamp(pos[0]), to: clamp(pos[1]), code, detail: message }));
  }

  #resumed(collection: Collection, depth: number, opens: readonly Collection[], reaches: readonly Collection[], kept: number): Resumed {
    const goesOn = depth < kept;
    const items = this.#items(collection, depth < opens.length - 1 ? 1 : 0, goesOn ? this.#own(depth, reaches) : 0);
    return { items, end: goesOn ? -1 : offsetIn(collection.range?.[1] ?? 0, this) };
  }

  /** How many items at the end of a collection of `reaches` are not its own: two dummies, or the way to them. */
  #own(depth: number, reaches: readonly Collection[]): number {
    return depth === reaches.length - 1 ? 2 : 1;
  }

  #opened(collection: Collection, depth: number, reaches: readonly Collection[]): Opened {
    const items = this.#items(collection, 0, this.#own(depth, reaches));
    const type = isMap(collection) ? 'map' : 'seq';
    const start = startIn(collection, 0, this);
    const around = reaches[depth - 1];
    const item: unknown = around?.items.at(-1);
    if (!isPair(item)) return { type, origin: this.originAt(start), from: 0, items, key: null, afterColon: -1, spine: null };
    const { key, origin, afterColon } = toKey(item.key as Node | null, start, this);
    return { type, origin: origin as MovableOrigin, from: start - origin.relative, items, key, afterColon, spine: null };
  }

  #items(collection: Collection, skipped: number, dropped: number): Item[] {
    const items: Item[] = [];
    const start = startIn(collection, 0, this);
    for (let at = skipped; at < collection.items.length - dropped; at += 1) {
      const item: unknown = collection.items[at];
      items.push(isMap(collection) ? toPair(item as YamlPair<Node | null, Node | null>, start, this) : toEntry(item, start, this));
    }
    return items;
  }
}
