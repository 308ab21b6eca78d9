/** Offsets to lines and back. Lines end with `\n` or `\r\n`; positions are zero-based lines and UTF-16 characters. */

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A text that is put together when somebody asks for it. */
export interface LateText {
  /** In UTF-16 units. */
  readonly length: number;
  readonly read: () => string;
}

/** Line starts of one text; immutable. */
export class Lines {
  /** Typed, so that an edit copies them at the speed of memory. */
  readonly #starts: Int32Array;
  readonly #length: number;
  /** Without any carriage return, a line's end is known without its text. */
  readonly #hasReturns: boolean;
  #text: string | (() => string);

  /** `starts` are those of the text's lines, where they are known already; `hasReturns` likewise. */
  constructor(text: string | LateText, starts?: Int32Array, hasReturns?: boolean) {
    this.#text = typeof text === 'string' ? text : text.read;
    this.#hasReturns = hasReturns ?? (typeof text === 'string' ? text : text.read()).includes('\r');
    this.#length = text.length;
    this.#starts = starts ?? Int32Array.from([0, ...startsIn(typeof text === 'string' ? text : text.read(), 0)]);
  }

  get text(): string {
    if (typeof this.#text !== 'string') this.#text = this.#text();
    return this.#text;
  }

  /** Length of the text in UTF-16 units. */
  get length(): number {
    return this.#length;
  }

  get count(): number {
    return this.#starts.length;
  }

  /** Zero-based line that holds `offset`. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Offset of the first character of a line; the end of the text for a line past the last. */
  startOf(line: number): number {
    return this.#starts[line] ?? this.#length;
  }

  /** Offset of the line's end, before its line break. */
  endOf(line: number): number {
    const next = this.#starts[line + 1];
    if (next === undefined) return this.#length;
    if (!this.#hasReturns) return next - 1;
    return this.text[next - 2] === '\r' ? next - 2 : next - 1;
  }

  /** The line's text without its line break. */
  textOf(line: number): string {
    return this.text.slice(this.startOf(line), this.endOf(line));
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#length));
    const line = this.lineOf(clamped);
    return { line, character: clamped - this.startOf(line) };
  }

  /** Offset of a position; one past a line's end means the line's end. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.#starts.length) return this.#length;
    return Math.min(this.startOf(position.line) + Math.max(0, position.character), this.endOf(position.line));
  }

  range(from: number, to: number): Range {
    return { start: this.positionAt(from), end: this.positionAt(to) };
  }

  /**
   * The lines after the text between two offsets was replaced by `inserted`; `read` gives the whole text after that.
   * Scans only what was inserted: the other starts are copied and shifted.
   */
  edited(from: number, to: number, inserted: string, read: () => string): Lines {
    const shift = inserted.length - (to - from);
    const kept = this.lineOf(from) + 1;
    const behind = this.lineOf(to) + 1;
    const added = startsIn(inserted, from);
    const starts = new Int32Array(kept + added.length + this.#starts.length - behind);
    starts.set(this.#starts.subarray(0, kept));
    starts.set(added, kept);
    starts.set(this.#starts.subarray(behind), kept + added.length);
    if (shift !== 0) for (let line = kept + added.length; line < starts.length; line += 1) starts[line]! += shift;
    return new Lines({ length: this.#length + shift, read }, starts, this.#hasReturns || inserted.includes('\r'));
  }
}

/** Offsets behind the line breaks of a piece of text that begins at `offset`. */
function startsIn(text: string, offset: number): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(offset + at + 1);
  return starts;
}
