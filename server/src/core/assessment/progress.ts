/** Progress: how many answers a document owes and has, as a whole and per CRISP-ML(Q) phase (format.md, section 9). */
import type { Catalog } from '../catalog/catalog';
import type { UnitResult } from './unitState';

/** `answered` includes `waived`. */
export interface Count {
  readonly total: number;
  readonly answered: number;
  readonly waived: number;
}

export interface LevelCounts {
  readonly mandatory: Count;
  readonly recommended: Count;
}

export interface Progress extends LevelCounts {
  /** By phase id; a unit of several phases counts in each of them. */
  readonly phases: Readonly<Record<string, LevelCounts>>;
}

const NOTHING: Count = { total: 0, answered: 0, waived: 0 };

/** A phase, or a whole, to which nothing has been added yet. */
export const EMPTY_COUNTS: LevelCounts = { mandatory: NOTHING, recommended: NOTHING };

type Mutable<T> = { -readonly [P in keyof T]: T[P] };
type Tally = { readonly [P in keyof LevelCounts]: Mutable<Count> };

const newTally = (): Tally => ({ mandatory: { ...NOTHING }, recommended: { ...NOTHING } });

function add(tally: Tally, { state, level }: UnitResult): void {
  if (level === 'optional') return;
  const count = tally[level];
  count.total += 1;
  if (state === 'answered' || state === 'waived') count.answered += 1;
  if (state === 'waived') count.waived += 1;
}

/** Progress over the units of one document. */
export function progressOf(catalog: Catalog, results: Iterable<UnitResult>): Progress {
  const all = newTally();
  const phases: Record<string, Tally> = Object.fromEntries(catalog.phases.map((phase) => [phase.id, newTally()]));
  for (const result of results) {
    add(all, result);
    for (const phase of result.unit.phases) add((phases[phase] ??= newTally()), result);
  }
  return { ...all, phases };
}
