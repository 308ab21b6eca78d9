/** Waivers: they hide what they cover for as long as they hold, and say what is wrong with themselves. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { systemWhen, childOf } from './api';
import { cleanUp, codeOf, findingsWhen, hasCode, inside, openFile, replace, textAt } from './editor';
import { actionsAt, apply } from './help';

const canvas = (system: string, waiver: string): string => `system: ${system}
risk_tier: limited
value_proposition:
  user_goal: Answers at night
${waiver}`;

const waiver = (expires: string): string => `waivers:
  - field: value_proposition.personas
    reason: One customer, known to everybody
    approved_by: H. Brandt
    expires: ${expires}
`;

const NEVER = '2999-12-31';
const LONG_AGO = '2020-01-31';

suite('Waivers', () => {
  teardown(cleanUp);

  test('a waiver hides its finding; once it has expired, the finding is back', async () => {
    const editor = await openFile('mlops-canvas.yaml', canvas('waive', waiver(NEVER)));
    const { uri } = editor.document;
    await findingsWhen(uri, (found) => found.length > 0 && !hasCode('missing-mandatory')(found));
    const row = await childOf(await childOf(await systemWhen('waive'), '1. Business and data'), '1.4 Personas served');
    assert.equal(row.description, 'waived');

    await replace(editor, NEVER, LONG_AGO);
    const found = await findingsWhen(uri, hasCode('waiver-expired'));
    const expired = found.find((each) => codeOf(each) === 'waiver-expired')!;
    assert.equal(textAt(editor, expired.range), LONG_AGO);
    assert.match(expired.message, /ended on 31 January 2020/u);
    assert.ok(found.some((each) => codeOf(each) === 'missing-mandatory' && each.message.includes('personas')));

    await replace(editor, LONG_AGO, NEVER);
    await findingsWhen(uri, (seen) => !hasCode('waiver-expired')(seen) && !hasCode('missing-mandatory')(seen));
  });

  test('"Waive with reason..." writes a waiver that lacks what only a person can say', async () => {
    const editor = await openFile('mlops-canvas.yaml', canvas('waive-fix', ''));
    const { document } = editor;
    await findingsWhen(document.uri, hasCode('missing-mandatory'));
    const place = inside(document, 'value_proposition');
    const inMenu = (await actionsAt(document, place)).filter(({ kind }) => kind?.value === 'quickfix.waive');
    assert.deepEqual(
      inMenu.map(({ title, isPreferred }) => [title, isPreferred ?? false]),
      [['Waive with reason... (1.4 Personas served)', false]],
      'the menu offers no waivers of what is only recommended',
    );
    const all = await actionsAt(document, place, vscode.CodeActionKind.QuickFix.append('waive'));
    assert.ok(all.length > 1 && all.every(({ title }) => title.startsWith('Waive with reason... (')));
    await apply(inMenu, /^Waive/u);
    await findingsWhen(document.uri, (found) => hasCode('waiver-incomplete')(found) && hasCode('missing-mandatory')(found));
    await replace(editor, /reason:.*/u.exec(document.getText())![0], 'reason: One customer');
    await replace(editor, /approved_by:.*/u.exec(document.getText())![0], 'approved_by: H. Brandt');
    await findingsWhen(document.uri, (found) => !hasCode('waiver-incomplete')(found) && !hasCode('missing-mandatory')(found));
    assert.match(document.getText(), /\nwaivers:\n {2}- field: value_proposition\.personas\n {4}reason: One customer\n/u);
  });

  test('a waiver that nobody approved waives nothing', async () => {
    const text = canvas('waive-half', waiver(NEVER)).replace('    approved_by: H. Brandt\n', '');
    const { document } = await openFile('mlops-canvas.yaml', text);
    const found = await findingsWhen(document.uri, hasCode('waiver-incomplete'));
    assert.match(found.find((each) => codeOf(each) === 'waiver-incomplete')!.message, /approved_by/u);
    assert.ok(hasCode('missing-mandatory')(found));
  });

  test('a waiver of something that is answered is of no use', async () => {
    const text = canvas('waive-none', waiver(NEVER)).replace('personas', 'user_goal');
    const { document } = await openFile('mlops-canvas.yaml', text);
    await findingsWhen(document.uri, hasCode('waiver-unused'));
  });
});
