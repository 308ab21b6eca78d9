/** What can be done about gaps: keys without values where none stand, the example where a placeholder stands. */
import type { Assessment } from '../../assessment/assess';
import type { Finding } from '../../assessment/finding';
import { insertPaths, sectionTitle, unitsBelow } from '../../assessment/gaps';
import type { UnitResult } from '../../assessment/unitState';
import type { Key, Section } from '../../catalog/catalog';
import { insertKeys } from '../../edit/insertKeys';
import { insertLines } from '../../edit/insertLines';
import { columnOf, indentStep, lineBehind, pairEnd } from '../../edit/layout';
import { skeletonLines } from '../../edit/skeleton';
import type { TextEdit } from '../../edit/textEdit';
import { startOf } from '../../syntax/node';
import { find } from '../../syntax/path';
import { allSections } from '../explain';
import { exampleEdits } from './example';
import type { Candidate, FixContext, Proposal, QuickFix } from './fix';
import { leavesGoodYaml } from './fixTrial';

type Levels = 'mandatory' | 'recommended';

/** The edits that insert keys without values at these paths. */
export function insertion(assessment: Assessment, paths: readonly (readonly string[])[]): readonly TextEdit[] {
  return insertKeys(assessment.tree, assessment.root, assessment.kind.root, paths);
}

/** Changes for a unit or section without an answer. */
export function gapFixes(finding: Finding, context: FixContext): Proposal {
  const { messages, assessment } = context;
  const what = String(finding.params['what'] ?? finding.params['title'] ?? finding.path);
  const candidates: Candidate[] = [];
  if (finding.fix?.fix === 'insert') {
    candidates.push({
      title: insertTitle(finding, what, context),
      edits: insertion(assessment, finding.fix.paths),
      preferred: true,
      insertsKeys: true,
      // In a text without syntax problems, keys are put where they belong by construction.
      certain: true,
    });
  }
  const result = resultOf(finding, assessment);
  if (result !== undefined && candidates.every(({ edits }) => edits?.length === 0)) {
    const edits = exampleEdits(result, context);
    candidates.push({ title: messages.text('fix.put-example', { what }), edits, preferred: true });
  }
  return { candidates, blocked: { title: messages.text('fix.answer', { what }), reason: messages.text(blockedBy(finding, result)) } };
}

function blockedBy(finding: Finding, result: UnitResult | undefined): string {
  if (finding.fix?.fix === 'insert') return 'blocked.place';
  return result?.lacking.some((path) => path.at(-1) === 'status') === true ? 'blocked.status' : 'blocked.answer';
}

function resultOf({ unit }: Finding, { kind, units }: Assessment): UnitResult | undefined {
  const found = kind.unitById.get(unit ?? '');
  return found === undefined ? undefined : units.get(found);
}

function insertTitle({ unit, code, params }: Finding, what: string, { messages }: FixContext): string {
  const { mandatory = 0, recommended = 0 } = params;
  const section = recommended === 0 ? 'fix.add-section-mandatory' : mandatory === 0 ? 'fix.add-section-recommended' : 'fix.add-section';
  const title = unit === null ? section : code === 'incomplete-answer' ? 'fix.complete-answer' : 'fix.add-answer';
  return messages.text(title, { what, mandatory: Number(mandatory), recommended: Number(recommended) });
}

/** Results that a tier asks for and that lack something; `recommended` takes in the recommended ones too. */
const openResults = (results: Iterable<UnitResult>, levels: Levels): readonly UnitResult[] =>
  [...results].filter(
    ({ state, level }) =>
      state !== 'answered' && state !== 'waived' && (level === 'mandatory' || (levels === 'recommended' && level === 'recommended')),
  );

/** Paths of everything that the tier asks and that is not answered. */
export function missingPaths(assessment: Assessment, levels: Levels): readonly (readonly string[])[] {
  return insertPaths(openResults(assessment.units.values(), levels), assessment.root, assessment.tier);
}

/** The change that inserts everything at once; undefined when nothing can be inserted. */
export function addAllFix(context: FixContext, levels: Levels): QuickFix | undefined {
  const { assessment, engine, messages } = context;
  const title = (count: number): string =>
    messages.text(levels === 'mandatory' ? 'fix.add-all-mandatory' : 'fix.add-all-recommended', {
      tier: engine.catalog.tier(assessment.tier)?.title ?? '',
      count,
    });
  return addAll(openResults(assessment.units.values(), levels), title, context);
}

/** The same for what lacks in a section that stands; undefined where that is not more than one unit. */
export function addInSectionFix(section: Section, context: FixContext): QuickFix | undefined {
  const { assessment, messages } = context;
  const results = openResults(
    unitsBelow(section).flatMap((unit) => assessment.units.get(unit) ?? []),
    'recommended',
  );
  if (insertPaths(results, assessment.root, assessment.tier).length < 2) return undefined;
  const title = (count: number): string => messages.text('fix.add-in-section', { section: sectionTitle(section), count });
  return addAll(results, title, context, 2);
}

/** The sections, innermost last, in which the unit of a gap lies. */
export function sectionsOf({ unit }: Finding, { kind }: Assessment): readonly Section[] {
  const found = kind.unitById.get(unit ?? '');
  return found === undefined
    ? []
    : allSections(kind.sections).filter((section) => section.path.length > 0 && unitsBelow(section).includes(found));
}

function addAll(
  results: readonly UnitResult[],
  title: (count: number) => string,
  { engine, assessment }: FixContext,
  atLeast = 1,
): QuickFix | undefined {
  // What a syntax problem hides would be added a second time.
  if (assessment.tree.problems.length > 0) return undefined;
  const paths = insertPaths(results, assessment.root, assessment.tier);
  const edits = insertion(assessment, paths);
  const count = results.filter((result) => insertPaths([result], assessment.root, assessment.tier).length > 0).length;
  if (edits.length === 0 || count < atLeast || !leavesGoodYaml(engine, assessment, edits)) return undefined;
  return { title: title(count), edits, preferred: false, insertsKeys: true };
}

/** The first entry below a list that stands without a value; the gap stays until it is filled in. */
export function beginListRewrite({ fix }: Finding, { assessment, messages }: FixContext): QuickFix | null {
  if (fix?.fix !== 'begin-list') return null;
  const edits = beginList(assessment, fix.path);
  return edits.length === 0
    ? null
    : { title: messages.text('fix.begin-list', { key: fix.path.at(-1) ?? '' }), edits, preferred: false, insertsKeys: true };
}

function beginList(assessment: Assessment, path: readonly string[]): readonly TextEdit[] {
  const { tree, root, kind } = assessment;
  const { pair } = find(root, path);
  const parent = find(root, path.slice(0, -1)).node;
  if (parent?.type !== 'map' || parent.flow || pair === null || pair.value !== null || pair.afterColon < 0) return [];
  const key = path.reduce<Key | undefined>((at, name) => at?.child(name), kind.root);
  const column = columnOf(tree, startOf(pair.key));
  const [, ...lines] = skeletonLines([{ name: pair.key.name, key, below: [] }], column, indentStep(tree), () => '');
  return lines.length === 0 ? [] : [insertLines(tree, lineBehind(tree, pairEnd(pair)), lines)];
}
