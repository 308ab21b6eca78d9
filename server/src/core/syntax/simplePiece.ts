/**
 * A piece of a simple text (see `simpleReader.ts`) as a chunk: what `piece.ts` does with `yaml`, in a fraction of the time.
 * Of the conditions under which a text may be cut, only those are left that a simple text can break.
 */
import type { Chunk, Opened, Resumed } from './chunk';
import { MovableOrigin, Place } from './chunk';
import { TAIL } from './compose';
import type { CleanLine, Context, Level } from './context';
import { cleanLineAt, FIRST_KEY, FIRST_VALUE, sameLevel, SECOND_KEY, SECOND_VALUE, sentinel, skeleton } from './context';
import type { Item } from './convert';
import { DEEPEST, reproducible } from './cutProof';
import { Block } from './lines';
import type { MapNode, Pair, SeqNode, YamlNode } from './node';
import { unfinishedKey } from './parseAll';
import type { SimpleText } from './simpleReader';
import { readSimple } from './simpleReader';

type Collection = MapNode | SeqNode;
type Mutable<T> = { -readonly [P in keyof T]: T[P] };

const START = { offset: 0, relative: 0 };

/** The chunk of a piece between two contexts; null where the piece is left to `yaml`. Parameters are those of `parsePiece`. */
export function simplePiece(text: string, before: Context | null, next: CleanLine | null): Chunk | null {
  // What may precede a bare dash is not looked at here.
  if (next?.bare === true) return null;
  const visible = next === null ? text.slice(0, -TAIL.length) : text;
  const lead = before === null ? '' : skeleton(before);
  const source = lead + visible + (next === null ? '' : sentinel(next));
  const simple = readSimple(source, START);
  if (simple === undefined) return null;
  const { root } = simple;
  const opens = before === null ? [] : entered(root, before, source, lead.length);
  const cut = next === null ? NO_CUT : cutBefore(root, next, source, lead.length + text.length);
  if (opens === null || cut === null) return null;
  return new SimplePiece(text, visible, lead.length, before, next === null).chunk(simple, opens, cut);
}

/** The collections that are open at a cut, and what they are. */
interface Cut {
  readonly context: Context;
  readonly collections: readonly Collection[];
}

const NO_CUT: Cut = { context: [], collections: [] };

const isBlock = (node: YamlNode | null | undefined): node is Collection => (node?.type === 'map' || node?.type === 'seq') && !node.flow;

const itemsOf = (node: Collection): readonly Item[] => (node.type === 'map' ? node.pairs : node.items);

const isPair = (item: Item | undefined): item is Pair => item !== null && item !== undefined && 'key' in item;

const valueOf = (item: Item | undefined): YamlNode | null => (isPair(item) ? item.value : (item ?? null));

const levelOf = (node: Collection, source: string): Level => ({
  type: node.type,
  column: node.from - source.lastIndexOf('\n', node.from - 1) - 1,
});

/** The collections of a context, the last of which begins with the piece; null when the source opens others. */
function entered(root: YamlNode | null, before: Context, source: string, start: number): readonly Collection[] | null {
  const collections: Collection[] = [];
  let node = root;
  for (const level of before) {
    if (!isBlock(node) || !sameLevel(levelOf(node, source), level)) return null;
    collections.push(node);
    node = valueOf(itemsOf(node)[0]);
  }
  const last = before.at(-1);
  return last !== undefined && collections.at(-1)?.from === start + last.column ? collections : null;
}

/** What is open where the dummy lines for `next` stand, at `offset`; null when they have not become two items of their own. */
function cutBefore(root: YamlNode | null, next: CleanLine, source: string, offset: number): Cut | null {
  const context: Level[] = [];
  const collections: Collection[] = [];
  for (let node = root; isBlock(node) && context.length < DEEPEST;) {
    const level = levelOf(node, source);
    const above = context.at(-1);
    if (above !== undefined && !reproducible(above, level)) return null;
    context.push(level);
    collections.push(node);
    const items = itemsOf(node);
    if (isDummy(items.at(-2), offset + next.column, FIRST_KEY, FIRST_VALUE))
      return sameLevel(level, next) && isDummy(items.at(-1), -1, SECOND_KEY, SECOND_VALUE) ? { context, collections } : null;
    node = valueOf(items.at(-1));
  }
  return null;
}

/** True for the dummy item of a mapping or list whose key or dash stands at `at`; -1 for any place. */
function isDummy(item: Item | undefined, at: number, name: string, value: string): boolean {
  const node = valueOf(item);
  if (node?.type !== 'scalar' || node.source !== value) return false;
  if (isPair(item)) return item.key.name === name && (at < 0 || item.key.from === at);
  return at < 0 || node.from === at + 2;
}

class SimplePiece {
  readonly #place = new Place();

  constructor(
    readonly text: string,
    readonly visible: string,
    /** Length of what stands before the piece in the source. */
    readonly lead: number,
    readonly before: Context | null,
    readonly isLast: boolean,
  ) {}

  chunk({ root, unfinished }: SimpleText, opens: readonly Collection[], { context, collections: reaches }: Cut): Chunk {
    const { text, before, isLast, lead } = this;
    const start = this.#origin(lead);
    const problems = unfinished.map((key) => unfinishedKey(key, start, lead));
    let kept = 0;
    while (kept < opens.length && opens[kept] === reaches[kept]) kept += 1;
    return {
      place: this.#place,
      text,
      lines: new Block(this.visible, isLast),
      first: before === null ? null : cleanLineAt(text, 0),
      before,
      behind: isLast ? null : context,
      stopsAt: null,
      refusesBare: true,
      whole: before === null && isLast ? [root === null ? null : this.#entry(root)] : [],
      resumed: opens.map((collection, depth) => this.#resumed(collection, depth, opens, reaches, kept)),
      kept,
      opened: reaches.slice(kept).map((collection, at) => this.#opened(collection, kept + at, reaches)),
      problems,
      secondDocument: null,
      linked: false,
      hasAliases: false,
    };
  }

  #resumed(collection: Collection, depth: number, opens: readonly Collection[], reaches: readonly Collection[], kept: number): Resumed {
    const goesOn = depth < kept;
    const items = this.#items(collection, depth < opens.length - 1 ? 1 : 0, goesOn ? own(depth, reaches) : 0);
    return { items, end: goesOn ? -1 : collection.to - this.lead };
  }

  #opened(collection: Collection, depth: number, reaches: readonly Collection[]): Opened {
    const { type } = collection;
    const items = this.#items(collection, 0, own(depth, reaches));
    const around = reaches[depth - 1];
    const item = around === undefined ? undefined : itemsOf(around).at(-1);
    if (!isPair(item)) return { type, origin: this.#origin(collection.from), from: 0, items, key: null, afterColon: -1, spine: null };
    const base = item.key.from;
    const origin = this.#origin(base);
    const key = { ...item.key, origin, from: 0, to: item.key.to - base };
    return { type, origin, from: collection.from - base, items, key, afterColon: item.afterColon - base, spine: null };
  }

  #items(collection: Collection, skipped: number, dropped: number): Item[] {
    const items = itemsOf(collection);
    return items
      .slice(skipped, items.length - dropped)
      .map((item) => (isPair(item) ? this.#pair(item) : item === null ? null : this.#entry(item)));
  }

  #origin(from: number): MovableOrigin {
    return new MovableOrigin(this.#place, from - this.lead);
  }

  /** Lets a pair that was just read, and all below it, count from origins of this piece. */
  #pair(pair: Mutable<Pair>): Pair {
    const key: Mutable<Pair['key']> = pair.key;
    const base = key.from;
    key.origin = this.#origin(base);
    key.from = 0;
    key.to -= base;
    if (pair.afterColon >= 0) pair.afterColon -= base;
    if (pair.value !== null) this.#node(pair.value, key.origin, base);
    return pair;
  }

  #entry(node: YamlNode): YamlNode {
    const base = node.from;
    this.#node(node, this.#origin(base), base);
    return node;
  }

  #node(node: Mutable<YamlNode>, origin: YamlNode['origin'], base: number): void {
    node.origin = origin;
    node.from -= base;
    node.to -= base;
    if (node.type === 'map') for (const pair of node.pairs) this.#pair(pair);
    else if (node.type === 'seq') for (const item of node.items) if (item !== null) this.#entry(item);
  }
}

/** How many items at the end of a collection of `reaches` are not its own: two dummies, or the way to them. */
const own = (depth: number, reaches: readonly Collection[]): number => (depth === reaches.length - 1 ? 2 : 1);
