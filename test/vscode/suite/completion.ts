/** Completion as a person uses it: asking at the caret, and taking an item of the list. */
import * as vscode from 'vscode';
import { eventually } from './editor';

/** Items at a position, in the order in which the list shows them, with their documentation. */
export async function completionsAt(document: vscode.TextDocument, position: vscode.Position): Promise<readonly vscode.CompletionItem[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
    undefined,
    100,
  );
  return items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
}

export const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);

/** What stands on the right of an item: its level and article. */
export const noteOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? '' : (label.description ?? ''));

/** Opens the list at a position, takes its first item, and waits for the text. Whoever wants another types more of it first. */
export async function acceptFirst(editor: vscode.TextEditor, position: vscode.Position): Promise<string> {
  const { document } = editor;
  const { version } = document;
  editor.selection = new vscode.Selection(position, position);
  await vscode.commands.executeCommand('editor.action.triggerSuggest');
  await eventually(
    'An accepted completion',
    async () => {
      await vscode.commands.executeCommand('acceptSelectedSuggestion');
      return document.version;
    },
    (now) => now > version,
  );
  return document.getText();
}
