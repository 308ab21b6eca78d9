/**
 * Reads the YAML that people write most: block mappings and sequences, scalars, flow collections on one line, comments.
 * It gives the tree that the `yaml` package leads to, to the last position, in a fraction of the time; a text that holds
 * anything else (anchors, tags, explicit keys, tabs, several documents, errors) it leaves to `yaml`. One error it knows,
 * since people make it all the time: a key that is being typed right above another.
 *
 * Where collections end, trailing comments and blank lines included, follows `yaml`'s own bookkeeping: what stands behind
 * the last item belongs to that item's value, to the collection, or to the one around it, by its column.
 */
import { TAIL } from './compose';
import type { MapNode, Origin, Pair, SeqNode, YamlNode } from './node';
import { COLON, DEEPEST, HASH, INDICATORS, SimpleCursor, SPACE, UNUSUAL } from './simpleCursor';
import { isBlockScalar, plainEnd, readBlockScalar, readValue } from './simpleValues';

type Mutable<T> = { -readonly [P in keyof T]: T[P] };

/** A longer key is an error. */
const LONGEST_KEY = 1000;

/** A block collection whose end has not come. */
class Open {
  readonly node: Mutable<MapNode> | Mutable<SeqNode>;
  /** Pairs of a mapping, entries of a sequence. */
  readonly #pairs: Mutable<Pair>[] | null;
  readonly #items: (YamlNode | null)[] | null;
  /** Where its last item ends, with all that belongs to that item. */
  end = 0;
  /** True while its last item has no value. */
  isEmpty = true;
  /** For such an item: where its value would stand, and whether a comment came since. */
  emptyAt = 0;
  hasComment = false;
  /** True where indented comments behind the last value belong to that value. */
  takesComments = false;

  constructor(
    readonly isMap: boolean,
    /** The column of its items. */
    readonly column: number,
    origin: Origin,
    from: number,
  ) {
    if (isMap) {
      const pairs: Mutable<Pair>[] = [];
      this.node = { origin, from, to: from, type: 'map', flow: false, pairs };
      this.#pairs = pairs;
      this.#items = null;
    } else {
      const items: (YamlNode | null)[] = [];
      this.node = { origin, from, to: from, type: 'seq', flow: false, items };
      this.#pairs = null;
      this.#items = items;
    }
  }

  /** Adds an item without a value: a pair with this key, or an entry. */
  add(pair: Mutable<Pair> | null): void {
    if (pair === null) this.#items?.push(null);
    else this.#pairs?.push(pair);
  }

  get hasPairs(): boolean {
    return this.#pairs !== null && this.#pairs.length > 0;
  }

  /** Gives its last item a value. */
  fill(value: YamlNode, takesComments: boolean): void {
    this.isEmpty = false;
    this.takesComments = takesComments;
    const pair = this.#pairs?.at(-1);
    if (pair !== undefined) pair.value = value;
    else if (this.#items !== null) this.#items[this.#items.length - 1] = value;
  }

  /** States that its last item has no value yet. */
  leaveEmpty(at: number, hasComment: boolean): void {
    this.isEmpty = true;
    this.emptyAt = at;
    this.hasComment = hasComment;
  }
}

/** What a simple text holds. */
export interface SimpleText {
  readonly root: YamlNode | null;
  readonly unfinished: readonly UnfinishedKey[];
}

/** A word without a colon where a key is due; what follows on the next line belongs to it, unless it stands alone. */
export interface UnfinishedKey {
  readonly from: number;
  readonly to: number;
  readonly isAlone: boolean;
}

/** What a text holds; undefined where the text is left to `yaml`. */
export function readSimple(text: string, origin: Origin): SimpleText | undefined {
  if (/[\t\uFEFF]|\r(?!\n)|^(?:---|\.\.\.|%)/mu.test(text)) return undefined;
  try {
    return new SimpleReader(new SimpleCursor(text + TAIL, text.length, origin)).read();
  } catch (error) {
    if (error === UNUSUAL) return undefined;
    throw error;
  }
}

/** Names of keys, each once: documents have few, and a name cut from a text would keep all of it alive. */
const NAMES = new Map<string, string>();
/** More different names than any schema has are not collected. */
const MOST_NAMES = 5000;

function sharedName(name: string): string {
  const known = NAMES.get(name);
  if (known !== undefined) return known;
  if (NAMES.size >= MOST_NAMES) return name;
  const own = JSON.parse(JSON.stringify(name)) as string;
  NAMES.set(own, own);
  return own;
}

class SimpleReader {
  readonly #open: Open[] = [];
  #root: YamlNode | null = null;
  /** Blank lines and comments that came behind the last item and belong to none yet; the deepest comment's column, or -1. */
  #waits = false;
  #deepest = -1;
  readonly #unfinished: UnfinishedKey[] = [];
  /** True when a comment came since the last item. */
  #isBehindComment = false;
  /** True when the line above is a whole item. */
  #isBehindItem = false;

  constructor(readonly cursor: SimpleCursor) {}

  read(): SimpleText {
    const { cursor } = this;
    while (cursor.line < cursor.source.length) this.#readLine();
    this.#close(-1, false, cursor.source.length);
    return { root: this.#root, unfinished: this.#unfinished };
  }

  #readLine(): void {
    const { cursor } = this;
    const start = cursor.line;
    cursor.end = cursor.endOf(start);
    const at = cursor.pastSpaces(start);
    const isContent = at < cursor.end && cursor.code(at) !== HASH;
    if (isContent) this.#content(at - start, at);
    else if (at < cursor.end) this.#comment(at - start);
    else this.#blank();
    // A value over several lines has moved on.
    const isOneLine = cursor.line === start;
    if (isOneLine) cursor.line = cursor.next;
    this.#isBehindItem = isContent && isOneLine;
    this.#isBehindComment = !isContent && (at < cursor.end || this.#isBehindComment);
  }

  #blank(): void {
    if (this.#open.at(-1)?.isEmpty === false) this.#waits = true;
  }

  #comment(column: number): void {
    const top = this.#open.at(-1);
    if (top === undefined) return;
    if (top.isEmpty) top.hasComment = true;
    else if (top.takesComments && column > top.column && this.#deepest < 0) {
      top.end = this.cursor.next;
      this.#waits = false;
    } else {
      this.#waits = true;
      this.#deepest = Math.max(this.#deepest, column);
    }
  }

  /** A line that begins with an entry, a key or a value, at this column and offset. */
  #content(first: number, from: number): void {
    const { cursor } = this;
    cursor.at = from;
    let column = first;
    let isDash = cursor.isDash(from);
    this.#close(column, isDash, from);
    this.#waits = false;
    this.#deepest = -1;
    while (isDash) {
      const top = this.#openAt(column, true);
      const behind = cursor.pastSpaces(cursor.at + 1);
      top.add(null);
      if (this.#isEmptyBehind(top, behind)) {
        // To `yaml`, the comment stands behind the empty entry.
        if (this.#isBehindComment) throw UNUSUAL;
        return;
      }
      column += behind - cursor.at;
      cursor.at = behind;
      isDash = cursor.isDash(behind);
    }
    const key = this.#key();
    if (key !== null) this.#pair(key, column);
    else if (this.#isBehindItem && this.#isSibling(column)) this.#unfinishedKey(column);
    else this.#value(column);
  }

  #pair(key: Mutable<Pair>, column: number): void {
    const { cursor } = this;
    const top = this.#openAt(column, false);
    const behind = cursor.pastSpaces(key.afterColon);
    top.add(key);
    if (this.#isEmptyBehind(top, behind)) return;
    if (cursor.isDash(behind)) throw UNUSUAL;
    cursor.at = behind;
    this.#value(null);
  }

  /** Says of a new item whether its line ends behind the spaces that follow it, or goes on with a comment. */
  #isEmptyBehind(top: Open, behind: number): boolean {
    const { cursor } = this;
    const isEnd = behind >= cursor.end;
    top.leaveEmpty(behind, !isEnd && cursor.code(behind) === HASH);
    return isEnd || top.hasComment;
  }

  /** Closes what ends before content at `column`, which begins at `at`; what is left takes it, or is where it nests. */
  #close(column: number, isDash: boolean, at: number): void {
    for (let top = this.#open.at(-1); top !== undefined; top = this.#open.at(-1)) {
      if (column === top.column && top.isMap !== isDash) return;
      const nests = column > top.column || (column === top.column && top.isMap);
      if (nests && !top.isEmpty) throw UNUSUAL;
      if (nests) return;
      if (top.isEmpty) top.end = top.hasComment ? at : top.emptyAt;
      this.#pop(top, at);
    }
    if (this.#root !== null && column >= 0) throw UNUSUAL;
  }

  #pop(top: Open, at: number): void {
    this.#open.pop();
    top.node.to = Math.min(top.end, this.cursor.length);
    const keeps = !top.isEmpty && this.#waits && top.column > 0 && this.#deepest >= top.column;
    if (keeps) {
      this.#waits = false;
      this.#deepest = -1;
    }
    const parent = this.#open.at(-1);
    if (parent !== undefined) parent.end = keeps ? at : top.end;
  }

  /** The collection that takes an item at a column: the innermost one, or a new one in it. */
  #openAt(column: number, isDash: boolean): Open {
    const top = this.#open.at(-1);
    if (top !== undefined && top.column === column && top.isMap !== isDash) return top;
    if (this.#open.length > DEEPEST || (top === undefined && column > 0)) throw UNUSUAL;
    const added = new Open(!isDash, column, this.cursor.origin, this.cursor.at);
    if (top === undefined) this.#root = added.node;
    else top.fill(added.node, false);
    this.#open.push(added);
    return added;
  }

  /** The key that begins at the cursor, with its colon; null where there is none. */
  #key(): Mutable<Pair> | null {
    const { cursor } = this;
    const { origin, end, at: from } = cursor;
    if (INDICATORS.has(cursor.code(from))) return null;
    for (let at = from; at < end; at += 1) {
      const code = cursor.code(at);
      if (code === HASH && cursor.code(at - 1) === SPACE) return null;
      if (code !== COLON || (at + 1 < end && cursor.code(at + 1) !== SPACE)) continue;
      let to = at;
      while (cursor.code(to - 1) === SPACE) to -= 1;
      if (to - from > LONGEST_KEY) throw UNUSUAL;
      return { key: { origin, from, to, name: sharedName(cursor.source.slice(from, to)) }, value: null, afterColon: at + 1 };
    }
    return null;
  }

  /** True for a line that begins at the column of the keys around it. */
  #isSibling(column: number): boolean {
    const top = this.#open.at(-1);
    return top !== undefined && top.isMap && top.column === column && top.hasPairs;
  }

  /**
   * A word where a key is due, right above a key. To YAML both are one key, unless a blank or nothing follows the word's
   * first character: then the lexer has not noticed yet that a new line began.
   */
  #unfinishedKey(column: number): void {
    const { cursor } = this;
    const { origin, at: from } = cursor;
    if (INDICATORS.has(cursor.code(from))) throw UNUSUAL;
    const to = plainEnd(cursor, from);
    const isAlone = from + 1 >= cursor.end || cursor.code(from + 1) === SPACE;
    if (cursor.pastSpaces(to) < cursor.end) throw UNUSUAL;
    const line = cursor.next;
    cursor.line = line;
    cursor.end = cursor.endOf(line);
    cursor.at = cursor.pastSpaces(line);
    const pair = cursor.at - line === column && !cursor.isDash(cursor.at) ? this.#key() : null;
    if (pair === null || pair.key.to - from > LONGEST_KEY) throw UNUSUAL;
    const name = cursor.source.slice(from, to);
    if (isAlone) {
      this.#open.at(-1)?.add({ key: { origin, from, to, name }, value: null, afterColon: -1 });
      this.#unfinished.push({ from, to, isAlone });
      this.#pair(pair, column);
    } else {
      this.#unfinished.push({ from, to: pair.key.to, isAlone });
      this.#pair({ ...pair, key: { ...pair.key, from, name: `${name} ${pair.key.name}` } }, column);
    }
    if (cursor.line === line) cursor.line = cursor.next;
  }

  /** The value of the innermost collection's last item; it stands at a column of its own, or behind its key. */
  #value(column: number | null): void {
    const { cursor } = this;
    const top = this.#open.at(-1);
    if (top === undefined || !top.isEmpty || (column !== null && column <= top.column)) throw UNUSUAL;
    // Behind a comment, `yaml`'s lexer may not know any more how far a text must be indented.
    if (column !== null && this.#isBehindComment) throw UNUSUAL;
    if (isBlockScalar(cursor.code(cursor.at))) {
      if (column !== null && top.isMap) throw UNUSUAL;
      top.fill(readBlockScalar(cursor, top.column), false);
      top.end = cursor.line;
      return;
    }
    top.fill(readValue(cursor, top.column), true);
    cursor.expectLineEnd();
    top.end = cursor.next;
  }
}
