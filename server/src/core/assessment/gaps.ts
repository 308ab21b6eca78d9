/** Findings for what is not answered: one per unit, one per missing section (format.md, sections 4 and 7). */
import type { Level, Section, Unit } from '../catalog/catalog';
import type { Place } from '../document/systemRecord';
import type { Spanned, YamlNode } from '../syntax/node';
import { isNull, pairOf, resolved } from '../syntax/node';
import { hasRecord, recordKeys } from '../edit/recordKeys';
import { takesList } from '../edit/skeleton';
import type { Path } from '../syntax/path';
import { find, showPath } from '../syntax/path';
import type { Finding, FixData, Param, SeverityBasis } from './finding';
import { finding, gapSeverity } from './finding';
import type { DueContext } from './due';
import { dueOf, earliestOfAll } from './due';
import type { UnitResult } from './unitState';
import type { Unread } from './unread';

/** What gap findings are made from. */
export interface GapInput {
  readonly root: YamlNode | null;
  readonly results: ReadonlyMap<Unit, UnitResult>;
  /** The tier that counts, the words it is shown with, and where it is stated. */
  readonly tier: { readonly at: Spanned | Place | null; readonly id: string; readonly title: Param };
  /** Where a finding of the whole document is anchored. */
  readonly documentAnchor: Spanned;
  /** Error-level structural findings by path, and answers that could not be read: what is wrong there is said already. */
  readonly wrongPaths: readonly string[];
  /** What may stand in the text although the tree lacks it. */
  readonly unread: Unread;
  /** From when and by whom a unit is owed. */
  readonly due: DueContext;
  readonly severityBasis: SeverityBasis;
}

/** Gap findings of the given sections, in canonical order. */
export function gapFindings(sections: readonly Section[], input: GapInput): readonly Finding[] {
  return sections.flatMap((section) => sectionFindings(section, input));
}

/** Units of a section and of the sections below it. */
export function unitsBelow(section: Section): readonly Unit[] {
  const units = UNITS.get(section) ?? [...section.units, ...section.sections.flatMap(unitsBelow)];
  UNITS.set(section, units);
  return units;
}

const UNITS = new WeakMap<Section, readonly Unit[]>();

function sectionFindings(section: Section, input: GapInput): readonly Finding[] {
  if (section.path.length === 0) return section.units.flatMap((unit) => unitFindings(unit, input));
  const found = find(input.root, section.path);
  const units = unitsBelow(section);
  const asked = units.flatMap((unit) => input.results.get(unit) ?? []);
  // What is waived is not asked any more; where all of it is waived, so is the section.
  const open = asked.filter(({ state, level }) => state !== 'waived' && level !== 'optional');
  const waived = open.length === 0;
  const of = (level: Level): readonly UnitResult[] => (waived ? asked : open).filter((result) => result.level === level);
  const mandatory = of('mandatory');
  const recommended = of('recommended');
  const level: Level = mandatory.length > 0 ? 'mandatory' : recommended.length > 0 ? 'recommended' : 'optional';
  const exists = found.depth === section.path.length;
  if (exists && resolved(found.node)?.type === 'map' && !isEmptyMap(found.node)) {
    return [...section.units.flatMap((unit) => unitFindings(unit, input)), ...gapFindings(section.sections, input)];
  }
  const isEmpty = exists && (isNull(found.node) || isEmptyMap(found.node));
  if (level === 'optional' || (exists && !isEmpty)) return [];
  if (exists ? input.unread.isWithin(section.path) : input.unread.holds(section.path)) return [];
  const first = level === 'mandatory' ? mandatory : recommended;
  const due = level === 'mandatory' ? earliestOfAll(first.map(({ unit }) => dueOf(unit, input.due))) : null;
  // Where only some of it is waived, each of these is reported by itself.
  const accepted = waived ? [] : asked.filter(({ state }) => state === 'waived');
  return [
    ...accepted.flatMap(({ unit }) => unitFindings(unit, input)),
    finding({
      code: isEmpty ? 'placeholder-answer' : level === 'mandatory' ? 'missing-mandatory' : 'missing-recommended',
      message: isEmpty ? 'section-empty' : missingMessage(mandatory.length, recommended.length),
      params: {
        title: sectionTitle(section),
        key: showPath(section.path),
        mandatory: mandatory.length,
        recommended: recommended.length,
        tier: input.tier.title,
      },
      severity: gapSeverity(level, due, input.severityBasis),
      due,
      anchor: anchorOf(section.path, input),
      path: showPath(section.path),
      level,
      waived,
      articles: [...new Set(first.flatMap((result) => result.unit.articles))],
      fix: {
        fix: 'insert',
        paths: insertPaths(
          units.flatMap((unit) => [...mandatory, ...recommended].filter((result) => result.unit === unit)),
          input.root,
          input.tier.id,
        ),
      },
      related: tierRelated(input, anchorOf(section.path, input)),
    }),
  ];
}

function missingMessage(mandatory: number, recommended: number): string {
  if (mandatory === 0) return 'section-missing-recommended';
  return recommended === 0 ? 'section-missing-mandatory' : 'section-missing';
}

function unitFindings(unit: Unit, input: GapInput): readonly Finding[] {
  const result = input.results.get(unit);
  if (result === undefined || result.state === 'answered') return [];
  const { level, lacking } = result;
  const state = result.unwaived ?? result.state;
  const paths = unit.fields.map((field) => showPath(field.path));
  if (paths.some((path) => concerns(path, input.wrongPaths))) return [];
  if (state === 'missing' && level === 'optional') return [];
  if (unit.ownGroups.some((group) => input.unread.isWithin(group)) || lacking.some((path) => input.unread.holds(path))) return [];
  const [firstLack] = lacking;
  const path = state === 'missing' || state === 'placeholder' ? (unit.fields.length === 1 ? unit.fields[0]?.path : firstLack) : firstLack;
  const where = path ?? unit.section.path;
  const code =
    state === 'partial'
      ? 'incomplete-answer'
      : state === 'placeholder'
        ? 'placeholder-answer'
        : level === 'mandatory'
          ? 'missing-mandatory'
          : 'missing-recommended';
  const lackNames = lacking.map((lack) => showPath(lack.slice(unit.section.path.length)));
  const due = level === 'mandatory' ? dueOf(unit, input.due) : null;
  const notStarted = state === 'missing' && find(input.root, where).depth === where.length;
  const isUnderWay = state === 'partial' && isStatedStatus(firstLack, input.root);
  return [
    finding({
      code,
      message: notStarted
        ? 'unit-not-started'
        : isUnderWay
          ? lacking.length > 1
            ? 'unit-under-way'
            : 'unit-under-way.only'
          : `unit-${state}`,
      params: {
        unit: unit.id,
        title: unit.title,
        what: unitLabel(unit),
        question: unit.question,
        type: { text: `unit.${unit.type}` },
        level: { text: `level.${level}` },
        tier: input.tier.title,
        lacking: isUnderWay ? lackNames.slice(1) : lackNames,
        articles: unit.articles,
      },
      severity: gapSeverity(level, due, input.severityBasis),
      due,
      anchor: anchorOf(firstLack ?? where, input),
      path: showPath(where),
      unit: unit.id,
      level,
      waived: result.waiver !== undefined,
      articles: unit.articles,
      fix: insertFix([result], input) ?? listFix(result, input.root),
      related: tierRelated(input, anchorOf(firstLack ?? where, input)),
    }),
  ];
}

/** True where what lacks first is a status that says something else than done. */
function isStatedStatus(lack: Path | undefined, root: YamlNode | null): boolean {
  return lack?.at(-1) === 'status' && find(root, lack).depth === lack.length && !isNull(find(root, lack).node);
}

/** A list that stands without a value can be begun. */
function listFix({ unit, lacking }: UnitResult, root: YamlNode | null): FixData | null {
  const field = unit.fields.find(
    ({ key, path }) => takesList(key) && lacking.some((lack) => showPath(lack) === showPath(path)) && find(root, path).node === null,
  );
  return field === undefined ? null : { fix: 'begin-list', path: field.path };
}

function insertFix(results: readonly UnitResult[], input: GapInput): FixData | null {
  const paths = insertPaths(results, input.root, input.tier.id);
  return paths.length === 0 ? null : { fix: 'insert', paths };
}

/** Paths of the keys whose insertion gives units their place: what they lack and does not stand yet. */
export function insertPaths(results: readonly UnitResult[], root: YamlNode | null, tier: string | null): readonly (readonly string[])[] {
  return results
    .flatMap(({ unit, lacking }) => {
      const [only] = unit.fields;
      const isNewRecord = only !== undefined && hasRecord(only.key) && find(root, only.path).depth < only.path.length;
      return isNewRecord ? recordKeys(only.key, tier).map((name) => [...only.path, name]) : lacking;
    })
    .filter((path) => find(root, path).depth < path.length)
    .map((path) => path.map(String));
}

/** True where one of the wrong paths lies at, above or below a field's path. */
export const concerns = (path: string, wrongPaths: readonly string[]): boolean =>
  wrongPaths.some((wrong) => isWithin(path, wrong) || isWithin(wrong, path));

/** True where a path lies at or below another. */
export const isWithin = (path: string, outer: string): boolean =>
  path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);

function isEmptyMap(node: YamlNode | null): boolean {
  const map = resolved(node);
  return map?.type === 'map' && map.pairs.length === 0;
}

/** The nearest key that exists on the way to a path; the document's anchor when none does. */
function anchorOf(path: Path, input: GapInput): Spanned {
  for (let length = path.length; length > 0; length -= 1) {
    const step = path[length - 1];
    const parent = find(input.root, path.slice(0, length - 1));
    if (parent.depth === length - 1 && typeof step === 'string') {
      const pair = pairOf(parent.node, step);
      if (pair !== undefined) return pair.key;
    }
  }
  return input.documentAnchor;
}

/** Where the tier is stated, unless the finding stands there itself. */
const tierRelated = (input: GapInput, anchor: Spanned): Finding['related'] =>
  input.tier.at === null || input.tier.at === anchor
    ? null
    : { at: input.tier.at, message: 'related.tier', params: { tier: input.tier.id } };

/** True for the questions that the printed canvas numbers. */
export const isNumbered = (unit: Unit): boolean => /^\d+\.\d+$/u.test(unit.id);

/** A unit in a few words: numbered questions with their number. */
export const unitLabel = (unit: Unit): string => (isNumbered(unit) ? `${unit.id} ${unit.title}` : unit.title);

/** A section's title; a part of a phase names its phase too. */
export function sectionTitle(section: Section): string {
  return section.parent === null ? section.key.title : `${sectionTitle(section.parent)}: ${section.key.title}`;
}
