/** What is kept of a document when its text and tree are let go: units and counts, for systems, tree and report. */
import type { Assessment } from '../core/assessment/assess';
import type { Progress } from '../core/assessment/progress';
import type { UnitState } from '../core/assessment/unitState';
import type { Kind, Level, Unit } from '../core/catalog/catalog';
import { placeToWrite } from '../core/edit/layout';
import { endOf, startOf } from '../core/syntax/node';
import type { Range } from '../core/syntax/lines';
import { find } from '../core/syntax/path';

export interface UnitSummary {
  readonly unit: Unit;
  readonly state: UnitState;
  readonly level: Level;
  /** Where the unit's first key stands, or, where it waits for its value, where that goes; null while none does. */
  readonly range: Range | null;
}

export interface DocumentSummary {
  readonly uri: string;
  readonly kind: Kind;
  readonly system: string | null;
  readonly tier: string | null;
  readonly units: readonly UnitSummary[];
  readonly progress: Progress;
}

/** Keeps what is needed of an assessment. */
export function summarize(uri: string, assessment: Assessment): DocumentSummary {
  const { kind, header, tier, units, progress, root, tree } = assessment;
  const rangeOf = (unit: Unit, state: UnitState): Range | null => {
    for (const field of unit.fields) {
      const found = find(root, field.path);
      if (found.depth < field.path.length || found.pair === null) continue;
      const { key } = found.pair;
      return (state === 'placeholder' ? placeToWrite(tree, found.pair) : null) ?? tree.lines.range(startOf(key), endOf(key));
    }
    return null;
  };
  return {
    uri,
    kind,
    system: header.system?.value ?? null,
    tier,
    units: [...units.values()].map(({ unit, state, level }) => ({ unit, state, level, range: rangeOf(unit, state) })),
    progress,
  };
}
