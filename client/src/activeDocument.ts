/** The document of ours that the user looks at: the one of the active text editor. Knows only editors and language ids. */
import { Disposable, window, workspace, type TextEditor } from 'vscode';
import type { ContextKeys } from './contextKeys';
import { CONFIG_NAME, LANGUAGE_ID } from './ownLanguage';
import { isServed } from './servedDocuments';

/** The active editor, if it shows a document of ours that the server hears of. */
export function activeDocumentEditor(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  if (editor?.document.languageId !== LANGUAGE_ID || editor.document.uri.path.endsWith(`/${CONFIG_NAME}`)) return undefined;
  return isServed(editor.document.uri) ? editor : undefined;
}

/** Calls the listener when another editor becomes active or the language of a document changes (close and open). */
export function onActiveDocumentChange(listener: () => void): Disposable {
  return Disposable.from(window.onDidChangeActiveTextEditor(listener), workspace.onDidOpenTextDocument(listener));
}

/** Keeps the context key `activeDocument`. */
export function trackActiveDocument(keys: ContextKeys): Disposable {
  const update = (): void => keys.set('activeDocument', activeDocumentEditor() !== undefined);
  update();
  return onActiveDocumentChange(update);
}
