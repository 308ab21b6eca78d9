/** What is asked too early, too late, out of order or of nothing: the protocol's own errors, and the server goes on. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Server } from '../support/serverProcess';
import { connectServer, PLAIN, startServer } from '../support/serverProcess';

const CANVAS = 'file:///project/mlops-canvas.yaml';
const HEADER = 'system: demo\nrisk_tier: high\n';
const HOVER = { textDocument: { uri: CANVAS }, position: { line: 1, character: 2 } };

const SERVER_NOT_INITIALIZED = -32002;
const INVALID_REQUEST = -32600;
const INVALID_PARAMS = -32602;
const REQUEST_CANCELLED = -32800;

describe('before and after', () => {
  test('before initialize every request is refused, and nothing is kept of what was said', async () => {
    const { connection, exited } = connectServer();
    connection.listen();
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: CANVAS, languageId: 'yaml', version: 1, text: HEADER },
    });
    for (const method of ['textDocument/hover', 'textDocument/rename', 'aiActCanvas/tree', 'shutdown', 'nobody/knows'])
      await expect(connection.sendRequest(method, HOVER), method).rejects.toMatchObject({ code: SERVER_NOT_INITIALIZED });
    const params = { processId: null, rootUri: null, capabilities: PLAIN };
    expect(await connection.sendRequest('initialize', params)).toMatchObject({ serverInfo: { name: 'ai-act-canvas' } });
    expect(await connection.sendRequest('textDocument/hover', HOVER)).toBeNull();
    await expect(connection.sendRequest('initialize', params)).rejects.toMatchObject({ code: INVALID_REQUEST });
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    expect(await exited).toBe(0);
    connection.dispose();
  });

  test('after shutdown every request is refused, and exit ends the server in good order', async () => {
    const { connection, exited } = connectServer();
    connection.listen();
    await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: PLAIN });
    await connection.sendNotification('initialized', {});
    await connection.sendRequest('shutdown');
    for (const method of ['textDocument/hover', 'aiActCanvas/tree', 'shutdown', 'initialize'])
      await expect(connection.sendRequest(method, HOVER), method).rejects.toMatchObject({ code: INVALID_REQUEST });
    await connection.sendNotification('textDocument/didClose', { textDocument: { uri: CANVAS } });
    await connection.sendNotification('exit');
    expect(await exited).toBe(0);
    connection.dispose();
  });

  test('exit without shutdown ends the server with code 1', async () => {
    const { connection, exited } = connectServer();
    connection.listen();
    await connection.sendNotification('exit');
    expect(await exited).toBe(1);
    connection.dispose();
  });
});

test('a client that answers nothing it is asked is served all the same', async () => {
  const { connection, exited } = connectServer();
  connection.onRequest(() => {
    throw new Error('not now');
  });
  connection.listen();
  const dynamicRegistration = { dynamicRegistration: true };
  const refreshSupport = { refreshSupport: true };
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {
      textDocument: { diagnostic: dynamicRegistration },
      window: { workDoneProgress: true },
      workspace: {
        configuration: true,
        didChangeConfiguration: dynamicRegistration,
        didChangeWatchedFiles: dynamicRegistration,
        workspaceFolders: true,
        diagnostics: refreshSupport,
        codeLens: refreshSupport,
        inlayHint: refreshSupport,
      },
    },
  });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: CANVAS, languageId: 'yaml', version: 1, text: HEADER },
  });
  expect(await connection.sendRequest('textDocument/codeLens', { textDocument: { uri: CANVAS } })).toHaveLength(1);
  expect(await connection.sendRequest('textDocument/hover', HOVER)).not.toBeNull();
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  expect(await exited).toBe(0);
  connection.dispose();
});

describe('while it runs', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  const tierOf = async (uri: string): Promise<string | undefined> => (await server.request('aiActCanvas/status', { uri }))?.tier;

  test('a change that comes late changes nothing', async () => {
    await server.open(CANVAS, HEADER);
    const change = (version: number, text: string): Promise<void> =>
      server.notify('textDocument/didChange', { textDocument: { uri: CANVAS, version }, contentChanges: [{ text }] });
    await change(3, 'risk_tier: minimal\n');
    await change(2, 'risk_tier: limited\n');
    expect(await tierOf(CANVAS)).toBe('minimal');
    await change(4, 'risk_tier: high\n');
    expect(await tierOf(CANVAS)).toBe('high');
    await server.close(CANVAS);
  });

  test('changes past the end, backwards, and of documents that are not open do no harm', async () => {
    await server.open(CANVAS, HEADER);
    await server.change(CANVAS, { start: { line: 90, character: 0 }, end: { line: 91, character: 7 } }, '# end\n');
    await server.change(CANVAS, { start: { line: 1, character: 5 }, end: { line: 0, character: 0 } }, '');
    expect(await tierOf(CANVAS)).toBe('high');
    await server.change('file:///nowhere/crisp-ml.yaml', null, HEADER);
    await server.notify('textDocument/didClose', { textDocument: { uri: 'file:///nowhere/crisp-ml.yaml' } });
    expect(await tierOf('file:///nowhere/crisp-ml.yaml')).toBeUndefined();
    await server.close(CANVAS);
  });

  test('a cancelled request is answered as cancelled', async () => {
    await server.open(CANVAS, HEADER);
    expect(await server.cancelled('textDocument/completion', HOVER)).toBe(REQUEST_CANCELLED);
    await server.close(CANVAS);
  });

  test('a request without its document is refused, one without a place gets nothing', async () => {
    await server.open(CANVAS, HEADER);
    await expect(server.request('textDocument/hover', {})).rejects.toMatchObject({ code: INVALID_PARAMS });
    expect(await server.request('textDocument/hover', { textDocument: { uri: CANVAS } })).toBeNull();
    expect(await tierOf(CANVAS)).toBe('high');
    await server.close(CANVAS);
  });

  test('a request right behind a change is answered of the changed text', async () => {
    await server.open(CANVAS, HEADER);
    for (const tier of ['minimal', 'limited', 'high'] as const) {
      const changed = server.change(CANVAS, null, `risk_tier: ${tier}\n`);
      const status = tierOf(CANVAS);
      await changed;
      expect(await status).toBe(tier);
    }
    await server.close(CANVAS);
  });
});
