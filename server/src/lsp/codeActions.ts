/** Code actions: the quick fixes of the findings in a range, everything missing at once, and another tier. */
import type { CodeAction, CodeActionParams, Diagnostic, Range, WorkspaceEdit } from 'vscode-languageserver';
import { CodeActionKind } from 'vscode-languageserver';
import { GAP_CODES } from '../core/assessment/finding';
import type { FixContext, QuickFix } from '../core/features/quickFixes';
import { addAllFix, changeTierFixes, quickFixes } from '../core/features/quickFixes';
import { asSnippet } from '../core/edit/leaves';
import { pairOf } from '../core/syntax/node';
import { endOf, startOf } from '../core/syntax/node';
import type { Abilities } from './abilities';
import { spanRange, toDiagnostic, toTextEdit } from './convert';

interface Target {
  readonly uri: string;
  readonly version: number;
  readonly abilities: Abilities;
  readonly rules: string | null;
}

/** Actions for a range; kinds that the client did not ask for are left out. */
export function codeActions(params: CodeActionParams, context: FixContext, target: Target): CodeAction[] {
  const { assessment, messages } = context;
  const { lines } = assessment.tree;
  const wants = (kind: string): boolean =>
    params.context.only === undefined || params.context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const actions: CodeAction[] = [];
  const inRange = assessment.findings.filter((finding) => touches(spanRange(lines, finding.anchor), params.range));
  if (wants(CodeActionKind.QuickFix)) {
    for (const finding of inRange) {
      const diagnostic = toDiagnostic(finding, lines, target.uri, messages, target.rules);
      for (const fix of quickFixes(finding, context))
        if (fix.creates === undefined || target.abilities.createsFiles)
          actions.push(action(fix, CodeActionKind.QuickFix, context, target, diagnostic));
    }
    if (inRange.some((finding) => GAP_CODES.has(finding.code))) {
      for (const levels of ['mandatory', 'recommended'] as const) {
        const fix = addAllFix(context, levels);
        if (fix !== undefined) actions.push(action(fix, CodeActionKind.QuickFix, context, target));
      }
    }
  }
  const tier = pairOf(assessment.root, 'risk_tier');
  if (wants(CodeActionKind.RefactorRewrite) && tier !== undefined && assessment.tier !== null) {
    const end = tier.value === null ? endOf(tier.key) : endOf(tier.value);
    if (touches(lines.range(startOf(tier.key), end), params.range)) {
      for (const fix of changeTierFixes(context)) actions.push(action(fix, CodeActionKind.RefactorRewrite, context, target));
    }
  }
  return actions;
}

function action(fix: QuickFix, kind: CodeActionKind, context: FixContext, target: Target, diagnostic?: Diagnostic): CodeAction {
  return {
    title: fix.title,
    kind,
    edit: workspaceEdit(fix, context, target),
    ...(diagnostic === undefined ? {} : { diagnostics: [diagnostic] }),
    ...(fix.preferred && diagnostic !== undefined ? { isPreferred: true } : {}),
  };
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
