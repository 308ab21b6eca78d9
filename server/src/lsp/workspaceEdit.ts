/** Edits of several documents as the client takes them: with the versions they are for, or without. */
import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Abilities } from './abilities';

export interface DocumentEdits {
  readonly uri: string;
  /** Null for a document that is not open. */
  readonly version: number | null;
  readonly edits: readonly TextEdit[];
}

export function workspaceEdit(documents: readonly DocumentEdits[], abilities: Abilities): WorkspaceEdit {
  const changed = documents.filter(({ edits }) => edits.length > 0);
  if (!abilities.documentChanges) return { changes: Object.fromEntries(changed.map(({ uri, edits }) => [uri, [...edits]])) };
  return {
    documentChanges: changed.map(({ uri, version, edits }): TextDocumentEdit => ({ textDocument: { uri, version }, edits: [...edits] })),
  };
}
