/**
 * What is kept of a document when its text and tree are let go: states of its units and counts, for systems, tree and
 * report. Packed into two small arrays, since a workspace may hold ten thousand documents.
 */
import type { Assessment } from '../core/assessment/assess';
import type { Due } from '../core/assessment/due';
import { dueOf } from '../core/assessment/due';
import type { Count, LevelCounts } from '../core/assessment/progress';
import { EMPTY_COUNTS } from '../core/assessment/progress';
import type { UnitResult, UnitState } from '../core/assessment/unitState';
import { isDuty } from '../core/assessment/unitState';
import type { Catalog, Kind, Level, Section, Unit } from '../core/catalog/catalog';
import { riskMentions } from '../core/document/risks';
import { placeToWrite } from '../core/edit/layout';
import { allSections } from '../core/features/explain';
import { endOf, pairOf, resolved, startOf } from '../core/syntax/node';
import { ownCopy } from '../core/syntax/ownCopy';
import type { Position, Range } from '../core/syntax/lines';
import { find } from '../core/syntax/path';

export interface UnitSummary {
  readonly unit: Unit;
  readonly state: UnitState;
  readonly level: Level;
  /** Where the unit's first key stands, or, where it waits for its value, where that goes; null while none does. */
  readonly range: Range | null;
  /** True for a duty that is owed, and answered by units of other documents: see `Unit.coveredBy`. */
  readonly isCovered: boolean;
  /** From when and by whom a duty is owed, not counted in days, since these are others tomorrow. */
  readonly due: Due | null;
}

const STATES: readonly UnitState[] = ['answered', 'partial', 'placeholder', 'missing', 'waived'];
const LEVELS: readonly Level[] = ['mandatory', 'recommended', 'optional'];
const COUNTED = ['mandatory', 'recommended'] as const;
/** A byte per unit: its state, its level, and whether it has a place. */
const LEVEL_BIT = 3;
const PLACE_BIT = 1 << 5;
/** A duty that is owed, and answered by other documents. */
const COVERED_BIT = 1 << 6;
/** A unit of the kind that this document is not asked. */
const ABSENT = 0xff;
/** Numbers of a place, and of the counts of one whole or phase. */
const PLACE = 4;
const COUNTS = 6;
const SECTION_PLACE = 3;
/** As many characters of a risk's description as are kept. */
const MOST_WORDS = 100;

/** A risk that a document states. */
export interface RiskSummary extends Position {
  readonly id: string;
  /** Its description, or the beginning of a long one. */
  readonly description: string;
}

export class DocumentSummary {
  private constructor(
    readonly uri: string,
    readonly kind: Kind,
    /** Id of the system that the document belongs to; null where it stands alone. */
    readonly system: string | null,
    readonly tier: string | null,
    /** URI of the system's record; null for a record itself, and where there is none. */
    readonly record: string | null,
    /** True where several records are in each other's way: see `Header.rivals`. */
    readonly hasRivals: boolean,
    readonly catalog: Catalog,
    readonly states: Uint8Array,
    /** Places of the units that have one, in the order of the units; behind them the counts, of the whole and of each phase. */
    readonly numbers: Int32Array,
    /** Places of the keys of all sections, in their order: line, first character, and the one behind; a line of -1 for none. */
    readonly sectionPlaces: Int32Array,
    readonly risks: readonly RiskSummary[],
    readonly dues: ReadonlyMap<Unit, Due>,
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
      const isCovered = unit.coveredBy.length > 0 && assessment.facts?.duties.get(unit.id)?.state === 'owed';
      states[at] =
        (isCovered ? COVERED_BIT : 0) |
        STATES.indexOf(result.state) |
        (LEVELS.indexOf(result.level) << LEVEL_BIT) |
        (range === null ? 0 : PLACE_BIT);
      if (range !== null) numbers.push(range.start.line, range.start.character, range.end.line, range.end.character);
    }
    for (const counts of [progress, ...catalog.phases.map(({ id }) => progress.phases[id] ?? EMPTY_COUNTS)])
      for (const level of COUNTED) numbers.push(counts[level].total, counts[level].answered, counts[level].waived);
    return new DocumentSummary(
      uri,
      kind,
      header.systemId,
      tier,
      header.record?.uri ?? null,
      header.rivals.length > 0,
      catalog,
      states,
      Int32Array.from(numbers),
      sectionPlaces(assessment),
      riskSummaries(assessment),
      kind.isRecord ? dutyDates(assessment) : NO_DUES,
    );
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
    return this.unitsWhere((unit) => unit.phases.includes(phase));
  }

  /** Those of the units that a document is asked for which something holds. */
  unitsWhere(holds: (unit: Unit) => boolean): readonly UnitSummary[] {
    const units: UnitSummary[] = [];
    let place = 0;
    for (const [at, unit] of this.kind.units.entries()) {
      const packed = this.states[at] ?? ABSENT;
      if (packed === ABSENT) continue;
      const hasPlace = (packed & PLACE_BIT) !== 0;
      if (holds(unit)) {
        units.push({
          unit,
          state: STATES[packed & 7] ?? 'missing',
          level: LEVELS[(packed >> LEVEL_BIT) & 3] ?? 'optional',
          range: hasPlace ? this.#rangeAt(place) : null,
          isCovered: (packed & COVERED_BIT) !== 0,
          due: this.dues.get(unit) ?? null,
        });
      }
      if (hasPlace) place += PLACE;
    }
    return units;
  }

  /** A unit by its id; undefined where the document is not asked for it. */
  unit(id: string): UnitSummary | undefined {
    const unit = this.kind.unitById.get(id);
    const [phase] = unit?.phases ?? [];
    return phase === undefined ? undefined : this.unitsOf(phase).find((summary) => summary.unit === unit);
  }

  /** True where the document has units of a phase. */
  hasPhase(phase: string): boolean {
    return this.kind.units.some((unit, at) => this.states[at] !== ABSENT && unit.phases.includes(phase));
  }

  /** The sections that stand in the document, with the places of their keys. */
  *sections(): Generator<{ readonly section: Section; readonly range: Range }> {
    for (const [at, section] of allSections(this.kind.sections).entries()) {
      const [line = -1, character = 0, end = 0] = this.sectionPlaces.subarray(at * SECTION_PLACE);
      if (line >= 0) yield { section, range: { start: { line, character }, end: { line, character: end } } };
    }
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

function sectionPlaces({ kind, root, tree: { lines } }: Assessment): Int32Array {
  const sections = allSections(kind.sections);
  const places = new Int32Array(sections.length * SECTION_PLACE).fill(-1);
  for (const [at, { path }] of sections.entries()) {
    const { pair, depth } = find(root, path);
    if (pair === null || depth < path.length) continue;
    const { line, character } = lines.positionAt(startOf(pair.key));
    places.set([line, character, character + endOf(pair.key) - startOf(pair.key)], at * SECTION_PLACE);
  }
  return places;
}

const riskSummaries = ({ root, tree: { lines } }: Assessment): readonly RiskSummary[] =>
  riskMentions(root).flatMap(({ id, node, risk }) => {
    if (risk === null) return [];
    const description = resolved(pairOf(risk, 'description')?.value ?? null);
    const words = description?.type === 'scalar' && typeof description.value === 'string' ? description.value : '';
    return [{ id: ownCopy(id), description: ownCopy(words.slice(0, MOST_WORDS)), ...lines.positionAt(startOf(node)) }];
  });

const NO_DUES: ReadonlyMap<Unit, Due> = new Map();

function dutyDates({ units, due: context }: Assessment): ReadonlyMap<Unit, Due> {
  const dues = new Map<Unit, Due>();
  if (context === null) return dues;
  for (const unit of units.keys()) {
    const due = isDuty(unit) ? dueOf(unit, { ...context, asOf: null }) : null;
    if (due !== null) dues.set(unit, due);
  }
  return dues;
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
