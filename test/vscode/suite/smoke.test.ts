/** Whether the extension works at all in a real VS Code: it starts, and each kind of help arrives once. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, EXTENSION_ID, LANGUAGE_ID, openInEditor } from './editor';

const FILE = 'mlops-canvas.yaml';

suite('The extension', () => {
  test('is present and activates', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION_ID);
    assert.ok(extension, `${EXTENSION_ID} is not there`);
    await extension.activate();
    assert.ok(extension.isActive);
  });

  test('knows a canvas by its file name', async () => {
    const { document } = await openInEditor(FILE);
    assert.equal(document.languageId, LANGUAGE_ID);
  });

  test('reports findings', async () => {
    const { document } = await openInEditor(FILE);
    await diagnosticsOf(document.uri);
  });

  test('explains a key on hover', async () => {
    const { document } = await openInEditor(FILE);
    const position = document.positionAt(document.getText().indexOf('user_goal') + 1);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
    const text = hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value))).join('');
    assert.notEqual(text.trim(), '');
  });

  test('offers the absent keys of a block on a blank line', async () => {
    const editor = await openInEditor(FILE);
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    await editor.edit((edit) => edit.insert(end, '  '));
    const caret = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      editor.document.uri,
      caret,
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('problem'), `offered: ${labels.join(', ')}`);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
