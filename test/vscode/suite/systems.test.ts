/** Documents of one system: what they take from its record, and where they contradict it. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { childOf, systemWhen, type Row } from './api';
import { caseFolder, cleanUp, codeOf, findingsWhen, hasCode, replace, textAt, writeFile } from './editor';
import { hoverOn } from './help';
import { answering } from './quickInput';

const record = (system: string): string => `system: ${system}
risk_tier: high
operator_roles: [provider]
intended_purpose: Estimate the probability that a loan is repaid
duties:
  human_oversight_measures:
    status: done
    summary: Officers see the reasons, and may overrule
`;

/** Opens two documents of a new folder beside each other; the second one is the record. */
async function openBoth(name: string, text: string, recordText: string): Promise<readonly [vscode.TextEditor, vscode.TextEditor]> {
  const folder = caseFolder();
  const uris = [name, 'ai-system.yaml'].map((file) => vscode.Uri.joinPath(folder, file)) as [vscode.Uri, vscode.Uri];
  await writeFile(uris[0], text);
  await writeFile(uris[1], recordText);
  return [
    await vscode.window.showTextDocument(uris[0], { viewColumn: vscode.ViewColumn.One, preview: false }),
    await vscode.window.showTextDocument(uris[1], { viewColumn: vscode.ViewColumn.Two, preview: false }),
  ];
}

const lacks = (system: Row): Promise<readonly Row[]> =>
  system.children().then((rows) => rows.filter(({ item }) => item.contextValue === 'document.missing'));

suite('Systems', () => {
  teardown(cleanUp);

  test('a document without a tier takes that of the record, and follows what is typed there', async () => {
    const [process, system] = await openBoth('crisp-ml.yaml', 'system: sys-tier\n', record('sys-tier'));
    const { uri } = process.document;
    const found = await findingsWhen(uri, hasCode('missing-mandatory'));
    assert.ok(
      found.some(({ message }) => /High risk \(from `ai-system\.yaml`\)/u.test(message)),
      found[0]?.message,
    );
    const [related] = found.find((each) => codeOf(each) === 'missing-mandatory')!.relatedInformation ?? [];
    assert.equal(related?.location.uri.toString(), system.document.uri.toString());

    await replace(system, 'risk_tier: high', 'risk_tier: minimal');
    await findingsWhen(uri, (seen) => !hasCode('missing-mandatory')(seen));
    assert.ok(system.document.isDirty, 'nothing was saved');
    await replace(system, 'risk_tier: minimal', 'risk_tier:');
    await findingsWhen(uri, hasCode('tier-missing'));
    await replace(system, 'risk_tier:', 'risk_tier: high');
    await findingsWhen(uri, (seen) => hasCode('missing-mandatory')(seen) && !hasCode('tier-missing')(seen));
  });

  test('a document that states another tier: an error that leads to the other place', async () => {
    const [canvas, system] = await openBoth('mlops-canvas.yaml', 'system: sys-tiers\nrisk_tier: limited\n', record('sys-tiers'));
    const found = await findingsWhen(canvas.document.uri, hasCode('tier-mismatch'));
    const mismatch = found.find((each) => codeOf(each) === 'tier-mismatch')!;
    assert.equal(textAt(canvas, mismatch.range), 'limited');
    assert.match(mismatch.message, /Limited risk.*High risk/u);
    const { location, message } = mismatch.relatedInformation![0]!;
    assert.equal(location.uri.toString(), system.document.uri.toString());
    assert.equal(textAt(system, location.range), 'high');
    assert.match(message, /risk_tier: high/u);
    await replace(system, 'risk_tier: high', 'risk_tier: limited');
    await findingsWhen(canvas.document.uri, (seen) => !hasCode('tier-mismatch')(seen));
  });

  test('two records of one system: an error on each and on what cannot tell which is its own, until one is gone', async () => {
    const folder = caseFolder();
    const other = vscode.Uri.joinPath(folder, 'other.ai-system.yaml');
    await writeFile(other, record('sys-twice'));
    const own = vscode.Uri.joinPath(folder, 'ai-system.yaml');
    await writeFile(own, record('sys-twice'));
    const { document } = await vscode.window.showTextDocument(own);
    const found = await findingsWhen(document.uri, hasCode('duplicate-system'));
    const twice = found.find((each) => codeOf(each) === 'duplicate-system')!;
    assert.equal(twice.relatedInformation?.[0]?.location.uri.toString(), other.toString());
    const canvas = vscode.Uri.joinPath(folder, 'mlops-canvas.yaml');
    await writeFile(canvas, 'system: sys-twice\n');
    const [untold] = await findingsWhen(canvas, hasCode('tier-missing'));
    assert.match(untold?.message ?? '', /^No risk tier counts here: `ai-system\.yaml`, `other\.ai-system\.yaml`/u);
    await systemWhen('sys-twice', ({ description }) => description.startsWith('several records'));
    await vscode.workspace.fs.delete(other);
    await findingsWhen(canvas, hasCode('missing-mandatory'));
    await findingsWhen(document.uri, (seen) => !hasCode('duplicate-system')(seen));
  });

  test('the tree shows duties in their phases, those that other documents answer with their answers', async () => {
    const canvas = `system: sys-duties
data_sources_and_versioning:
  data_sources:
    - name: loan_book
`;
    await openBoth('mlops-canvas.yaml', canvas, record('sys-duties'));
    const system = await systemWhen(
      'sys-duties',
      ({ description, item }) =>
        /^High risk · \d+ of \d+ mandatory$/u.test(description) &&
        (item.tooltip as vscode.MarkdownString).value.includes('mlops-canvas.yaml'),
    );
    const deployment = await childOf(system, '5. Model deployment');
    assert.match(deployment.description, /^\d+ of \d+$/u);
    assert.match((deployment.item.tooltip as vscode.MarkdownString).value, /5\. Model deployment.*\d+ of \d+ mandatory/u);
    assert.equal((await childOf(deployment, 'Human oversight measures')).description, 'answered');
    const { description, item } = await childOf(deployment, 'Instructions for use');
    assert.equal(description, 'mandatory');
    assert.match((item.tooltip as vscode.MarkdownString).value, /Art\. 13\(2\)-\(3\)\n\nApplies from 2 December 2027.* to the provider\./u);
    const rows = (await Promise.all((await system.children()).map((phase) => phase.children()))).flat();
    const covered = rows.find(({ label }) => label === 'Risk management system');
    assert.match(covered?.description ?? '', /CRISP-ML\(Q\) record/u);
    assert.ok(!rows.some(({ label }) => label === 'Assign oversight'), 'a duty of the deployer');
  });

  test('a click on a duty goes to it; one that is missing is inserted', async () => {
    const [, system] = await openBoth('mlops-canvas.yaml', 'system: sys-click\n', record('sys-click'));
    const deployment = await childOf(
      await systemWhen('sys-click', ({ description }) => description.startsWith('High risk')),
      '5. Model deployment',
    );
    const click = async (label: string): Promise<vscode.Position> => {
      const { command } = (await childOf(deployment, label)).item;
      assert.ok(command);
      await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.uri.toString(), system.document.uri.toString());
      return editor.selection.active;
    };
    assert.equal((await click('Human oversight measures')).line, 5);
    const { line } = await click('Instructions for use');
    assert.match(system.document.lineAt(line - 1).text, /^ {2}instructions_for_use:$/u);
    assert.match(await hoverOn(system.document, 'instructions_for_use'), /no answer yet/u);
  });

  test('the tree names every kind of document that the system lacks, and creates it', async () => {
    const folder = caseFolder();
    await writeFile(vscode.Uri.joinPath(folder, 'ai-system.yaml'), record('sys-lacks'));
    const kinds = {
      'CRISP-ML(Q) record': 'crisp-ml',
      'MLOps Stack Canvas': 'mlops-canvas',
      'Machine Learning Canvas': 'ml-canvas',
      'Data Landscape Canvas': 'data-landscape',
    };
    const missing = await lacks(await systemWhen('sys-lacks'));
    assert.deepEqual(missing.map(({ label }) => label).toSorted(), Object.keys(kinds).toSorted());
    for (const [label, kind] of Object.entries(kinds)) {
      const row = missing.find((each) => each.label === label)!;
      assert.match(row.description, /^missing · (?:mandatory|recommended)$/u);
      const { command } = row.item;
      await vscode.commands.executeCommand(command!.command, ...(command!.arguments ?? []));
      const { document } = vscode.window.activeTextEditor!;
      assert.equal(document.uri.toString(), vscode.Uri.joinPath(folder, `${kind}.yaml`).toString());
      assert.match(document.getText(), /^system: sys-lacks$/mu);
      const found = await findingsWhen(document.uri);
      assert.ok(!hasCode('tier-missing')(found) && !hasCode('tier-mismatch')(found));
    }
    const whole = await systemWhen('sys-lacks', ({ item }) =>
      Object.values(kinds).every((kind) => (item.tooltip as vscode.MarkdownString).value.includes(`${kind}.yaml`)),
    );
    assert.deepEqual(await lacks(whole), []);
  });

  test('the tree names the record that a canvas lacks, and asks for its tier before it creates one', async () => {
    const folder = caseFolder();
    await writeFile(vscode.Uri.joinPath(folder, 'mlops-canvas.yaml'), 'system: sys-record\nrisk_tier: high\n');
    const row = await childOf(await systemWhen('sys-record'), 'AI system record');
    assert.equal(row.description, 'missing · mandatory');
    const { command } = row.item;
    await answering([{ pick: 'Yes' }, null], () => vscode.commands.executeCommand(command!.command, ...(command!.arguments ?? [])));
    assert.deepEqual(await vscode.workspace.fs.readDirectory(folder), [['mlops-canvas.yaml', vscode.FileType.File]]);
  });
});
