/**
 * Puts together the collections that span chunks. One whose chunks are all as they were is passed over in one step, so
 * that an edit costs the items of the collections around it and nothing else.
 */
import type { Chunk, Opened, Table } from './chunk';
import type { Item } from './convert';
import type { MapNode, Pair, SeqNode, YamlNode } from './node';
import type { AnchorNames } from './piece';
import { isPairItem, moveOrigin } from './reuse';
import type { Formerly } from './reuse';

/** A collection that spans chunks. */
export interface Spine {
  /** What stands in the collection around it: the pair whose value it is, or the collection itself. */
  readonly item: Pair | YamlNode;
  /** The chunk that it ends in. */
  readonly last: Chunk;
}

/** Some chunks in a row, by their numbers; `end` is the number behind the last. */
export interface Stretch {
  readonly first: number;
  readonly end: number;
}

/** Stretches by the numbers that chunks have after those of one more stretch gave way to `more` of them than they were. */
export function withStretch(stretches: readonly Stretch[], { first, end }: Stretch, more: number): readonly Stretch[] {
  let joined: Stretch = { first, end: end + more };
  const others: Stretch[] = [];
  for (const each of stretches) {
    if (each.end < first) others.push(each);
    else if (each.first > end) others.push({ first: each.first + more, end: each.end + more });
    else joined = { first: Math.min(joined.first, each.first), end: Math.max(joined.end, each.end + more) };
  }
  return [...others, joined];
}

/** Numbers the chunks from `first` on, up to but not including `end`. */
export function numberChunks(chunks: readonly Chunk[], first: number, end: number, table: Table): void {
  for (let index = first; index < end; index += 1) {
    chunks[index]?.place.take(index, table);
  }
}

/** What the tree is put together from; the chunks are numbered. */
export interface Assembly {
  readonly chunks: readonly Chunk[];
  /** Where chunks are new or were changed since the tree was put together last, in any order. */
  readonly exchanged: readonly Stretch[];
  /** What stood where before the edit, if it was a single one; null for a text just opened, and after several edits. */
  readonly formerly: Formerly | null;
  readonly anchors: AnchorNames;
}

/** The root of the tree. */
export function assembledRoot(assembly: Assembly): YamlNode | null {
  const [first] = assembly.chunks;
  if (first === undefined) return null;
  if (first.opened.length === 0) return first.whole[0] ?? null;
  const { item } = spine(first, 0, assembly);
  return isPairItem(item) ? null : item;
}

/** The collection that a chunk opens as its `nth`. */
function spine(chunk: Chunk, nth: number, assembly: Assembly): Spine {
  const opened = chunk.opened[nth];
  if (opened === undefined) throw new Error('A chunk lacks what it should open');
  const known = opened.spine;
  if (known !== null && !isTouched(chunk, known.last, assembly)) return known;
  const { items, last, end } = itemsOf(chunk, nth, opened, assembly);
  const to = last.place.offset + end - opened.origin.offset;
  const made = itemFor(opened, items, to);
  const former = formerItem(made, known, assembly.formerly);
  const kept = former !== undefined && sameSpine(made, former, assembly.anchors);
  if (kept) moveOrigin(isPairItem(former) ? former.key : former, isPairItem(made) ? made.key : made);
  opened.spine = { item: kept ? former : made, last };
  return opened.spine;
}

/** True when one of the chunks that a collection spans is not what it was. */
function isTouched({ place: { index: from } }: Chunk, { place: { index: to } }: Chunk, { exchanged }: Assembly): boolean {
  return to < 0 || exchanged.some(({ first, end }) => from < end && to >= first);
}

/** Collects the items of an opened collection up to the chunk that it ends in; `end` counts from that chunk's start. */
function itemsOf(chunk: Chunk, nth: number, opened: Opened, assembly: Assembly): { items: Item[]; last: Chunk; end: number } {
  const depth = chunk.kept + nth;
  const items = opened.items.slice();
  let at = chunk.place.index + 1;
  const addInner = (holder: Chunk, inner: number): void => {
    const { item, last } = spine(holder, inner, assembly);
    items.push(item);
    at = last.place.index;
  };
  if (nth + 1 < chunk.opened.length) addInner(chunk, nth + 1);
  for (;;) {
    const last = assembly.chunks[at];
    const part = last?.resumed[depth];
    if (last === undefined || part === undefined) throw new Error('A collection does not end');
    for (const item of part.items) items.push(item);
    if (part.end >= 0) return { items, last, end: part.end };
    if (last.kept === depth + 1 && last.opened.length > 0) addInner(last, 0);
    else at += 1;
  }
}

function itemFor({ type, origin, from, key, afterColon }: Opened, items: Item[], to: number): Pair | MapNode | SeqNode {
  const node: MapNode | SeqNode =
    type === 'map'
      ? { origin, from, to, type, flow: false, pairs: items as Pair[] }
      : { origin, from, to, type, flow: false, items: items as (YamlNode | null)[] };
  return key === null ? node : { key, value: node, afterColon };
}

/** What stood in this place before, if the edit lies outside of it. */
function formerItem(made: Pair | YamlNode, known: Spine | null, formerly: Formerly | null): Pair | YamlNode | undefined {
  if (formerly === null) return known?.item;
  if (known === null) return formerly.at(made);
  return formerly.startBefore(made) < 0 ? undefined : known.item;
}

/** True when two collections hold the very same items at the same distances. */
function sameSpine(made: Pair | YamlNode, former: Pair | YamlNode, anchors: AnchorNames): boolean {
  if (isPairItem(made)) {
    if (!isPairItem(former) || former.value === null || made.value === null) return false;
    const sameKey = made.key.name === former.key.name && made.key.from === former.key.from && made.key.to === former.key.to;
    return sameKey && made.afterColon === former.afterColon && sameSpine(made.value, former.value, anchors);
  }
  if (isPairItem(former) || made.from !== former.from || made.to !== former.to || anchors.has(former)) return false;
  if (made.type === 'map') return former.type === 'map' && !former.flow && sameItems(made.pairs, former.pairs);
  return made.type === 'seq' && former.type === 'seq' && !former.flow && sameItems(made.items, former.items);
}

const sameItems = (made: readonly Item[], former: readonly Item[]): boolean =>
  made.length === former.length && made.every((item, at) => item === former[at]);
