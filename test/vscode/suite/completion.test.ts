/** Completion: what is offered where, in which order, and the text that an accepted item leaves. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { acceptFirst, completionsAt, labelOf, noteOf } from './completion';
import { after, cleanUp, openFile } from './editor';

const BLOCKS = [
  'value_proposition',
  'data_sources_and_versioning',
  'data_analysis_and_experiment_management',
  'feature_store_and_workflows',
  'foundations',
  'ci_ct_cd_pipeline_orchestration',
  'model_registry_and_versioning',
  'model_deployment',
  'prediction_serving',
  'model_data_application_monitoring',
  'metadata_management',
];
const PHASES = [
  'business_and_data_understanding',
  'data_preparation',
  'model_engineering',
  'model_evaluation',
  'model_deployment',
  'monitoring_and_maintenance',
];

const endOf = (document: vscode.TextDocument): vscode.Position => document.lineAt(document.lineCount - 1).range.end;

suite('Completion', () => {
  teardown(cleanUp);

  test('offers the absent blocks at top level, mandatory ones first and in canvas order', async () => {
    const { document } = await openFile('mlops-canvas.yaml', 'risk_tier: high\nfoundations:\n  development_process: Trunk based\n');
    const labels = (await completionsAt(document, endOf(document))).map(labelOf);
    const mandatory = BLOCKS.filter((block) => block !== 'foundations');
    assert.deepEqual(labels.slice(0, mandatory.length), mandatory);
    assert.ok(labels.includes('mlops_dilemmas'));
    assert.ok(!labels.includes('foundations') && !labels.includes('risk_tier'), 'offers what is there');
  });

  test('offers the phases of a CRISP-ML(Q) record', async () => {
    const { document } = await openFile('crisp-ml.yaml', 'risk_tier: high\n');
    const labels = (await completionsAt(document, endOf(document))).map(labelOf);
    assert.deepEqual(
      labels.filter((label) => PHASES.includes(label)),
      PHASES,
    );
  });

  test('offers the keys of a block with level and article, what is mandatory first', async () => {
    const { document } = await openFile('mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:\n  user_goal: Answers\n  ');
    const items = await completionsAt(document, endOf(document));
    const labels = items.map(labelOf);
    assert.deepEqual(labels.slice(0, 3), ['problem', 'personas', 'production_model_owner']);
    assert.ok(labels.indexOf('problem_importance') > 2);
    assert.equal(noteOf(items[0]!), 'mandatory · Art. 10(2)(d)');
    assert.equal(noteOf(items[labels.indexOf('problem_importance')]!), 'recommended · Art. 9(5)');
    const { documentation } = items[0]!;
    assert.match(
      documentation instanceof vscode.MarkdownString ? documentation.value : String(documentation),
      /Which problem does it solve\?/u,
    );
  });

  test('offers all blocks in a document that is empty but for its name', async () => {
    const { document } = await openFile('mlops-canvas.yaml', '');
    const labels = (await completionsAt(document, new vscode.Position(0, 0))).map(labelOf);
    for (const label of ['system', 'risk_tier', ...BLOCKS]) assert.ok(labels.includes(label), `${label} is not offered`);
  });

  test('offers the values of a key with their meaning', async () => {
    const { document } = await openFile('mlops-canvas.yaml', 'risk_tier: \n');
    const items = await completionsAt(document, after(document, 'risk_tier: '));
    assert.deepEqual(items.map(labelOf).toSorted(), ['high', 'limited', 'minimal', 'unacceptable']);
    for (const { documentation } of items)
      assert.notEqual(documentation instanceof vscode.MarkdownString ? documentation.value : (documentation ?? ''), '');
  });

  test('offers the states of a task', async () => {
    const { document } = await openFile('crisp-ml.yaml', 'risk_tier: high\ndata_preparation:\n  tasks:\n    clean_data:\n      status: \n');
    const labels = (await completionsAt(document, after(document, 'status: '))).map(labelOf);
    assert.deepEqual(labels.toSorted(), ['done', 'in_progress', 'not_applicable', 'not_started']);
  });

  test('accepting a value replaces the whole word', async () => {
    const editor = await openFile('mlops-canvas.yaml', 'risk_tier: limited\nsystem: demo\n');
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 11, 0, 18), 'hi'));
    assert.equal(await acceptFirst(editor, new vscode.Position(0, 13)), 'risk_tier: high\nsystem: demo\n');
  });

  test('accepting a block writes it with the keys that its tier asks for, ready to be answered', async () => {
    const editor = await openFile('mlops-canvas.yaml', 'risk_tier: limited\nvalue_prop');
    assert.match(
      await acceptFirst(editor, endOf(editor.document)),
      /^risk_tier: limited\nvalue_proposition:\n {2}user_goal: \n {2}personas:/u,
    );
    assert.equal(
      editor.document.offsetAt(editor.selection.active),
      editor.document.getText().indexOf('user_goal: ') + 'user_goal: '.length,
    );
    await vscode.commands.executeCommand('jumpToNextSnippetPlaceholder');
    assert.equal(editor.selection.active.line, editor.document.lineCount - 1);
  });

  test('accepting keeps the indentation of four spaces', async () => {
    const editor = await openFile(
      'mlops-canvas.yaml',
      'risk_tier: high\ndata_sources_and_versioning:\n    pipeline_tools: [dbt]\n    data_vers',
    );
    assert.equal(
      await acceptFirst(editor, endOf(editor.document)),
      'risk_tier: high\ndata_sources_and_versioning:\n    pipeline_tools: [dbt]\n    data_versioning:\n        requirement: \n        method: \n        link_to_model: ',
    );
  });

  test('accepting keeps the line ends of Windows', async () => {
    const editor = await openFile('mlops-canvas.yaml', 'risk_tier: high\r\nvalue_proposition:\r\n  user_goal: Answers\r\n  person');
    assert.equal(
      await acceptFirst(editor, endOf(editor.document)),
      'risk_tier: high\r\nvalue_proposition:\r\n  user_goal: Answers\r\n  personas:\r\n    - role: ',
    );
    assert.equal(editor.document.eol, vscode.EndOfLine.CRLF);
  });

  test('what was accepted is understood', async () => {
    const editor = await openFile('crisp-ml.yaml', 'risk_tier: high\ndata_preparation:\n  tasks:\n    clean_');
    const text = await acceptFirst(editor, endOf(editor.document));
    assert.match(text, /\n {4}clean_data:\n {6}status: /u);
    const labels = (await completionsAt(editor.document, after(editor.document, 'status: '))).map(labelOf);
    assert.ok(labels.includes('done'));
  });
});
