/** Changes of the whole document that are asked for by name: all safe fixes, canonical order. */
import type { Assessment } from '../assessment/assess';
import { assess } from '../assessment/assess';
import { EditedText } from '../edit/editedText';
import { sortKeys } from '../edit/sortKeys';
import type { TextEdit } from '../edit/textEdit';
import { parse } from '../syntax/parse';
import type { FixContext, QuickFix } from './fixes/fix';
import { FixTrial } from './fixes/fixTrial';
import { safeFix } from './quickFixes';

/** More rounds than documents need; each of them removes a finding. */
const ROUNDS = 100;

/** One change with the effect of all safe fixes; undefined where there are none. Nobody's words change meaning by it. */
export function fixAllAction(context: FixContext): QuickFix | undefined {
  const { engine, messages } = context;
  const { kind, header, tree } = context.assessment;
  const text = new EditedText(tree.text);
  let { assessment } = context;
  for (let round = 0; round < ROUNDS; round += 1) {
    const edits = safeEdits({ ...context, assessment });
    if (edits.length === 0) break;
    text.apply(edits);
    assessment = assess(engine, kind, '', parse(text.text), { record: header.record });
  }
  const edits = text.edits();
  return edits.length === 0 ? undefined : { title: messages.text('fix.all-safe'), edits, preferred: false, insertsKeys: false };
}

/** The edits of safe fixes that do not touch each other. */
function safeEdits(context: FixContext): readonly TextEdit[] {
  const chosen: TextEdit[] = [];
  for (const finding of context.assessment.findings) {
    const fix = safeFix(finding, context);
    if (fix?.edits.every((edit) => chosen.every((other) => edit.to < other.from || other.to < edit.from)) === true)
      chosen.push(...fix.edits);
  }
  return chosen;
}

/** Sections and their keys in canonical order; undefined where they are, or where lines cannot be moved soundly. */
export function sortAction({ engine, assessment, messages }: FixContext): QuickFix | undefined {
  const { tree, root, kind } = assessment;
  if (tree.problems.length > 0) return undefined;
  const edits = sortKeys(tree, root, kind.root);
  if (edits.length === 0 || !isSame(assessment, FixTrial.of(engine, assessment).after(edits))) return undefined;
  return { title: messages.text('fix.sort'), edits, preferred: false, insertsKeys: false };
}

/** True where two documents say the same: an anchor may have come to stand behind its alias. */
function isSame(a: Assessment, b: Assessment): boolean {
  const labels = ({ findings }: Assessment): string =>
    findings
      .map(({ code, path }) => `${code} ${path}`)
      .toSorted()
      .join('\n');
  const local = (assessment: Assessment): Assessment => ({
    ...assessment,
    findings: assessment.findings.filter(
      ({ code }) => !code.startsWith('evidence-') && code !== 'kind-mismatch' && code !== 'duplicate-system',
    ),
  });
  return b.tree.problems.length === 0 && labels(local(a)) === labels(local(b));
}
