/**
 * What the two extension hosts (Node.js and web worker) do differently, as one interface.
 * Knows no host: `node/main.ts` and `browser/main.ts` each hand one in.
 */
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { clientOptions, stateOf } from './languageClient';

/** Section of the settings and prefix of every id that we contribute; also the id of the language client. */
export const PREFIX = 'aiActCanvas';

/** Name of the product, as the output channel and the language client show it. It is a name, so it is not translated. */
export const PRODUCT = 'AI Act Canvas';

/** The abilities that depend on the extension host. */
export interface Platform {
  /** Loads the language client's library, by far the largest part of the extension. */
  loadLibrary(): Promise<ClientLibrary>;
}

/** What the connection needs of the language client's library. */
export interface ClientLibrary {
  /** A client, not yet started, for a server of its own. */
  createClient(options: LanguageClientOptions): BaseLanguageClient;
  readonly clientOptions: typeof clientOptions;
  readonly stateOf: typeof stateOf;
}
