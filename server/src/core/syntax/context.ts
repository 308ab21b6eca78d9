/**
 * Where a text may be cut: clean lines, the block collections that are open there, and the dummy lines that stand for
 * what precedes and follows a cut. A clean line is only a guess of where a cut is good; `cutProof.ts` proves it.
 */

/** An open block collection and the zero-based column of its keys or dashes. */
export interface Level {
  readonly type: 'map' | 'seq';
  readonly column: number;
}

/** The open block collections, outermost first; the last is the one whose next item begins at the cut. */
export type Context = readonly Level[];

/** A line that begins with a simple key or a dash: of which kind of collection it is an item, and at which column. */
export interface CleanLine extends Level {
  /** A dash that no word, quote or alias follows: nothing, a comment, anchor, tag, dash, bracket or the head of a block scalar. */
  readonly bare: boolean;
}

/** Keys of the dummy lines. Unlikely in a text, but a text that holds them is read correctly all the same. */
const OPEN_KEY = 'zZ-open-Zz';
export const FIRST_KEY = 'zZ-first-Zz';
export const SECOND_KEY = 'zZ-second-Zz';
/** Value of the first dummy line behind a cut: both quote characters, so that an open quote ends in it and is seen. */
export const FIRST_VALUE = 'p"\'';
export const SECOND_VALUE = '0';

const SIMPLE_KEY = /( *)(?:[A-Za-z_$][\w$.-]*|"[^"\\\r\n]*"|'[^'\r\n]*'):(?=[ \t\n]|\r\n|$)/y;
const DASH = /( *)-(?: +(?<word>[^\s#&!?:|>[\]{},%@`-])|(?=[ \n]|\r\n|$))/y;

/** The clean line that starts at `at`; null when the line there is none. */
export function cleanLineAt(text: string, at: number): CleanLine | null {
  DASH.lastIndex = at;
  const dash = DASH.exec(text);
  if (dash !== null) return { type: 'seq', column: dash[1]?.length ?? 0, bare: dash.groups?.['word'] === undefined };
  SIMPLE_KEY.lastIndex = at;
  const key = SIMPLE_KEY.exec(text);
  return key === null ? null : { type: 'map', column: key[1]?.length ?? 0, bare: false };
}

/** One dummy line per open collection but the last: they bring lexer and parser into the context of a cut. */
export function skeleton(context: Context): string {
  let text = '';
  for (const { type, column } of context.slice(0, -1)) text += `${' '.repeat(column)}${type === 'map' ? `${OPEN_KEY}:` : '-'}\n`;
  return text;
}

/** Two dummy items in place of the clean line behind a cut. */
export function sentinel({ type, column }: Level): string {
  const indent = ' '.repeat(column);
  return type === 'map'
    ? `${indent}${FIRST_KEY}: ${FIRST_VALUE}\n${indent}${SECOND_KEY}: ${SECOND_VALUE}\n`
    : `${indent}- ${FIRST_VALUE}\n${indent}- ${SECOND_VALUE}\n`;
}

export const sameLevel = (a: Level, b: Level): boolean => a.type === b.type && a.column === b.column;

/** True where two cuts are in the same context, so that what follows one can follow the other. */
export const sameContext = (a: Context, b: Context): boolean =>
  a === b || (a.length === b.length && a.every((level, at) => sameLevel(level, b[at] ?? { type: level.type, column: -1 })));

const BLOCK_SCALAR_HEAD = /[|>][-+1-9]*[ \t\r]*(?: #.*)?$/u;

/** What is wanted of the next cut. */
export interface Wish {
  /** At least so many lines from here on. */
  readonly lines: number;
  /** Half as many suffice at a line left of this column; -1 when no column helps. */
  readonly leftOf: number;
}

/**
 * The start of the first clean line behind `from` that meets the wish; the text's end if there is none. Lines that
 * seem to belong to a block scalar are passed over, to save trials that would fail.
 */
export function cutBehind(text: string, from: number, { lines, leftOf }: Wish): number {
  let at = from;
  let scalarColumn = -1;
  for (let count = 1; ; count += 1) {
    const end = text.indexOf('\n', at);
    if (end < 0 || end + 1 >= text.length) return text.length;
    if (scalarColumn < 0 && BLOCK_SCALAR_HEAD.test(text.slice(Math.max(at, end - 40), end))) scalarColumn = columnAt(text, at);
    at = end + 1;
    const column = columnAt(text, at);
    const first = text[at + column];
    if (first === undefined || first === '\n' || first === '\r' || first === '#') continue;
    if (scalarColumn >= 0 && column > scalarColumn) continue;
    scalarColumn = -1;
    if ((count >= lines || (count > lines / 2 && column < leftOf)) && cleanLineAt(text, at) !== null) return at;
  }
}

function columnAt(text: string, lineStart: number): number {
  let at = lineStart;
  while (text[at] === ' ') at += 1;
  return at - lineStart;
}

/** Number of line breaks between two offsets, counted up to `limit`. */
export function lineBreaks(text: string, from: number, to: number, limit = Infinity): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to && count < limit; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
