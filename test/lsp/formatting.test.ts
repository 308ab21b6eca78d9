/** Formatting and selection over the protocol. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applied } from '../support/lspEdits';
import type { Server } from '../support/serverProcess';
import { startServer } from '../support/serverProcess';

const CANVAS = 'file:///project/mlops-canvas.yaml';
const textDocument = { uri: CANVAS };
const options = { tabSize: 2, insertSpaces: true };

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

test('a document, a range, and the line after Enter are formatted', async () => {
  const text = 'risk_tier: high  \nvalue_proposition:\n    user_goal: Decide sooner  \n\n';
  await server.open(CANVAS, text);
  expect(applied(text, await server.request('textDocument/formatting', { textDocument, options }))).toBe(
    'risk_tier: high\nvalue_proposition:\n  user_goal: Decide sooner\n',
  );
  const range = { start: { line: 1, character: 0 }, end: { line: 3, character: 0 } };
  expect(applied(text, await server.request('textDocument/rangeFormatting', { textDocument, range, options }))).toBe(
    'risk_tier: high  \nvalue_proposition:\n  user_goal: Decide sooner\n\n',
  );
  const enter = { textDocument, position: { line: 3, character: 0 }, ch: '\n', options };
  expect(applied(text, await server.request('textDocument/onTypeFormatting', enter))).toBe(text.replace(/\n$/u, '    \n'));
  await server.close(CANVAS);
});

test('nothing is formatted past the end, in unknown documents, or where the text is no good YAML', async () => {
  await server.open(CANVAS, 'risk_tier: [high  \n');
  expect(await server.request('textDocument/formatting', { textDocument, options })).toEqual([]);
  await server.change(CANVAS, null, 'risk_tier: high  \n');
  const range = { start: { line: 90, character: 0 }, end: { line: 99, character: 9 } };
  expect(await server.request('textDocument/rangeFormatting', { textDocument, range, options })).toEqual([]);
  const enter = { textDocument, position: { line: 90, character: 3 }, ch: '\n', options };
  expect(await server.request('textDocument/onTypeFormatting', enter)).toEqual([]);
  const unknown = { textDocument: { uri: 'file:///nowhere/crisp-ml.yaml' }, options };
  expect(await server.request('textDocument/formatting', unknown)).toBeNull();
  await server.close(CANVAS);
});

test('a selection grows from a value to the document', async () => {
  await server.open(CANVAS, 'risk_tier: high\n');
  const [chain] = await server.request('textDocument/selectionRange', { textDocument, positions: [{ line: 0, character: 12 }] });
  expect(chain.range).toEqual({ start: { line: 0, character: 11 }, end: { line: 0, character: 15 } });
  expect(chain.parent.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 0, character: 15 } });
  expect(chain.parent.parent.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 1, character: 0 } });
  await server.close(CANVAS);
});
