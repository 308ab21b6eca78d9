/** Judges the units of a document that is edited: one is judged anew only where something that it depends on changed. */
import type { Kind, Unit } from '../catalog/catalog';
import type { Pair, YamlNode } from '../syntax/node';
import { resolved } from '../syntax/node';
import { concerns } from './gaps';
import { sameFields, sameItems } from './memo';
import type { Situation, UnitResult } from './unitState';
import { unitResult } from './unitState';

interface Known {
  /** The document's top-level pairs that the unit depends on. */
  readonly pairs: readonly (Pair | undefined)[];
  readonly result: UnitResult;
}

export class KnownUnits {
  #situation: Situation | null = null;
  #known = new Map<Unit, Known>();
  /** Results of units of which something is wrongly written, by what they would be otherwise. */
  readonly #wrong = new WeakMap<UnitResult, UnitResult>();
  #results: ReadonlyMap<Unit, UnitResult> = new Map();

  /** The results of all units. One that says the same as before is the same object, and so is the map when all are. */
  results(kind: Kind, root: YamlNode | null, situation: Situation, wrongPaths: readonly string[]): ReadonlyMap<Unit, UnitResult> {
    if (this.#situation === null || !sameFields(this.#situation, situation)) this.#known = new Map();
    this.#situation = situation;
    const pairs = topLevel(root);
    let isSame = this.#results.size === kind.units.length;
    const results = new Map<Unit, UnitResult>();
    for (const unit of kind.units) {
      const result = this.#notAnsweredWrongly(this.#judged(unit, root, pairs, situation), wrongPaths);
      results.set(unit, result);
      isSame &&= this.#results.get(unit) === result;
    }
    if (!isSame) this.#results = results;
    return this.#results;
  }

  #judged(unit: Unit, root: YamlNode | null, all: ReadonlyMap<string, Pair>, situation: Situation): UnitResult {
    const keys = keysOf(unit);
    const known = this.#known.get(unit);
    if (known !== undefined && keys.every((name, at) => all.get(name) === known.pairs[at])) return known.result;
    const pairs = keys.map((name) => all.get(name));
    const judged = unitResult(unit, root, situation);
    const result = known !== undefined && sameResult(known.result, judged) ? known.result : judged;
    this.#known.set(unit, { pairs, result });
    return result;
  }

  #notAnsweredWrongly(result: UnitResult, wrongPaths: readonly string[]): UnitResult {
    if (!isWronglyAnswered(result, wrongPaths)) return result;
    const wrong = this.#wrong.get(result) ?? asWrong(result);
    this.#wrong.set(result, wrong);
    return wrong;
  }
}

/** The results of all units of a document that is judged once. */
export const resultsOnce = (
  kind: Kind,
  root: YamlNode | null,
  situation: Situation,
  wrongPaths: readonly string[],
): ReadonlyMap<Unit, UnitResult> =>
  new Map(
    kind.units.map((unit) => {
      const result = unitResult(unit, root, situation);
      return [unit, isWronglyAnswered(result, wrongPaths) ? asWrong(result) : result];
    }),
  );

/** A value of a wrong type or outside what is allowed is no answer yet. */
const isWronglyAnswered = ({ state, unit }: UnitResult, wrongPaths: readonly string[]): boolean =>
  state === 'answered' && wrongPaths.length > 0 && unit.fields.some((field) => concerns(field.key.path, wrongPaths));

const asWrong = (result: UnitResult): UnitResult => ({ ...result, state: 'partial' });

/** A document's first pair of each name at the top level. */
function topLevel(root: YamlNode | null): ReadonlyMap<string, Pair> {
  const pairs = new Map<string, Pair>();
  const map = resolved(root);
  if (map?.type === 'map') for (const pair of map.pairs) if (!pairs.has(pair.key.name)) pairs.set(pair.key.name, pair);
  return pairs;
}

const KEYS = new WeakMap<Unit, readonly string[]>();

/** The top-level keys that a unit's fields, groups and conditions lie at or below. */
function keysOf(unit: Unit): readonly string[] {
  const known = KEYS.get(unit);
  if (known !== undefined) return known;
  const { path } = unit.section;
  const conditions = [unit.when, ...unit.fields.map((field) => field.when)].flatMap((when) => when ?? []);
  const paths = [
    ...unit.fields.map((field) => field.path),
    ...unit.ownGroups,
    ...conditions.map((when) => [...path, ...when.path.split('.')]),
  ];
  const keys = [...new Set(paths.flatMap((steps) => steps.slice(0, 1)))];
  KEYS.set(unit, keys);
  return keys;
}

function sameResult(a: UnitResult, b: UnitResult): boolean {
  if (a.lacking.length !== b.lacking.length || !a.lacking.every((path, at) => sameItems(path, b.lacking[at] ?? []))) return false;
  return sameFields({ ...a, lacking: null }, { ...b, lacking: null });
}
