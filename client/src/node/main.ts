/**
 * Entry point of the extension in a Node.js extension host: the server is a child process that speaks over IPC.
 * Everything that both hosts share is in `../extension.ts`.
 */
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateExtension, type ExtensionApi } from '../extension';
import { PREFIX, PRODUCT, type Platform } from '../platform';

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
  const run = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6019'] } };
  return { createClient: (options) => new QuietClient(PREFIX, PRODUCT, { run, debug }, options) };
}

/** Logs errors without showing them; the library would show each, in its own words. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
