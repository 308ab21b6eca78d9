/** What the editor's own commands do with our documents: rename, references, moved files, formatting, sorting, selection, hints. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { caseFolder, cleanUp, eventually, findingsWhen, hasCode, inside, openFile, writeFile } from './editor';
import { actionsAt, apply } from './help';

const RECORD = `kind: ai-system
system: editing-case
risk_tier: limited
`;

const PROCESS = `system: editing-case # the id
risk_tier: limited
data_preparation:
  tasks:
    clean_data:
      risks:
        - id: R-1
          description: Rows are lost
      quality_assurance_methods:
        - method: Counting rows
          mitigates: [R-1]
  outputs:
    dataset_construction_documentation: docs/dataset.md
`;

/** A folder with a record and a process record of one system, the latter in an editor. */
async function openSystem(): Promise<readonly [vscode.TextEditor, vscode.Uri]> {
  const folder = caseFolder();
  await writeFile(vscode.Uri.joinPath(folder, 'docs/dataset.md'), '# Dataset\n');
  await writeFile(vscode.Uri.joinPath(folder, 'ai-system.yaml'), RECORD);
  const uri = vscode.Uri.joinPath(folder, 'crisp-ml.yaml');
  await writeFile(uri, PROCESS);
  const editor = await vscode.window.showTextDocument(uri);
  await findingsWhen(uri);
  return [editor, folder];
}

const rename = (document: vscode.TextDocument, word: string, to: string): Thenable<vscode.WorkspaceEdit> =>
  vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, inside(document, word), to);

suite('Editing', () => {
  teardown(cleanUp);

  test('a risk is renamed where it is stated and where it is named', async () => {
    const [{ document }] = await openSystem();
    assert.ok(await vscode.workspace.applyEdit(await rename(document, 'R-1', 'R-lost-rows')));
    assert.equal(document.getText(), PROCESS.replaceAll('R-1', 'R-lost-rows'));
  });

  test('a system is renamed in all its documents, and they stay one system', async () => {
    const [{ document }, folder] = await openSystem();
    const record = vscode.Uri.joinPath(folder, 'ai-system.yaml');
    const edit = await eventually(
      'The rename of both',
      () => rename(document, 'editing-case', 'renamed-case'),
      (found) => found.has(record),
      (found) => found.entries().join('; '),
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), PROCESS.replace('editing-case', 'renamed-case'));
    // Nobody sees it: the editor holds the change until it is saved.
    assert.equal((await vscode.workspace.openTextDocument(record)).getText(), RECORD.replace('editing-case', 'renamed-case'));
  });

  test('references and definition lead from a mitigation to its risk', async () => {
    const [{ document }] = await openSystem();
    const at = inside(document, 'mitigates: [R-1');
    const places = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, at);
    assert.deepEqual(
      places.map(({ range }) => range.start.line),
      [6, 10],
    );
    const [definition] = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', document.uri, at);
    assert.equal(definition?.range.start.line, 6);
  });

  test('evidence follows a file that is moved in the explorer', async () => {
    const [{ document }, folder] = await openSystem();
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(vscode.Uri.joinPath(folder, 'docs/dataset.md'), vscode.Uri.joinPath(folder, 'evidence/data set.md'));
    assert.ok(await vscode.workspace.applyEdit(edit));
    await eventually(
      'The new path',
      () => document.getText(),
      (text) => text.includes('evidence/data set.md'),
    );
    await findingsWhen(document.uri, (seen) => !hasCode('evidence-missing')(seen));
  });

  test('formatting touches white space only, and keeps comments', async () => {
    const untidy = `system:   editing-case   # the id
risk_tier: limited
value_proposition:
    # For whom
    user_goal:    Explain an invoice   
    personas:
        - role:   customer
`;
    const { document } = await openFile('mlops-canvas.yaml', untidy);
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
      'vscode.executeFormatDocumentProvider',
      document.uri,
      { tabSize: 2, insertSpaces: true },
    );
    assert.ok(edits !== undefined && edits.length > 0, 'there is something to format');
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    assert.ok(await vscode.workspace.applyEdit(edit));
    const squeezed = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();
    assert.equal(squeezed(document.getText()), squeezed(untidy));
    assert.match(document.getText(), /^ {2}# For whom\n {2}user_goal: {4}Explain an invoice\n {2}personas:\n {4}- role: {3}customer$/mu);
    const again = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
      'vscode.executeFormatDocumentProvider',
      document.uri,
      { tabSize: 2, insertSpaces: true },
    );
    assert.deepEqual(again ?? [], [], 'formatting twice changes nothing');
  });

  test('sections are sorted into canonical order with their comments', async () => {
    const { document } = await openFile(
      'mlops-canvas.yaml',
      `risk_tier: limited
# About the data
data_sources_and_versioning:
  notes: second
# About the goal
value_proposition:
  user_goal: Explain an invoice
`,
    );
    await findingsWhen(document.uri);
    const actions = await actionsAt(document, new vscode.Position(0, 0), vscode.CodeActionKind.Source);
    await apply(actions, /^Sort sections/u);
    assert.equal(
      document.getText(),
      `risk_tier: limited
# About the goal
value_proposition:
  user_goal: Explain an invoice
# About the data
data_sources_and_versioning:
  notes: second
`,
    );
  });

  test('the selection grows from a word to its section', async () => {
    const [{ document }] = await openSystem();
    const [selection] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      document.uri,
      [inside(document, 'Rows are')],
    );
    const texts: string[] = [];
    for (let at: vscode.SelectionRange | undefined = selection; at !== undefined; at = at.parent) texts.push(document.getText(at.range));
    assert.ok(texts.includes('Rows are lost'), texts.join('\n--\n'));
    assert.ok(texts.some((text) => text.startsWith('data_preparation:')));
  });

  test('the lens at the root says what lacks', async () => {
    const [{ document }] = await openSystem();
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
    assert.equal(lenses.length, 1);
    assert.equal(lenses[0]?.range.start.line, 0);
    assert.match(lenses[0]?.command?.title ?? '', /recommended|mandatory/u);
  });

  test('Enter puts the caret where the list, and then the next key of its entry, goes', async () => {
    const editor = await openFile('mlops-canvas.yaml', 'risk_tier: limited\nvalue_proposition:\n  personas:\n');
    await findingsWhen(editor.document.uri);
    const type = (text: string): Thenable<unknown> => vscode.commands.executeCommand('type', { text });
    const caretAt = (column: number): Promise<unknown> =>
      eventually(
        `A caret at column ${column}`,
        () => editor.selection.active.character,
        (seen) => seen === column,
      );
    const end = editor.document.lineAt(2).range.end;
    editor.selection = new vscode.Selection(end, end);
    await type('\n');
    await caretAt(4);
    await type('- role: customer');
    await type('\n');
    await caretAt(6);
  });
});
