/** What places an answer over the protocol speaks of, wherever in it they stand. */
import type { Lines } from '../../server/src/core/syntax/lines';
import type { Place } from './everyRequest';

interface AnswerRange {
  readonly start: Place;
  readonly end: Place;
}

/** All ranges in an answer, however deep: places alone, folded lines and semantic tokens too. */
export function* rangesIn(answer: unknown): Generator<AnswerRange> {
  if (typeof answer !== 'object' || answer === null) return;
  const { start, end, position, startLine, endLine, data } = answer as Record<string, unknown>;
  if (isPlace(start) && isPlace(end)) yield { start, end };
  else if (isPlace(position)) yield { start: position, end: position };
  else if (typeof startLine === 'number' && typeof endLine === 'number')
    yield { start: { line: startLine, character: 0 }, end: { line: endLine, character: 0 } };
  else if (Array.isArray(data) && data.every((part) => typeof part === 'number')) yield* tokensIn(data);
  for (const part of Object.values(answer)) if (!isPlace(part)) yield* rangesIn(part);
}

const isPlace = (part: unknown): part is Place => typeof part === 'object' && part !== null && 'line' in part && 'character' in part;

/** Semantic tokens are five numbers each: lines and characters since the one before, length, type, modifiers. */
function* tokensIn(data: readonly number[]): Generator<AnswerRange> {
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [lines = 0, characters = 0, length = 0] = data.slice(at, at + 3);
    character = lines === 0 ? character + characters : characters;
    line += lines;
    yield { start: { line, character }, end: { line, character: character + length } };
  }
}

/** What is wrong with a range, said of a text; null where it lies in it and cuts no character. `asked` is the place of the request. */
export function wrongRange({ start, end }: AnswerRange, lines: Lines, asked: Place): string | null {
  const [from, to] = [start, end].map((place) => lines.offsetAt(place)) as [number, number];
  for (const [place, offset] of [
    [start, from],
    [end, to],
  ] as const) {
    const { line, character } = lines.positionAt(offset);
    if (line !== place.line || character !== place.character) return 'lies outside the text';
    // An editor may ask about half a character, and is answered about that.
    const isAsked = line === asked.line && character === asked.character;
    if (!isAsked && (lines.text.codePointAt(offset - 1) ?? 0) > 0xffff) return 'cuts a character in two';
  }
  return from <= to ? null : 'ends before it starts';
}
