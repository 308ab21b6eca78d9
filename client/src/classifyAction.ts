/**
 * The tier wizard as a quick fix of findings about the tier, beside those of the server: only the client can start it.
 */
import { CodeAction, CodeActionKind, l10n, languages, type Diagnostic, type Disposable } from 'vscode';
import { LANGUAGE_ID } from './ownLanguage';
import { PREFIX } from './platform';

/** Findings that ask which tier applies. */
const CODES: ReadonlySet<unknown> = new Set(['tier-missing', 'tier-too-low']);

export function offerClassification(): Disposable {
  return languages.registerCodeActionsProvider(
    { language: LANGUAGE_ID },
    {
      provideCodeActions: ({ uri }, _range, { diagnostics }) =>
        diagnostics.filter(isAboutTier).map((diagnostic) => {
          const title = l10n.t('Classify the AI system with the tier wizard…');
          const action = new CodeAction(title, CodeActionKind.QuickFix);
          action.diagnostics = [diagnostic];
          action.command = { command: `${PREFIX}.classify`, title, arguments: [{ uri: uri.toString() }] };
          return action;
        }),
    },
    { providedCodeActionKinds: [CodeActionKind.QuickFix] },
  );
}

const isAboutTier = ({ source, code }: Diagnostic): boolean =>
  source === LANGUAGE_ID && CODES.has(typeof code === 'object' ? code.value : code);
