/** Runs a promise over many random documents, and makes those that break it small. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Random } from '../syntax/randomDocuments';
import { random } from '../syntax/randomDocuments';
import type { RandomCanvas, Trouble } from './randomCanvas';
import { randomCanvas } from './randomCanvas';

/** What came of one case: null where the promise holds, else what is wrong; `vacuous` where nothing was to be tried. */
export interface Verdict {
  readonly wrong: string | null;
  readonly vacuous: boolean;
}

export const HOLDS: Verdict = { wrong: null, vacuous: false };
export const VACUOUS: Verdict = { wrong: null, vacuous: true };
export const broken = (wrong: string): Verdict => ({ wrong, vacuous: false });

export interface Promise {
  /** Gives a text its marks: a caret `‸` where the promise speaks of a place. */
  readonly place?: (random: Random, canvas: RandomCanvas) => string;
  readonly judge: (name: string, text: string, random: () => Random) => Verdict;
  readonly trouble: Trouble;
  /** Largest share of cases in which nothing is to be tried. */
  readonly vacuous: number;
}

/** Cases per property; `CASES` sets another number. */
const CASES = Number(process.env['CASES'] ?? 300);
/** New on every run of a developer's; CI repeats, so that a change is judged by itself. `SEED=7` repeats a run. */
export const SEED = Number(process.env['SEED'] ?? (process.env['CI'] === undefined ? Date.now() % 1_000_000_000 : 20_261_123));

/** Milliseconds for a property: a case takes 3 to 30. */
export const TIMEOUT = 60_000 + CASES * 100;

/** Tries a promise on `share` times the usual number of documents. */
export function keeps(promise: Promise, share = 1): void {
  const runs = Math.ceil(CASES * share);
  let vacuous = 0;
  fc.assert(
    fc.property(fc.noShrink(fc.nat()), fc.integer({ min: 1, max: 60 }), (seed, size) => {
      const source = random(Math.imul(seed, 7919) + 13);
      const canvas = randomCanvas(source, size, promise.trouble);
      const text = promise.place?.(source, canvas) ?? canvas.text;
      const again = (): Random => random(seed + 1);
      const { name } = canvas;
      const verdict = promise.judge(name, text, again);
      if (verdict.vacuous) vacuous += 1;
      // A short error: the report is read by people.
      if (verdict.wrong !== null) throw new Error(small(name, text, (shorter) => promise.judge(name, shorter, again).wrong));
    }),
    { numRuns: runs, seed: SEED, endOnFailure: true },
  );
  expect(vacuous / runs, 'share of cases in which nothing was tried').toBeLessThanOrEqual(promise.vacuous);
}

/** The failure of a text from which no line can be taken any more. */
export function small(name: string, text: string, judge: (text: string) => string | null): string {
  let best = text;
  let wrong = judge(text) ?? '';
  for (let chunk = 16; chunk >= 1; chunk = chunk >> 1) {
    for (let at = 0; ;) {
      const lines = best.split(/(?<=\n)/u);
      if (at >= lines.length) break;
      const shorter = lines.toSpliced(at, chunk).join('');
      const found = best.includes('‸') && !shorter.includes('‸') ? null : tried(judge, shorter);
      if (found === null) at += chunk;
      else {
        best = shorter;
        wrong = found;
      }
    }
  }
  return `${name} ${JSON.stringify(best)}\n${best}\n=> ${wrong}`;
}

function tried(judge: (text: string) => string | null, text: string): string | null {
  try {
    return judge(text);
  } catch (error) {
    return String(error instanceof Error ? error.stack : error);
  }
}
