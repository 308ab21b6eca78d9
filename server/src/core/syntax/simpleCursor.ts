/**
 * A place in a text that {@link ./simpleReader} reads, line by line. What every part of that reader needs: characters,
 * spaces, ends of lines, and a way to give up.
 */
import type { Origin } from './node';

export const SPACE = 0x20;
export const HASH = 0x23;
export const COLON = 0x3a;
export const DASH = 0x2d;

/** What a plain scalar may not begin with here. `-` may, where no space follows. */
export const INDICATORS: ReadonlySet<number> = new Set(Array.from('?:,[]{}#&*!|>\'"%@`', (character) => character.charCodeAt(0)));

/** Thrown where a text holds more than this reader knows. */
export const UNUSUAL = new Error('left to yaml');

/** Deeper nesting is left to `yaml`, which has a limit of its own. */
export const DEEPEST = 64;

export class SimpleCursor {
  /** Where the line begins that is read next. */
  line = 0;
  /** Where the next token begins, on the line that is being read. */
  at = 0;
  /** Where that line ends, without its line break. */
  end = 0;

  constructor(
    readonly source: string,
    /** Length of the text itself; behind it `source` goes on with what is parsed behind every text. */
    readonly length: number,
    /** What all nodes count from. */
    readonly origin: Origin,
  ) {}

  code(at: number): number {
    return this.source.charCodeAt(at);
  }

  /** Behind the spaces that begin at an offset. */
  pastSpaces(from: number): number {
    let at = from;
    while (this.source.charCodeAt(at) === SPACE) at += 1;
    return at;
  }

  /** The end of the line that begins at an offset, without its line break. */
  endOf(line: number): number {
    const end = this.source.indexOf('\n', line);
    if (end < 0) return this.source.length;
    return end > line && this.source[end - 1] === '\r' ? end - 1 : end;
  }

  /** Behind the line break that comes next from an offset. */
  behindBreak(from: number): number {
    const end = this.source.indexOf('\n', from);
    return end < 0 ? this.source.length : end + 1;
  }

  /** Behind the line break at the end of the line being read. */
  get next(): number {
    return this.behindBreak(this.end);
  }

  /** True where a `-` stands that begins an entry of a list. */
  isDash(at: number): boolean {
    return this.code(at) === DASH && (at + 1 >= this.end || this.code(at + 1) === SPACE);
  }

  /** Nothing but a comment may stand behind a value. */
  expectLineEnd(): void {
    const behind = this.pastSpaces(this.at);
    if (behind < this.end && (this.code(behind) !== HASH || behind === this.at)) throw UNUSUAL;
  }
}
