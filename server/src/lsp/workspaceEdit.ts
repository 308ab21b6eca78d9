/** Edits of several documents as the client takes them: with the versions they are for, or without. */
import type { RenameFile, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Abilities } from './abilities';

export interface DocumentEdits {
  readonly uri: string;
  /** Null for a document that is not open. */
  readonly version: number | null;
  readonly edits: readonly TextEdit[];
}

/** A file that gets another name. */
export interface FileRename {
  readonly oldUri: string;
  readonly newUri: string;
}

/** Documents are edited first; then a file is renamed, where the client can do that. */
export function workspaceEdit(documents: readonly DocumentEdits[], abilities: Abilities, file: FileRename | null = null): WorkspaceEdit {
  const changed = documents.filter(({ edits }) => edits.length > 0);
  if (!abilities.documentChanges) return { changes: Object.fromEntries(changed.map(({ uri, edits }) => [uri, [...edits]])) };
  const documentChanges: (TextDocumentEdit | RenameFile)[] = changed.map(({ uri, version, edits }) => ({
    textDocument: { uri, version },
    edits: [...edits],
  }));
  if (file !== null && abilities.renamesFiles) documentChanges.push({ kind: 'rename', ...file });
  return { documentChanges };
}
