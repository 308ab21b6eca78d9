/**
 * Entry point of the extension in a web worker extension host: the server is a worker of its own.
 * Everything that both hosts share is in `../extension.ts`. No Node.js API may be used here.
 */
import { Uri, type ExtensionContext } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, type MessageTransports } from 'vscode-languageclient/browser';
import { activateExtension, type ExtensionApi } from '../extension';
import { PREFIX, PRODUCT, type Platform } from '../platform';

let stop: (() => Promise<void>) | undefined;

/** Called by VS Code once per window, before the first use. */
export function activate(context: ExtensionContext): ExtensionApi {
  const running = activateExtension(context, browserPlatform(context));
  stop = running.stop;
  return running.api;
}

/** Called by VS Code when the window closes; it waits for the server to end. */
export async function deactivate(): Promise<void> {
  await stop?.();
}

/**
 * A worker outlives the client that talks to it, so the one before is ended when the next is made.
 * The client is given reader and writer, not the worker: it would test `instanceof Worker`, which VS Code's own
 * stand-in for nested workers does not pass.
 */
function browserPlatform(context: ExtensionContext): Platform {
  const url = Uri.joinPath(context.extensionUri, 'dist/browser/server.js').toString(true);
  let worker: Worker | undefined;
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  const nextWorker = async (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = new Worker(url);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  // A worker does not know where its own extension lies.
  const rules = Uri.joinPath(context.extensionUri, 'docs/rules').toString();
  return {
    createClient: ({ initializationOptions, ...options }) =>
      new QuietClient(PREFIX, PRODUCT, nextWorker, { ...options, initializationOptions: { ...initializationOptions, rules } }),
  };
}

/** Logs errors without showing them; the library would show each, in its own words. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
