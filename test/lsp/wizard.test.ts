/** The tier wizard over the protocol: asked step by step, recorded in a new document and in one that is open. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applied } from '../support/lspEdits';
import type { Server } from '../support/serverProcess';
import { startServer } from '../support/serverProcess';

const RECORD = 'file:///project/ai-system.yaml';
const DETAILS = { by: 'A. Vogel', date: '2026-11-23' };
const ANSWERS = {
  Q1: { answer: 'yes', ...DETAILS },
  Q2: { answer: 'yes', ...DETAILS },
  Q3: { answer: 'no', ...DETAILS },
  Q4: { answer: ['provider'], ...DETAILS },
  Q5: { answer: 'no', ...DETAILS },
  Q6: { answer: [], reason: 'None comes near', ...DETAILS },
  Q7: { answer: 'no', ...DETAILS },
  Q9: { answer: ['5b'], reason: 'Loans, of people', ...DETAILS },
  Q10: { answer: 'unsure', ...DETAILS },
  Q13: { answer: [], ...DETAILS },
  Q14: { answer: 'no', ...DETAILS },
  Q16: { answer: ['personal_data'], ...DETAILS },
};
const plain = (answers: typeof ANSWERS): object => Object.fromEntries(Object.entries(answers).map(([id, { answer }]) => [id, answer]));

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** The text of a new record. */
async function newRecord(): Promise<string> {
  const { kind, text } = await server.request('aiActCanvas/wizardRecord', { uri: null, system: 'retail-score', answers: ANSWERS });
  expect(kind).toBe('new');
  return text;
}

test('asks until there is a result, and remembers nothing', async () => {
  const first = await server.request('aiActCanvas/wizard', { answers: {} });
  expect(first).toMatchObject({ path: [], question: { id: 'Q1', type: 'one' }, result: null });
  const last = await server.request('aiActCanvas/wizard', { answers: plain(ANSWERS) });
  expect(last).toMatchObject({ question: null, result: { title: 'High risk' } });
  expect(await server.request('aiActCanvas/wizard', { answers: {} })).toEqual(first);
});

test('a new record holds the answers with reason, author and date, and gives them back', async () => {
  const text = await newRecord();
  expect(text).toMatch(/^system: retail-score\nrisk_tier: high$/mu);
  await server.open(RECORD, text);
  expect(await server.request('aiActCanvas/wizardStart', { uri: RECORD })).toMatchObject({
    record: { uri: RECORD, answers: ANSWERS },
    system: 'retail-score',
    kind: { id: 'ai-system', fileName: 'ai-system.yaml' },
    records: [],
  });
  const same = await server.request('aiActCanvas/wizardRecord', { uri: RECORD, system: null, answers: ANSWERS });
  expect(same).toEqual({ kind: 'edit', edit: null, changes: [] });
  await server.close(RECORD);
});

test('a record that is open gets an edit of its version, of what changed and no more', async () => {
  const text = await newRecord();
  await server.open(RECORD, text);
  const answers = { Q10: { answer: 'no', reason: 'No person is evaluated', by: 'R. Iyer', date: '2026-11-24' } };
  const unfinished = await server.request('aiActCanvas/wizardRecord', { uri: RECORD, system: null, answers });
  expect(unfinished, 'Q11 has no answer yet').toBeNull();
  const more = { ...answers, Q11: { answer: ['d6_3.a'] }, Q12: { answer: 'no' } };
  const { kind, edit, changes } = await server.request('aiActCanvas/wizardRecord', { uri: RECORD, system: null, answers: more });
  expect({ kind, changes }).toEqual({ kind: 'edit', changes: ['Q10', 'Q11', 'Q12', 'result', 'risk_tier'] });
  expect(edit).toMatchObject({ uri: RECORD, version: 1 });
  expect(applied(text, edit.edits)).toBe(
    text
      .replace('risk_tier: high', 'risk_tier: minimal')
      .replace(
        'answer: unsure\n      by: A. Vogel\n      date: 2026-11-23\n',
        'answer: no\n      reason: No person is evaluated\n      by: R. Iyer\n      date: 2026-11-24\n    Q11: [d6_3.a]\n    Q12: no\n',
      )
      .replace('result: high', 'result: minimal'),
  );
  await server.close(RECORD);
});

test('a record with syntax errors is left alone, with the reason', async () => {
  await server.open(RECORD, `${await newRecord()}duties: [\n`);
  const refused = await server.request('aiActCanvas/wizardRecord', {
    uri: RECORD,
    system: null,
    answers: { Q7: { answer: 'unsure' }, Q8: { answer: 'no' } },
  });
  expect(refused).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/YAML errors/u) });
  await server.close(RECORD);
});

test('a document leads to the record of its system; without one, all records are named', async () => {
  const canvas = 'file:///project/mlops-canvas.yaml';
  await server.open(canvas, 'system: retail-score\n');
  expect(await server.request('aiActCanvas/wizardStart', { uri: canvas })).toMatchObject({
    record: null,
    system: 'retail-score',
    records: [],
  });
  await server.open(RECORD, await newRecord());
  expect(await server.request('aiActCanvas/wizardStart', { uri: canvas })).toMatchObject({
    record: { uri: RECORD },
    system: 'retail-score',
  });
  expect(await server.request('aiActCanvas/wizardStart', { uri: null })).toMatchObject({
    record: null,
    records: [{ uri: RECORD, system: 'retail-score', tierTitle: 'High risk' }],
  });
  // Two that could each be its own: who asks says which.
  const other = RECORD.replace('ai-system.yaml', 'old.ai-system.yaml');
  await server.open(other, 'system: retail-score\nrisk_tier: limited\n');
  expect(await server.request('aiActCanvas/wizardStart', { uri: canvas })).toMatchObject({
    record: null,
    records: [{ uri: RECORD }, { uri: other, tierTitle: 'Limited risk' }],
  });
  await server.close(other);
  await server.close(RECORD);
  await server.close(canvas);
});

test('what is no record is not written into', async () => {
  const canvas = 'file:///project/mlops-canvas.yaml';
  await server.open(canvas, 'system: retail-score\n');
  expect(await server.request('aiActCanvas/wizardRecord', { uri: canvas, system: null, answers: ANSWERS })).toBeNull();
  await server.close(canvas);
});
