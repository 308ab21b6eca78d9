/** Answers that take a while: none is given of a text that has changed meanwhile, or to somebody who no longer waits. */
import { PassThrough } from 'node:stream';
import { CancellationTokenSource, createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { beforeEach, expect, test } from 'vitest';
import { lifecycle } from '../../server/src/lsp/lifecycle';
import { createSlices } from '../../server/src/node/slices';
import { startServer } from '../../server/src/lsp/server';
import whole from '../../server/src/generated/guidance.json';
import law from '../../server/src/generated/regulation.json';

const RECORD = { uri: 'file:///project/crisp-ml.yaml', text: 'system: demo\nrisk_tier: high\n' };
const CANVAS = { uri: 'file:///project/mlops-canvas.yaml', text: 'system: demo\nrisk_tier: high\n' };
const PLACE = { textDocument: { uri: RECORD.uri }, position: { line: 0, character: 9 } };

let client: MessageConnection;
/** Resolves when the server reads the canvas for the next time; `go` lets it have the file. */
let reading: Promise<void>;
let go: () => void;

beforeEach(async () => {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const bytes = new TextEncoder().encode(CANVAS.text);
  let isSlow = false;
  let arrived = (): void => {};
  reading = new Promise((resolve) => (arrived = resolve));
  const gate = new Promise<void>((resolve) => (go = resolve));
  startServer(createConnection(ProposedFeatures.all, toServer, toClient, { messageStrategy: lifecycle() }), () => ({
    createSlices,
    loadGuidance: () => whole,
    loadRegulation: () => law,
    rules: null,
    fileSystem: {
      read: async (uri) => {
        if (uri !== CANVAS.uri) return null;
        if (isSlow) {
          arrived();
          await gate;
        }
        return bytes;
      },
      list: async (uri) => (uri === 'file:///project' ? [{ name: 'mlops-canvas.yaml', type: 'file' }] : null),
      linkTarget: async () => null,
      realFolder: async (uri) => uri,
    },
  }));
  client = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  client.listen();
  await client.sendRequest('initialize', { processId: null, rootUri: 'file:///project', capabilities: {} });
  await client.sendNotification('initialized', {});
  await client.sendNotification('textDocument/didOpen', { textDocument: { ...RECORD, languageId: 'yaml', version: 1 } });
  while ((await client.sendRequest<{ documents: number }>('aiActCanvas/tree', {})).documents < 2);
  isSlow = true;
});

test('a rename is answered once everything is read', async () => {
  const answer = client.sendRequest('textDocument/rename', { ...PLACE, newName: 'retail' });
  await reading;
  go();
  expect(Object.keys(((await answer) as { changes: object }).changes)).toEqual([RECORD.uri, CANVAS.uri]);
});

test('a rename whose document changes meanwhile is refused', async () => {
  const answer = client.sendRequest('textDocument/rename', { ...PLACE, newName: 'retail' });
  await reading;
  await client.sendNotification('textDocument/didChange', {
    textDocument: { uri: RECORD.uri, version: 2 },
    contentChanges: [{ text: `# changed\n${RECORD.text}` }],
  });
  // Behind this answer, the change has come.
  await client.sendRequest('textDocument/hover', PLACE);
  go();
  await expect(answer).rejects.toMatchObject({ code: -32801 });
});

test('a rename that nobody waits for any more is cancelled', async () => {
  const cancellation = new CancellationTokenSource();
  const answer = client.sendRequest('textDocument/rename', { ...PLACE, newName: 'retail' }, cancellation.token);
  await reading;
  cancellation.cancel();
  await client.sendRequest('textDocument/hover', PLACE);
  go();
  await expect(answer).rejects.toMatchObject({ code: -32800 });
});
