/**
 * A language server in a process of its own, driven over stdio as an editor drives it. For the protocol
 * tests; knows the protocol, nothing of our product. The benchmark has a client of its own, which also measures.
 */
import { spawn } from 'node:child_process';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

/**
 * @typedef {object} Options
 * @property {Record<string, unknown>} [capabilities] Client capabilities.
 * @property {string | null} [folder] URI of the workspace folder.
 * @property {unknown} [initializationOptions]
 * @property {string} [languageId]
 * @property {() => unknown} [settings] Answer to `workspace/configuration`.
 */

/**
 * Starts `command`; nothing is said yet.
 * @param {readonly string[]} command
 */
export function connectLanguageServer(command) {
  const [file = '', ...args] = command;
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  /** Its exit code. @type {Promise<number | null>} */
  const exited = new Promise((resolve) => child.once('exit', resolve));
  return { child, connection, exited };
}

/**
 * Starts `command` and runs the handshake.
 * @param {readonly string[]} command
 * @param {Options} [options]
 */
export async function startLanguageServer(
  command,
  { capabilities = {}, folder = null, initializationOptions, languageId = 'yaml', settings = () => null } = {},
) {
  const { child, connection, exited } = connectLanguageServer(command);
  /** @type {Map<string, { version: number | undefined, diagnostics: any[] }>} */
  const pushed = new Map();
  /** @type {(() => void)[]} */
  let waiting = [];
  /** @type {string[]} */
  const notifications = [];
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, version, diagnostics }) => {
    pushed.set(uri, { version, diagnostics });
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  });
  connection.onNotification((method) => notifications.push(method));
  let refreshes = 0;
  connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshes += 1;
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
    return null;
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('client/unregisterCapability', () => null);
  connection.onRequest('workspace/configuration', ({ items }) => items.map(settings));
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.listen();
  const workspaceFolders = folder === null ? null : [{ uri: folder, name: 'workspace' }];
  const initialized = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: folder,
    workspaceFolders,
    capabilities,
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  /** @type {Map<string, { version: number, text: string }>} */
  const open = new Map();
  let cancelled = 0;

  return {
    child,
    connection,
    /** What the server said it can do. */
    capabilities: /** @type {any} */ (initialized).capabilities,
    /** Names of the notifications that came, push diagnostics aside. */
    notifications,
    /** @param {string} method @param {unknown} params @returns {Promise<any>} */
    request: (method, params) => connection.sendRequest(method, params),
    /**
     * Sends a request and its cancellation in one write, so that the one cannot be answered before the other is read.
     * @param {string} method @param {unknown} params
     * @returns {Promise<number | null>} Code of the error that came; null for an answer.
     */
    cancelled: (method, params) =>
      new Promise((resolve) => {
        cancelled += 1;
        const id = `cancelled-${cancelled}`;
        let received = '';
        const listen = (/** @type {Buffer} */ chunk) => {
          received += chunk.toString();
          const found = new RegExp(`"id":"${id}","(?:error":\\{"code":(-\\d+)|result")`, 'u').exec(received);
          if (found === null) return;
          child.stdout.off('data', listen);
          resolve(found[1] === undefined ? null : Number(found[1]));
        };
        child.stdout.on('data', listen);
        child.stdin.write(framed({ id, method, params }) + framed({ method: '$/cancelRequest', params: { id } }));
      }),
    /** @param {string} method @param {unknown} params */
    notify: (method, params) => connection.sendNotification(method, params),
    /** @param {string} uri @param {string} text */
    open: (uri, text) => {
      open.set(uri, { version: 1, text });
      return connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    },
    /** One incremental change; positions are those before it. @param {string} uri @param {any} range @param {string} text */
    change: (uri, range, text) => {
      const version = (open.get(uri)?.version ?? 0) + 1;
      open.set(uri, { version, text: '' });
      return connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [range === null ? { text } : { range, text }],
      });
    },
    /** @param {string} uri */
    close: (uri) => {
      open.delete(uri);
      return connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    },
    /** Diagnostics by pull. @param {string} uri @returns {Promise<any[]>} */
    pull: async (uri) => /** @type {any} */ (await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })).items,
    /** Diagnostics by push, once those of the newest version have come. @param {string} uri @returns {Promise<any[]>} */
    pushed: async (uri) => {
      for (;;) {
        const known = pushed.get(uri);
        if (known !== undefined && (known.version === undefined || known.version === open.get(uri)?.version)) return known.diagnostics;
        await new Promise((resolve) => waiting.push(() => resolve(undefined)));
      }
    },
    /** Waits until the server has asked so often for diagnostics to be pulled again. @param {number} count */
    refreshed: async (count) => {
      for (;;) {
        if (refreshes >= count) return;
        await new Promise((resolve) => waiting.push(() => resolve(undefined)));
      }
    },
    /** Forgets what was pushed, so that the next look waits. @param {string} uri */
    forgetPushed: (uri) => pushed.delete(uri),
    stop: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await exited;
      connection.dispose();
    },
  };
}

/** A message as it goes over the wire. @param {object} message */
function framed(message) {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
