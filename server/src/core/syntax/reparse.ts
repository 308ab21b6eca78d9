/**
 * Reads changed text chunk by chunk until the context is again that of the next old chunk. Opening a text is the same
 * from nothing. Where a cut proves unsafe, more text is taken; in the end all of it, which is a full parse. Where the
 * text is no good YAML, reading stops; the old chunks behind are kept, for they count again once the text is mended.
 */
import type { Chunk } from './chunk';
import type { CleanLine, Context } from './context';
import { cleanLineAt, cutBehind, lineBreaks, sameContext, sameLevel } from './context';
import { lastChunk, stoppedAt } from './lastChunk';
import type { AnchorNames } from './piece';
import { parsePiece } from './piece';

/** A chunk longer than this is not read again only because it stands beside a small one; in lines' worth of text. */
const LONG_LINE = 64;

/** A piece of so many chunks' lines is tried in part first: it may be no YAML at all. */
const MANY = 4;

/** Chunks `first` to `last` give way to those that {@link step} makes. */
export class Reparse {
  readonly made: Chunk[] = [];
  /** How many UTF-16 units were parsed, trials included. */
  parsed = 0;
  #done = false;
  /** Where the next piece begins in the text, and its context; null at the start of the text. */
  #at = 0;
  #context: Context | null;
  /** What is asked of the next cut grows with each failed trial. */
  #lines: number;
  #leftOf = -1;
  #further = 1;

  /** `body` is the changed text of the chunks from `first` to `last`; `size` the lines that a chunk should have. */
  constructor(
    readonly chunks: readonly Chunk[],
    public first: number,
    public last: number,
    public body: string,
    readonly size: number,
    readonly anchors: AnchorNames,
  ) {
    this.#lines = size;
    while (this.#following !== undefined && !this.body.endsWith('\n')) this.#takeFollowing();
    this.#joinSmall();
    while (this.first > 0 && !this.#startsAsBefore()) this.#takePreceding();
    this.#context = this.chunks[this.first]?.before ?? null;
  }

  /** How many UTF-16 units of the text are behind us. */
  get read(): number {
    return this.#at;
  }

  /** The old chunk that would come next. */
  get #following(): Chunk | undefined {
    return this.chunks[this.last + 1];
  }

  #takeFollowing(): void {
    this.last += 1;
    this.body += this.chunks[this.last]?.text ?? '';
  }

  #takePreceding(): void {
    this.first -= 1;
    this.body = (this.chunks[this.first]?.text ?? '') + this.body;
  }

  /** Keeps chunks from becoming ever smaller where lines are deleted. */
  #joinSmall(): void {
    if (lineBreaks(this.body, 0, this.body.length, this.size) * 4 >= this.size) return;
    const fits = (chunk: Chunk | undefined): boolean => chunk !== undefined && chunk.text.length < this.size * LONG_LINE;
    if (fits(this.#following)) this.#takeFollowing();
    else if (fits(this.chunks[this.first - 1])) this.#takePreceding();
  }

  /** True when the cut before the body stays safe: it begins with an item of the same collection as before. */
  #startsAsBefore(): boolean {
    const line = cleanLineAt(this.body, 0);
    const level = this.chunks[this.first]?.before?.at(-1);
    if (line === null || level === undefined || !sameLevel(line, level)) return false;
    return !(line.bare && this.chunks[this.first - 1]?.refusesBare === true);
  }

  /** Reads one piece, with as many trials as that takes. Returns true when no further piece need be read. */
  step(): boolean {
    while (!this.#done && !this.#try());
    return this.#done;
  }

  /** One trial; true when it made a chunk. */
  #try(): boolean {
    const end = this.#cut();
    const atEnd = end === this.body.length;
    const next = atEnd ? (this.#following?.first ?? null) : cleanLineAt(this.body, end);
    const text = this.body.slice(this.#at, end);
    const head = this.#headOf(text);
    if (head !== text && this.#stop(head)) return true;
    this.parsed += text.length;
    const chunk = parsePiece(text, this.#context, next, this.anchors);
    if (chunk === null) {
      if (this.#stop(text)) return true;
      this.#widen(text, atEnd, next);
      return false;
    }
    this.made.push(chunk);
    this.#at = end;
    this.#context = chunk.behind;
    this.#lines = this.size;
    this.#leftOf = -1;
    if (atEnd) this.#converge();
    return true;
  }

  /** The first lines of a piece that has many since nowhere in it a cut seems good; else all of it. */
  #headOf(text: string): string {
    let at = 0;
    for (let count = this.size * MANY; count > 0; count -= 1) {
      at = text.indexOf('\n', at) + 1;
      if (at === 0) return text;
    }
    return text.slice(0, at);
  }

  /** Stops for good where a text that cannot be cut is no good YAML, or ends: one chunk holds the rest. True if so. */
  #stop(text: string): boolean {
    const ahead = { before: this.#context, text, rest: this.body.slice(this.#at), isEnd: this.#following === undefined };
    const chunk = lastChunk(ahead, this.anchors);
    if (chunk === null) return false;
    this.made.push(chunk);
    this.#at = this.body.length;
    this.#done = true;
    return true;
  }

  /** Where to cut next. What would leave a rest of a few lines takes the rest, too. */
  #cut(): number {
    const end = cutBehind(this.body, this.#at, { lines: this.#lines, leftOf: this.#leftOf });
    const rest = this.size >> 1;
    return end < this.body.length && lineBreaks(this.body, end, this.body.length, rest) < rest ? this.body.length : end;
  }

  /** Stops where the old chunks fit on, or would be read anew only because of a problem; else reads one more of them. */
  #converge(): void {
    const following = this.#following;
    const isDone = following === undefined || sameContext(this.#context ?? [], following.before ?? []);
    const nth = this.made.findIndex(({ problems }) => problems.length > 0);
    const chunk = this.made[nth];
    if (isDone) this.#done = true;
    else if (chunk === undefined) this.#takeFollowing();
    else {
      const rest = this.made.splice(nth).map(({ text }) => text);
      this.made.push(stoppedAt(chunk, rest.join('')));
      this.#done = true;
    }
  }

  /** After a failed trial: asks for a longer piece, ending left of where this one did if possible. */
  #widen(text: string, atEnd: boolean, next: CleanLine | null): void {
    if (next !== null && !atEnd) this.#leftOf = next.column;
    this.#lines = Math.max(this.#lines, lineBreaks(text, 0, text.length), 1) * 2;
    if (!atEnd) return;
    if (this.#following !== undefined) {
      for (let count = 0; count < this.#further && this.#following !== undefined; count += 1) this.#takeFollowing();
      this.#further *= 2;
      return;
    }
    this.#beginEarlier();
  }

  /** The text's end could not be read from here: begins one chunk earlier. From the very start it never fails. */
  #beginEarlier(): void {
    this.#lines = Infinity;
    const made = this.made.pop();
    if (made !== undefined) {
      this.#at -= made.text.length;
      this.#context = made.before;
    } else if (this.first > 0) {
      this.#takePreceding();
      this.#context = this.chunks[this.first]?.before ?? null;
    } else throw new Error('A whole text was refused');
  }
}
