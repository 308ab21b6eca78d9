/**
 * Reads the YAML that people write most: block mappings and sequences, scalars, flow collections on one line, comments.
 * It gives the tree that the `yaml` package leads to, to the last position, in a tenth of the time; a text that holds
 * anything else (anchors, tags, explicit keys, tabs, several documents, every error) it leaves to `yaml`.
 *
 * Where collections end, trailing comments and blank lines included, follows `yaml`'s own bookkeeping: what stands behind
 * the last item belongs to that item's line, to the collection, or to the one around it, by its column.
 */
import { CST } from 'yaml';
import { TAIL } from './compose';
import type { KeyNode, MapNode, Origin, Pair, ScalarNode, ScalarStyle, SeqNode, YamlNode } from './node';
import { plainValue } from './plainScalar';

type Mutable<T> = { -readonly [P in keyof T]: T[P] };

/** Deeper nesting is left to `yaml`, which has a limit of its own. */
const DEEPEST = 64;
/** A longer key is an error. */
const LONGEST_KEY = 1000;

const SPACE = 0x20;
const HASH = 0x23;
const COLON = 0x3a;
const DASH = 0x2d;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const PIPE = 0x7c;
const GREATER = 0x3e;

/** What a plain scalar may not begin with; `-`, `?` and `:` may, but what then follows is left to `yaml`, `-` aside. */
const INDICATORS: ReadonlySet<number> = new Set(Array.from('?:,[]{}#&*!|>\'"%@`', (character) => character.charCodeAt(0)));

/** Thrown where a text holds more than this reader knows. */
const UNUSUAL = new Error('left to yaml');

/** A block collection whose end has not come. */
class Open {
  readonly pairs: Mutable<Pair>[] = [];
  readonly items: (YamlNode | null)[] = [];
  readonly node: Mutable<MapNode> | Mutable<SeqNode>;
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
    this.node = isMap
      ? { origin, from, to: from, type: 'map', flow: false, pairs: this.pairs }
      : { origin, from, to: from, type: 'seq', flow: false, items: this.items };
  }

  /** Gives its last item a value. */
  fill(value: YamlNode | null, takesComments: boolean): void {
    this.isEmpty = false;
    this.takesComments = takesComments;
    if (value === null) return;
    const pair = this.pairs.at(-1);
    if (pair !== undefined) pair.value = value;
    else this.items[this.items.length - 1] = value;
  }

  /** States that its last item has no value yet. */
  leaveEmpty(at: number, hasComment: boolean): void {
    this.isEmpty = true;
    this.emptyAt = at;
    this.hasComment = hasComment;
  }
}

/** The root of a text; undefined where the text is left to `yaml`. */
export function readSimple(text: string, origin: Origin): YamlNode | null | undefined {
  if (/[\t\uFEFF]|\r(?!\n)|^(?:---|\.\.\.|%)/mu.test(text)) return undefined;
  try {
    return new SimpleReader(text, origin).read();
  } catch (error) {
    if (error === UNUSUAL) return undefined;
    throw error;
  }
}

class SimpleReader {
  readonly #source: string;
  readonly #open: Open[] = [];
  #root: YamlNode | null = null;
  /** Where the line begins that is read next. */
  #line = 0;
  /** Where the next token begins, on the line that is being read. */
  #at = 0;
  /** Where that line ends, without its line break. */
  #end = 0;
  /** Blank lines and comments that came behind the last item and belong to none yet; the deepest comment's column, or -1. */
  #waits = false;
  #deepest = -1;

  constructor(
    readonly text: string,
    readonly origin: Origin,
  ) {
    this.#source = text + TAIL;
  }

  read(): YamlNode | null {
    while (this.#line < this.#source.length) this.#readLine();
    this.#close(-1, false, this.#source.length);
    return this.#root;
  }

  #code(at: number): number {
    return this.#source.charCodeAt(at);
  }

  /** Behind the spaces that begin at an offset. */
  #pastSpaces(from: number): number {
    let at = from;
    while (this.#code(at) === SPACE) at += 1;
    return at;
  }

  /** The end of the line that begins at an offset, without its line break. */
  #endOf(line: number): number {
    const end = this.#source.indexOf('\n', line);
    if (end < 0) return this.#source.length;
    return end > line && this.#source[end - 1] === '\r' ? end - 1 : end;
  }

  /** Behind the line break at the end of the line being read. */
  get #next(): number {
    const end = this.#source.indexOf('\n', this.#end);
    return end < 0 ? this.#source.length : end + 1;
  }

  #readLine(): void {
    const start = this.#line;
    this.#end = this.#endOf(start);
    const at = this.#pastSpaces(start);
    if (at >= this.#end) this.#blank();
    else if (this.#code(at) === HASH) this.#comment(at - start);
    else this.#content(start, at);
    if (this.#line === start) this.#line = this.#next;
  }

  #blank(): void {
    if (this.#open.at(-1)?.isEmpty === false) this.#waits = true;
  }

  #comment(column: number): void {
    const top = this.#open.at(-1);
    if (top === undefined) return;
    if (top.isEmpty) top.hasComment = true;
    else if (top.takesComments && column > top.column && this.#deepest < 0) {
      top.end = this.#next;
      this.#waits = false;
    } else {
      this.#waits = true;
      this.#deepest = Math.max(this.#deepest, column);
    }
  }

  #content(start: number, at: number): void {
    this.#at = at;
    let column = at - start;
    let isDash = this.#isDash(at);
    this.#close(column, isDash, at);
    this.#waits = false;
    this.#deepest = -1;
    for (;;) {
      const key = isDash ? null : this.#key();
      if (!isDash && key === null) return this.#value(column);
      const top = this.#openAt(column, isDash);
      if (key !== null) {
        top.pairs.push(key);
        return this.#behindKey(top, key);
      }
      top.items.push(null);
      const behind = this.#pastSpaces(this.#at + 1);
      top.leaveEmpty(behind, behind < this.#end && this.#code(behind) === HASH);
      if (behind >= this.#end || top.hasComment) return;
      column += behind - this.#at;
      this.#at = behind;
      isDash = this.#isDash(behind);
    }
  }

  #isDash(at: number): boolean {
    return this.#code(at) === DASH && (at + 1 >= this.#end || this.#code(at + 1) === SPACE);
  }

  /** Closes what ends before content at `column`, which begins at `at`; what is left takes it, or is where it nests. */
  #close(column: number, isDash: boolean, at: number): void {
    for (let top = this.#open.at(-1); top !== undefined; top = this.#open.at(-1)) {
      const isNext = column === top.column && top.isMap !== isDash;
      if (isNext) return;
      if (top.isEmpty) {
        if (column > top.column || (column === top.column && top.isMap)) return;
        top.end = top.hasComment ? at : top.emptyAt;
      } else if (column > top.column || (column === top.column && top.isMap)) throw UNUSUAL;
      this.#pop(top, at);
    }
    if (this.#root !== null && column >= 0) throw UNUSUAL;
  }

  #pop(top: Open, at: number): void {
    this.#open.pop();
    top.node.to = Math.min(top.end, this.text.length);
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
    const added = new Open(!isDash, column, this.origin, this.#at);
    if (top === undefined) this.#root = added.node;
    else top.fill(added.node, false);
    this.#open.push(added);
    return added;
  }

  /** The key that begins here, with its colon; null where there is none. */
  #key(): Mutable<Pair> | null {
    const from = this.#at;
    if (INDICATORS.has(this.#code(from))) return null;
    for (let at = from; at < this.#end; at += 1) {
      const code = this.#code(at);
      if (code === HASH && this.#code(at - 1) === SPACE) return null;
      if (code !== COLON || (at + 1 < this.#end && this.#code(at + 1) !== SPACE)) continue;
      let to = at;
      while (this.#code(to - 1) === SPACE) to -= 1;
      if (to - from > LONGEST_KEY) throw UNUSUAL;
      const key: KeyNode = { origin: this.origin, from, to, name: this.#source.slice(from, to) };
      return { key, value: null, afterColon: at + 1 };
    }
    return null;
  }

  #behindKey(top: Open, { afterColon }: Pair): void {
    const behind = this.#pastSpaces(afterColon);
    top.leaveEmpty(behind, this.#code(behind) === HASH && behind < this.#end);
    if (behind >= this.#end || top.hasComment) return;
    if (this.#isDash(behind)) throw UNUSUAL;
    this.#at = behind;
    this.#value(null);
  }

  /** The value of the innermost collection's last item; it stands at a column of its own, or behind its key. */
  #value(column: number | null): void {
    const top = this.#open.at(-1);
    if (top === undefined || !top.isEmpty || (column !== null && column <= top.column)) throw UNUSUAL;
    const code = this.#code(this.#at);
    if (code === PIPE || code === GREATER) {
      if (column !== null && top.isMap) throw UNUSUAL;
      return this.#blockScalar(top);
    }
    const value =
      code === DOUBLE_QUOTE || code === SINGLE_QUOTE
        ? this.#quoted()
        : code === OPEN_BRACKET || code === OPEN_BRACE
          ? this.#flow(0)
          : this.#plain(top);
    this.#lineEnd();
    top.fill(value, true);
    top.end = this.#next;
  }

  /** Nothing but a comment may stand behind a value. */
  #lineEnd(): void {
    const behind = this.#pastSpaces(this.#at);
    if (behind < this.#end && (this.#code(behind) !== HASH || behind === this.#at)) throw UNUSUAL;
  }

  #scalar(from: number, to: number, value: unknown, source: string, style: ScalarStyle): ScalarNode {
    return { origin: this.origin, from, to, type: 'scalar', value, source, style };
  }

  /** A plain scalar, with the lines that continue it. */
  #plain(top: Open): ScalarNode {
    const from = this.#at;
    if (INDICATORS.has(this.#code(from))) throw UNUSUAL;
    let to = this.#plainEnd(from);
    let lines = 1;
    for (;;) {
      this.#at = to;
      if (this.#pastSpaces(to) < this.#end) break;
      const next = this.#continuation(top.column);
      if (next === null) break;
      this.#line = next.line;
      this.#end = this.#endOf(next.line);
      to = this.#plainEnd(next.at);
      lines += 1;
    }
    // The line is read; without this it would be read once more.
    if (lines > 1) this.#line = this.#next;
    const written = this.#source.slice(from, to);
    if (lines === 1) return this.#scalar(from, to, plainValue(written), written, 'plain');
    const value = this.#resolved({ type: 'scalar', offset: from, indent: top.column, source: written });
    return this.#scalar(from, to, value, value, 'plain');
  }

  /** The line that continues a plain scalar: the next one that is not blank, if it is indented and no comment. */
  #continuation(column: number): { readonly line: number; readonly at: number } | null {
    for (let line = this.#next; line < this.#source.length;) {
      const at = this.#pastSpaces(line);
      const end = this.#endOf(line);
      if (at < end) return at - line > column && this.#code(at) !== HASH ? { line, at } : null;
      const after = this.#source.indexOf('\n', end);
      if (after < 0) return null;
      line = after + 1;
    }
    return null;
  }

  /** Behind the last character of a plain scalar on this line; a colon that would end it is left to `yaml`. */
  #plainEnd(from: number): number {
    let to = from;
    for (let at = from; at < this.#end; at += 1) {
      const code = this.#code(at);
      if (code === SPACE) continue;
      if (code === HASH && this.#code(at - 1) === SPACE) break;
      if (code === COLON && (at + 1 >= this.#end || this.#code(at + 1) === SPACE)) throw UNUSUAL;
      to = at + 1;
    }
    return to;
  }

  /** A quoted scalar that ends on its line. */
  #quoted(): ScalarNode {
    const from = this.#at;
    const isDouble = this.#code(from) === DOUBLE_QUOTE;
    const to = isDouble ? this.#doubleQuoteEnd(from) : this.#singleQuoteEnd(from);
    this.#at = to;
    const inner = this.#source.slice(from + 1, to - 1);
    const type = isDouble ? 'double-quoted-scalar' : 'single-quoted-scalar';
    const value = inner.includes(isDouble ? '\\' : "'")
      ? this.#resolved({ type, offset: from, indent: 0, source: this.#source.slice(from, to) })
      : inner;
    return this.#scalar(from, to, value, value, isDouble ? 'double' : 'single');
  }

  #doubleQuoteEnd(from: number): number {
    for (let at = from + 1; at < this.#end; at += 1) {
      if (this.#source[at] === '\\') at += 1;
      else if (this.#code(at) === DOUBLE_QUOTE) return at + 1;
    }
    throw UNUSUAL;
  }

  #singleQuoteEnd(from: number): number {
    for (let at = from + 1; at < this.#end; at += 1) {
      if (this.#code(at) !== SINGLE_QUOTE) continue;
      if (at + 1 < this.#end && this.#code(at + 1) === SINGLE_QUOTE) at += 1;
      else return at + 1;
    }
    throw UNUSUAL;
  }

  /** The value of a scalar as `yaml` makes it, where that is not what is written. */
  #resolved(token: CST.FlowScalar | CST.BlockScalar): string {
    const resolved = CST.resolveAsScalar(token, true, () => {
      throw UNUSUAL;
    });
    return resolved?.value ?? '';
  }

  /** A block scalar: all lines behind its header that are indented, blank lines at its end aside. */
  #blockScalar(top: Open): void {
    const from = this.#at;
    let headerEnd = from + 1;
    if (this.#code(headerEnd) === DASH) headerEnd += 1;
    this.#at = headerEnd;
    this.#lineEnd();
    const header = this.#source.slice(from, headerEnd);
    const contentStart = this.#next;
    const { end, column } = this.#blockContent(contentStart, top.column);
    const source = this.#source.slice(contentStart, end);
    const props: CST.SourceToken[] = [{ type: 'block-scalar-header', offset: from, indent: top.column, source: header }];
    const value = this.#resolved({ type: 'block-scalar', offset: from, indent: top.column, props, source });
    if (column <= top.column) throw UNUSUAL;
    top.fill(this.#scalar(from, Math.min(end, this.text.length), value, value, header.startsWith('|') ? 'literal' : 'folded'), false);
    top.end = end;
    this.#line = end;
  }

  /** Where the lines of a block scalar end, and the column of the first. */
  #blockContent(start: number, outer: number): { readonly end: number; readonly column: number } {
    let column = -1;
    let end = start;
    for (let line = start; line < this.#source.length;) {
      const at = this.#pastSpaces(line);
      const lineEnd = this.#endOf(line);
      const breaks = this.#source.indexOf('\n', lineEnd);
      if (at >= lineEnd) {
        // Spaces on a blank line may be content, or an error.
        if (at > line) throw UNUSUAL;
      } else {
        if (column < 0) column = at - line;
        if (at - line < column || column <= outer) break;
        end = breaks < 0 ? this.#source.length : breaks + 1;
      }
      if (breaks < 0) break;
      line = breaks + 1;
    }
    return { end, column };
  }

  /** A flow collection that ends on its line. */
  #flow(depth: number): YamlNode {
    if (depth > DEEPEST) throw UNUSUAL;
    const from = this.#at;
    const isMap = this.#code(from) === OPEN_BRACE;
    const closing = isMap ? CLOSE_BRACE : CLOSE_BRACKET;
    const pairs: Pair[] = [];
    const items: YamlNode[] = [];
    this.#at = this.#pastSpaces(from + 1);
    while (this.#code(this.#at) !== closing) {
      if (isMap) pairs.push(this.#flowPair(depth));
      else items.push(this.#flowValue(depth));
      this.#at = this.#pastSpaces(this.#at);
      if (this.#code(this.#at) === COMMA) this.#at = this.#pastSpaces(this.#at + 1);
      else if (this.#code(this.#at) !== closing) throw UNUSUAL;
    }
    this.#at += 1;
    const to = this.#at;
    const { origin } = this;
    return isMap ? { origin, from, to, type: 'map', flow: true, pairs } : { origin, from, to, type: 'seq', flow: true, items };
  }

  #flowPair(depth: number): Pair {
    const from = this.#at;
    const to = this.#flowPlainEnd(from);
    const colon = this.#pastSpaces(to);
    if (this.#code(colon) !== COLON || this.#code(colon + 1) !== SPACE) throw UNUSUAL;
    const key: KeyNode = { origin: this.origin, from, to, name: this.#source.slice(from, to) };
    this.#at = this.#pastSpaces(colon + 1);
    return { key, value: this.#flowValue(depth), afterColon: colon + 1 };
  }

  #flowValue(depth: number): YamlNode {
    const code = this.#code(this.#at);
    if (code === OPEN_BRACKET || code === OPEN_BRACE) return this.#flow(depth + 1);
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return this.#quotedInFlow();
    const from = this.#at;
    const to = this.#flowPlainEnd(from);
    if (this.#code(this.#pastSpaces(to)) === COLON) throw UNUSUAL;
    const written = this.#source.slice(from, to);
    this.#at = to;
    return this.#scalar(from, to, plainValue(written), written, 'plain');
  }

  #quotedInFlow(): ScalarNode {
    const scalar = this.#quoted();
    if (this.#code(this.#pastSpaces(this.#at)) === COLON) throw UNUSUAL;
    return scalar;
  }

  /** Behind the last character of a plain scalar between brackets. */
  #flowPlainEnd(from: number): number {
    if (INDICATORS.has(this.#code(from)) || this.#code(from) === DASH) throw UNUSUAL;
    let to = from;
    for (let at = from; ; at += 1) {
      const code = this.#code(at);
      if (at >= this.#end || (code === HASH && this.#code(at - 1) === SPACE)) throw UNUSUAL;
      if (code === COMMA || code === OPEN_BRACKET || code === CLOSE_BRACKET || code === OPEN_BRACE || code === CLOSE_BRACE) return to;
      if (code === COLON) {
        const behind = this.#code(at + 1);
        if (behind === SPACE) return to;
        if (at + 1 >= this.#end || behind === COMMA || behind === CLOSE_BRACKET || behind === CLOSE_BRACE) throw UNUSUAL;
        if (behind === OPEN_BRACKET || behind === OPEN_BRACE) throw UNUSUAL;
      }
      if (code !== SPACE) to = at + 1;
    }
  }
}
