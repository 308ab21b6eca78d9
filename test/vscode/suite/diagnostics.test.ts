/** Findings as VS Code shows them: code, severity, place, words; and that they follow what is typed. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cleanUp, codeOf, findingsWhen, hasCode, LANGUAGE_ID, openFile, replace, textAt } from './editor';

const { Error, Warning, Information } = vscode.DiagnosticSeverity;

suite('Diagnostics', () => {
  teardown(cleanUp);

  test('a missing answer is an error on its block, at a mandatory level', async () => {
    const editor = await openFile('mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:\n  user_goal: Answers\n');
    const found = await findingsWhen(editor.document.uri, hasCode('missing-mandatory'));
    const problem = found.find(({ message }) => message.includes('`problem`'));
    assert.ok(problem, 'nothing about `problem`');
    assert.equal(codeOf(problem), 'missing-mandatory');
    assert.equal(problem.severity, Error);
    assert.equal(problem.source, LANGUAGE_ID);
    assert.equal(textAt(editor, problem.range), 'value_proposition');
    assert.match(problem.message, /1\.2.*High risk.*Art\. 10/su);
  });

  test('a missing section is reported once, on the tier that asks for it', async () => {
    const editor = await openFile('mlops-canvas.yaml', 'system: demo\nrisk_tier: high\n');
    const found = await findingsWhen(editor.document.uri, ({ length }) => length >= 12);
    assert.ok(found.every(({ range }) => textAt(editor, range) === 'high'));
    assert.equal(found.filter(({ severity }) => severity === Error).length, 11);
    assert.equal(new Set(found.map(({ message }) => message)).size, found.length);
  });

  test('what is only recommended is information', async () => {
    const editor = await openFile('mlops-canvas.yaml', 'risk_tier: limited\n');
    const found = await findingsWhen(editor.document.uri, hasCode('missing-recommended'));
    for (const finding of found.filter((each) => codeOf(each) === 'missing-recommended')) assert.equal(finding.severity, Information);
  });

  test('a word that is no key or no value stands under its own squiggle', async () => {
    const editor = await openFile(
      'mlops-canvas.yaml',
      'risk_tier: high\nvalue_proposition:\n  problm: Slow answers\ndata_sources_and_versioning:\n  data_versioning:\n    requirement: mandtory\n',
    );
    const found = await findingsWhen(editor.document.uri, hasCode('invalid-value'));
    const key = found.find((each) => codeOf(each) === 'unknown-key');
    const value = found.find((each) => codeOf(each) === 'invalid-value');
    assert.ok(key && value);
    assert.deepEqual([textAt(editor, key.range), key.severity], ['problm', Warning]);
    assert.deepEqual([textAt(editor, value.range), value.severity], ['mandtory', Error]);
    assert.match(key.message, /Did you mean `problem`/u);
    assert.match(value.message, /Did you mean `mandatory`/u);
  });

  test('no tier: one error, on the first key', async () => {
    const editor = await openFile('crisp-ml.yaml', 'system: demo\n');
    const found = await findingsWhen(editor.document.uri);
    assert.deepEqual(found.map(codeOf), ['tier-missing']);
    assert.equal(textAt(editor, found[0]!.range), 'system');
  });

  test('the tier unacceptable: one error, at its value', async () => {
    const editor = await openFile('mlops-canvas.yaml', 'risk_tier: unacceptable\n');
    const found = await findingsWhen(editor.document.uri);
    assert.deepEqual(found.map(codeOf), ['prohibited-practice']);
    assert.equal(textAt(editor, found[0]!.range), 'unacceptable');
  });

  test('a file whose name and kind disagree says so', async () => {
    const editor = await openFile('crisp-ml.yaml', 'kind: mlops-canvas\nrisk_tier: minimal\n');
    const found = await findingsWhen(editor.document.uri, hasCode('kind-mismatch'));
    assert.equal(textAt(editor, found.find((each) => codeOf(each) === 'kind-mismatch')!.range), 'mlops-canvas');
  });

  test('findings follow each edit, and go with the last gap', async () => {
    const editor = await openFile('mlops-canvas.yaml', 'risk_tier: limited\nvalue_proposition:\n  user_goal: Answers\n');
    const about = (word: string) => (found: readonly vscode.Diagnostic[]) => found.some(({ message }) => message.includes(`\`${word}\``));
    await findingsWhen(editor.document.uri, about('personas'));
    await replace(editor, '  user_goal: Answers\n', '  user_goal: Answers\n  personas:\n    - role: Customer\n');
    await findingsWhen(editor.document.uri, (found) => !about('personas')(found));
    await replace(editor, 'role: Customer', 'role:');
    await findingsWhen(editor.document.uri, about('personas'));
    await vscode.commands.executeCommand('undo');
    await findingsWhen(editor.document.uri, (found) => !about('personas')(found));
  });

  test('each code leads to a page that explains it', async () => {
    const editor = await openFile('mlops-canvas.yaml', 'risk_tier: high\n');
    const [finding] = await findingsWhen(editor.document.uri);
    assert.ok(finding && typeof finding.code === 'object', 'the code has no link');
    assert.match(finding.code.target.path, /rules\/missing-mandatory\.md$/u);
  });
});
