/** Whether the extension is there, starts, and takes exactly the documents that are its own. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cleanUp, eventually, EXTENSION_ID, findingsWhen, hasCode, LANGUAGE_ID, openFile, replace, workspaceUri } from './editor';

const CANVAS = 'risk_tier: limited\nvalue_proposition:\n  user_goal: Answers at night\n';
const KUBERNETES = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  labls: {}\n';

suite('The extension', () => {
  teardown(cleanUp);

  test('is present and activates', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION_ID);
    assert.ok(extension, `${EXTENSION_ID} is not there`);
    await extension.activate();
    assert.ok(extension.isActive);
  });

  test('reports on a file that was there before', async () => {
    const { document } = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(workspaceUri('mlops-canvas.yaml')));
    assert.equal(document.languageId, LANGUAGE_ID);
    await findingsWhen(document.uri);
  });

  for (const name of [
    'mlops-canvas.yaml',
    'mlops-canvas.yml',
    'night.mlops-canvas.yaml',
    'crisp-ml.yaml',
    'crisp-ml.yml',
    'night.crisp-ml.yml',
    'ml-canvas.yaml',
    'night.data-landscape.yml',
  ]) {
    test(`knows ${name} by its name`, async () => {
      const { document } = await openFile(name, 'risk_tier: high\n');
      assert.equal(document.languageId, LANGUAGE_ID);
      await findingsWhen(document.uri, hasCode('missing-mandatory'));
    });
  }

  test('takes a YAML file that states one of its kinds', async () => {
    const { document } = await openFile('notes.yaml', `kind: mlops-canvas\n${CANVAS}`);
    const taken = await eventually(
      'The language',
      () => vscode.workspace.textDocuments.find(({ uri }) => uri.path === document.uri.path)?.languageId,
      (id) => id === LANGUAGE_ID,
    );
    assert.equal(taken, LANGUAGE_ID);
    await findingsWhen(document.uri, hasCode('missing-mandatory'));
  });

  test('takes a YAML file as soon as its kind is typed', async () => {
    const editor = await openFile('notes.yaml', CANVAS);
    assert.equal(editor.document.languageId, 'yaml');
    await replace(editor, 'risk_tier', 'kind: crisp-ml\nrisk_tier');
    await findingsWhen(editor.document.uri, hasCode('unknown-key'));
  });

  test('leaves a YAML file of somebody else alone', async () => {
    const { document } = await openFile('deployment.yaml', KUBERNETES);
    // What comes for a document of ours, opened later, would have come for this one before.
    const ours = await openFile('mlops-canvas.yaml', CANVAS);
    await findingsWhen(ours.document.uri);
    assert.equal(document.languageId, 'yaml');
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(1, 2),
    );
    assert.deepEqual(hovers, []);
  });
});
