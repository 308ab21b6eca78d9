/**
 * What is kept of a document when its text and tree are let go: states of its units and counts, for systems, tree and
 * report. Packed into two small arrays, since a workspace may hold ten thousand documents.
 */
import type { Assessment } from '../core/assessment/assess';
import type { Count, LevelCounts } from '../core/assessment/progress';
import { EMPTY_COUNTS } from '../core/assessment/progress';
import type { UnitResult, UnitState } from '../core/assessment/unitState';
import type { Catalog, Kind, Level, Unit } from '../core/catalog/catalog';
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

const STATES: readonly UnitState[] = ['answered', 'partial', 'placeholder', 'missing', 'waived'];
const LEVELS: readonly Level[] = ['mandatory', 'recommended', 'optional'];
const COUNTED = ['mandatory', 'recommended'] as const;
/** A byte per unit: its state, its level, and whether it has a place. */
const LEVEL_BIT = 3;
const PLACE_BIT = 1 << 5;
/** A unit of the kind that this document is not asked. */
const ABSENT = 0xff;
/** Numbers of a place, and of the counts of one whole or phase. */
const PLACE = 4;
const COUNTS = 6;

export class DocumentSummary {
  private constructor(
    readonly uri: string,
    readonly kind: Kind,
    /** Id of the system that the document belongs to; null where it stands alone. */
    readonly system: string | null,
    readonly tier: string | null,
    /** URI of the system's record; null for a record itself, and where there is none. */
    readonly record: string | null,
    readonly catalog: Catalog,
    readonly states: Uint8Array,
    /** Places of the units that have one, in the order of the units; behind them the counts, of the whole and of each phase. */
    readonly numbers: Int32Array,
  ) {}

  /** Keeps what is needed of an assessment. */
  static of(catalog: Catalog, uri: string, assessment: Assessment): DocumentSummary {
    const { kind, header, tier, units, progress } = assessment;
    const states = new Uint8Array(kind.units.length).fill(ABSENT);
    const numbers: number[] = [];
    for (const [at, unit] of kind.units.entries()) {
      const result = units.get(unit);
      if (result === undefined) continue;
      const range = rangeOf(result, assessment);
      states[at] = STATES.indexOf(result.state) | (LEVELS.indexOf(result.level) << LEVEL_BIT) | (range === null ? 0 : PLACE_BIT);
      if (range !== null) numbers.push(range.start.line, range.start.character, range.end.line, range.end.character);
    }
    for (const counts of [progress, ...catalog.phases.map(({ id }) => progress.phases[id] ?? EMPTY_COUNTS)])
      for (const level of COUNTED) numbers.push(counts[level].total, counts[level].answered, counts[level].waived);
    return new DocumentSummary(uri, kind, header.systemId, tier, header.record?.uri ?? null, catalog, states, Int32Array.from(numbers));
  }

  /** What is counted in the whole document. */
  get counts(): LevelCounts {
    return this.#countsAt(0);
  }

  /** What is counted in a phase. */
  phaseCounts(phase: string): LevelCounts {
    return this.#countsAt(1 + this.catalog.phases.findIndex(({ id }) => id === phase));
  }

  /** The units of a phase. */
  unitsOf(phase: string): readonly UnitSummary[] {
    const units: UnitSummary[] = [];
    let place = 0;
    for (const [at, unit] of this.kind.units.entries()) {
      const packed = this.states[at] ?? ABSENT;
      if (packed === ABSENT) continue;
      const hasPlace = (packed & PLACE_BIT) !== 0;
      if (unit.phases.includes(phase)) {
        units.push({
          unit,
          state: STATES[packed & 7] ?? 'missing',
          level: LEVELS[(packed >> LEVEL_BIT) & 3] ?? 'optional',
          range: hasPlace ? this.#rangeAt(place) : null,
        });
      }
      if (hasPlace) place += PLACE;
    }
    return units;
  }

  /** True where the document has units of a phase. */
  hasPhase(phase: string): boolean {
    return this.kind.units.some((unit, at) => this.states[at] !== ABSENT && unit.phases.includes(phase));
  }

  #countsAt(part: number): LevelCounts {
    const from = this.numbers.length - COUNTS * (1 + this.catalog.phases.length - part);
    const count = (at: number): Count => ({
      total: this.numbers[at] ?? 0,
      answered: this.numbers[at + 1] ?? 0,
      waived: this.numbers[at + 2] ?? 0,
    });
    return { mandatory: count(from), recommended: count(from + COUNTS / 2) };
  }

  #rangeAt(at: number): Range {
    const [line = 0, character = 0, endLine = 0, endCharacter = 0] = this.numbers.subarray(at, at + PLACE);
    return { start: { line, character }, end: { line: endLine, character: endCharacter } };
  }
}

function rangeOf({ unit, state }: UnitResult, { root, tree }: Assessment): Range | null {
  for (const field of unit.fields) {
    const found = find(root, field.path);
    if (found.depth < field.path.length || found.pair === null) continue;
    const { key } = found.pair;
    return (state === 'placeholder' ? placeToWrite(tree, found.pair) : null) ?? tree.lines.range(startOf(key), endOf(key));
  }
  return null;
}
