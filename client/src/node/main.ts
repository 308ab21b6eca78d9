/**
 * Entry point of the extension in a Node.js extension host: the server is a child process that speaks over IPC.
 * Everything that both hosts share is in `../extension.ts`.
 */
import type { ExtensionContext } from 'vscode';
import { activateExtension, type ExtensionApi } from '../extension';
import type { Platform } from '../platform';

let stop: (() => Promise<void>) | undefined;

/** Called by VS Code once per window, before the first use. */
export function activate(context: ExtensionContext): ExtensionApi {
  const running = activateExtension(context, nodePlatform(context));
  stop = running.stop;
  return running.api;
}

/** Called by VS Code when the window closes; it waits for the server to end. */
export async function deactivate(): Promise<void> {
  await stop?.();
}

function nodePlatform(context: ExtensionContext): Platform {
  return {
    loadLibrary: async () => {
      const { createClient, clientOptions, stateOf } = await import('./languageClient');
      return { createClient: (options) => createClient(context, options), clientOptions, stateOf };
    },
  };
}
