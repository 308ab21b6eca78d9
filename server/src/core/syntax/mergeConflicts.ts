/** Merges that were left unfinished: the markers of git and others in a text. */
import type { Stretch } from './faultCandidates';
import type { Lines } from './lines';

const SIGN = '<<<<<<<';
const MARKER = /^(?:([<>|])\1{6}(?: .*)?|={7}\r?)$/gmu;

/** Of each conflict, up to `most`: its first marker, and what is not ours, with the other markers. Ours is what remains. */
export function* conflictsIn(lines: Lines, most: number): Generator<readonly Stretch[]> {
  if (!lines.pieces().some((piece) => piece.includes(SIGN))) return;
  let ours: Stretch | null = null;
  let rest = -1;
  let count = 0;
  for (const { index, 0: marker, 1: sign = '=' } of lines.text.matchAll(MARKER)) {
    const stretch: Stretch = [index, index + marker.replace(/\r$/u, '').length];
    if (sign === '<') [ours, rest] = [stretch, -1];
    else if (sign !== '>') rest = rest < 0 ? index : rest;
    else if (ours !== null && rest >= 0) {
      yield [ours, [rest, stretch[1]]];
      ours = null;
      if ((count += 1) === most) return;
    }
  }
}
