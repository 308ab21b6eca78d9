/** The state of one unit: a question, a task, an output or the requirements of a phase (format.md, section 4). */
import type { Catalog, Field, Key, Level, Unit } from '../catalog/catalog';
import type { Condition } from '../catalog/schema';
import type { DutyState } from '../regulation/duties';
import { hasCome } from '../document/header';
import type { Path } from '../syntax/path';
import { find } from '../syntax/path';
import type { YamlNode } from '../syntax/node';
import { pairOf, resolved } from '../syntax/node';
import { Filling } from './fill';
import type { RecordFacts } from './knownFacts';
import type { Waiver } from './waivers';

export type UnitState = 'answered' | 'partial' | 'placeholder' | 'missing' | 'waived';

export interface UnitResult {
  readonly unit: Unit;
  /** What the tier asks, once conditions and life-cycle stage are looked at. */
  readonly level: Level;
  readonly state: UnitState;
  /** Document paths of what the answer lacks; empty when answered. */
  readonly lacking: readonly Path[];
  /** Only where the state is `waived`: by what, and the state that it would have without. */
  readonly waiver?: Waiver;
  readonly unwaived?: UnitState;
}

/** What states depend on besides the document itself. */
export interface Situation {
  readonly catalog: Catalog;
  readonly filling: Filling;
  /** Null while no tier is known: nothing is asked then. */
  readonly tier: string | null;
  readonly stage: string;
  /** Null but for the record of a system. */
  readonly facts: RecordFacts | null;
}

/** The level that a unit has in this document. */
export function levelOf(unit: Unit, root: YamlNode | null, situation: Situation): Level {
  const level = situation.tier === null ? undefined : unit.levels.get(situation.tier);
  if (level === undefined) return 'optional';
  if (unit.fromStage !== null && !hasCome(situation.catalog, situation.stage, unit.fromStage)) return 'optional';
  if (unit.when !== null && !holds(unit.when, unit, root)) return 'optional';
  return isDuty(unit) ? dutyLevel(level, situation.facts?.duties.get(unit.id)?.state) : level;
}

/** Units whose level depends on who owes what. */
export const isDuty = (unit: Unit): boolean => unit.type === 'duty';

/** An owed duty has its own level; one that may be owed is worth a look. */
function dutyLevel(level: Level, status: DutyState | undefined): Level {
  if (status === 'owed') return level;
  return status === 'possible' && level === 'mandatory' ? 'recommended' : 'optional';
}

/** The level that a unit has in a new document: nothing is answered, and the life cycle is at its default stage. */
export function levelAtStart(catalog: Catalog, unit: Unit, tier: string): Level {
  const isLater = unit.fromStage !== null && !hasCome(catalog, catalog.defaultStage, unit.fromStage);
  const isOpen = unit.when !== null || unit.conditional || (isDuty(unit) && !unit.roles.includes(catalog.defaultRole));
  return isOpen || isLater ? 'optional' : (unit.levels.get(tier) ?? 'optional');
}

/** Judges one unit of a document. */
export function unitResult(unit: Unit, root: YamlNode | null, situation: Situation): UnitResult {
  const level = levelOf(unit, root, situation);
  const [only] = unit.fields;
  const judged =
    only?.key.kind === 'task'
      ? taskState(only, root, situation)
      : only?.key.kind === 'output'
        ? outputState(only, root, situation)
        : only?.key.kind === 'duty'
          ? dutyState(only, root, situation)
          : questionState(unit, root, situation);
  return { unit, level, ...judged };
}

/** True where the value at a condition's path, relative to the unit's section, equals what the condition states. */
export function holds(condition: Condition, unit: Unit, root: YamlNode | null): boolean {
  const at = find(root, [...unit.section.path, ...condition.path.split('.')]);
  const steps = unit.section.path.length + condition.path.split('.').length;
  if (at.depth < steps) return false;
  const node = resolved(at.node);
  const value = node?.type === 'map' ? resolved(pairOf(node, 'answer')?.value ?? null) : node;
  if (value?.type === 'seq') return value.items.some((item) => scalarEquals(item, condition.equals));
  return scalarEquals(value, condition.equals);
}

function scalarEquals(node: YamlNode | null, wanted: string | boolean): boolean {
  const at = resolved(node);
  return at?.type === 'scalar' && at.value === wanted;
}

/** True for a field without which the unit is not answered. */
export function isNeeded(field: Field, unit: Unit, root: YamlNode | null, situation: Situation): boolean {
  if (unit.type === 'classification') return situation.facts?.asked.has(field.key.name) ?? false;
  if (!field.supporting) return true;
  if (situation.tier !== null && field.neededAt.includes(situation.tier)) return true;
  return field.when !== null && holds(field.when, unit, root);
}

/** True for a question of the wizard whose answer is none of its own, or contradicts itself. */
const isRefused = (field: Field, unit: Unit, { facts }: Situation): boolean =>
  unit.type === 'classification' && facts?.classification.invalid?.question === field.key.name;

type Judged = Pick<UnitResult, 'state' | 'lacking'>;
const ANSWERED: Judged = { state: 'answered', lacking: [] };

function questionState(unit: Unit, root: YamlNode | null, situation: Situation): Judged {
  const lacking: Path[] = [];
  let any = false;
  let stands = false;
  for (const field of unit.fields) {
    const found = find(root, field.path);
    const exists = found.depth === field.path.length;
    const fill = exists ? situation.filling.of(found.node, field.key) : 'none';
    stands ||= exists;
    any ||= fill !== 'none';
    const isAnswer = fill === 'full' && !isRefused(field, unit, situation);
    if (!isAnswer && isNeeded(field, unit, root, situation)) lacking.push(field.path);
  }
  if (lacking.length === 0) return ANSWERED;
  if (any) return { state: 'partial', lacking };
  const emptied = unit.ownGroups.some((group) => find(root, group).depth === group.length);
  return { state: stands || emptied ? 'placeholder' : 'missing', lacking };
}

/** A task or output whose long form says how far it is. */
interface ProcessRecord {
  /** The stated status; null where the key is absent, empty where it stands without a real value. */
  readonly status: string | null;
  fill(name: string): boolean;
  anything(): boolean;
}

function readRecord(node: YamlNode | null, key: Key, filling: Filling): ProcessRecord {
  const map = resolved(node);
  const status = resolved(pairOf(map, 'status')?.value ?? null);
  const fill = (name: string): boolean => {
    const child = key.child(name);
    return child !== undefined && filling.of(pairOf(map, name)?.value ?? null, child) === 'full';
  };
  return {
    status:
      status?.type === 'scalar' && filling.isReal(status.value) ? String(status.value) : pairOf(map, 'status') === undefined ? null : '',
    fill,
    anything: () => map?.type === 'map' && map.pairs.some((pair) => filling.of(pair.value, key.child(pair.key.name) ?? key) !== 'none'),
  };
}

function taskState(field: Field, root: YamlNode | null, situation: Situation): Judged {
  const found = find(root, field.path);
  if (found.depth < field.path.length) return { state: 'missing', lacking: [field.path] };
  const record = readRecord(found.node, field.key, situation.filling);
  if (record.status === 'not_applicable')
    return record.fill('notes') ? ANSWERED : { state: 'partial', lacking: [[...field.path, 'notes']] };
  if (record.status === 'not_started') return { state: 'missing', lacking: [[...field.path, 'status']] };
  const { tier } = situation;
  const isOpen = (key: Key): boolean => tier !== null && key.record?.levels.get(tier) === 'mandatory' && !record.fill(key.name);
  const open = field.key.keys.filter(isOpen).map((key) => [...field.path, key.name]);
  switch (record.status) {
    case 'done':
      return open.length === 0 ? ANSWERED : { state: 'partial', lacking: open };
    case '':
    case null:
      return { state: record.anything() ? 'partial' : 'placeholder', lacking: [[...field.path, 'status'], ...open] };
    default:
      return { state: 'partial', lacking: [[...field.path, 'status'], ...open] };
  }
}

/** A duty is met when it is done and a summary or evidence says how. */
function dutyState(field: Field, root: YamlNode | null, situation: Situation): Judged {
  const found = find(root, field.path);
  if (found.depth < field.path.length) return { state: 'missing', lacking: [field.path] };
  const record = readRecord(found.node, field.key, situation.filling);
  const summary = [...field.path, 'summary'];
  const open = record.fill('summary') || record.fill('evidence') ? [] : [summary];
  const status = [...field.path, 'status'];
  switch (record.status) {
    case 'done':
      return open.length === 0 ? ANSWERED : { state: 'partial', lacking: open };
    case 'not_applicable':
      return record.fill('notes') ? ANSWERED : { state: 'partial', lacking: [[...field.path, 'notes']] };
    case 'not_started':
      return { state: 'missing', lacking: [status] };
    case '':
    case null:
      return { state: record.anything() ? 'partial' : 'placeholder', lacking: [status, ...open] };
    default:
      return { state: 'partial', lacking: [status, ...open] };
  }
}

function outputState(field: Field, root: YamlNode | null, situation: Situation): Judged {
  const found = find(root, field.path);
  if (found.depth < field.path.length) return { state: 'missing', lacking: [field.path] };
  const node = resolved(found.node);
  if (node?.type !== 'map') {
    return situation.filling.of(node, field.key) === 'full' ? ANSWERED : { state: 'placeholder', lacking: [field.path] };
  }
  const record = readRecord(node, field.key, situation.filling);
  const evidence = [...field.path, 'evidence'];
  switch (record.status) {
    case 'not_applicable':
      return record.fill('notes') ? ANSWERED : { state: 'partial', lacking: [[...field.path, 'notes']] };
    case 'not_started':
      return { state: 'missing', lacking: [[...field.path, 'status']] };
    case '':
      return {
        state: record.anything() ? 'partial' : 'placeholder',
        lacking: [[...field.path, 'status'], ...(record.fill('evidence') ? [] : [evidence])],
      };
    case 'done':
    case null:
      if (record.fill('evidence')) return ANSWERED;
      return { state: record.anything() ? 'partial' : 'placeholder', lacking: [evidence] };
    default:
      return { state: 'partial', lacking: [[...field.path, 'status'], ...(record.fill('evidence') ? [] : [evidence])] };
  }
}
