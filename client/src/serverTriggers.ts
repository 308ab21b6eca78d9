/**
 * Starts the server as soon as there is a document of ours, open or in the workspace, and not before.
 * (The view and the commands start it by asking it something.) Knows file names, not contents.
 */
import { Disposable, workspace, type LogOutputChannel, type TextDocument } from 'vscode';
import type { ServerConnection } from './client';
import type { ContextKeys } from './contextKeys';
import { LANGUAGE_ID, type OwnLanguage } from './ownLanguage';
import { isServed } from './servedDocuments';

/** Folders whose documents are somebody else's; the server skips them too. */
const NOT_SEARCHED = '**/{node_modules,.git}/**';

/** Looks once now and listens from now on. Returns at once; the search goes on in the background. */
export function startWhenNeeded(server: ServerConnection, own: OwnLanguage, keys: ContextKeys, log: LogOutputChannel): Disposable {
  const considerOpen = (document: TextDocument): void => {
    if (document.languageId === LANGUAGE_ID && isServed(document.uri)) void server.start();
  };
  const considerWorkspace = async (): Promise<void> => {
    const found = await workspace.findFiles(own.glob, NOT_SEARCHED, 1);
    // Once the server runs, it knows better: it also finds documents by their kind.
    if (server.state === 'idle') keys.set('hasDocuments', found.length > 0);
    keys.set('ready', true);
    if (found.length > 0) void server.start();
  };
  const search = (): void => {
    considerWorkspace().catch((error: unknown) => log.warn('Could not search the workspace for documents.', error));
  };

  workspace.textDocuments.forEach(considerOpen);
  search();
  const watcher = workspace.createFileSystemWatcher(own.glob, false, true, true);
  return Disposable.from(
    watcher,
    watcher.onDidCreate(() => void server.start()),
    workspace.onDidOpenTextDocument(considerOpen),
    workspace.onDidChangeWorkspaceFolders(search),
  );
}
