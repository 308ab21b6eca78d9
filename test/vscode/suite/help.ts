/** What the editor says and offers at a place: hover and quick fixes. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inside } from './editor';

/** The hover on a word; an empty text where there is none. */
export async function hoverOn(document: vscode.TextDocument, word: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, inside(document, word));
  assert.ok(hovers.length <= 1, `${hovers.length} hovers`);
  return hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n');
}

/** The actions that are offered at a position. */
export async function actionsAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  kind = vscode.CodeActionKind.QuickFix,
): Promise<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(position, position),
    kind.value,
  );
}

/** Applies the action with a title, as the editor does. */
export async function apply(actions: readonly vscode.CodeAction[], title: string | RegExp): Promise<void> {
  const action = actions.find((each) => (typeof title === 'string' ? each.title === title : title.test(each.title)));
  assert.ok(action?.edit, `there is no ${title}, but: ${actions.map((each) => each.title).join(' | ')}`);
  assert.ok(await vscode.workspace.applyEdit(action.edit), 'the edit was refused');
}
