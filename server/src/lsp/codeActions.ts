/** Code actions: what can be done about the findings in a range, about what stands there, and about the whole document. */
import type { CodeAction, CodeActionParams, Range, WorkspaceEdit } from 'vscode-languageserver';
import { CodeActionKind, CodeActionTriggerKind } from './library';
import type { Finding } from '../core/assessment/finding';
import { GAP_CODES } from '../core/assessment/finding';
import { asSnippet } from '../core/edit/leaves';
import type { FixContext, QuickFix } from '../core/features/fixes/fix';
import { formRewrites } from '../core/features/fixes/forms';
import { addAllFix, addInSectionFix, beginListRewrite, sectionsOf } from '../core/features/fixes/gapFixes';
import { tierRewrites } from '../core/features/fixes/headerFixes';
import { waiveFix } from '../core/features/fixes/waive';
import { remediesOf } from '../core/features/quickFixes';
import { fixAllAction, sortAction } from '../core/features/sourceActions';
import { endOf, pairOf, startOf } from '../core/syntax/node';
import type { Abilities } from './abilities';
import { spanRange, toDiagnostic, toTextEdit } from './convert';

/** Kinds of our own; clients filter by them, and users bind them to saving. */
export const ACTION_KINDS = {
  waive: `${CodeActionKind.QuickFix}.waive`,
  rewrite: CodeActionKind.RefactorRewrite,
  fixAll: `${CodeActionKind.SourceFixAll}.aiActCanvas`,
  sort: `${CodeActionKind.Source}.organizeSections.aiActCanvas`,
  addMissing: `${CodeActionKind.Source}.addMissing.aiActCanvas`,
} as const;

interface Target {
  readonly uri: string;
  readonly version: number;
  readonly abilities: Abilities;
  readonly rules: string | null;
}

/** Actions for a range; kinds that the client did not ask for are left out. */
export function codeActions(params: CodeActionParams, context: FixContext, target: Target): CodeAction[] {
  const { only } = params.context;
  const wants = (kind: string): boolean =>
    only === undefined || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
  const { lines } = context.assessment.tree;
  const inRange = context.assessment.findings.filter(
    (finding) => !finding.waived && touches(spanRange(lines, finding.anchor), params.range),
  );
  const make = new ActionMaker(context, target);
  const actions: CodeAction[] = [];
  // What is asked for by name, or by a person: looking for it costs more than a caret's move is worth.
  const isInvoked = only !== undefined || params.context.triggerKind !== CodeActionTriggerKind.Automatic;
  if (wants(CodeActionKind.QuickFix)) actions.push(...make.fixes(inRange));
  // A menu of everything would be twice as long with a waiver for each gap that is only recommended.
  const waivesAll = inRange.length === 1 || only?.includes(ACTION_KINDS.waive) === true;
  if (wants(ACTION_KINDS.waive))
    actions.push(...make.waivers(waivesAll ? inRange : inRange.filter(({ level }) => level !== 'recommended')));
  if (wants(ACTION_KINDS.rewrite)) actions.push(...make.rewrites(inRange, params.range));
  if (isInvoked) actions.push(...make.source(wants));
  return actions;
}

class ActionMaker {
  constructor(
    readonly context: FixContext,
    readonly target: Target,
  ) {}

  /** Fixes of each finding, or why there is none; then everything that lacks, at once. */
  fixes(findings: readonly Finding[]): readonly CodeAction[] {
    const { context, target } = this;
    const actions = findings.flatMap((finding) => {
      const { fixes, blocked } = remediesOf(finding, context);
      const possible = fixes.filter((fix) => fix.creates === undefined || target.abilities.createsFiles);
      const made = possible.map((fix) => this.#action(fix, CodeActionKind.QuickFix, finding));
      return blocked === null || !target.abilities.disabledActions
        ? made
        : [
            ...made,
            {
              title: blocked.title,
              kind: CodeActionKind.QuickFix,
              disabled: { reason: blocked.reason },
              diagnostics: [this.#diagnostic(finding)],
            },
          ];
    });
    const gaps = findings.filter((finding) => GAP_CODES.has(finding.code));
    const sections = new Set(gaps.flatMap((finding) => sectionsOf(finding, context.assessment)));
    const together = [
      ...[...sections].map((section) => addInSectionFix(section, context)),
      ...(gaps.length === 0 ? [] : [addAllFix(context, 'mandatory'), addAllFix(context, 'recommended')]),
    ];
    // With what they mend: clients list actions without findings behind all others.
    return [...actions, ...together.flatMap((fix) => (fix === undefined ? [] : [this.#action(fix, CodeActionKind.QuickFix, ...gaps)]))];
  }

  waivers(findings: readonly Finding[]): readonly CodeAction[] {
    return findings.flatMap((finding) => {
      const fix = waiveFix(finding, this.context);
      return fix === undefined ? [] : [this.#action(fix, ACTION_KINDS.waive, finding)];
    });
  }

  rewrites(findings: readonly Finding[], range: Range): readonly CodeAction[] {
    const { context } = this;
    const { root, tier, tree } = context.assessment;
    const rewrites = findings.flatMap((finding) => {
      const list = beginListRewrite(finding, context);
      return [...(list === null ? [] : [list]), ...remediesOf(finding, context).rewrites];
    });
    rewrites.push(...formRewrites(context, tree.lines.offsetAt(range.start)));
    const pair = pairOf(root, 'risk_tier');
    const end = pair === undefined ? 0 : pair.value === null ? endOf(pair.key) : endOf(pair.value);
    if (pair !== undefined && tier !== null && touches(tree.lines.range(startOf(pair.key), end), range))
      rewrites.push(...tierRewrites(context));
    return rewrites.map((rewrite) => this.#action(rewrite, ACTION_KINDS.rewrite));
  }

  source(wants: (kind: string) => boolean): readonly CodeAction[] {
    const { context } = this;
    const when = (kind: string, make: () => QuickFix | undefined): readonly CodeAction[] => {
      const fix = wants(kind) ? make() : undefined;
      return fix === undefined ? [] : [this.#action(fix, kind)];
    };
    return [
      ...when(ACTION_KINDS.fixAll, () => fixAllAction(context)),
      ...when(ACTION_KINDS.sort, () => sortAction(context)),
      ...when(ACTION_KINDS.addMissing, () => addAllFix(context, 'mandatory')),
    ];
  }

  #diagnostic(finding: Finding): ReturnType<typeof toDiagnostic> {
    const { target, context } = this;
    return toDiagnostic(finding, context.assessment.tree.lines, target.uri, context.messages, target.rules);
  }

  #action(fix: QuickFix, kind: string, ...findings: readonly Finding[]): CodeAction {
    return {
      title: fix.title,
      kind,
      edit: workspaceEdit(fix, this.context, this.target),
      ...(findings.length === 0 ? {} : { diagnostics: findings.map((finding) => this.#diagnostic(finding)) }),
      ...(fix.preferred && findings.length > 0 ? { isPreferred: true } : {}),
    };
  }
}

function workspaceEdit(fix: QuickFix, context: FixContext, target: Target): WorkspaceEdit {
  const { tree } = context.assessment;
  if (fix.creates !== undefined) return newFile(fix.creates.uri, fix.creates.text);
  const [only, ...more] = fix.edits;
  const snippet =
    target.abilities.snippetEdits && fix.insertsKeys && only !== undefined && more.length === 0 ? asSnippet(only, tree) : null;
  const edits = fix.edits.map((edit) => toTextEdit(edit, tree.lines));
  if (!target.abilities.documentChanges) return { changes: { [target.uri]: edits } };
  const textDocument = { uri: target.uri, version: target.version };
  if (snippet === null || only === undefined) return { documentChanges: [{ textDocument, edits }] };
  return {
    documentChanges: [
      { textDocument, edits: [{ range: tree.lines.range(only.from, only.to), snippet: { kind: 'snippet', value: snippet } }] },
    ],
  };
}

/** Creates a file with a text; where one has come to stand there meanwhile, nothing is done. */
const newFile = (uri: string, text: string): WorkspaceEdit => ({
  documentChanges: [
    { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
    { textDocument: { uri, version: null }, edits: [{ range: { start: START, end: START }, newText: text }] },
  ],
});

const START = { line: 0, character: 0 };

const before = (a: Range['start'], b: Range['start']): boolean => a.line < b.line || (a.line === b.line && a.character < b.character);

/** True where two ranges share a position; a caret at the end of a word touches it. */
const touches = (a: Range, b: Range): boolean => !before(a.end, b.start) && !before(b.end, a.start);
