/**
 * Entry point of the extension in a web worker extension host: the server is a worker of its own.
 * Everything that both hosts share is in `../extension.ts`. No Node.js API may be used here.
 */
import { Uri, type ExtensionContext } from 'vscode';
import { activateExtension, type ExtensionApi } from '../extension';
import type { Platform } from '../platform';

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

/** A worker outlives the client that talks to it, so the one before is ended when the next is made. */
function browserPlatform(context: ExtensionContext): Platform {
  const url = Uri.joinPath(context.extensionUri, 'dist/browser/server.js').toString(true);
  let worker: Worker | undefined;
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  const nextWorker = (): Worker => {
    worker?.terminate();
    worker = new Worker(url);
    return worker;
  };
  // A worker does not know where its own extension lies.
  const rules = Uri.joinPath(context.extensionUri, 'docs/rules').toString();
  return {
    loadLibrary: async () => {
      const { createClient, clientOptions, stateOf } = await import('./languageClient');
      return {
        createClient: ({ initializationOptions, ...options }) =>
          createClient(nextWorker, { ...options, initializationOptions: { ...initializationOptions, rules } }),
        clientOptions,
        stateOf,
      };
    },
  };
}
