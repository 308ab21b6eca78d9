/** The language client of a web worker extension host; loaded when a server is first needed. */
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/browser';
import { PREFIX, PRODUCT } from '../platform';

export { clientOptions, stateOf } from '../languageClient';

/**
 * A client, not yet started, for a server that runs in the worker that `nextWorker` makes.
 * The client is given reader and writer, not the worker: it would test `instanceof Worker`, which VS Code's own
 * stand-in for nested workers does not pass.
 */
export function createClient(nextWorker: () => Worker, options: LanguageClientOptions): LanguageClient {
  const connect = async (): Promise<{ reader: BrowserMessageReader; writer: BrowserMessageWriter }> => {
    const worker = nextWorker();
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  return new QuietClient(PREFIX, PRODUCT, connect, options);
}

/** Logs errors without showing them; the library would show each, in its own words. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
