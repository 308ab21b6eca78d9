/** Code lens, inlay hints and semantic tokens over the protocol, and the settings of one person's editor. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Server } from '../support/serverProcess';
import { MODERN, PLAIN, startServer } from '../support/serverProcess';

const CANVAS = 'file:///project/mlops-canvas.yaml';
const TEXT = 'risk_tier: limited\nvalue_proposition:\n  user_goal:\n';
const textDocument = { uri: CANVAS };
const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };

const lenses = async (server: Server): Promise<readonly { command: { title: string; command: string } }[]> =>
  server.request('textDocument/codeLens', { textDocument });
const hints = async (server: Server): Promise<readonly { label: string }[]> =>
  server.request('textDocument/inlayHint', { textDocument, range });

describe('a client that can be asked', () => {
  let server: Server;
  let settings: unknown = { inlayHints: { enabled: true }, codeLens: { enabled: false } };
  const refreshed: string[] = [];
  beforeAll(async () => {
    const capabilities = {
      ...MODERN,
      workspace: {
        ...MODERN.workspace,
        configuration: true,
        codeLens: { refreshSupport: true },
        inlayHint: { refreshSupport: true },
      },
    };
    server = await startServer(capabilities, null, undefined, { settings: () => settings });
    for (const method of ['workspace/codeLens/refresh', 'workspace/inlayHint/refresh'])
      server.connection.onRequest(method, () => {
        refreshed.push(method);
        return null;
      });
    await server.open(CANVAS, TEXT);
  });
  afterAll(() => server.stop());

  test('is asked before the first answer', async () => {
    expect(await lenses(server)).toEqual([]);
    expect((await hints(server)).map(({ label }) => label)).toContain('0 of 2 mandatory');
  });

  test('is asked again when it says that something changed, and then shows the new', async () => {
    settings = { inlayHints: { enabled: false }, codeLens: { enabled: true } };
    await server.notify('workspace/didChangeConfiguration', { settings: null });
    expect((await lenses(server)).map(({ command }) => command.title)).toEqual([expect.stringContaining('0 of 2 mandatory')]);
    expect(await hints(server)).toEqual([]);
    expect(refreshed).toContain('workspace/codeLens/refresh');
  });

  test('may state nonsense', async () => {
    settings = { inlayHints: 'yes', codeLens: { enabled: 1 } };
    await server.notify('workspace/didChangeConfiguration', {});
    expect(await lenses(server)).toHaveLength(1);
    expect(await hints(server)).toEqual([]);
  });
});

test('a client that cannot be asked passes its settings when it starts, or when they change', async () => {
  const initializationOptions = { nextGapCommand: 'go.on', settings: { inlayHints: { enabled: true } } };
  const server = await startServer(PLAIN, null, undefined, { initializationOptions });
  await server.open(CANVAS, TEXT);
  expect((await lenses(server)).map(({ command }) => command.command)).toEqual(['go.on']);
  expect((await hints(server)).length).toBeGreaterThan(0);
  await server.notify('workspace/didChangeConfiguration', { settings: { aiActCanvas: { codeLens: { enabled: false } } } });
  expect(await lenses(server)).toEqual([]);
  expect(await hints(server)).toEqual([]);
  await server.stop();
});

test('semantic tokens come whole, for a range, and as what changed', async () => {
  const server = await startServer(PLAIN);
  const { legend } = server.capabilities.semanticTokensProvider;
  await server.open(CANVAS, TEXT);
  const { resultId, data } = await server.request('textDocument/semanticTokens/full', { textDocument });
  expect(data).toEqual([2, 2, 9, legend.tokenTypes.indexOf('property'), 1 << legend.tokenModifiers.indexOf('unanswered')]);
  expect((await server.request('textDocument/semanticTokens/range', { textDocument, range })).data).toEqual(data);
  const above = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  expect((await server.request('textDocument/semanticTokens/range', { textDocument, range: above })).data).toEqual([]);
  await server.change(CANVAS, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, '# Canvas\n');
  const delta = await server.request('textDocument/semanticTokens/full/delta', { textDocument, previousResultId: resultId });
  expect(delta.edits).toEqual([{ start: 0, deleteCount: 5, data: [3, 2, 9, 0, 1] }]);
  const unknown = await server.request('textDocument/semanticTokens/full/delta', { textDocument, previousResultId: 'of another server' });
  expect(unknown.data).toEqual([3, 2, 9, 0, 1]);
  await server.close(CANVAS);
  expect(await server.request('textDocument/semanticTokens/full', { textDocument })).toEqual({ data: [] });
  await server.stop();
});
