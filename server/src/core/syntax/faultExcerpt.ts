/** The lines around a fault, and those that say whose they are: what may be to blame is tried on these, not on a whole text. */
import { ancestorLines } from './ancestorLines';
import { Lines } from './lines';

/** So many lines above and below a fault tell what it is. */
const ABOVE = 6;
const BELOW = 16;
/** In so many lines at an excerpt's end nothing counts as wrong: what they begin may end behind them. */
const VAGUE = 4;

/** So many lines farther above a quote or bracket is looked for that reaches to the fault. */
const FAR = 200;
const OPENER = /^\s*(?:-[ \t]+)*(?:[\w$-]+:[ \t]+)?(?:(["'])(?:(?!\1).)*|[[{][^\]}]*)$/u;

const HAS_PLACE = /^\uFEFF? *[^\s#]/u;

export class FaultExcerpt {
  readonly lines: Lines;
  /** What is wrong from here on is not looked at; infinite where the excerpt ends with the text. */
  readonly horizon: number;
  readonly #above: readonly number[];
  readonly #first: number;
  readonly #last: number;
  /** What an offset in the whole is more than the same in the excerpt. */
  readonly #shift: number;

  private constructor(
    readonly whole: Lines,
    above: readonly number[],
    first: number,
    last: number,
  ) {
    const lead = above.map((line) => `${whole.textOf(line)}\n`).join('');
    const start = whole.startOf(first);
    this.lines = new Lines(lead + whole.slice(start, whole.startOf(last + 1)));
    this.#above = above;
    this.#first = first;
    this.#last = last;
    this.#shift = start - lead.length;
    this.horizon = last + 1 >= whole.count ? Infinity : this.offset(whole.startOf(last + 1 - VAGUE));
  }

  /** The excerpt around a line. */
  static around(whole: Lines, line: number): FaultExcerpt {
    const first = Math.max(0, line - ABOVE);
    let placed = first;
    while (placed < line && !HAS_PLACE.test(whole.textOf(placed))) placed += 1;
    const above = ancestorLines(whole, placed).filter((each) => each < first);
    return new FaultExcerpt(whole, above, first, Math.min(whole.count - 1, line + BELOW));
  }

  /** The same with the nearest line farther above that opens a quote or bracket and does not close it; null where there is none. */
  withOpener(): FaultExcerpt | null {
    const { whole } = this;
    for (let line = this.#first - 1; line >= Math.max(0, this.#first - FAR); line -= 1) {
      if (!OPENER.test(whole.textOf(line)) || this.#above.includes(line)) continue;
      const above = [...new Set([...this.#above, ...ancestorLines(whole, line), line])].toSorted((a, b) => a - b);
      return new FaultExcerpt(whole, above, this.#first, this.#last);
    }
    return null;
  }

  /** An offset of the whole, of the lines around the fault, as one of the excerpt. */
  offset(inWhole: number): number {
    return inWhole - this.#shift;
  }

  /** An offset of the excerpt as one of the whole. */
  offsetInWhole(offset: number): number {
    const { line, character } = this.lines.positionAt(offset);
    return this.whole.startOf(this.lineInWhole(line)) + character;
  }

  /** A line of the excerpt as one of the whole. */
  lineInWhole(line: number): number {
    return this.#above[line] ?? line - this.#above.length + this.#first;
  }
}
