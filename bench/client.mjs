// An editor's side of the protocol over stdio, as VS Code does it: it pulls diagnostics from servers that offer this,
// with one request under way, and takes what the others push. The clock of a wait runs until the diagnostics are right.
import { spawn } from 'node:child_process';
import { CancellationTokenSource, createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

/**
 * @typedef {import('./servers.mjs').Server} Server
 * @typedef {{ range: { start: Position, end: Position }, severity?: number, message: string }} Diagnostic
 * @typedef {{ line: number, character: number }} Position
 * @typedef {(diagnostics: readonly Diagnostic[]) => boolean} Expected
 */

const CAPABILITIES = {
  textDocument: {
    synchronization: { dynamicRegistration: true },
    publishDiagnostics: { versionSupport: true, relatedInformation: true },
    diagnostic: { dynamicRegistration: true },
    completion: { completionItem: { snippetSupport: true, insertReplaceSupport: true, labelDetailsSupport: true } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
  },
  window: { workDoneProgress: true },
};

const PATIENCE = 120_000;

export class Client {
  /** @type {Map<string, readonly Diagnostic[]>} */
  #pushed = new Map();
  /** @type {Map<string, Set<() => void>>} Who waits for news of a file; the empty name stands for all files. */
  #waiting = new Map();
  /** @type {Map<string, number>} */
  #versions = new Map();
  #ended = () => {};
  #pulls = 0;
  /** @type {Map<string, (part: any) => void>} */
  #partial = new Map();

  /**
   * @param {Server} server
   * @param {import('node:child_process').ChildProcess} child
   * @param {import('vscode-jsonrpc').MessageConnection} connection
   */
  constructor(server, child, connection) {
    this.server = server;
    this.child = child;
    this.connection = connection;
    this.pulls = false;
  }

  /** Resolves when the server has finished something of which it shows the progress. @type {Promise<void>} */
  worked = new Promise((resolve) => {
    this.#ended = resolve;
  });

  get pid() {
    return this.child.pid ?? 0;
  }

  /**
   * Starts a server and runs the handshake.
   * @param {Server} server
   * @param {{ nodeOptions?: readonly string[], env?: Record<string, string>, folder?: string }} [options] `folder`: the URI of
   *   the workspace folder, if there is one.
   */
  static async start(server, { nodeOptions = [], env = {}, folder } = {}) {
    const child = spawn(process.execPath, [...nodeOptions, server.entry, '--stdio'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, ...env },
    });
    const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    const client = new Client(server, child, connection);
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      client.#pushed.set(uri, diagnostics);
      client.#wake(uri);
    });
    connection.onRequest('workspace/configuration', ({ items }) =>
      items.map(({ section = '' }) => section.split('.').reduce((value, step) => value?.[step], server.settings) ?? null),
    );
    connection.onRequest('workspace/diagnostic/refresh', () => {
      client.#wake('');
      return null;
    });
    connection.onRequest(() => null);
    connection.onNotification('$/progress', ({ token, value }) => {
      const partial = client.#partial.get(token);
      if (partial !== undefined) partial(value);
      else if (value.kind === 'end') client.#ended();
    });
    connection.listen();
    const initialized = await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: folder ?? null,
      workspaceFolders: folder === undefined ? null : [{ uri: folder, name: 'bench' }],
      capabilities: CAPABILITIES,
      initializationOptions: server.initializationOptions,
    });
    client.pulls = initialized.capabilities.diagnosticProvider !== undefined;
    await connection.sendNotification('initialized', {});
    if (Object.keys(server.settings).length > 0) {
      await connection.sendNotification('workspace/didChangeConfiguration', { settings: server.settings });
    }
    return client;
  }

  /** @param {string} uri @param {string} text */
  open(uri, text) {
    this.#versions.set(uri, 1);
    return this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: this.server.languageId, version: 1, text },
    });
  }

  /** Replaces a stretch of text. @param {string} uri @param {Position} start @param {Position} end @param {string} text */
  change(uri, start, end, text) {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start, end }, text }],
    });
  }

  /** @param {string} uri */
  close(uri) {
    this.#versions.delete(uri);
    this.#pushed.delete(uri);
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** Pulls the diagnostics of all documents, taken bit by bit. @param {readonly { uri: string, value: string }[]} previousResultIds */
  async allDiagnostics(previousResultIds) {
    const partialResultToken = `all-${(this.#pulls += 1)}`;
    const items = [];
    this.#partial.set(partialResultToken, (part) => items.push(...part.items.map(({ uri, kind, resultId }) => ({ uri, kind, resultId }))));
    const last = await this.connection.sendRequest('workspace/diagnostic', { previousResultIds, partialResultToken });
    this.#partial.delete(partialResultToken);
    return [...items, ...last.items];
  }

  /** @param {string} method @param {string} uri @param {Position} [position] @returns {Promise<any>} */
  request(method, uri, position) {
    return this.connection.sendRequest(method, { textDocument: { uri }, ...(position === undefined ? {} : { position }) });
  }

  /** Resolves once the diagnostics are as expected. @param {string} uri @param {Expected} expected */
  async diagnostics(uri, expected) {
    const limit = performance.now() + PATIENCE;
    for (;;) {
      const news = this.#news(uri);
      const known = this.pulls ? (await this.request('textDocument/diagnostic', uri)).items : this.#pushed.get(uri);
      if (known !== undefined && expected(known)) return known;
      if (performance.now() > limit)
        throw new Error(`${this.server.name}: no right diagnostics of ${uri}, but ${JSON.stringify(known)?.slice(0, 500)}`);
      await news;
    }
  }

  /**
   * Follows a document that is typed in, as VS Code does: a pull that is overtaken is cancelled, and one more is sent.
   * `changed` is called after each change; `right` resolves once the diagnostics are as expected.
   * @param {string} uri
   */
  follow(uri) {
    /** @type {CancellationTokenSource | null} */
    let running = null;
    let isStale = false;
    /** @type {readonly Diagnostic[]} */
    let newest = [];
    const pull = async () => {
      const source = new CancellationTokenSource();
      running = source;
      isStale = false;
      try {
        newest = (await this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }, source.token)).items;
      } catch {
        // Cancelled.
      }
      running = null;
      if (isStale) void pull();
      else this.#wake(uri);
    };
    return {
      changed: () => {
        if (!this.pulls) return;
        if (running === null) void pull();
        else {
          isStale = true;
          running.cancel();
        }
      },
      /** @param {Expected} expected */
      right: async (expected) => {
        const limit = performance.now() + PATIENCE;
        while (!expected(this.pulls ? newest : (this.#pushed.get(uri) ?? []))) {
          if (performance.now() > limit) throw new Error(`${this.server.name}: no right diagnostics after typing`);
          await this.#news(uri, 1000);
        }
      },
    };
  }

  async stop() {
    const exited = new Promise((resolve) => this.child.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 2000);
    await exited;
    clearTimeout(timer);
    this.connection.dispose();
  }

  #wake(uri) {
    const woken = uri === '' ? [...this.#waiting.values()] : [this.#waiting.get(uri)];
    if (uri === '') this.#waiting.clear();
    else this.#waiting.delete(uri);
    for (const waiting of woken) for (const wake of waiting ?? []) wake();
  }

  /** The next push or refresh; servers that are pulled are asked again after a moment. */
  #news(uri, atMost = this.pulls ? 20 : 1000) {
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(uri) ?? new Set();
      const timer = setTimeout(() => done(), atMost);
      const done = () => {
        clearTimeout(timer);
        waiting.delete(done);
        resolve(undefined);
      };
      waiting.add(done);
      this.#waiting.set(uri, waiting);
    });
  }
}

/** True where a wrong value is reported that ends at `end`. @param {number} line @param {number} start @param {number} end @returns {Expected} */
export const reports = (line, start, end) => (diagnostics) =>
  diagnostics.some(
    ({ range }) => range.start.line === line && range.start.character >= start - 1 && range.end.line === line && range.end.character >= end,
  );

/** True where nothing is reported within a value. @param {number} line @param {number} start @returns {Expected} */
export const isSilent = (line, start) => (diagnostics) =>
  !diagnostics.some(({ range }) => range.start.line === line && range.start.character >= start - 1);
