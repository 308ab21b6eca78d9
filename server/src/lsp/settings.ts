/** Settings of one person's editor. What all editors, the command line and CI share is in the configuration file. */
import type { Connection } from 'vscode-languageserver';
import { CodeLensRefreshRequest, DidChangeConfigurationNotification, InlayHintRefreshRequest } from './library';
import { logFailure } from './guard';
import type { InitializationOptions } from './platform';
import type { ClientState } from './session';

export interface Settings {
  readonly inlayHints: boolean;
  readonly codeLens: boolean;
}

/** Their names in an editor begin with this word: `aiActCanvas.codeLens.enabled`. */
const SECTION = 'aiActCanvas';

const DEFAULTS: Settings = { inlayHints: false, codeLens: true };

/** Reads what a client sent, with or without the section's name around it; what it lacks, or states wrongly, is as by default. */
export function readSettings(sent: unknown): Settings {
  const all = asObject(sent);
  const section = asObject(all[SECTION] ?? all);
  const enabled = (name: keyof Settings): boolean => {
    const { enabled: value } = asObject(section[name]);
    return typeof value === 'boolean' ? value : DEFAULTS[name];
  };
  return { inlayHints: enabled('inlayHints'), codeLens: enabled('codeLens') };
}

const asObject = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

/** The settings as the client last stated them. */
export class ClientSettings {
  #settings = DEFAULTS;
  /** Resolves once a client that can be asked has answered. */
  #known: Promise<void> = Promise.resolve();

  constructor(
    readonly connection: Connection,
    readonly client: ClientState,
  ) {
    connection.onDidChangeConfiguration(({ settings }) => {
      if (client.abilities.configuration) this.ask();
      else this.#take(settings);
    });
  }

  /** Asks for the settings, and to be told when they change. */
  start({ settings }: InitializationOptions): void {
    const { abilities } = this.client;
    this.#settings = readSettings(settings);
    if (!abilities.configuration) return;
    this.ask();
    if (!abilities.configurationChanges) return;
    this.connection.client
      .register(DidChangeConfigurationNotification.type, { section: SECTION })
      .catch((error: unknown) => logFailure(this.connection.console, 'asking for changes of settings', error));
  }

  /** The settings, once they are known. */
  async get(): Promise<Settings> {
    await this.#known;
    return this.#settings;
  }

  ask(): void {
    this.#known = this.connection.workspace.getConfiguration(SECTION).then(
      (sent: unknown) => {
        if (sent !== null) this.#take(sent);
      },
      (error: unknown) => logFailure(this.connection.console, 'asking for settings', error),
    );
  }

  /** What is shown by the old settings is asked for again. */
  #take(sent: unknown): void {
    const before = this.#settings;
    this.#settings = readSettings(sent);
    const { refreshesCodeLens, refreshesInlayHints } = this.client.abilities;
    if (refreshesCodeLens && before.codeLens !== this.#settings.codeLens) this.#refresh(CodeLensRefreshRequest.method);
    if (refreshesInlayHints && before.inlayHints !== this.#settings.inlayHints) this.#refresh(InlayHintRefreshRequest.method);
  }

  #refresh(request: string): void {
    this.connection.sendRequest(request).catch((error: unknown) => logFailure(this.connection.console, request, error));
  }
}
