/** Evidence: files that documents name are looked for, created, and noticed when they go or come. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { caseFolder, cleanUp, codeOf, eventually, findingsWhen, hasCode, inside, readFile, replace, textAt, writeFile } from './editor';
import { actionsAt, apply } from './help';

const record = (path: string): string => `system: evidence
risk_tier: high
data_preparation:
  outputs:
    dataset_construction_documentation: ${path}
`;

const missing = hasCode('evidence-missing');

/** Opens a record that names a path as evidence, in a folder with these files. */
async function open(path: string, files: Readonly<Record<string, string>> = {}): Promise<readonly [vscode.TextEditor, vscode.Uri]> {
  const folder = caseFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(vscode.Uri.joinPath(folder, name), text);
  const uri = vscode.Uri.joinPath(folder, 'crisp-ml.yaml');
  await writeFile(uri, record(path));
  return [await vscode.window.showTextDocument(uri), folder];
}

suite('Evidence', () => {
  teardown(cleanUp);

  test('a file that is missing is a warning; the quick fix creates it from a template, and the warning goes', async () => {
    const [editor, folder] = await open('docs/dataset.md');
    const { document } = editor;
    const found = await findingsWhen(document.uri, missing);
    const warning = found.find((each) => codeOf(each) === 'evidence-missing')!;
    assert.equal(warning.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(textAt(editor, warning.range), 'docs/dataset.md');
    await apply(await actionsAt(document, inside(document, 'docs/dataset.md')), 'Create `docs/dataset.md`');
    await findingsWhen(document.uri, (seen) => !missing(seen));
    const text = async (): Promise<string> => {
      await vscode.workspace.saveAll();
      return readFile(vscode.Uri.joinPath(folder, 'docs/dataset.md'));
    };
    const created = await eventually('The template', text, ({ length }) => length > 0);
    assert.match(created, /^# Data set construction documentation\n/u);
    assert.match(created, /- \[ \] /u);
    assert.equal(document.getText(), record('docs/dataset.md'), 'the record stays as it is');
  });

  test('the warning follows files that are created, renamed and deleted', async () => {
    const [{ document }, folder] = await open('docs/dataset.md');
    const file = vscode.Uri.joinPath(folder, 'docs/dataset.md');
    const moved = vscode.Uri.joinPath(folder, 'docs/moved.md');
    await findingsWhen(document.uri, missing);
    await writeFile(file, '# Dataset\n');
    await findingsWhen(document.uri, (seen) => !missing(seen));
    await vscode.workspace.fs.rename(file, moved);
    await findingsWhen(document.uri, missing);
    await vscode.workspace.fs.rename(moved, file);
    await findingsWhen(document.uri, (seen) => !missing(seen));
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, 'docs'), { recursive: true });
    await findingsWhen(document.uri, missing);
  });

  test('a heading that is missing is a warning, until it is written', async () => {
    const [{ document }, folder] = await open('docs/dataset.md#known-gaps');
    // A watcher that tells of the new file also tells of what becomes of it.
    await findingsWhen(document.uri, missing);
    await writeFile(vscode.Uri.joinPath(folder, 'docs/dataset.md'), '# Dataset\n');
    await findingsWhen(document.uri, (seen) => seen.some(({ message }) => message.includes('no heading `#known-gaps`')));
    await writeFile(vscode.Uri.joinPath(folder, 'docs/dataset.md'), '# Dataset\n\n## Known gaps\n');
    await findingsWhen(document.uri, (seen) => !missing(seen));
  });

  test('a near name is offered', async () => {
    const [{ document }] = await open('docs/datset.md', { 'docs/dataset.md': '# Dataset\n' });
    await findingsWhen(document.uri, (seen) => seen.some(({ message }) => message.includes('Did you mean `docs/dataset.md`')));
    await apply(await actionsAt(document, inside(document, 'docs/datset.md')), 'Replace by `docs/dataset.md`');
    await findingsWhen(document.uri, (seen) => !missing(seen));
    assert.equal(document.getText(), record('docs/dataset.md'));
  });

  test('what lies outside the workspace folder is an error, and never created', async () => {
    const [editor] = await open('../../outside.md');
    const { document } = editor;
    const found = await findingsWhen(document.uri, hasCode('evidence-outside-workspace'));
    assert.equal(found.find((each) => codeOf(each) === 'evidence-outside-workspace')!.severity, vscode.DiagnosticSeverity.Error);
    const actions = await actionsAt(document, inside(document, '../../outside.md'));
    assert.ok(!actions.some(({ title }) => title.startsWith('Create')));
    await replace(editor, '../../outside.md', 'https://example.org/dataset');
    await findingsWhen(document.uri, (seen) => !hasCode('evidence-outside-workspace')(seen) && !missing(seen));
  });

  test('a link leads from the path to the file', async () => {
    const [{ document }, folder] = await open('docs/dataset.md', { 'docs/dataset.md': '# Dataset\n' });
    const wanted = vscode.Uri.joinPath(folder, 'docs/dataset.md').path;
    // A watcher tells of the new file; until it does, the folder may be known without it.
    await eventually(
      'The link',
      () => vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri, 10),
      (links) => links.some(({ target }) => target?.path === wanted),
      (links) => links.map(({ target }) => target?.path).join(', '),
    );
  });
});
