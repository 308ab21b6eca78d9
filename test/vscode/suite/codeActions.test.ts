/** Quick fixes: what is offered where, and the text that is left after one is applied. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { after, cleanUp, codeOf, findings, findingsWhen, hasCode, inside, openFile } from './editor';
import { actionsAt, apply } from './help';

suite('Quick fixes', () => {
  teardown(cleanUp);

  test('rename a mistyped key and replace a mistyped value', async () => {
    const { document } = await openFile('mlops-canvas.yaml', 'risk_tier: hihg\nvalue_propositon:\n  user_goal: Answers\n');
    await findingsWhen(document.uri, hasCode('unknown-key'));
    await apply(await actionsAt(document, inside(document, 'hihg')), 'Replace by `high`');
    await findingsWhen(document.uri, (found) => !hasCode('invalid-value')(found));
    await apply(await actionsAt(document, inside(document, 'value_propositon')), 'Rename to `value_proposition`');
    assert.equal(document.getText(), 'risk_tier: high\nvalue_proposition:\n  user_goal: Answers\n');
    await findingsWhen(document.uri, (found) => !hasCode('unknown-key')(found));
  });

  test('exactly one fix of each finding is preferred', async () => {
    const { document } = await openFile('mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:\n  user_goal: Answers\n');
    const found = await findingsWhen(document.uri);
    const key = inside(document, 'value_proposition');
    const there = found.filter(({ range }) => range.contains(key));
    assert.ok(there.length >= 4);
    assert.equal((await actionsAt(document, key)).filter(({ isPreferred }) => isPreferred).length, there.length);
  });

  test('add one missing answer, in its place', async () => {
    const { document } = await openFile('mlops-canvas.yaml', 'risk_tier: limited\nvalue_proposition:\n  problem: Slow\nfoundations:\n');
    await findingsWhen(document.uri);
    await apply(await actionsAt(document, inside(document, 'value_proposition')), 'Add 1.1 Goal for users');
    assert.match(document.getText(), /^risk_tier: limited\nvalue_proposition:\n {2}user_goal: ?\n {2}problem: Slow\nfoundations:\n$/u);
  });

  test('add a missing section with its mandatory answers, and nothing of it is missing any more', async () => {
    const { document } = await openFile(
      'crisp-ml.yaml',
      'risk_tier: high\nbusiness_and_data_understanding:\n  notes: later\nmodel_engineering:\n  notes: later\n',
    );
    await findingsWhen(document.uri);
    await apply(await actionsAt(document, inside(document, 'high')), /^Add section Data preparation/u);
    const text = document.getText();
    const places = ['business_and_data_understanding:', 'data_preparation:', 'model_engineering:'].map((key) => text.indexOf(key));
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
    assert.match(text, /\ndata_preparation:\n(?: {2}.*\n)* {2}tasks:\n {4}\w+:\n {6}status:/u);
    await findingsWhen(
      document.uri,
      (found) =>
        hasCode('placeholder-answer')(found) &&
        !found.some((each) => codeOf(each) === 'missing-mandatory' && each.message.includes('data_preparation')),
    );
  });

  for (const [what, eol, indent] of [
    ['two spaces', '\n', '  '],
    ['four spaces and the line ends of Windows', '\r\n', '    '],
  ] as const) {
    test(`add everything mandatory: nothing is missing any more (${what})`, async () => {
      const text = ['risk_tier: high', 'value_proposition:', `${indent}user_goal: Answers`, ''].join(eol);
      const { document } = await openFile('mlops-canvas.yaml', text);
      await findingsWhen(document.uri);
      await apply(await actionsAt(document, inside(document, 'value_proposition')), /^Add everything mandatory at High risk/u);
      const found = await findingsWhen(document.uri, (seen) => !hasCode('missing-mandatory')(seen));
      assert.ok(!hasCode('yaml-syntax')(found) && !hasCode('wrong-type')(found));
      const lines = document.getText().split('\n');
      assert.ok(
        lines.slice(0, -1).every((line) => line.endsWith('\r') === (eol === '\r\n')),
        'line ends are mixed',
      );
      assert.ok(
        lines.every((line) => (/^ */u.exec(line)?.[0].length ?? 0) % indent.length === 0),
        document.getText(),
      );
    });
  }

  test('add everything to a document that is only a header, until no section is missing', async () => {
    const { document } = await openFile('crisp-ml.yaml', 'risk_tier: high\r\n');
    await findingsWhen(document.uri);
    await apply(await actionsAt(document, inside(document, 'high')), /^Add everything mandatory and recommended/u);
    await findingsWhen(document.uri, (seen) => !seen.some((each) => codeOf(each).startsWith('missing-')));
    assert.ok(findings(document.uri).every((each) => codeOf(each) === 'placeholder-answer'));
  });

  test('state a tier where there is none', async () => {
    const { document } = await openFile('mlops-canvas.yaml', '# ours\nsystem: demo\n');
    await findingsWhen(document.uri, hasCode('tier-missing'));
    const actions = await actionsAt(document, inside(document, 'system'));
    assert.equal(actions.filter(({ title }) => title.startsWith('State risk tier')).length, 4);
    await apply(actions, 'State risk tier: High risk');
    assert.equal(document.getText(), '# ours\nsystem: demo\nrisk_tier: high\n');
  });

  test('change the tier where one is stated', async () => {
    const { document } = await openFile('mlops-canvas.yaml', 'risk_tier: high # agreed\n');
    await findingsWhen(document.uri);
    await apply(
      await actionsAt(document, after(document, 'risk_tier: hi'), vscode.CodeActionKind.RefactorRewrite),
      'Change risk tier to Limited risk',
    );
    assert.equal(document.getText(), 'risk_tier: limited # agreed\n');
  });
});
