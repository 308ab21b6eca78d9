/**
 * The connection to the language server: its life (lazy start, restart, stop), its state, and typed requests.
 * Knows the protocol, but nothing of documents, views or commands, and nothing of the extension host.
 */
import { EventEmitter, l10n, type CancellationToken, type Disposable, type LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CHANGED, FS_LIST, FS_READ } from '../../server/src/protocol';
import { createCrashPolicy } from './crashPolicy';
import { listInWorkspace, readInWorkspace } from './fileAccess';
import type { Platform } from './platform';
import type { Method, Requests } from './requests';

/** `idle`: nobody needed it yet. `stopped`: it crashed too often or did not start; only a restart helps. */
export type ServerState = 'idle' | 'starting' | 'running' | 'stopped';

/** How long a server may go on starting before a restart gives it up, in milliseconds. */
const START_GRACE = 3000;

/** One server at a time, started when first needed. A restart makes a new client, since a failed one cannot be revived. */
export class ServerConnection implements Disposable {
  readonly #platform: Platform;
  readonly #log: LogOutputChannel;
  readonly #stateChanged = new EventEmitter<ServerState>();
  readonly #dataChanged = new EventEmitter<void>();
  #state: ServerState = 'idle';
  #client: BaseLanguageClient | undefined;
  #started: Promise<void> | undefined;
  #stopped: Promise<void> = Promise.resolve();
  #disposed = false;

  /** The state changed; the new one is the argument. */
  readonly onDidChangeState = this.#stateChanged.event;
  /** The server says that the tree or a document's status changed. */
  readonly onDidChangeData = this.#dataChanged.event;

  constructor(platform: Platform, log: LogOutputChannel) {
    this.#platform = platform;
    this.#log = log;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Starts the server unless that happened before. Never rejects: the state and the log tell how it went. */
  start(): Promise<void> {
    this.#started ??= this.#disposed ? Promise.resolve() : this.#launch();
    return this.#started;
  }

  /** Sends a request and starts the server for it when needed. Rejects where there is no server or it fails. */
  async request<M extends Method>(method: M, params: Requests[M]['params'], token?: CancellationToken): Promise<Requests[M]['result']> {
    await this.start();
    if (this.#client === undefined || this.#state === 'stopped') {
      throw new Error(l10n.t('The language server is not running.'));
    }
    return this.#client.sendRequest<Requests[M]['result']>(method, params, token);
  }

  /** Tells the server something, where it runs; else there is nobody who has to know. */
  notify(method: string): void {
    if (this.#state === 'running') void this.#client?.sendNotification(method);
  }

  /** Ends the server, if there is one, and starts a new one. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Ends the server. A later request starts it again, unless the connection is disposed. */
  stop(): Promise<void> {
    if (this.#client !== undefined) {
      this.#stopped = this.#end(this.#client, this.#started);
      this.#client = undefined;
      this.#started = undefined;
      this.#setState('idle');
    }
    return this.#stopped;
  }

  dispose(): void {
    this.#disposed = true;
    void this.stop();
    this.#stateChanged.dispose();
    this.#dataChanged.dispose();
  }

  async #launch(): Promise<void> {
    // Activation ends first: what runs from here on, VS Code need not wait for.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const { createClient, clientOptions, stateOf } = await this.#platform.loadLibrary();
    await this.#stopped;
    if (this.#disposed) return;
    const mayRestart = createCrashPolicy();
    let restarting = false;
    // Only the client of today is started again, and only when it ran: one that fails to start would fail again.
    const restart = (): boolean => {
      restarting = this.#client === client && client.isRunning() && mayRestart();
      return restarting;
    };
    const client = createClient(clientOptions(this.#log, restart));
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      const state = stateOf(newState);
      if (this.#client === client) this.#setState(restarting && state === 'stopped' ? 'starting' : state);
    });
    client.onNotification(CHANGED, () => this.#dataChanged.fire());
    client.onRequest(FS_READ, readInWorkspace);
    client.onRequest(FS_LIST, listInWorkspace);
    // The client itself logs a failed start; the state tells the rest.
    await client.start().catch(() => undefined);
  }

  async #end(client: BaseLanguageClient, started: Promise<void> | undefined): Promise<void> {
    await Promise.race([started, new Promise((resolve) => setTimeout(resolve, START_GRACE))]);
    try {
      await client.dispose();
    } catch (error) {
      this.#log.info('The language server did not end in good order.', error);
    }
  }

  #setState(state: ServerState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#stateChanged.fire(state);
  }
}
