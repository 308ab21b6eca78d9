/** Completion; the documentation of an item follows when the client asks for it. */
import type { CompletionItem, CompletionList, CompletionParams } from 'vscode-languageserver';
import { MarkupKind } from '../library';
import type { Catalog } from '../../core/catalog/catalog';
import { kindById } from '../../core/catalog/catalog';
import type { Assessment } from '../../core/assessment/assess';
import { completionItems, wantedSuggestion } from '../../core/features/completion';
import { explainKey, explainValue } from '../../core/features/explain';
import { keyAtPath } from '../../core/features/hover';
import type { SuggestionKind, Suggestions } from '../../core/features/suggestions';
import type { Messages } from '../../core/text/messages';
import { toCompletionItem } from '../convert';
import { guarded, onDocument, onDocuments, uriOf } from '../guard';
import type { Session } from '../session';
import { gathered, suggestionsAtHand } from '../suggestions';

export function registerCompletion(session: Session): void {
  const { connection, messages } = session;
  connection.onCompletion((params, token) => {
    const uri = uriOf(params) ?? '';
    const document = session.documents.get(uri);
    const wanted = document?.assessment === undefined ? null : wantedAt(document.assessment, params.position);
    const atHand = suggestionsAtHand(session, uri, wanted);
    return atHand === null
      ? onDocuments(session, 'completion', params, token, async (assessment) =>
          completions(session, params, assessment, await gathered(session, uri, wanted)),
        )
      : onDocument(session, 'completion', params, token, (assessment) => completions(session, params, assessment, atHand));
  });
  connection.onCompletionResolve(
    (item, token) =>
      guarded(connection.console, 'completion resolve', token, item, () =>
        documented(item, guidanceFor(item, session), messages),
      ) as CompletionItem,
  );
}

const wantedAt = (assessment: Assessment, position: CompletionParams['position']): SuggestionKind | null =>
  wantedSuggestion(assessment, assessment.tree.lines.offsetAt(position));

function completions(session: Session, params: CompletionParams, assessment: Assessment, suggestions: Suggestions): CompletionList {
  const { engine, messages, client, workspace } = session;
  const { uri } = params.textDocument;
  const offset = assessment.tree.lines.offsetAt(params.position);
  const items = completionItems({ engine, assessment, messages, path: uri, suggestions }, offset).map((item) =>
    toCompletionItem(item, assessment, offset, client.abilities.completion),
  );
  // What an overlay asks is explained by the overlay.
  if (workspace.assessor.configurations.overlaysOf(uri).length === 0) return { isIncomplete: false, items };
  return { isIncomplete: false, items: items.map((item) => ({ ...item, data: { ...(item.data as object), uri } })) };
}

/** The help texts for an item, with those of the overlays of its document. */
function guidanceFor({ data }: CompletionItem, session: Session): Catalog {
  const { uri } = (data ?? {}) as { uri?: string };
  return uri === undefined ? session.guidance() : session.guidanceOf(uri);
}

/** Adds the documentation of a completion item. */
function documented(item: CompletionItem, guidance: Catalog, messages: Messages): CompletionItem {
  const { kind, path, value } = (item.data ?? {}) as { kind?: string; path?: string; value?: string | null };
  const found = kindById(guidance, kind ?? '');
  const steps = (path ?? '').split(/\.|(?=\[\])/u).map((step) => (step === '[]' ? 0 : step));
  const key = found === undefined ? undefined : keyAtPath(found, steps);
  if (key === undefined) return item;
  const context = { guidance, messages, assessment: null };
  const markdown = value === null || value === undefined ? explainKey(key, context) : explainValue(key, value, context);
  return markdown === null ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value: markdown } };
}
