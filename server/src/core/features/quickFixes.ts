/** Quick fixes of findings, as slices of text. Every edit touches only what it must. */
import type { Assessment, Engine } from '../assessment/assess';
import type { Finding, FixData } from '../assessment/finding';
import { insertPaths } from '../assessment/gaps';
import type { Catalog, Key } from '../catalog/catalog';
import { insertEntries, insertKeys, insertLines } from '../edit/insertKeys';
import { columnOf, indentStep, keyColumn, lineBehind, pairEnd } from '../edit/layout';
import { skeletonLines } from '../edit/skeleton';
import type { TextEdit } from '../edit/textEdit';
import { applyEdits } from '../edit/textEdit';
import { endOf, isNull, pairOf, startOf } from '../syntax/node';
import { evidenceTemplate } from '../evidence/template';
import { parse } from '../syntax/parse';
import { find } from '../syntax/path';
import type { Messages } from '../text/messages';
import { plainScalar } from './explain';

export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** At most one fix of a finding is the preferred one. */
  readonly preferred: boolean;
  /** True where the edits insert keys without values, which a client with snippets may turn into tab stops. */
  readonly insertsKeys: boolean;
  /** A file that the fix creates; offered only where the client can. */
  readonly creates?: { readonly uri: string; readonly text: string };
}

/** What fixes are made from. */
export interface FixContext {
  readonly engine: Engine;
  readonly assessment: Assessment;
  readonly messages: Messages;
  /** The catalog with all help texts; without it, new files hold less help. */
  readonly guidance?: () => Catalog;
}

/** Fixes of one finding, the preferred one first. A fix whose edit would be empty is left out. */
export function quickFixes(finding: Finding, context: FixContext): readonly QuickFix[] {
  const fixes = (finding.fix === null ? [] : fixesOf(finding, finding.fix, context)).filter(
    (fix) => fix.creates !== undefined || (fix.edits.length > 0 && isSound(fix, context)),
  );
  const preferred = fixes.findIndex((fix) => fix.preferred);
  return fixes.map((fix, at) => ({ ...fix, preferred: at === Math.max(0, preferred) }));
}

/** In a text that is no good YAML, or of unusual form, an edit is tried first: it must not make things worse. */
function isSound(fix: QuickFix, { assessment }: FixContext): boolean {
  const { tree } = assessment;
  const { root } = tree;
  const isUsual =
    tree.problems.length === 0 &&
    root?.type === 'map' &&
    root.pairs.every((pair) => pair.afterColon >= 0 && (root.flow || columnOf(tree, startOf(pair.key)) === keyColumn(tree, root)));
  if (isUsual || tree.text.trim() === '') return true;
  return parse(applyEdits(tree.text, fix.edits)).problems.length <= tree.problems.length;
}

function fixesOf(finding: Finding, data: NonNullable<Finding['fix']>, context: FixContext): readonly QuickFix[] {
  const { assessment, messages } = context;
  const { text } = assessment.tree;
  const from = startOf(finding.anchor);
  const to = endOf(finding.anchor);
  const replace = (title: string, words: string, preferred = false): QuickFix => ({
    title,
    edits: [{ from, to, text: words }],
    preferred,
    insertsKeys: false,
  });
  switch (data.fix) {
    case 'rename-key':
      return data.to.map((name, at) => replace(messages.text('fix.rename-key', { to: name }), name, at === 0));
    case 'replace-value':
      return data.with.map((word, at) => replace(messages.text('fix.replace-value', { to: word }), scalarText(word), at === 0));
    case 'quote-value':
      return [replace(messages.text('fix.quote-value'), JSON.stringify(text.slice(from, to)), true)];
    case 'replace-span':
      return [
        {
          title: messages.text(data.title),
          edits: [{ from: data.from, to: data.to, text: data.with }],
          preferred: true,
          insertsKeys: false,
        },
      ];
    case 'begin-list':
      return [
        {
          title: messages.text('fix.begin-list', { key: data.path.at(-1) ?? '' }),
          edits: beginList(assessment, data.path),
          preferred: true,
          insertsKeys: true,
        },
      ];
    case 'wrap-in-list':
      return [replace(messages.text('fix.wrap-in-list'), `[${flowText(text.slice(from, to))}]`, true)];
    case 'state-kind':
      return [replace(messages.text('fix.state-kind', { kind: data.kind }), data.kind, true)];
    case 'state-tier':
      return tierFixes(context);
    case 'evidence':
      return evidenceFixes(data, context);
    case 'insert':
      return insertFixes(finding, data, context);
  }
}

/** Another value in place of the one that leads nowhere, and the file that it names. */
function evidenceFixes(data: Extract<FixData, { fix: 'evidence' }>, context: FixContext): readonly QuickFix[] {
  const { assessment, messages } = context;
  const fixes: QuickFix[] = [];
  if (data.with !== null) {
    const edit = { from: startOf(data.at), to: endOf(data.at), text: flowText(plainScalar(data.with)) };
    fixes.push({ title: messages.text('fix.replace-evidence', { to: data.with }), edits: [edit], preferred: true, insertsKeys: false });
  }
  if (data.create !== null) {
    const { uri, shown, unit, heading } = data.create;
    const kind = (context.guidance?.() ?? context.engine.catalog).kinds.get(assessment.kind.id);
    const text = evidenceTemplate(
      kind?.unitById.get(unit ?? ''),
      decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1)),
      heading,
      messages,
    );
    fixes.push({
      title: messages.text('fix.create-evidence', { file: shown }),
      edits: [],
      preferred: false,
      insertsKeys: false,
      creates: { uri, text },
    });
  }
  return fixes;
}

/** The first entry below a key that takes a list and has no value. */
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

/** A plain scalar of the schemas' vocabulary; operators such as `>` need quotes. */
const scalarText = (word: string): string => (/^[A-Za-z][\w /-]*$/u.test(word) ? word : JSON.stringify(word));

/** A scalar that may stand between brackets. */
function flowText(written: string): string {
  if (/^(?:"[^\n]*"|'[^\n]*')$/u.test(written)) return written;
  return /[,[\]{}\n#:&*!|>'"%@`]/u.test(written) ? JSON.stringify(written.replaceAll(/\s*\n\s*/gu, ' ')) : written;
}

function insertFixes(
  finding: Finding,
  data: Extract<NonNullable<Finding['fix']>, { fix: 'insert' }>,
  context: FixContext,
): readonly QuickFix[] {
  const { messages } = context;
  const what = String(finding.params['what'] ?? finding.params['title'] ?? finding.path);
  const { mandatory = 0, recommended = 0 } = finding.params;
  const section = recommended === 0 ? 'fix.add-section-mandatory' : mandatory === 0 ? 'fix.add-section-recommended' : 'fix.add-section';
  const title = finding.unit === null ? section : finding.code === 'incomplete-answer' ? 'fix.complete-answer' : 'fix.add-answer';
  return [
    {
      title: messages.text(title, { what, mandatory: Number(mandatory), recommended: Number(recommended) }),
      edits: insertion(context.assessment, data.paths),
      preferred: true,
      insertsKeys: true,
    },
  ];
}

/** The edits that insert keys without values at these paths. */
export function insertion(assessment: Assessment, paths: readonly (readonly string[])[]): readonly TextEdit[] {
  return insertKeys(assessment.tree, assessment.root, assessment.kind.root, paths);
}

/** Paths of everything that the tier asks and that is not answered; `recommended` takes in the recommended answers too. */
export function missingPaths(assessment: Assessment, levels: 'mandatory' | 'recommended'): readonly (readonly string[])[] {
  const open = [...assessment.units.values()].filter(
    ({ state, level }) =>
      state !== 'answered' && state !== 'waived' && (level === 'mandatory' || (levels === 'recommended' && level === 'recommended')),
  );
  return insertPaths(open, assessment.root, assessment.tier);
}

/** The fix that inserts everything at once; undefined when nothing can be inserted. */
export function addAllFix(context: FixContext, levels: 'mandatory' | 'recommended'): QuickFix | undefined {
  const { assessment, engine, messages } = context;
  // What a syntax problem hides would be added a second time.
  if (assessment.tree.problems.length > 0) return undefined;
  const paths = missingPaths(assessment, levels);
  const edits = insertion(assessment, paths);
  if (edits.length === 0) return undefined;
  const units = new Set(
    paths.map((path) =>
      [...assessment.units.keys()].find((unit) => unit.fields.some((field) => field.path.every((step, at) => path[at] === step))),
    ),
  );
  const title = messages.text(levels === 'mandatory' ? 'fix.add-all-mandatory' : 'fix.add-all-recommended', {
    tier: engine.catalog.tier(assessment.tier)?.title ?? '',
    count: units.size,
  });
  const fix = { title, edits, preferred: false, insertsKeys: true };
  return isSound(fix, context) ? fix : undefined;
}

/** The edits that state a tier: in place of the stated one, behind an empty key, or in a new line of the header. */
export function tierEdits(assessment: Assessment, tier: string): readonly TextEdit[] {
  const { root, tree, kind } = assessment;
  const pair = pairOf(root, 'risk_tier');
  if (pair === undefined) return insertEntries(tree, root, kind.root, [{ path: ['risk_tier'], value: tier }]);
  const { value } = pair;
  if (value !== null && !isNull(value)) return value.type === 'scalar' ? [{ from: startOf(value), to: endOf(value), text: tier }] : [];
  if (pair.afterColon < 0) return [];
  const at = pair.key.origin.offset + pair.afterColon;
  return [{ from: at, to: value === null ? at : endOf(value), text: ` ${tier}` }];
}

/** One fix per tier; preferred is the tier that asks most. */
function tierFixes(context: FixContext): readonly QuickFix[] {
  const { assessment, engine, messages } = context;
  const asked = (tier: string): number => assessment.kind.units.filter((unit) => unit.levels.get(tier) === 'mandatory').length;
  const most = Math.max(...engine.catalog.tiers.map((tier) => asked(tier.id)));
  return engine.catalog.tiers
    .toReversed()
    .toSorted((a, b) => asked(b.id) - asked(a.id))
    .map((tier) => ({
      title: messages.text('fix.state-tier', { title: tier.title }),
      edits: tierEdits(assessment, tier.id),
      preferred: asked(tier.id) === most,
      insertsKeys: false,
    }));
}

/** Rewrites of the tier where one is stated: offered at the tier itself, not as the fix of a finding. */
export function changeTierFixes(context: FixContext): readonly QuickFix[] {
  const { assessment, engine, messages } = context;
  return engine.catalog.tiers
    .filter((tier) => tier.id !== assessment.tier)
    .map((tier) => ({
      title: messages.text('fix.change-tier', { title: tier.title }),
      edits: tierEdits(assessment, tier.id),
      preferred: false,
      insertsKeys: false,
    }))
    .filter((fix) => fix.edits.length > 0 && isSound(fix, context));
}
