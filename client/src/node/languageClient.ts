/** The language client of a Node.js extension host, a file of its own in the package; loaded when a server is first needed. */
import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient, type LanguageClientOptions, TransportKind } from 'vscode-languageclient/node';
import { PREFIX, PRODUCT } from '../platform';

export { clientOptions, stateOf } from '../languageClient';

/** A client, not yet started, for a server that is a child process. */
export function createClient(context: ExtensionContext, options: LanguageClientOptions): LanguageClient {
  // Node keeps the compiled server there, so that the next one starts faster; before 22.1 it takes no notice.
  const env = { NODE_COMPILE_CACHE: Uri.joinPath(context.globalStorageUri, 'compiled').fsPath };
  const run = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc, options: { env } };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6019'] } };
  return new QuietClient(PREFIX, PRODUCT, { run, debug }, options);
}

/** Logs errors without showing them; the library would show each, in its own words. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
