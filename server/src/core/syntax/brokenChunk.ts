/**
 * Where a text is no good YAML, reading may stop at once: what a parser makes of the rest of it is of no use to anybody,
 * and can cost as much as the whole text.
 */
import type { Chunk } from './chunk';
import { MovableOrigin, Place } from './chunk';
import { composed, TAIL, tokensOf } from './compose';
import type { Context } from './context';
import { cleanLineAt, lineBreaks, skeleton } from './context';
import { entersContext } from './cutProof';
import { Block } from './lines';

/** So many lines behind a problem, nothing that follows makes it another one, or shows one before it. */
const MARGIN = 4;

/** The first problem of a text, by offsets from its start. */
export interface Stop {
  readonly from: number;
  readonly to: number;
  readonly code: string;
  readonly detail: string;
}

/** The first problem of a piece; null where there is none, or where more text might show another one. */
export function settledProblem(text: string, before: Context | null): Stop | null {
  const lead = before === null ? '' : skeleton(before);
  const source = lead + text + TAIL;
  const tokens = tokensOf(source);
  if (before !== null && !entersContext(tokens, before, lead.length + (before.at(-1)?.column ?? 0))) return null;
  const errors = composed(tokens, source.length).first?.errors ?? [];
  let first: (typeof errors)[number] | undefined;
  for (const error of errors) if (first === undefined || error.pos[0] < first.pos[0]) first = error;
  if (first === undefined || first.pos[0] < lead.length) return null;
  const [from, to] = first.pos.map((at) => Math.min(at - lead.length, text.length)) as [number, number];
  if (lineBreaks(text, Math.max(from, to), text.length, MARGIN) < MARGIN) return null;
  return { from, to, code: first.code, detail: first.message };
}

/** A chunk that nothing is read of but its first problem, nor of what stands behind it. `text` ends with the tail if it is the last. */
export function brokenChunk(text: string, before: Context | null, { from, to, code, detail }: Stop, isLast: boolean): Chunk {
  const place = new Place();
  return {
    place,
    text,
    lines: new Block(isLast ? text.slice(0, -TAIL.length) : text, isLast),
    first: before === null ? null : cleanLineAt(text, 0),
    before,
    behind: null,
    isBroken: true,
    refusesBare: true,
    whole: [],
    resumed: [],
    kept: 0,
    opened: [],
    problems: [{ origin: new MovableOrigin(place, 0), from, to, code, detail }],
    secondDocument: null,
    linked: false,
    hasAliases: false,
  };
}
