/** Shows a place in a document, in the editor that already shows the document where there is one. */
import {
  Selection,
  TextEditorRevealType,
  window,
  type Position,
  type Range,
  type TextDocument,
  type TextDocumentShowOptions,
  type TextEditor,
} from 'vscode';

/** Opens the document if needed, puts the caret there, scrolls to it only if it is out of sight, and takes the focus. */
export async function revealPosition(document: TextDocument, position: Position, around?: Range): Promise<void> {
  placeCaret(await show(document, {}), position, around);
}

/** The same for a document that is to stay open, in a tab of its own. */
export async function revealNewDocument(document: TextDocument, position: Position): Promise<void> {
  placeCaret(await show(document, { preview: false }), position);
}

/** Puts the caret somewhere in an editor and scrolls to it only if it is out of sight. */
export function placeCaret(editor: TextEditor, position: Position, around?: Range): void {
  const selection = new Selection(position, position);
  editor.selection = selection;
  editor.revealRange(around ?? selection, TextEditorRevealType.InCenterIfOutsideViewport);
}

async function show(document: TextDocument, options: TextDocumentShowOptions): Promise<TextEditor> {
  const column = window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
  return window.showTextDocument(document, column === undefined ? options : { ...options, viewColumn: column });
}
