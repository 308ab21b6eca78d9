/**
 * Where a text is no good YAML, or a second document begins, reading may stop at once: what a parser makes of the rest is of
 * no use to anybody, and can cost as much as the whole text.
 */
import type { Chunk } from './chunk';
import { MovableOrigin, Place } from './chunk';
import { composed, TAIL, tokensOf } from './compose';
import type { Context } from './context';
import { cleanLineAt, skeleton } from './context';
import { entersContext } from './cutProof';
import { Block } from './lines';
import type { AnchorNames } from './piece';
import { parsePiece } from './piece';

/** So many lines with content behind a place, nothing that follows makes it another one, or shows one before it. */
const MARGIN = 4;
const CONTENT = /^[ \t]*[^\s#]/gmu;

/** What is to be read, and where it stands. */
export interface Ahead {
  readonly before: Context | null;
  /** Some lines that cannot be cut off from what follows. */
  readonly text: string;
  /** All that is left, these lines included; ends with the tail where the text ends. */
  readonly rest: string;
  readonly isEnd: boolean;
}

/** The chunk that holds all that is left, where reading stops for a problem or a second document that is seen; else null. */
export function lastChunk(ahead: Ahead, anchors: AnchorNames): Chunk | null {
  const { before, text, rest, isEnd } = ahead;
  const lead = before === null ? '' : skeleton(before);
  const source = lead + text + TAIL;
  const tokens = tokensOf(source);
  if (before !== null && !entersContext(tokens, before, lead.length + (before.at(-1)?.column ?? 0))) return null;
  const {
    errors: [problem],
    second,
  } = composed(tokens, source);
  const isSettled = (at: number): boolean => at >= lead.length && [...text.slice(at - lead.length).matchAll(CONTENT)].length > MARGIN;
  const lines = new Block(isEnd ? rest.slice(0, -TAIL.length) : rest, isEnd);
  if (problem !== undefined) {
    const [from, to] = problem.pos;
    // A block that stands for a key may go on to the end of the text.
    const settled = problem.code === 'BLOCK_AS_IMPLICIT_KEY' ? from : Math.max(from, to);
    if (from < lead.length || !isSettled(settled)) return null;
    const place = new Place();
    const found = {
      origin: new MovableOrigin(place, 0),
      from: from - lead.length,
      to: to - lead.length,
      code: problem.code,
      detail: problem.message,
    };
    return { ...NOTHING, place, text: rest, lines, first: before === null ? null : cleanLineAt(text, 0), before, problems: [found] };
  }
  if (second === undefined || !isSettled(second)) return null;
  const chunk = parsePiece(text + TAIL, before, null, anchors);
  return chunk && { ...chunk, text: rest, lines, refusesBare: true, stopsAt: 'document' };
}

/** The chunk that holds all that is left of an edited text, from a chunk on that has a problem. */
export const stoppedAt = ({ place, first, before, problems }: Chunk, rest: string): Chunk => ({
  ...NOTHING,
  place,
  text: rest,
  lines: new Block(rest, false),
  first,
  before,
  problems,
});

const NOTHING: Omit<Chunk, 'place' | 'text' | 'lines' | 'first' | 'before' | 'problems'> = {
  behind: null,
  stopsAt: 'problem',
  refusesBare: true,
  whole: [],
  resumed: [],
  kept: 0,
  opened: [],
  secondDocument: null,
  linked: false,
  hasAliases: false,
};
