/** The configuration file: what it says counts at once, and it gets help of its own. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { systemGone, systemWhen } from './api';
import { completionsAt, labelOf } from './completion';
import {
  after,
  cleanUp,
  codeOf,
  eventually,
  findings,
  findingsWhen,
  hasCode,
  inside,
  openFile,
  replace,
  textAt,
  workspaceUri,
  writeFile,
} from './editor';
import { actionsAt, apply, hoverOn } from './help';

const FILE = 'ai-act-canvas.config.yaml';
const CANVAS = 'risk_tier: limited\nvalue_proposition:\n  user_goal: Answers\n  problm: Slow\n';

const configure = (text: string): Promise<void> => writeFile(workspaceUri(FILE), text);

/** Shows the configuration file with a text. */
async function openConfig(text: string): Promise<vscode.TextEditor> {
  await configure(text);
  const editor = await vscode.window.showTextDocument(workspaceUri(FILE));
  // The text of an earlier test may still be in memory.
  await eventually(
    'The text of the file',
    () => editor.document.getText(),
    (seen) => seen === text,
  );
  return editor;
}

suite('Configuration file', () => {
  teardown(async () => {
    await cleanUp();
    await vscode.workspace.fs.delete(workspaceUri(FILE)).then(undefined, () => undefined);
  });

  test('a severity takes effect at once, and goes with the file', async () => {
    const { document } = await openFile('mlops-canvas.yaml', CANVAS);
    await findingsWhen(document.uri, (found) => hasCode('unknown-key')(found) && hasCode('missing-recommended')(found));
    await configure('severity:\n  missing-recommended: "off"\n  unknown-key: error\n');
    const found = await findingsWhen(document.uri, (seen) => !hasCode('missing-recommended')(seen));
    assert.equal(found.find((each) => codeOf(each) === 'unknown-key')?.severity, vscode.DiagnosticSeverity.Error);
    await vscode.workspace.fs.delete(workspaceUri(FILE));
    const again = await findingsWhen(document.uri, hasCode('missing-recommended'));
    assert.equal(again.find((each) => codeOf(each) === 'unknown-key')?.severity, vscode.DiagnosticSeverity.Warning);
  });

  test('what is typed counts before it is saved', async () => {
    const { document } = await openFile('mlops-canvas.yaml', CANVAS);
    await findingsWhen(document.uri, hasCode('unknown-key'));
    const config = await openConfig('severity:\n  unknown-key: warning\n');
    await replace(config, 'warning', 'hint');
    await findingsWhen(document.uri, (found) => found.some((each) => codeOf(each) === 'unknown-key' && each.severity === 3));
    assert.ok(config.document.isDirty);
  });

  test('what is excluded has no findings and no row, until it is excluded no more', async () => {
    const { document } = await openFile('mlops-canvas.yaml', `system: config-out\n${CANVAS}`);
    await findingsWhen(document.uri);
    await systemWhen('config-out');
    const folder = vscode.workspace.asRelativePath(document.uri, false).split('/')[0];
    await configure(`exclude:\n  - ${folder}\n`);
    await findingsWhen(document.uri, ({ length }) => length === 0);
    await systemGone('config-out');
    assert.equal(await hoverOn(document, 'user_goal'), '');
    await configure('exclude: []\n');
    await findingsWhen(document.uri);
    await systemWhen('config-out');
  });

  test('`as_of` is today', async () => {
    const { document } = await openFile(
      'ai-system.yaml',
      'system: config-day\nrisk_tier: high\nduties:\n  cybersecurity:\n    status: in_progress\n',
    );
    const says = (words: RegExp) => (found: readonly vscode.Diagnostic[]) =>
      found.some(({ message }) => message.startsWith('Cybersecurity') && words.test(message));
    await findingsWhen(document.uri, says(/applies (?:from|since) 2 December 2027/u));
    await configure('as_of: 2027-12-01\n');
    await findingsWhen(document.uri, says(/in 1 days?\b/u));
    await configure('as_of: 2028-01-15\n');
    await findingsWhen(document.uri, says(/applies since 2 December 2027/u));
    assert.match(await hoverOn(document, 'cybersecurity'), /Applies since 2 December 2027/u);
  });

  test('a mistake in the file: an error at its place, with a fix; the rest counts', async () => {
    const { document } = await openFile('mlops-canvas.yaml', CANVAS);
    await findingsWhen(document.uri, hasCode('missing-recommended'));
    const config = await openConfig('severity:\n  missing-recommended: "off"\n  unknown-key: eror\n');
    const found = await findingsWhen(config.document.uri, hasCode('config-invalid'));
    assert.equal(found.length, 1);
    assert.equal(textAt(config, found[0]!.range), 'eror');
    assert.match(found[0]!.message, /Did you mean `error`/u);
    await findingsWhen(document.uri, (seen) => !hasCode('missing-recommended')(seen));
    await apply(await actionsAt(config.document, inside(config.document, 'eror')), 'Replace by `error`');
    await findingsWhen(config.document.uri, ({ length }) => length === 0);
    await findingsWhen(document.uri, (seen) => seen.some((each) => codeOf(each) === 'unknown-key' && each.severity === 0));
  });

  test('completion of settings, codes and values', async () => {
    const { document } = await openConfig('severity:\n  unknown-key: \n  \nfailOn: \n\n');
    const end = document.positionAt(document.getText().length);
    const settings = (await completionsAt(document, end)).map(labelOf);
    for (const name of ['include', 'exclude', 'severityBasis', 'as_of']) assert.ok(settings.includes(name), `${name} is not offered`);
    const codes = (await completionsAt(document, new vscode.Position(2, 2))).map(labelOf);
    assert.ok(codes.includes('missing-recommended') && !codes.includes('unknown-key'), codes.join(', '));
    const severities = (await completionsAt(document, after(document, 'unknown-key: '))).map(labelOf);
    assert.deepEqual(severities.toSorted(), ['error', 'hint', 'information', 'off', 'warning']);
    const limits = (await completionsAt(document, after(document, 'failOn: '))).map(labelOf);
    assert.ok(limits.includes('never'));
  });

  test('hover on settings, codes and values', async () => {
    const { document } = await openConfig('exclude: [archive]\nseverity:\n  missing-recommended: hint\nfailOn: never\n');
    assert.match(await hoverOn(document, 'exclude'), /left alone/u);
    assert.match(await hoverOn(document, 'missing-recommended'), /recommended/u);
    assert.match(await hoverOn(document, 'hint'), /faintly/u);
    assert.match(await hoverOn(document, 'failOn'), /exit code/u);
  });

  test('a configuration that is broken is said so, and does no harm', async () => {
    const { document } = await openFile('mlops-canvas.yaml', CANVAS);
    await findingsWhen(document.uri, hasCode('missing-recommended'));
    const config = await openConfig('severity: [\n');
    await findingsWhen(config.document.uri);
    assert.ok(hasCode('missing-recommended')(findings(document.uri)));
  });
});
