/** Outline and folding. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cleanUp, openFile } from './editor';

const RECORD = `# The record
# of one system
risk_tier: high
data_preparation:
  tasks:
    clean_data:
      status: done
      evidence: [docs/cleaning.md]
    select_data:
      status: not_started
  outputs:
    dataset_documentation: docs/dataset.md
model_engineering:
`;

suite('Outline and folding', () => {
  teardown(cleanUp);

  test('the outline shows sections with their progress, and fields with what they lack', async () => {
    const { document } = await openFile('crisp-ml.yaml', RECORD);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['risk_tier', 'data_preparation', 'model_engineering'],
    );
    const phase = symbols[1]!;
    assert.match(phase.detail, /^\d of \d mandatory$/u);
    assert.deepEqual(
      phase.children.map(({ name }) => name),
      ['tasks', 'outputs'],
    );
    const [clean, select] = phase.children[0]!.children;
    assert.deepEqual([clean!.name, select!.name], ['clean_data', 'select_data']);
    assert.equal(clean!.detail, 'incomplete');
    assert.equal(document.getText(phase.selectionRange), 'data_preparation');
    assert.ok(phase.range.contains(select!.range));
  });

  test('sections, their entries and comment blocks fold', async () => {
    const { document } = await openFile('crisp-ml.yaml', RECORD);
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    const startsAt = (line: string): vscode.FoldingRange | undefined => folds.find(({ start }) => document.lineAt(start).text === line);
    assert.equal(startsAt('# The record')?.end, 1);
    assert.equal(startsAt('data_preparation:')?.end, 11);
    assert.equal(startsAt('    clean_data:')?.end, 7);
    assert.equal(startsAt('model_engineering:'), undefined);
  });
});
