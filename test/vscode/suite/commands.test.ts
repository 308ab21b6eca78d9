/** The commands, run the way a key binding or another extension runs them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api } from './api';
import {
  caseFolder,
  cleanUp,
  codeOf,
  eventually,
  EXTENSION_ID,
  findingsWhen,
  hasCode,
  LANGUAGE_ID,
  openFile,
  readFile,
  writeFile,
} from './editor';
import { answering } from './quickInput';

const command = (name: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(`aiActCanvas.${name}`, ...args);

const newDocument = (folder: vscode.Uri, kind = 'mlops-canvas'): Thenable<unknown> =>
  command('newDocument', { kind, tier: 'high', system: 'loan-score', folder: folder.toString() });

function caret(): vscode.Position {
  assert.ok(vscode.window.activeTextEditor);
  return vscode.window.activeTextEditor.selection.active;
}

suite('Commands', () => {
  teardown(cleanUp);

  test('each command of the manifest is registered', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    const extension = vscode.extensions.getExtension(EXTENSION_ID);
    assert.ok(extension);
    const { contributes } = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    assert.deepEqual(
      contributes.commands.map((each) => each.command).filter((id) => !registered.has(id)),
      [],
    );
  });

  for (const kind of ['ai-system', 'mlops-canvas', 'crisp-ml', 'ml-canvas', 'data-landscape']) {
    test(`New Document writes a template without missing sections (${kind})`, async () => {
      const folder = caseFolder();
      await vscode.workspace.fs.createDirectory(folder);
      await newDocument(folder, kind);
      const document = vscode.window.activeTextEditor?.document;
      assert.ok(document);
      assert.equal(document.uri.toString(), vscode.Uri.joinPath(folder, `${kind}.yaml`).toString());
      assert.equal(document.languageId, LANGUAGE_ID);
      assert.ok(!document.isDirty);
      assert.match(document.getText(), new RegExp(`kind: ${kind}\\nsystem: loan-score\\nrisk_tier: high\\n`, 'u'));
      const found = await findingsWhen(document.uri);
      assert.deepEqual(
        // Duties that may be owed are recommended; the wizard's answers settle which of them are.
        found.map(codeOf).filter((code) => code !== 'placeholder-answer' && !(kind === 'ai-system' && code === 'missing-recommended')),
        [],
      );
      assert.match(document.lineAt(caret().line).text.slice(0, caret().character), /^ *\w+: $/u);
    });
  }

  test('New Document overwrites nothing: it asks for another name', async () => {
    const folder = caseFolder();
    const taken = vscode.Uri.joinPath(folder, 'mlops-canvas.yaml');
    await writeFile(taken, 'risk_tier: minimal\n');
    await answering([null], () => newDocument(folder));
    await answering([{ line: 'second.mlops-canvas.yaml' }], () => newDocument(folder));
    assert.equal(await readFile(taken), 'risk_tier: minimal\n');
    assert.match(await readFile(vscode.Uri.joinPath(folder, 'second.mlops-canvas.yaml')), /^kind: mlops-canvas$/mu);
  });

  test('New Document asks for kind, tier and system', async () => {
    const folder = caseFolder();
    await vscode.workspace.fs.createDirectory(folder);
    await answering([{ pick: 'CRISP-ML(Q) record' }, { pick: 'Limited risk' }, { line: 'night-chat' }], () =>
      command('newDocument', { folder: folder.toString() }),
    );
    assert.match(await readFile(vscode.Uri.joinPath(folder, 'crisp-ml.yaml')), /kind: crisp-ml\nsystem: night-chat\nrisk_tier: limited\n/u);
  });

  test('New Document ends with Escape, and leaves nothing', async () => {
    const folder = caseFolder();
    await vscode.workspace.fs.createDirectory(folder);
    await answering([{ pick: 'MLOps Stack Canvas' }, null], () => command('newDocument', { folder: folder.toString() }));
    assert.deepEqual(await vscode.workspace.fs.readDirectory(folder), []);
  });

  test('New Document asks the tier wizard for who does not know the tier, and goes on beside the record', async () => {
    const folder = caseFolder();
    await vscode.workspace.fs.createDirectory(folder);
    const start = [{ pick: 'CRISP-ML(Q) record' }, { pick: '$(checklist) Not Sure' }];
    const newHere = (): Thenable<unknown> => command('newDocument', { folder: folder.toString() });
    await answering([...start, null], newHere);
    assert.deepEqual(await vscode.workspace.fs.readDirectory(folder), []);
    // The first question settles it: no AI. Then who says so, and of which system.
    await answering([...start, { pick: 'No' }, { pick: '$(save) Create ai-system.yaml…' }, {}, { line: 'price-rules' }], newHere);
    assert.match(await readFile(vscode.Uri.joinPath(folder, 'ai-system.yaml')), /^system: price-rules\nrisk_tier: minimal$/mu);
    assert.match(await readFile(vscode.Uri.joinPath(folder, 'crisp-ml.yaml')), /^system: price-rules\nrisk_tier: minimal$/mu);
    assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /\/crisp-ml\.yaml$/u);
  });

  for (const [pick, left] of [
    ['Mandatory', /^missing-mandatory$/u],
    ['Mandatory and Recommended', /^missing-/u],
  ] as const) {
    test(`Insert Missing Sections: ${pick}`, async () => {
      const editor = await openFile('mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:\n  user_goal: Answers\n');
      await findingsWhen(editor.document.uri, hasCode('missing-mandatory'));
      await answering([{ pick }], () => command('insertMissingSections'));
      await findingsWhen(
        editor.document.uri,
        (found) => hasCode('placeholder-answer')(found) && !found.some((each) => left.test(codeOf(each))),
      );
      assert.match(editor.document.getText(), /^ {2}user_goal: Answers$/mu);
      await vscode.commands.executeCommand('undo');
      assert.equal(editor.document.getText(), 'risk_tier: high\nvalue_proposition:\n  user_goal: Answers\n', 'one undo takes it back');
    });
  }

  test('Go to Next Gap and Previous Gap go round', async () => {
    const editor = await openFile('mlops-canvas.yaml', 'risk_tier: limited\nvalue_proposition:\n  user_goal: TODO\n  personas:\n');
    await findingsWhen(editor.document.uri, hasCode('placeholder-answer'));
    // Mandatory gaps come first; the caret goes where the answer is written.
    const places = [new vscode.Position(2, 2), new vscode.Position(3, 11)];
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    for (const place of [...places, places[0]!]) {
      await command('nextGap');
      assert.deepEqual(caret(), place);
    }
    await command('previousGap');
    assert.deepEqual(caret(), places.at(-1));
    await command('previousGap');
    assert.deepEqual(caret(), places.at(-2));
  });

  test('Set Risk Tier writes the tier, and findings follow', async () => {
    const editor = await openFile('mlops-canvas.yaml', 'system: demo\nrisk_tier: minimal\n');
    await answering([{ pick: 'High risk' }], () => command('setTier'));
    assert.equal(editor.document.getText(), 'system: demo\nrisk_tier: high\n');
    await findingsWhen(editor.document.uri, hasCode('missing-mandatory'));
  });

  test('Set Risk Tier states one where there is none', async () => {
    const editor = await openFile('crisp-ml.yaml', 'system: demo\n');
    await findingsWhen(editor.document.uri, hasCode('tier-missing'));
    await answering([{ pick: 'Minimal risk' }], () => command('setTier'));
    assert.equal(editor.document.getText(), 'system: demo\nrisk_tier: minimal\n');
    await findingsWhen(editor.document.uri, (found) => !hasCode('tier-missing')(found));
  });

  test('commands for a document do nothing, and ask nothing, where there is none', async () => {
    const { document } = await openFile('deployment.yaml', 'kind: Deployment\n');
    for (const name of ['setTier', 'insertMissingSections', 'nextGap', 'previousGap']) await answering([], () => command(name));
    assert.equal(document.getText(), 'kind: Deployment\n');
  });

  test('Restart Language Server: everything works again', async () => {
    const editor = await openFile('mlops-canvas.yaml', 'risk_tier: limited\n');
    await findingsWhen(editor.document.uri);
    await command('restartServer');
    assert.equal((await api()).serverState, 'running');
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 11, 0, 18), 'high'));
    await findingsWhen(editor.document.uri, hasCode('missing-mandatory'));
  });

  test('Show Output opens the log', async () => {
    await command('showOutput');
    await eventually(
      'The log',
      () => vscode.window.visibleTextEditors.map(({ document }) => document.uri.scheme),
      (schemes) => schemes.includes('output'),
    );
  });
});
