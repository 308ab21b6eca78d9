/** Entry of dist/browser/server.js: the language server in a web worker; files come from the client. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import type { Connection } from 'vscode-languageserver/browser';
import { lifecycle } from '../lsp/lifecycle';
import { startServer } from '../lsp/server';
import type { FsListResult, FsParams, FsReadResult } from '../protocol';
import { FS_LIST, FS_READ } from '../protocol';
import guidance from '../generated/guidance.json';
import regulation from '../generated/regulation.json';
import type { FileSystem } from '../workspace/fileSystem';
import { Slices } from '../workspace/slices';

function clientFileSystem(connection: Connection): FileSystem {
  return {
    read: async (uri) => {
      const { base64 } = await connection.sendRequest<FsReadResult>(FS_READ, { uri } satisfies FsParams);
      return base64 === null ? null : Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    },
    list: async (uri) => (await connection.sendRequest<FsListResult>(FS_LIST, { uri } satisfies FsParams)).entries,
    // The client says nothing of links but that they are there.
    linkTarget: async () => null,
    realFolder: async (uri) => uri,
  };
}

/** A turn of the event loop, without the delay of a timer. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });

const worker = globalThis as unknown as DedicatedWorkerGlobalScope;
const options = { messageStrategy: lifecycle() };
startServer(createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker), options), (connection) => ({
  fileSystem: clientFileSystem(connection),
  createSlices: () => new Slices(() => performance.now(), nextTurn),
  loadGuidance: () => guidance,
  loadRegulation: () => regulation,
  rules: null,
}));
