/** Hover on keys, values and the tier: what is asked, why, at which level, and an example. */
import assert from 'node:assert/strict';
import { cleanUp, openFile } from './editor';
import { hoverOn } from './help';

const CANVAS = `kind: mlops-canvas
system: demo
risk_tier: high
value_proposition:
  problem: Slow answers
data_sources_and_versioning:
  data_versioning:
    requirement: mandatory
x-team: blue
`;

suite('Hover', () => {
  teardown(cleanUp);

  test('on a question: what, why, level at this tier, articles and an example', async () => {
    const { document } = await openFile('mlops-canvas.yaml', CANVAS);
    const text = await hoverOn(document, 'problem');
    assert.match(text, /Which problem does it solve\?/u);
    assert.match(text, /Mandatory at High risk/u);
    assert.match(text, /Art\. 10\(2\)\(d\)/u);
    assert.match(text, /Why/u);
    assert.match(text, /Example/u);
  });

  test('speaks of the tier that the document has now', async () => {
    const { document } = await openFile('mlops-canvas.yaml', CANVAS.replace('high', 'minimal'));
    assert.match(await hoverOn(document, 'problem'), /at Minimal/u);
  });

  test('on a block: its title and progress', async () => {
    const { document } = await openFile('mlops-canvas.yaml', CANVAS);
    const text = await hoverOn(document, 'value_proposition');
    assert.match(text, /Value proposition/u);
    assert.match(text, /1 of \d+ mandatory/u);
  });

  test('on an enumerated value: its meaning', async () => {
    const { document } = await openFile('mlops-canvas.yaml', CANVAS);
    assert.match(await hoverOn(document, ': mandatory'), /mandatory/iu);
  });

  test('on the tier and its value', async () => {
    const { document } = await openFile('mlops-canvas.yaml', CANVAS);
    assert.match(await hoverOn(document, 'risk_tier'), /tier/iu);
    assert.match(await hoverOn(document, 'high'), /High risk/u);
  });

  test('on each key of the header', async () => {
    const { document } = await openFile('mlops-canvas.yaml', CANVAS);
    for (const key of ['kind', 'system']) assert.notEqual((await hoverOn(document, key)).trim(), '', key);
  });

  test('on a task of a CRISP-ML(Q) record', async () => {
    const { document } = await openFile(
      'crisp-ml.yaml',
      'risk_tier: high\ndata_preparation:\n  tasks:\n    clean_data:\n      status: in_progress\n',
    );
    assert.match(await hoverOn(document, 'clean_data'), /Clean/u);
    assert.notEqual((await hoverOn(document, 'in_progress')).trim(), '');
  });

  test('nothing on free text and on keys of somebody else', async () => {
    const { document } = await openFile('mlops-canvas.yaml', CANVAS);
    assert.equal(await hoverOn(document, 'Slow'), '');
    assert.equal(await hoverOn(document, 'blue'), '');
  });
});
