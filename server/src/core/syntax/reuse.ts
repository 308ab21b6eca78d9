/**
 * Keeps nodes over an edit: a pair or list entry that was read again and came out as before, outside the edit, stays
 * the object it was. So identity does not depend on where a text happens to be cut, and callers can cache by it.
 */
import type { Chunk } from './chunk';
import { itemLists, MovableOrigin } from './chunk';
import type { Item } from './convert';
import type { Pair, Spanned, YamlNode } from './node';
import { endOf, startOf } from './node';
import type { AnchorNames } from './piece';

/** An edit: the text between two offsets before it, and the length of what stands there now, in UTF-16 units. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

export const isPairItem = (item: Pair | YamlNode): item is Pair => 'key' in item;

/** Where an item begins and ends. */
export function extentOf(item: Pair | YamlNode): readonly [number, number] {
  if (!isPairItem(item)) return [startOf(item), endOf(item)];
  const behindKey = Math.max(item.key.to, item.afterColon) + item.key.origin.offset;
  return [startOf(item.key), item.value === null ? behindKey : Math.max(behindKey, endOf(item.value))];
}

/** The items of the chunks that an edit replaces, by where they began before it. */
export class Formerly {
  readonly #pairs = new Map<number, Pair>();
  readonly #entries = new Map<number, YamlNode>();

  /** To be made before any chunk moves. */
  constructor(
    replaced: readonly Chunk[],
    readonly change: Change,
    readonly anchors: AnchorNames,
  ) {
    for (const chunk of replaced) {
      for (const items of itemLists(chunk)) for (const item of items) this.#note(item);
      for (const opened of chunk.opened) if (opened.spine !== null) this.#noteAlone(opened.spine.item);
    }
  }

  #note(item: Item): void {
    if (item === null) return;
    this.#noteAlone(item);
    const node = isPairItem(item) ? item.value : item;
    if (node?.type === 'map') for (const pair of node.pairs) this.#note(pair);
    else if (node?.type === 'seq') for (const entry of node.items) this.#note(entry);
  }

  #noteAlone(item: Pair | YamlNode): void {
    if (isPairItem(item)) this.#pairs.set(startOf(item.key), item);
    else this.#entries.set(startOf(item), item);
  }

  /** The item that stood where `item` stands now; undefined when the edit touches it. */
  at(item: Pair | YamlNode): Pair | YamlNode | undefined {
    const start = this.startBefore(item);
    return isPairItem(item) ? this.#pairs.get(start) : this.#entries.get(start);
  }

  /** Where `item` began before the edit; -1 when the edit touches it. What has no length is touched at both ends of the edit. */
  startBefore(item: Pair | YamlNode): number {
    const [start, end] = extentOf(item);
    const { from, to, length } = this.change;
    const empty = start === end ? 1 : 0;
    if (end <= from - empty) return start;
    return start >= from + length + empty ? start - length + to - from : -1;
  }

  /** Puts former items into the lists of a chunk that was just made, which nobody has seen yet. */
  restore(chunk: Chunk): void {
    for (const items of itemLists(chunk)) this.#restoreIn(items);
  }

  #restoreIn<T extends Item>(items: T[]): void {
    for (const [at, item] of items.entries()) {
      if (item === null) continue;
      const former = this.at(item);
      if (former !== undefined && sameItem(item, former, startOfItem(item) - startOfItem(former), this.anchors)) {
        takePlace(former, item);
        items[at] = former as T;
        continue;
      }
      const node: YamlNode | null = isPairItem(item) ? item.value : item;
      if (node?.type === 'map') this.#restoreIn(node.pairs as Pair[]);
      else if (node?.type === 'seq') this.#restoreIn(node.items as (YamlNode | null)[]);
    }
  }
}

const startOfItem = (item: Pair | YamlNode): number => startOf(isPairItem(item) ? item.key : item);

/** True when two items say the same and all of the second lies `shift` before the first. Aliases are equal by name. */
function sameItem(now: Item, former: Item, shift: number, anchors: AnchorNames): boolean {
  if (now === null || former === null) return now === former;
  if (isPairItem(now)) return isPairItem(former) && sameKey(now, former, shift) && sameItem(now.value, former.value, shift, anchors);
  if (isPairItem(former) || !sameSpan(now, former, shift) || anchors.get(now) !== anchors.get(former)) return false;
  const same = <T extends Item>(a: readonly T[], b: readonly T[]): boolean =>
    a.length === b.length && a.every((item, at) => sameItem(item, b[at] ?? null, shift, anchors));
  switch (now.type) {
    case 'scalar':
      return former.type === 'scalar' && Object.is(now.value, former.value) && now.source === former.source && now.style === former.style;
    case 'alias':
      return former.type === 'alias' && now.name === former.name;
    case 'seq':
      return former.type === 'seq' && now.flow === former.flow && same(now.items, former.items);
    case 'map':
      return former.type === 'map' && now.flow === former.flow && same(now.pairs, former.pairs);
  }
}

const sameSpan = (now: Spanned, former: Spanned, shift: number): boolean =>
  startOf(now) - startOf(former) === shift && now.to - now.from === former.to - former.from;

const sameKey = (now: Pair, former: Pair, shift: number): boolean =>
  sameSpan(now.key, former.key, shift) && now.key.name === former.key.name && now.afterColon === former.afterColon;

/** Moves the origins of `former`, and of all below it, to those of the equal item `now`. */
export function takePlace(former: Item, now: Item): void {
  if (former === null || now === null) return;
  moveOrigin(isPairItem(former) ? former.key : former, isPairItem(now) ? now.key : now);
  const was = isPairItem(former) ? former.value : former;
  const is = isPairItem(now) ? now.value : now;
  if (was?.type === 'map' && is?.type === 'map') for (const [at, pair] of was.pairs.entries()) takePlace(pair, is.pairs[at] ?? null);
  else if (was?.type === 'seq' && is?.type === 'seq') for (const [at, item] of was.items.entries()) takePlace(item, is.items[at] ?? null);
}

/** Moves one origin to where another is. */
export function moveOrigin({ origin }: Spanned, { origin: to }: Spanned): void {
  if (!(origin instanceof MovableOrigin) || !(to instanceof MovableOrigin)) return;
  origin.place = to.place;
  origin.relative = to.relative;
}
