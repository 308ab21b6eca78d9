/** The view "Progress": its rows, their numbers, and that they follow editors, disk and workspace folders. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, childOf, roots, systemGone, systemWhen, type Row } from './api';
import { caseFolder, cleanUp, eventually, openFile, replace, workspaceUri, writeFile } from './editor';

const canvas = (system: string): string => `system: ${system}\nrisk_tier: limited\nvalue_proposition:\n  user_goal: Answers\n`;
const COUNT = /1 of 2 mandatory/u;

/** What a system lacks, by the labels of its rows. */
const lacking = async (system: Row): Promise<readonly string[]> =>
  (await system.children()).flatMap(({ label, item }) => (item.contextValue === 'document.missing' ? [label] : []));

suite('The view "Progress"', () => {
  teardown(cleanUp);

  test('shows a system, the phases with progress, and their questions, missing ones first', async () => {
    await openFile('mlops-canvas.yaml', canvas('tree-shape'));
    const system = await systemWhen('tree-shape');
    assert.match(system.description, /^Limited risk · 1 of 2 mandatory$/u);
    assert.equal(system.item.collapsibleState, vscode.TreeItemCollapsibleState.Expanded);
    const phase = await childOf(system, '1. Business and data');
    assert.equal(phase.description, '1 of 2');
    const units = await phase.children();
    assert.equal(units[0]!.label, '1.4 Personas served');
    assert.equal(units[0]!.description, 'mandatory');
    assert.equal(units[0]!.item.contextValue, 'unit.missing');
    assert.match(units[0]!.item.accessibilityInformation?.label ?? '', /Personas served.*missing.*mandatory/u);
    const answered = units.findIndex(({ description }) => description === 'answered');
    assert.ok(
      units.slice(0, answered).every(({ description }) => /^(?:mandatory|recommended)/u.test(description)),
      'gaps come first',
    );
    assert.equal(new Set(units.map(({ item }) => item.id)).size, units.length);
  });

  test('names the document that the system lacks', async () => {
    await openFile('mlops-canvas.yaml', canvas('tree-lacks').replace('limited', 'high'));
    const system = await systemWhen('tree-lacks');
    const record = await childOf(system, 'CRISP-ML(Q) record');
    assert.match(record.description, /^missing · mandatory$/u);
    assert.equal(record.item.contextValue, 'document.missing');
  });

  test('follows what is typed before it is saved', async () => {
    const editor = await openFile('mlops-canvas.yaml', canvas('tree-typing'));
    await systemWhen('tree-typing', ({ description }) => COUNT.test(description));
    const before = (await api()).progress.badge?.value ?? 0;
    await replace(editor, '  user_goal: Answers\n', '  user_goal: Answers\n  personas: [{ role: Customer }]\n');
    const system = await systemWhen('tree-typing', ({ description }) => /2 of 2 mandatory/u.test(description));
    assert.ok(editor.document.isDirty);
    assert.match((await childOf(system, '1. Business and data')).description, /2 of 2/u);
    await eventually(
      'The badge',
      async () => (await api()).progress.badge?.value ?? 0,
      (value) => value === before - 1,
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await systemWhen('tree-typing', ({ description }) => COUNT.test(description));
  });

  test('joins the documents of one system, and keeps several systems apart', async () => {
    const folder = caseFolder();
    await writeFile(vscode.Uri.joinPath(folder, 'mlops-canvas.yaml'), canvas('tree-one'));
    await writeFile(vscode.Uri.joinPath(folder, 'crisp-ml.yaml'), 'system: tree-one\nrisk_tier: limited\n');
    await writeFile(vscode.Uri.joinPath(folder, 'two.mlops-canvas.yaml'), canvas('tree-two'));
    const one = await systemWhen('tree-one', ({ item }) =>
      /CRISP-ML\(Q\) record: `crisp-ml\.yaml`/u.test((item.tooltip as vscode.MarkdownString).value),
    );
    assert.deepEqual(await lacking(one), ['AI system record']);
    const two = await systemWhen('tree-two');
    assert.match(two.description, COUNT);
  });

  test('follows files that are created, changed, renamed and deleted on disk', async () => {
    const folder = caseFolder();
    const file = vscode.Uri.joinPath(folder, 'mlops-canvas.yaml');
    const moved = vscode.Uri.joinPath(folder, 'moved.mlops-canvas.yaml');
    await writeFile(file, canvas('tree-disk'));
    await systemWhen('tree-disk', ({ description }) => COUNT.test(description));
    await writeFile(file, canvas('tree-disk').replace('Answers', 'TODO'));
    await systemWhen('tree-disk', ({ description }) => /0 of 2/u.test(description));
    await vscode.workspace.fs.rename(file, moved);
    await systemWhen('tree-disk', ({ item }) => (item.tooltip as vscode.MarkdownString).value.includes('moved.mlops-canvas.yaml'));
    await vscode.workspace.fs.delete(moved);
    await systemGone('tree-disk');
  });

  test('follows a folder that is renamed and deleted', async () => {
    const folder = caseFolder();
    await writeFile(vscode.Uri.joinPath(folder, 'before', 'mlops-canvas.yaml'), canvas('tree-folder'));
    await systemWhen('tree-folder');
    await vscode.workspace.fs.rename(vscode.Uri.joinPath(folder, 'before'), vscode.Uri.joinPath(folder, 'after'));
    const places = async (): Promise<readonly string[]> => {
      const systems = (await roots()).filter(({ label }) => label === 'tree-folder');
      const phases = await Promise.all(systems.map((system) => system.children()));
      const units = await Promise.all(phases.flat().map((phase) => phase.children()));
      return units.flat().map(({ item }) => item.id ?? '');
    };
    await eventually('The new place alone', places, (ids) => ids.length > 0 && ids.every((id) => id.includes('/after/')));
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, 'after'), { recursive: true });
    await systemGone('tree-folder');
  });

  test('follows workspace folders that come and go', async () => {
    const second = vscode.Uri.joinPath(workspaceUri('..'), 'second');
    await writeFile(vscode.Uri.joinPath(second, 'mlops-canvas.yaml'), canvas('tree-second'));
    const count = vscode.workspace.workspaceFolders!.length;
    assert.ok(vscode.workspace.updateWorkspaceFolders(count, 0, { uri: second }));
    await systemWhen('tree-second');
    assert.ok((await roots()).length > 1, 'the systems of the first folder stay');
    assert.ok(vscode.workspace.updateWorkspaceFolders(count, 1));
    await systemGone('tree-second');
    await vscode.workspace.fs.delete(second, { recursive: true });
  });

  test('shows a document of no system by its file', async () => {
    await openFile('alone.mlops-canvas.yaml', 'risk_tier: limited\n');
    await systemWhen('alone.mlops-canvas.yaml', ({ description }) => /0 of 2/u.test(description));
  });

  test('a click on an answered question goes to its answer', async () => {
    const editor = await openFile('mlops-canvas.yaml', canvas('tree-click'));
    const phase = await childOf(await systemWhen('tree-click'), '1. Business and data');
    const { command } = (await childOf(phase, '1.1 Goal for users')).item;
    assert.ok(command);
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    assert.equal(editor.selection.active.line, 3);
    assert.equal(editor.document.getText(), canvas('tree-click'));
  });

  test('a click on a missing question inserts it and puts the caret there', async () => {
    const { document } = await openFile('mlops-canvas.yaml', canvas('tree-insert'));
    const phase = await childOf(await systemWhen('tree-insert'), '1. Business and data');
    const { command } = (await childOf(phase, '1.2 Problem solved')).item;
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    assert.match(document.getText(), /\n {2}user_goal: Answers\n {2}problem: \n$/u);
    assert.deepEqual(vscode.window.activeTextEditor?.selection.active, new vscode.Position(4, '  problem: '.length));
  });

  test('"Add" works on a file that no editor shows', async () => {
    const file = vscode.Uri.joinPath(caseFolder(), 'mlops-canvas.yaml');
    await writeFile(file, canvas('tree-add'));
    const phase = await childOf(await systemWhen('tree-add'), '1. Business and data');
    const { command } = (await childOf(phase, '1.2 Problem solved')).item;
    await vscode.commands.executeCommand('aiActCanvas.addUnit', ...(command?.arguments ?? []));
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), file.toString());
    assert.match(vscode.window.activeTextEditor!.document.getText(), /\n {2}problem: \n$/u);
  });

  test('"Create" of a missing document writes it beside the others, with tier and system', async () => {
    const editor = await openFile('mlops-canvas.yaml', canvas('tree-create').replace('limited', 'high'));
    const node = { create: { kind: 'crisp-ml', tier: 'high', system: 'tree-create', beside: editor.document.uri.toString() } };
    await vscode.commands.executeCommand('aiActCanvas.createMissingDocument', node);
    const created = vscode.window.activeTextEditor!.document;
    assert.equal(created.uri.toString(), vscode.Uri.joinPath(editor.document.uri, '../crisp-ml.yaml').toString());
    assert.match(created.getText(), /system: tree-create\nrisk_tier: high\n/u);
    await eventually(
      'The complete system',
      async () => lacking(await systemWhen('tree-create')),
      (labels) => labels.length > 0 && !labels.includes('CRISP-ML(Q) record'),
    );
  });
});
