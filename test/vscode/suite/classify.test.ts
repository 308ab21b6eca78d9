/** The tier wizard, from its first question to the record. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { caseFolder, cleanUp, codeOf, eventually, findingsWhen, hasCode, openFile, readFile, writeFile } from './editor';
import { answering, type Answer } from './quickInput';

const classify = (argument: object): Thenable<unknown> => vscode.commands.executeCommand('aiActCanvas.classify', argument);

const NONE: Answer = { check: ['None of these'] };
/** Enter, where a line may be left as it is. */
const KEEP: Answer = {};
const yes: Answer = { pick: 'Yes' };
const no: Answer = { pick: 'No' };

/** From the first question up to the purposes of Annex III, for a provider of something that is not prohibited. */
const TO_PURPOSES: readonly Answer[] = [yes, yes, no, { check: ['Provider'] }, no, NONE, { line: 'None comes near' }, no];
/** From Art. 50 to the end. */
const TO_END: readonly Answer[] = [NONE, no, { check: ['It processes personal data'] }];
const CREDIT: Answer = { check: ['Creditworthiness or credit score of natural persons'] };
const CREATE: Answer = { pick: '$(save) Create ai-system.yaml…' };
const UPDATE: Answer = { pick: '$(save) Update ai-system.yaml' };

async function emptyFolder(): Promise<vscode.Uri> {
  const folder = caseFolder();
  await vscode.workspace.fs.createDirectory(folder);
  return folder;
}

/** Answers on the way to a record of a credit score in a folder, and the record's text. */
async function creditRecord(folder: vscode.Uri): Promise<string> {
  const answers = [
    ...TO_PURPOSES,
    CREDIT,
    KEEP,
    yes,
    { line: 'Every score is about a person' },
    ...TO_END,
    CREATE,
    { line: 'A. Vogel' },
    { line: 'retail-score' },
  ];
  await answering(answers, () => classify({ folder: folder.toString() }));
  return readFile(vscode.Uri.joinPath(folder, 'ai-system.yaml'));
}

suite('Tier wizard', () => {
  teardown(async () => {
    await cleanUp();
  });

  test('ends in a new record with tier, reasons, author and date', async () => {
    const text = await creditRecord(await emptyFolder());
    assert.match(text, /^system: retail-score\nrisk_tier: high$/mu);
    assert.match(text, /^ {4}Q9:\n {6}answer: \["5b"\]\n {6}by: A\. Vogel\n {6}date: \d{4}-\d{2}-\d{2}$/mu);
    assert.match(text, /^ {6}reason: Every score is about a person$/mu);
    assert.match(text, /^ {2}result: high$/mu);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), text);
  });

  test('goes back, and keeps what was answered', async () => {
    const folder = await emptyFolder();
    const back: Answer = { press: 'back' };
    // From the reason to its question, from there to the one before, and on again.
    const answers = [
      ...TO_PURPOSES.slice(0, 6),
      back,
      back,
      yes,
      NONE,
      KEEP,
      { pick: 'Unsure' },
      back,
      no,
      NONE,
      KEEP,
      ...TO_END,
      CREATE,
      KEEP,
      { line: 'demo' },
    ];
    await answering(answers, () => classify({ folder: folder.toString() }));
    const text = await readFile(vscode.Uri.joinPath(folder, 'ai-system.yaml'));
    assert.match(text, /Q5:\n {6}answer: yes/u);
    assert.match(text, /Q7:\n {6}answer: no/u);
    assert.match(text, /^risk_tier: minimal$/mu);
  });

  test('says which branch it takes who is not sure', async () => {
    const folder = await emptyFolder();
    await answering([...TO_PURPOSES, CREDIT, KEEP, { pick: 'Unsure' }, KEEP, ...TO_END, CREATE, KEEP, { line: 'demo' }], () =>
      classify({ folder: folder.toString() }),
    );
    const text = await readFile(vscode.Uri.joinPath(folder, 'ai-system.yaml'));
    assert.match(text, /Q10:\n {6}answer: unsure/u);
    assert.match(text, /^risk_tier: high$/mu);
  });

  test('goes on where it was closed', async () => {
    const folder = await emptyFolder();
    await answering([yes, yes, null], () => classify({ folder: folder.toString() }));
    assert.deepEqual(await vscode.workspace.fs.readDirectory(folder), []);
    await answering([{ pick: 'Continue' }, { pick: 'Yes' }, CREATE, KEEP, { line: 'army' }], () => classify({ folder: folder.toString() }));
    const text = await readFile(vscode.Uri.joinPath(folder, 'ai-system.yaml'));
    assert.match(text, /^risk_tier: minimal$/mu);
    assert.match(text, /^ {2}result: out_of_scope$/mu);
  });

  test('starts from the record, changes what was asked, and leaves the rest', async () => {
    const folder = await emptyFolder();
    const before = (await creditRecord(folder))
      .replace('risk_tier: high', 'risk_tier: high # board, 3 November')
      .replace('Q10:', 'Q10: # of applicants');
    const uri = vscode.Uri.joinPath(folder, 'ai-system.yaml');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await writeFile(uri, before);
    const { document } = await vscode.window.showTextDocument(uri);
    await eventually(
      'The text',
      () => document.getText(),
      (text) => text === before,
    );
    const answers = [
      { pick: '$(law) Profiling: yes' },
      no,
      { line: 'No person is evaluated' },
      { check: ['Narrow procedural task'] },
      KEEP,
      no,
      KEEP,
      UPDATE,
      { line: 'R. Iyer' },
    ];
    await answering(answers, () => classify({}));
    const after = document.getText();
    assert.match(after, /^risk_tier: minimal # board, 3 November$/mu);
    assert.match(after, /Q10: # of applicants\n {6}answer: no\n {6}reason: No person is evaluated\n {6}by: R\. Iyer\n/u);
    assert.match(after, /^ {2}result: minimal$/mu);
    assert.match(after, /Q9:\n {6}answer: \["5b"\]\n {6}by: A\. Vogel\n/u);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before, 'one undo takes it back');
  });

  test('leaves an answer that is sure in part as it is recorded, until something else is checked', async () => {
    const folder = await emptyFolder();
    const before = (await creditRecord(folder)).replace('answer: ["5b"]', 'answer: ["5b", unsure]');
    const uri = vscode.Uri.joinPath(folder, 'ai-system.yaml');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await writeFile(uri, before);
    const { document } = await vscode.window.showTextDocument(uri);
    await eventually(
      'The text',
      () => document.getText(),
      (text) => text === before,
    );
    const purposes: Answer = {
      pick: '$(warning) Annex III purposes: creditworthiness or credit score of natural persons; not sure about others',
    };
    await answering([purposes, { press: 'enter' }, KEEP, { pick: '$(check) Close' }], () => classify({}));
    assert.equal(document.getText(), before);
    const both: Answer = { check: ['Emotion recognition', 'Unsure'] };
    await answering([purposes, both, KEEP, { pick: '$(save) Update ai-system.yaml' }, KEEP], () => classify({}));
    assert.match(document.getText(), /Q9:\n {6}answer: \["1c"\]\n/u);
  });

  test('is offered where no tier is stated', async () => {
    const { document } = await openFile('mlops-canvas.yaml', 'system: demo\n');
    const [finding] = (await findingsWhen(document.uri, hasCode('tier-missing'))).filter((each) => codeOf(each) === 'tier-missing');
    assert.ok(finding);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
    );
    const action = actions.find(({ command }) => command?.command === 'aiActCanvas.classify');
    assert.ok(action?.command);
    assert.notEqual(action.isPreferred, true);
    const { command, arguments: args = [] } = action.command;
    await answering([null], () => vscode.commands.executeCommand(command, ...args));
    await answering([{ pick: '$(checklist) Not Sure' }, null], () => vscode.commands.executeCommand('aiActCanvas.setTier'));
  });
});
