/**
 * Structural findings: unknown, misplaced and duplicate keys, wrong types, values that are not allowed.
 * The keys of the document and its sections are walked here; what lies below an entry is judged by the validator that
 * the build compiled from the schema, so that the server and the published schemas cannot disagree.
 */
import type { Key, Kind } from '../catalog/catalog';
import type { Validators, Violation } from '../catalog/validators';
import { presentName } from '../document/aliases';
import type { MapNode, Pair, SeqNode, Spanned, YamlNode } from '../syntax/node';
import { isNull, pairOf, resolved } from '../syntax/node';
import type { Path } from '../syntax/path';
import { find, showPath } from '../syntax/path';
import { toValue } from '../syntax/value';
import type { Finding, FixData, Params } from './finding';
import { finding } from './finding';
import { duplicateKeys } from './duplicateKeys';
import type { AssessmentMemory } from './memory';
import { nearest } from './nearest';

/** Checks the structure of a document whose aliases are already read as present names. */
export function structureFindings(
  kind: Kind,
  validators: Validators,
  root: YamlNode | null,
  start: Spanned,
  memory: AssessmentMemory,
): readonly Finding[] {
  const check = new StructureCheck(kind, validators[kind.id] ?? {}, memory);
  if (root !== null && !isNull(root)) check.container(root, kind.root, [], start);
  return [...check.findings, ...duplicateKeys(root, memory.withoutDuplicates)];
}

class StructureCheck {
  readonly findings: Finding[] = [];
  #places: ReadonlyMap<string, readonly Key[]> | undefined;

  constructor(
    readonly kind: Kind,
    readonly validators: Validators[string],
    readonly memory: AssessmentMemory,
  ) {}

  /** A document, a section or a group: its keys one by one. */
  container(node: YamlNode, key: Key, path: Path, anchor: Spanned): void {
    const map = resolved(node);
    if (map?.type !== 'map') {
      if (!isNull(map)) this.#wrongType(node, key, path, key.kind === 'document' ? anchor : node);
      return;
    }
    const seen = new Set<string>();
    for (const pair of map.pairs) {
      // A key that stands again is reported as such, and nothing else of it.
      if (seen.has(pair.key.name)) continue;
      seen.add(pair.key.name);
      this.#entry(pair, map, key, [...path, pair.key.name]);
    }
  }

  #entry(pair: Pair, map: MapNode, parent: Key, path: Path): void {
    const { name, written } = pair.key;
    if (written !== undefined) this.#deprecated(pair, written, path);
    const key = parent.child(name);
    if (key === undefined) {
      if (parent.free || (parent.kind === 'document' && name.startsWith('x-'))) return;
      this.#unknown(pair, map, parent, path);
    } else if (key.kind === 'section' || key.kind === 'group') {
      this.#remembered(pair, path, (value) => this.container(value, key, path, pair.key));
    } else {
      this.#remembered(pair, path, (value, shown) => this.#validate(value, pair, key, path, shown));
    }
  }

  /** Checks what stands under a key, unless that was found to be in order, or not, before. */
  #remembered(pair: Pair, path: Path, check: (value: YamlNode, shown: string) => void): void {
    if (pair.value === null) return;
    const shown = showPath(path);
    const known = this.memory.structure.get(pair);
    if (known?.path === shown) {
      this.findings.push(...known.findings);
      return;
    }
    const before = this.findings.length;
    check(pair.value, shown);
    const findings = this.findings.length === before ? NO_FINDINGS : this.findings.slice(before);
    this.memory.structure.set(pair, { path: shown, findings });
  }

  #validate(value: YamlNode, pair: Pair, key: Key, path: Path, shown: string): void {
    const validate = this.validators?.[shown] ?? (key.extra ? this.validators?.[key.name] : undefined);
    if (validate === undefined || validate(toValue(value, this.memory.values))) return;
    const seen = new Set<string>();
    for (const violation of (validate.errors ?? []).toSorted(typeFirst)) this.#violation(violation, pair, key, path, seen);
  }

  /** One finding per place: a wrong type makes what else is said of the same value a follow-up. */
  #violation(violation: Violation, pair: Pair, key: Key, path: Path, seen: Set<string>): void {
    const steps = pointerSteps(violation.instancePath, pair.value);
    const at = find(pair.value, steps);
    const place = [...path, ...steps];
    const below = keyAt(key, steps);
    const extra = violation.params['unevaluatedProperty'] ?? violation.params['additionalProperty'];
    if (typeof extra === 'string') {
      const map = resolved(at.node);
      const child = pairOf(map, extra);
      // Keys of an entry without the dash before them.
      if (below.item?.child(extra) !== undefined) {
        const shown = showPath(place);
        if (!seen.has(shown)) this.#wrongType(at.node, below, place, child?.key ?? pair.key);
        seen.add(shown);
        return;
      }
      if (map?.type === 'map' && child !== undefined) this.#unknown(child, map, below, [...place, extra]);
      return;
    }
    if (!JUDGING.has(violation.keyword)) return;
    const shown = showPath(place);
    if (seen.has(shown) || isNull(at.node)) return;
    seen.add(shown);
    const node = at.node ?? pair.key;
    const isText = resolved(at.node)?.type === 'scalar' && typeof toValue(at.node) === 'string';
    if (isText && (violation.keyword === 'enum' || below.kind === 'date')) this.#invalidValue(at.node, below, place, node);
    else this.#wrongType(at.node, below, place, node);
  }

  #wrongType(node: YamlNode | null, key: Key, path: Path, anchor: Spanned): void {
    const value = resolved(node);
    const inList = typeof path.at(-1) === 'number';
    // An entry of a list of plain values keeps the list's key; one with keys of its own has a key of its own.
    const [first] = key.path.endsWith('[]') ? key.keys : [];
    const expected = inList && first !== undefined ? 'entry' : inList ? 'single-text' : expectedWord(key);
    this.#add(
      'wrong-type',
      path,
      onFirstLine(anchor, value),
      {
        key: lastName(path, key),
        expected: { text: `expected.${expected}`, params: { first: first?.name ?? '' } },
        found: { text: `found.${foundWord(value)}` },
      },
      typeFix(value, key, expected),
    );
  }

  #invalidValue(node: YamlNode | null, key: Key, path: Path, anchor: Spanned): void {
    const value = resolved(node);
    const written = value?.type === 'scalar' ? value.source : '';
    const allowed = key.choices.map((choice) => choice.value);
    const near = nearest(written, allowed);
    if (key.kind === 'date') {
      const message = allowed.length === 0 ? 'invalid-value.date' : 'invalid-value.date-or';
      const word: FixData | null = near.length === 0 ? null : { fix: 'replace-value', with: near };
      this.#add('invalid-value', path, anchor, { key: lastName(path, key), value: written, allowed }, word, message);
      return;
    }
    const fix: FixData = { fix: 'replace-value', with: [...near, ...allowed.filter((word) => !near.includes(word))].slice(0, 8) };
    const message = near.length > 0 ? 'invalid-value.near' : 'invalid-value';
    this.#add('invalid-value', path, anchor, { key: lastName(path, key), value: written, allowed, near: near.slice(0, 1) }, fix, message);
  }

  #unknown(pair: Pair, map: MapNode, parent: Key, path: Path): void {
    const name = pair.key.name;
    const present = presentName(parent, name);
    if (present !== undefined) {
      this.#add('duplicate-key', path, pair.key, { key: name, present }, null, 'duplicate-key.older-name');
      return;
    }
    const taken = new Set(map.pairs.map((other) => other.key.name));
    const free = parent.keys.map((key) => key.name).filter((key) => !taken.has(key));
    const near = nearest(name, free);
    const place = this.#placeOf(name, path);
    if (place !== undefined) this.#add('misplaced-key', path, pair.key, { key: name, place: place.path }, null);
    else if (near.length > 0)
      this.#add(
        'unknown-key',
        path,
        pair.key,
        { key: name, near: near.slice(0, 1), parent: placeName(path) },
        { fix: 'rename-key', to: near },
        'unknown-key.near',
      );
    else
      this.#add(
        'unknown-key',
        path,
        pair.key,
        { key: name, parent: placeName(path), known: free.slice(0, 8) },
        null,
        placeName(path) === '' ? 'unknown-key.top' : 'unknown-key',
      );
  }

  /** Where a key of this name belongs: the place that shares most steps with where it stands. */
  #placeOf(name: string, path: Path): Key | undefined {
    this.#places ??= placesOf(this.kind);
    const shared = (key: Key): number => {
      const steps = key.path.split('.');
      let at = 0;
      while (at < path.length - 1 && steps[at] === path[at]) at += 1;
      return at;
    };
    return (this.#places.get(name) ?? []).toSorted((a, b) => shared(b) - shared(a))[0];
  }

  #deprecated(pair: Pair, written: string, path: Path): void {
    this.findings.push(
      finding({
        code: 'deprecated-name',
        params: { key: written, present: pair.key.name },
        severity: 'hint',
        anchor: pair.key,
        path: showPath(path),
        fix: { fix: 'rename-key', to: [pair.key.name] },
      }),
    );
  }

  #add(code: Finding['code'], path: Path, anchor: Spanned, params: Params, fix: FixData | null, message: string = code): void {
    const severity = code === 'unknown-key' || code === 'misplaced-key' ? 'warning' : 'error';
    this.findings.push(
      finding({ code, message, params: { ...params, path: showPath(path) }, severity, anchor, path: showPath(path), fix }),
    );
  }
}

const NO_FINDINGS: readonly Finding[] = [];

/** Keywords whose violation is a finding; the others only say which branch of the schema failed. */
const JUDGING: ReadonlySet<string> = new Set(['type', 'enum', 'pattern', 'maxItems', 'maxProperties']);

const typeFirst = (a: Violation, b: Violation): number => Number(b.keyword === 'type') - Number(a.keyword === 'type');

const placeName = (path: Path): string => showPath(path.slice(0, -1));

const lastName = (path: Path, key: Key): string => (path.length === 0 ? key.title : showPath(path));

/** A span that ends with the value's first line would need text; a collection is anchored at its first entry instead. */
function onFirstLine(anchor: Spanned, value: YamlNode | null): Spanned {
  if (value?.type === 'map' && value.pairs[0] !== undefined && !value.flow) return value.pairs[0].key;
  if (value?.type === 'seq' && !value.flow) {
    const [item] = value.items;
    return item === null || item === undefined ? { ...value, to: value.from + 1 } : onFirstLine(item, item);
  }
  return anchor;
}

/** Steps of a JSON pointer; a step is an index where the value there is a list. */
function pointerSteps(pointer: string, value: YamlNode | null): Path {
  const steps: (string | number)[] = [];
  let at = resolved(value);
  for (const raw of pointer.split('/').slice(1)) {
    const step = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    const next: string | number = at?.type === 'seq' ? Number(step) : step;
    steps.push(next);
    at =
      typeof next === 'number' && at?.type === 'seq'
        ? resolved(at.items[next] ?? null)
        : typeof next === 'string'
          ? resolved(pairOf(at, next)?.value ?? null)
          : null;
  }
  return steps;
}

/** The key that steps below `key` lead to; an entry of a list of plain values keeps the list's key. */
function keyAt(key: Key, steps: Path): Key {
  let at = key;
  for (const step of steps) {
    if (typeof step === 'number') at = at.item ?? at;
    else if (step === 'answer' && at.child('answer')?.extra === true) continue;
    else at = at.child(step) ?? at;
  }
  return at;
}

function expectedWord(key: Key): string {
  switch (key.kind) {
    case 'document':
    case 'section':
    case 'group':
    case 'task':
    case 'duty':
    case 'object':
      return 'mapping';
    case 'choice_list':
    case 'string_list':
    case 'tool_list':
      return 'list';
    case 'any':
      return 'mapping';
    case 'text':
      return key.many ? 'text' : 'single-text';
    default:
      return key.kind;
  }
}

function foundWord(value: YamlNode | null): string {
  if (value === null) return 'nothing';
  if (value.type === 'seq') return 'list';
  if (value.type !== 'scalar') return 'mapping';
  return typeof value.value === 'boolean' ? 'boolean' : typeof value.value === 'number' ? 'number' : 'text';
}

const TRUTHS: Readonly<Record<string, string>> = { yes: 'true', on: 'true', y: 'true', no: 'false', off: 'false', n: 'false' };

function typeFix(value: YamlNode | null, key: Key, expected: string): FixData | null {
  if (expected === 'choice' && value?.type === 'seq' && value.flow) return replaceList(value, key);
  if (value?.type !== 'scalar') return null;
  const isText = typeof value.value === 'string';
  if (expected === 'boolean' && isText) {
    const truth = TRUTHS[value.source.trim().toLowerCase()] ?? nearest(value.source, ['true', 'false'], 1)[0];
    return { fix: 'replace-value', with: truth === undefined ? ['true', 'false'] : [truth] };
  }
  if (expected === 'choice' && key.choices.length > 0)
    return { fix: 'replace-value', with: key.choices.map((choice) => choice.value).slice(0, 8) };
  if (['text', 'single-text', 'role'].includes(expected) && !isText) return { fix: 'quote-value' };
  if (expected === 'list' && isText && value.style !== 'literal' && value.style !== 'folded') return { fix: 'wrap-in-list' };
  return null;
}

/** One value in place of a list: first those that the list holds. */
function replaceList(list: SeqNode, key: Key): FixData {
  const allowed = key.choices.map((choice) => choice.value);
  const held = allowed.filter((word) => list.items.some((item) => toValue(item) === word));
  return { fix: 'replace-value', with: [...held, ...allowed.filter((word) => !held.includes(word))].slice(0, 8) };
}

/** Keys by name, of sections, groups and fields; what stands below an answer is left out. */
function placesOf(kind: Kind): ReadonlyMap<string, readonly Key[]> {
  const places = new Map<string, Key[]>();
  const visit = (key: Key): void => {
    for (const child of key.keys) {
      if (child.extra) continue;
      places.set(child.name, [...(places.get(child.name) ?? []), child]);
      if (child.kind === 'section' || child.kind === 'group') visit(child);
    }
  };
  visit(kind.root);
  return places;
}
