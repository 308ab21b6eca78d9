/**
 * A chunk: some lines of a text, converted, with the context before and behind them. Collections that begin in one
 * chunk and end in another are put together by `spines.ts`; a chunk holds the items that stand in it.
 */
import type { KeyNode, Spanned, YamlNode } from './node';
import type { Item, Placed } from './convert';
import type { CleanLine, Context } from './context';
import type { Block } from './lines';
import type { SyntaxProblem } from './parse';
import type { Spine } from './spines';

/** Where the chunks of a text begin, in UTF-16 units. One table for all of them: an edit exchanges it and need not visit them. */
export interface Table {
  offsets: Int32Array;
}

/** Where a chunk stands. */
export class Place {
  #table: Table | null = null;
  #index = -1;
  /** What counts while there is no number. */
  #offset = 0;

  /** The chunk's number among the chunks; -1 before it has one, and once it was replaced. */
  get index(): number {
    return this.#index;
  }

  /** Offset of the chunk's start in the text; where it last was once it was replaced. */
  get offset(): number {
    return this.#index < 0 ? this.#offset : (this.#table?.offsets[this.#index] ?? 0);
  }

  /** Gives the chunk its number among those of `table`. */
  take(index: number, table: Table): void {
    this.#table = table;
    this.#index = index;
  }

  /** To be called before the table changes. */
  leave(): void {
    this.#offset = this.offset;
    this.#index = -1;
  }
}

/** An origin that moves with its chunk, and can be taken over by another chunk. */
export class MovableOrigin implements Placed {
  constructor(
    public place: Place,
    /** Offset from the chunk's start. */
    public relative: number,
  ) {}

  get offset(): number {
    return this.place.offset + this.relative;
  }
}

/** What a chunk adds to a collection that was open before it. */
export interface Resumed {
  readonly items: Item[];
  /** Where the collection ends, from the chunk's start; -1 when it goes on behind the chunk. */
  readonly end: number;
}

/** A collection that begins in a chunk and goes on behind it; the item of the collection around it that comes last there. */
export interface Opened {
  readonly type: 'map' | 'seq';
  readonly origin: MovableOrigin;
  /** Where the collection begins, from its origin. */
  readonly from: number;
  /** The items that stand in this chunk; a collection opened as the last of them comes behind. */
  readonly items: Item[];
  /** The key it is the value of; null for the root and in a sequence. */
  readonly key: KeyNode | null;
  readonly afterColon: number;
  /** The collection as it was put together last. */
  spine: Spine | null;
}

export interface Chunk {
  readonly place: Place;
  /** With its line breaks; the last chunk's ends with the tail. */
  readonly text: string;
  /** Its lines, without the tail. */
  readonly lines: Block;
  /** The clean line it begins with; null for the first chunk. */
  readonly first: CleanLine | null;
  /** The context at its start; null at the start of the text. */
  readonly before: Context | null;
  /** The context at its end; null at the end of the text, and where reading stops. */
  readonly behind: Context | null;
  /** Why reading stops in it, if it does: at its first problem, of which alone it tells, or at the start of a second document. */
  readonly stopsAt: 'problem' | 'document' | null;
  /** True when the next chunk must not begin with a bare dash: a comment stands before it, or a key's line may seem open. */
  readonly refusesBare: boolean;
  /** The root alone, when the text is this one chunk; else empty. */
  readonly whole: (YamlNode | null)[];
  /** One for each collection of `before`. */
  readonly resumed: readonly Resumed[];
  /** How many collections of `before` go on behind the chunk. */
  readonly kept: number;
  /** The collections of `behind` that begin here, outermost first. */
  readonly opened: readonly Opened[];
  readonly problems: readonly SyntaxProblem[];
  readonly secondDocument: Spanned | null;
  /** True when aliases or anchors stand in it. */
  readonly linked: boolean;
  readonly hasAliases: boolean;
}

/** The lists of items of a chunk, in the order of the text. */
export function itemLists(chunk: Chunk): Item[][] {
  const lists: Item[][] = [chunk.whole];
  for (let depth = chunk.resumed.length - 1; depth >= 0; depth -= 1) lists.push(chunk.resumed[depth]?.items ?? []);
  for (const part of chunk.opened) lists.push(part.items);
  return lists;
}
