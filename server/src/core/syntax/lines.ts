/** Offsets to lines and back. Lines end with `\n` or `\r\n`; positions are zero-based lines and UTF-16 characters. */

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Some whole lines of a text; immutable. */
export class Block {
  /** Where its lines begin, from its own start on: at 0, and behind each line break that another line of it follows. */
  readonly starts: readonly number[];
  #indents: readonly number[] | undefined;
  #least = BLANK;

  /** Behind the line break that ends the last block of a text, an empty line begins; behind that of others, the next block. */
  constructor(
    readonly text: string,
    isLast: boolean,
  ) {
    const starts = [0];
    for (let at = text.indexOf('\n') + 1; at > 0; at = text.indexOf('\n', at) + 1) if (isLast || at < text.length) starts.push(at);
    this.starts = starts;
  }

  /** By how many spaces its lines are indented; {@link BLANK} for those with nothing behind them. */
  get indents(): readonly number[] {
    if (this.#indents === undefined) {
      this.#indents = this.starts.map((start) => indentIn(this.text, start));
      for (const indent of this.#indents) if (indent < this.#least) this.#least = indent;
    }
    return this.#indents;
  }

  /** The least of its lines' indents. */
  get least(): number {
    if (this.#indents === undefined) void this.indents;
    return this.#least;
  }
}

const BLANK = Infinity;

function indentIn(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ') at += 1;
  if (text[at] === '\r' && text[at + 1] === '\n') return BLANK;
  return at >= text.length || text[at] === '\n' ? BLANK : at - start;
}

/** The lines of one text; immutable. An edited text is many blocks, and put together only when somebody asks for all of it. */
export class Lines {
  readonly #blocks: readonly Block[];
  /** Offset of each block, and of the text's end. Typed, so that thousands of blocks are written down in microseconds. */
  readonly #offsets: Int32Array;
  /** Number of each block's first line, and of all lines. */
  readonly #firsts: Int32Array;
  #text: string | undefined;

  constructor(text: string | readonly Block[], sums?: Sums) {
    const blocks = typeof text === 'string' ? [new Block(text, true)] : text;
    this.#blocks = blocks;
    this.#offsets = sums?.offsets ?? exchanged(NO_SUMS, 0, 0, blocks, lengthOf);
    this.#firsts = sums?.firsts ?? exchanged(NO_SUMS, 0, 0, blocks, countOf);
  }

  /** The lines after so many blocks, from number `first` on, gave way to others. Looks at no other block. */
  exchanged(first: number, count: number, made: readonly Block[]): Lines {
    return new Lines(this.#blocks.toSpliced(first, count, ...made), {
      offsets: exchanged(this.#offsets, first, count, made, lengthOf),
      firsts: exchanged(this.#firsts, first, count, made, countOf),
    });
  }

  /** Where the blocks begin, and behind them where the text ends. */
  get offsets(): Int32Array {
    return this.#offsets;
  }

  /** Number of the block that holds `offset`. */
  blockAt(offset: number): number {
    return lastUpTo(this.#offsets, offset, this.#blocks.length);
  }

  get text(): string {
    this.#text ??= this.pieces().join('');
    return this.#text;
  }

  /** The text in pieces of whole lines, in order. */
  pieces(): readonly string[] {
    return this.#blocks.map((block) => block.text);
  }

  /** Length of the text in UTF-16 units. */
  get length(): number {
    return this.#offsets[this.#blocks.length] ?? 0;
  }

  get count(): number {
    return this.#firsts[this.#blocks.length] ?? 0;
  }

  /** Zero-based line that holds `offset`. */
  lineOf(offset: number): number {
    const at = this.blockAt(offset);
    return (this.#firsts[at] ?? 0) + lastUpTo(this.#block(at).starts, offset - (this.#offsets[at] ?? 0));
  }

  /** Offset of the first character of a line; the end of the text for a line past the last. */
  startOf(line: number): number {
    if (line >= this.count) return this.length;
    const at = lastUpTo(this.#firsts, line, this.#blocks.length);
    return (this.#offsets[at] ?? 0) + (this.#block(at).starts[line - (this.#firsts[at] ?? 0)] ?? 0);
  }

  /** Offset of the line's end, before its line break. */
  endOf(line: number): number {
    if (line >= this.count) return this.length;
    const at = lastUpTo(this.#firsts, line, this.#blocks.length);
    return (this.#offsets[at] ?? 0) + this.#endIn(at, line - (this.#firsts[at] ?? 0));
  }

  /** The line's text without its line break. */
  textOf(line: number): string {
    if (line >= this.count) return '';
    const at = lastUpTo(this.#firsts, line, this.#blocks.length);
    const nth = line - (this.#firsts[at] ?? 0);
    const { text, starts } = this.#block(at);
    return text.slice(starts[nth], this.#endIn(at, nth));
  }

  /** How many spaces a line begins with; infinitely many for a line with nothing else. */
  indentOf(line: number): number {
    const at = lastUpTo(this.#firsts, line, this.#blocks.length);
    return this.#block(at).indents[line - (this.#firsts[at] ?? 0)] ?? BLANK;
  }

  /** The nearest line above `line` that is not blank and indented by at most so many spaces; -1 when there is none. */
  above(line: number, indent: number): number {
    for (let at = lastUpTo(this.#firsts, line - 1, this.#blocks.length); at >= 0; at -= 1) {
      const block = this.#block(at);
      if (block.least > indent) continue;
      const first = this.#firsts[at] ?? 0;
      for (let nth = Math.min(line - first, block.indents.length) - 1; nth >= 0; nth -= 1)
        if (isUpTo(block.indents[nth], indent)) return first + nth;
    }
    return -1;
  }

  /** The nearest line below `line` that is not blank and indented by at most so many spaces; the number of lines when there is none. */
  below(line: number, indent: number): number {
    for (let at = lastUpTo(this.#firsts, line + 1, this.#blocks.length); at < this.#blocks.length; at += 1) {
      const block = this.#block(at);
      if (block.least > indent) continue;
      const first = this.#firsts[at] ?? 0;
      for (let nth = Math.max(0, line + 1 - first); nth < block.indents.length; nth += 1)
        if (isUpTo(block.indents[nth], indent)) return first + nth;
    }
    return this.count;
  }

  /** The text between two offsets. */
  slice(from: number, to: number): string {
    if (this.#text !== undefined) return this.#text.slice(from, to);
    let sliced = '';
    for (let at = this.blockAt(from); at < this.#blocks.length; at += 1) {
      const offset = this.#offsets[at] ?? 0;
      if (offset >= to) break;
      sliced += this.#block(at).text.slice(Math.max(0, from - offset), to - offset);
    }
    return sliced;
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.length));
    const line = this.lineOf(clamped);
    return { line, character: clamped - this.startOf(line) };
  }

  /** Offset of a position; one past a line's end means the line's end. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.count) return this.length;
    return Math.min(this.startOf(position.line) + Math.max(0, position.character), this.endOf(position.line));
  }

  range(from: number, to: number): Range {
    return { start: this.positionAt(from), end: this.positionAt(to) };
  }

  #block(at: number): Block {
    return this.#blocks[at] ?? EMPTY;
  }

  /** Where the `nth` line of a block ends, from the block's start. */
  #endIn(at: number, nth: number): number {
    const { text, starts } = this.#block(at);
    if (nth + 1 >= starts.length && at + 1 >= this.#blocks.length) return text.length;
    const next = starts[nth + 1] ?? text.length;
    return text[next - 2] === '\r' ? next - 2 : next - 1;
  }
}

const EMPTY = new Block('', true);

const isUpTo = (indent: number | undefined, most: number): boolean => indent !== undefined && indent !== BLANK && indent <= most;

interface Sums {
  readonly offsets: Int32Array;
  readonly firsts: Int32Array;
}

const NO_SUMS = new Int32Array(1);
const lengthOf = (block: Block): number => block.text.length;
const countOf = (block: Block): number => block.starts.length;

/** Sums of the sizes of blocks, after so many of them, from number `first` on, gave way to others. */
function exchanged(sums: Int32Array, first: number, count: number, made: readonly Block[], sizeOf: (block: Block) => number): Int32Array {
  const now = new Int32Array(sums.length - count + made.length);
  now.set(sums.subarray(0, first + 1));
  let sum = sums[first] ?? 0;
  let at = first;
  for (const block of made) {
    sum += sizeOf(block);
    at += 1;
    now[at] = sum;
  }
  const shift = sum - (sums[first + count] ?? 0);
  now.set(sums.subarray(first + count + 1), at + 1);
  if (shift !== 0) for (at += 1; at < now.length; at += 1) now[at]! += shift;
  return now;
}

/** Index of the last number that is at most `wanted`, among the first `count` of an ascending list; 0 when all are greater. */
function lastUpTo(numbers: ArrayLike<number>, wanted: number, count: number = numbers.length): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
