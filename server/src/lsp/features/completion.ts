/** Completion; the documentation of an item follows when the client asks for it. */
import type { CompletionItem } from 'vscode-languageserver';
import { MarkupKind } from 'vscode-languageserver';
import type { Catalog } from '../../core/catalog/catalog';
import { kindById } from '../../core/catalog/catalog';
import { completionItems } from '../../core/features/completion';
import { explainKey, explainValue } from '../../core/features/explain';
import { keyAtPath } from '../../core/features/hover';
import type { Messages } from '../../core/text/messages';
import { toCompletionItem } from '../convert';
import { guarded, onDocument } from '../guard';
import type { Session } from '../session';

export function registerCompletion(session: Session): void {
  const { connection, engine, messages } = session;
  connection.onCompletion((params, token) =>
    onDocument(session, 'completion', params, token, (assessment) => {
      const can = session.client.abilities.completion;
      const offset = assessment.tree.lines.offsetAt(params.position);
      const items = completionItems({ engine, assessment, messages, path: params.textDocument.uri }, offset).map((item) =>
        toCompletionItem(item, assessment, offset, can),
      );
      const { uri } = params.textDocument;
      // What an overlay asks is explained by the overlay.
      if (session.workspace.assessor.configurations.overlaysOf(uri).length > 0)
        return { isIncomplete: false, items: items.map((item) => ({ ...item, data: { ...(item.data as object), uri } })) };
      return { isIncomplete: false, items };
    }),
  );
  connection.onCompletionResolve(
    (item, token) =>
      guarded(connection.console, 'completion resolve', token, item, () =>
        documented(item, guidanceFor(item, session), messages),
      ) as CompletionItem,
  );
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
