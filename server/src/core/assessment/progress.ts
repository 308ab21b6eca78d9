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

/** Sum of two counts. */
export function addCounts(a: LevelCounts, b: LevelCounts): LevelCounts {
  const add = (x: Count, y: Count): Count => ({ total: x.total + y.total, answered: x.answered + y.answered, waived: x.waived + y.waived });
  return { mandatory: add(a.mandatory, b.mandatory), recommended: add(a.recommended, b.recommended) };
}

function countsOf(result: UnitResult): LevelCounts {
  const one: Count = {
    total: 1,
    answered: result.state === 'answered' || result.state === 'waived' ? 1 : 0,
    waived: result.state === 'waived' ? 1 : 0,
  };
  return {
    mandatory: result.level === 'mandatory' ? one : NOTHING,
    recommended: result.level === 'recommended' ? one : NOTHING,
  };
}

/** Progress over the units of one document. */
export function progressOf(catalog: Catalog, results: Iterable<UnitResult>): Progress {
  let all = EMPTY_COUNTS;
  const phases: Record<string, LevelCounts> = Object.fromEntries(catalog.phases.map((phase) => [phase.id, EMPTY_COUNTS]));
  for (const result of results) {
    const counts = countsOf(result);
    all = addCounts(all, counts);
    for (const phase of result.unit.phases) phases[phase] = addCounts(phases[phase] ?? EMPTY_COUNTS, counts);
  }
  return { ...all, phases };
}
