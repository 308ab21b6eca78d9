/**
 * Typing in a word or a sentence, without reading its surroundings again. Where a line is a key or dash with a simple text
 * behind it, before an edit and after it, the edit changes that text, moves what follows, and nothing else. Then the chunk
 * is the one before with one value exchanged; in all other cases it is parsed (see `reparse.ts`). The tests compare
 * both ways with a fresh parse.
 */
import type { Chunk, Opened, Resumed } from './chunk';
import { itemLists, MovableOrigin, Place } from './chunk';
import type { Item } from './convert';
import { blockOf } from './lines';
import type { Pair, ScalarNode, ScalarStyle, YamlNode } from './node';
import { endOf, startOf } from './node';
import type { AnchorNames } from './piece';
import { extentOf, isPairItem } from './reuse';

/** An edit of a chunk's text; offsets count from the chunk's start. */
export interface Retyping {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Blanks, dashes and a simple key; a text without comment, colon or line break in it, or one in simple quotes; blanks. */
const LINE =
  /^(?<lead> *(?:- +)*(?:[A-Za-z_$][\w$.-]*: +)?)(?:(?<plain>[A-Za-z](?:[^:#\p{C}\p{Zl}\p{Zp}]*[^:#\p{C}\p{Z}])?)|"(?<double>[^"\\\p{C}\p{Zl}\p{Zp}]*)"|'(?<single>[^'\p{C}\p{Zl}\p{Zp}]*)') *$/u;

/** Plain texts that are no texts to YAML. */
const NO_TEXT = /^(?:null|true|false)$/iu;

interface SimpleLine {
  readonly lead: string;
  readonly style: ScalarStyle;
  readonly text: string;
  /** With its quotes. */
  readonly length: number;
}

function simpleLine(line: string): SimpleLine | null {
  const { lead = '', plain, double, single } = LINE.exec(line)?.groups ?? {};
  // Without key or dash, a text may go on one that began above.
  if (lead.trim() === '') return null;
  if (plain !== undefined) return NO_TEXT.test(plain) ? null : { lead, style: 'plain', text: plain, length: plain.length };
  const text = double ?? single ?? '';
  return { lead, style: double === undefined ? 'single' : 'double', text, length: text.length + 2 };
}

/** The chunk after an edit; null where it has to be parsed. The chunk's nodes go over into the new one. */
export function retyped(chunk: Chunk, edit: Retyping, anchors: AnchorNames): Chunk | null {
  if (chunk.problems.length > 0 || chunk.secondDocument !== null) return null;
  const { text } = chunk;
  const start = text.lastIndexOf('\n', edit.from - 1) + 1;
  const end = lineEnd(text, edit.from);
  if (edit.to > end) return null;
  const before = simpleLine(text.slice(start, end));
  const after = simpleLine(text.slice(start, edit.from) + edit.text + text.slice(edit.to, end));
  if (before === null || after === null || before.lead !== after.lead || before.style !== after.style) return null;
  const at = start + before.lead.length;
  // A directive changes what a plain text is.
  if (edit.from < at || (chunk.before === null && /^%/mu.test(text))) return null;
  const retyping = new ChunkRetyping(chunk, at, before, after, edit.text.length - (edit.to - edit.from), anchors);
  return retyping.chunk(text.slice(0, edit.from) + edit.text + text.slice(edit.to));
}

/** Where the line that holds an offset ends, before its line break. */
function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : text[end - 1] === '\r' && end > from ? end - 1 : end;
}

class ChunkRetyping {
  readonly #place = new Place();
  readonly #start: number;
  #found = false;

  constructor(
    readonly old: Chunk,
    /** Where the value begins, from the chunk's start. */
    readonly at: number,
    readonly before: SimpleLine,
    readonly after: SimpleLine,
    readonly shift: number,
    readonly anchors: AnchorNames,
  ) {
    this.#start = old.place.offset + at;
  }

  chunk(text: string): Chunk | null {
    const { old } = this;
    const whole = this.#list(old.whole);
    const resumed = old.resumed.map(({ items, end }): Resumed => ({ items: this.#list(items), end: this.#moved(end) }));
    const opened = old.opened.map((part) => ({ ...part, items: this.#list(part.items) }));
    if (!this.#found) return null;
    for (const list of itemLists(old)) for (const item of list) this.#move(item);
    const visible = text.slice(0, text.length - (old.text.length - old.lines.text.length));
    return {
      ...old,
      place: this.#place,
      text,
      lines: blockOf(visible, old.behind === null),
      whole: whole as (YamlNode | null)[],
      resumed,
      opened: opened.map((part) => this.#opened(part)),
    };
  }

  #moved(offset: number): number {
    return offset > this.at ? offset + this.shift : offset;
  }

  #opened(part: Opened): Opened {
    const origin = new MovableOrigin(this.#place, this.#moved(part.origin.relative));
    return { ...part, origin, key: part.key === null ? null : { ...part.key, origin } };
  }

  /** A list of items with the value exchanged in the item that holds it. */
  #list<T extends Item>(items: readonly T[]): T[] {
    const list = items.slice();
    if (this.#found) return list;
    const index = lastUpTo(items, this.#start);
    const item = items[index];
    if (item === undefined || item === null) return list;
    const changed = isPairItem(item) ? this.#pair(item) : this.#node(item);
    if (changed !== null) list[index] = changed as T;
    return list;
  }

  #pair(pair: Pair): Pair | null {
    const value = pair.value === null ? null : this.#node(pair.value);
    return value === null ? null : value === pair.value ? pair : { ...pair, value };
  }

  /** The node with the value exchanged in it; the node itself where the value stays; null where it does not stand in it. */
  #node(node: YamlNode): YamlNode | null {
    const changed = node.type === 'scalar' ? this.#scalar(node) : node.type === 'alias' || node.flow ? null : this.#collection(node);
    const anchor = this.anchors.get(node);
    if (anchor !== undefined && changed !== null) this.anchors.set(changed, anchor);
    return changed;
  }

  #collection(node: Exclude<YamlNode, { type: 'scalar' | 'alias' }>): YamlNode | null {
    if (node.type === 'map') {
      const pairs = this.#list(node.pairs);
      return this.#found ? { ...node, pairs, to: node.to + this.shift } : null;
    }
    const items = this.#list(node.items);
    return this.#found ? { ...node, items, to: node.to + this.shift } : null;
  }

  #scalar(node: ScalarNode): ScalarNode | null {
    const { style, text, length } = this.before;
    if (node.style !== style || node.value !== text || node.source !== text) return null;
    if (startOf(node) !== this.#start || endOf(node) !== this.#start + length) return null;
    this.#found = true;
    const { text: now, length: nowLength } = this.after;
    return now === text ? node : { ...node, value: now, source: now, to: node.from + nowLength };
  }

  /** Moves the origins of an item and of all below it to the new chunk. */
  #move(item: Item): void {
    if (item === null) return;
    const { origin } = isPairItem(item) ? item.key : item;
    if (origin instanceof MovableOrigin && origin.place !== this.#place) {
      origin.place = this.#place;
      origin.relative = this.#moved(origin.relative);
    }
    const node = isPairItem(item) ? item.value : item;
    if (node?.type === 'map') for (const pair of node.pairs) this.#move(pair);
    else if (node?.type === 'seq') for (const entry of node.items) this.#move(entry);
  }
}

/** Index of the last item that begins at or before an offset. */
const lastUpTo = (items: readonly Item[], offset: number): number =>
  items.findLastIndex((item) => item !== null && extentOf(item)[0] <= offset);
