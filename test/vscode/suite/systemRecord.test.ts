/** The record of a system: what its duties and the wizard's questions say, offer and find. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { completionsAt, labelOf, noteOf } from './completion';
import { after, cleanUp, codeOf, findings, findingsWhen, hasCode, inside, openFile, replace, textAt, workspaceUri } from './editor';
import { actionsAt, apply, hoverOn } from './help';

/** A record of a credit score, under `system`, with these duties. */
const record = (system: string, duties: string, tier = 'high'): string => `system: ${system}
risk_tier: ${tier}
operator_roles: [provider, deployer]
intended_purpose: Estimate the probability that a loan is repaid
classification:
  answers:
    Q1: yes
    Q2: yes
    Q3: no
    Q4: [provider, deployer]
    Q5: no
    Q6: []
    Q7: no
    Q9: ["5b"]
    Q10: yes
    Q13: []
    Q14: no
    Q16: [personal_data]
${duties}`;

const DUTIES = `duties:
  human_oversight_measures:
    status: in_progress
    summary: Officers see the reasons
`;

const about =
  (word: string) =>
  ({ message }: vscode.Diagnostic): boolean =>
    message.includes(word);

suite('Record of a system', () => {
  teardown(cleanUp);

  test('the example says from when, and to whom, each mandatory duty applies', async () => {
    const uri = workspaceUri('credit-scoring/ai-system.yaml');
    const { document } = await vscode.window.showTextDocument(uri);
    const found = await findingsWhen(document.uri);
    const missing = found.filter((each) => codeOf(each) === 'missing-mandatory');
    assert.ok(missing.length >= 5);
    for (const { message } of missing) assert.match(message, /; applies (?:from|since) \d+ \w+ 20\d\d.* to the (?:provider|deployer)\. /u);
    const oversight = found.find(about('Human oversight measures'));
    assert.match(oversight?.message ?? '', /applies (?:from|since) 2 December 2027/u);
    const literacy = found.find(about('AI literacy'));
    assert.match(literacy?.message ?? '', /applies since 2 February 2025 to the provider and the deployer/u);
    assert.ok(!found.some(about('Conformity assessment')), 'its waiver hides it');
  });

  test('hover on a duty: the question, its state, the article, from when and to whom', async () => {
    const { document } = await openFile('ai-system.yaml', record('record-hover', DUTIES));
    const text = await hoverOn(document, 'human_oversight_measures');
    assert.match(text, /Human oversight measures/u);
    assert.match(text, /Mandatory at High risk · incomplete · motivated by \[Art\. 14\(1\)-\(3\)\]\(https:/u);
    assert.match(text, /Applies (?:from|since) 2 December 2027.* to the provider\./u);
    assert.match(text, /Why/u);
  });

  test('hover on a question of the wizard: what is asked, and what can be answered', async () => {
    const { document } = await openFile('ai-system.yaml', record('record-question', DUTIES));
    const text = await hoverOn(document, 'Q9');
    assert.match(text, /Does the intended purpose match an Annex III point\?/u);
    assert.match(text, /`5b`.*[Cc]reditworthiness/u);
    assert.match(text, /Annex III/u);
  });

  test('hover on a duty that is waived: who approved it, until when and why', async () => {
    const duties = `${DUTIES}  cybersecurity:
    status: in_progress
waivers:
  - { field: duties.cybersecurity, reason: The penetration test is booked, approved_by: H. Brandt, expires: 2999-06-30 }
`;
    const { document } = await openFile('ai-system.yaml', record('record-waived', duties));
    assert.match(await hoverOn(document, 'cybersecurity'), /Waived.*H\. Brandt.*until 30 June 2999.*The penetration test is booked/u);
  });

  test('completion of an answer offers the points with their titles', async () => {
    const text = record('record-answers', DUTIES).replace('Q9: ["5b"]', 'Q9: ');
    const { document } = await openFile('ai-system.yaml', text);
    const items = await completionsAt(document, after(document, 'Q9: '));
    assert.ok(items.map(labelOf).includes('5b'), items.map(labelOf).join(', '));
  });

  test('completion below `duties` offers the duties that are owed first, with level and article', async () => {
    const { document } = await openFile('ai-system.yaml', record('record-duties', `${DUTIES}  `));
    const items = await completionsAt(document, document.positionAt(document.getText().length));
    const labels = items.map(labelOf);
    assert.ok(!labels.includes('human_oversight_measures'), 'offers what is there');
    assert.equal(noteOf(items[labels.indexOf('cybersecurity')]!), 'mandatory · Art. 15(5)');
    assert.ok(labels.indexOf('cybersecurity') < labels.indexOf('importer_duties') || !labels.includes('importer_duties'));
  });

  test('a quick fix adds a missing duty, and it is missing no more', async () => {
    const { document } = await openFile('ai-system.yaml', record('record-fix', DUTIES));
    await findingsWhen(document.uri, (found) => found.some(about('Cybersecurity: not answered')));
    await apply(await actionsAt(document, inside(document, 'duties')), 'Add Cybersecurity');
    assert.match(document.getText(), /\n {2}human_oversight_measures:\n(?: {4}.*\n)+ {2}cybersecurity:\n {4}status:/u);
    const found = await findingsWhen(document.uri, (seen) => !seen.some(about('Cybersecurity: not answered')));
    assert.ok(found.some((each) => codeOf(each) === 'placeholder-answer' && each.message.startsWith('Cybersecurity')));
  });

  test('a tier below the one that the answers lead to: an error with its fix', async () => {
    const editor = await openFile('ai-system.yaml', record('record-low', DUTIES, 'limited'));
    const { document } = editor;
    const found = await findingsWhen(document.uri, hasCode('tier-too-low'));
    const low = found.find((each) => codeOf(each) === 'tier-too-low')!;
    assert.equal(textAt(editor, low.range), 'limited');
    assert.match(low.message, /lead to High risk.*Limited risk/u);
    await apply(await actionsAt(document, inside(document, 'limited')), 'Replace by `high`');
    await findingsWhen(document.uri, (seen) => !hasCode('tier-too-low')(seen));
    assert.match(document.getText(), /^risk_tier: high$/mu);
  });

  test('the findings follow the answers', async () => {
    const editor = await openFile('ai-system.yaml', record('record-follow', DUTIES));
    await findingsWhen(editor.document.uri, (found) => found.some(about('Fundamental rights impact assessment')));
    await replace(editor, 'operator_roles: [provider, deployer]', 'operator_roles: [provider]');
    await replace(editor, 'Q4: [provider, deployer]', 'Q4: [provider]');
    await findingsWhen(editor.document.uri, (found) => !found.some(about('Fundamental rights impact assessment')));
    assert.ok(findings(editor.document.uri).some(about('Technical documentation')));
  });
});
