/** The language server: wires protocol requests to the core's features. Knows no platform; see `platform.ts`. */
import type { Connection, InitializeResult } from 'vscode-languageserver';
import { DidChangeWatchedFilesNotification, FileChangeType, WatchKind } from 'vscode-languageserver';
import { createEngine, createMessages, lazyGuidance } from '../engine';
import type { Assessment } from '../core/assessment/assess';
import { CHANGED } from '../protocol';
import { ProgressTree } from '../workspace/progressTree';
import { groupSystems } from '../workspace/systems';
import { assessText, Workspace } from '../workspace/workspace';
import { decode } from '../workspace/fileSystem';
import { isYaml } from '../workspace/scan';
import { uriKey } from '../workspace/uriKey';
import { capabilities } from './capabilities';
import { SOURCE } from './convert';
import { registerCustomRequests } from './customRequests';
import { diagnosticsOf, DiagnosticsPush, pullReport } from './diagnostics';
import { registerFeatures } from './features/register';
import { guarded, logFailure } from './guard';
import { registerRefusals } from './lifecycle';
import { OpenDocuments } from './openDocuments';
import type { PlatformFactory } from './platform';
import type { Session } from './session';
import { ClientState } from './session';

/** Starts serving a connection; returns once it listens. */
export function startServer(connection: Connection, createPlatform: PlatformFactory): void {
  const platform = createPlatform(connection);
  const engine = createEngine();
  const guidance = lazyGuidance(platform.loadGuidance);
  const messages = createMessages();
  const documents = new OpenDocuments(engine);
  const workspace = new Workspace(engine, platform.fileSystem);
  const client = new ClientState(platform.rules);
  const session: Session = { connection, engine, guidance, messages, documents, workspace, fileSystem: platform.fileSystem, client };

  const diagnostics = (assessed: Parameters<typeof diagnosticsOf>[0]): ReturnType<typeof diagnosticsOf> =>
    diagnosticsOf(assessed, engine, messages, client.rules);
  const push = new DiagnosticsPush(connection, documents, diagnostics);
  const changed = coalesced(() => void connection.sendNotification(CHANGED));

  connection.onInitialize((params): InitializeResult => {
    client.initialize(params);
    return { capabilities: capabilities(client.abilities), serverInfo: { name: SOURCE } };
  });

  connection.onInitialized(() => {
    if (client.abilities.watchesFiles)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*.{yaml,yml}' }, { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete }],
      });
    if (client.abilities.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders((event) => {
        const gone = new Set(event.removed.map((folder) => folder.uri));
        client.folders = [...client.folders.filter((uri) => !gone.has(uri)), ...event.added.map((folder) => folder.uri)];
        scan();
      });
    }
    scan();
  });

  const scan = (): void => {
    workspace
      .scan(client.folders, changed)
      .then(changed, (error: unknown) => connection.console.error(`reading the workspace failed: ${String(error)}`));
  };

  documents.listen(connection, {
    changed: (uri) => {
      if (!client.abilities.pullDiagnostics) push.schedule(uri);
      changed();
    },
    closed: (uri) => {
      if (!client.abilities.pullDiagnostics) push.clear(uri);
      void workspace.close(uri).then(changed);
    },
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    void Promise.all(changes.map(({ uri, type }) => fileChanged(uri, type))).then(changed);
  });

  /** A file event; for a renamed or deleted folder, clients report the folder alone. */
  const fileChanged = async (uri: string, type: FileChangeType): Promise<void> => {
    if (type === FileChangeType.Deleted) workspace.forgetBelow(uri);
    if (isYaml(uri)) await workspace.reread(uri);
    else if (type === FileChangeType.Created) await workspace.readBelow(uri);
  };

  connection.workspace.onDidRenameFiles(() => scan());
  connection.workspace.onDidDeleteFiles(() => scan());

  /** Brings the workspace's view of open documents up to their newest text. */
  const tree = (): ProgressTree => {
    for (const uri of documents.uris()) workspace.setOpen(uri, documents.get(uri)?.assessment);
    return new ProgressTree(engine.catalog, messages, groupSystems(engine.catalog, workspace.documents(), client.folders));
  };

  const assessed = async (uri: string): Promise<{ assessment: Assessment; version: number | null } | undefined> => {
    const open = documents.get(uri);
    if (open !== undefined) return open.assessment === undefined ? undefined : { assessment: open.assessment, version: open.version };
    // Nothing outside the workspace is read.
    const isInside = client.folders.some((folder) => uriKey(uri).startsWith(`${uriKey(folder).replace(/\/$/u, '')}/`));
    const bytes = isInside ? await platform.fileSystem.read(uri) : null;
    const assessment = bytes === null ? undefined : assessText(engine, uri, decode(bytes));
    return assessment === undefined ? undefined : { assessment, version: null };
  };

  connection.languages.diagnostics.on((params, token) =>
    guarded(connection.console, 'diagnostics', token, { kind: 'full', items: [] } as const, () => {
      const open = documents.get(params.textDocument.uri);
      return pullReport(open, params.previousResultId, () => diagnostics(open));
    }),
  );
  registerRefusals(connection);
  registerFeatures(session);
  registerCustomRequests(
    connection,
    { engine, guidance, messages, assessed, tree: (parent) => tree().children(parent) },
    async (name, fallback, run) => {
      try {
        return await run();
      } catch (error) {
        logFailure(connection.console, name, error);
        return fallback;
      }
    },
  );
  connection.listen();
}

/** Runs at most once per turn of the event loop, and not more often than every 100 ms. */
function coalesced(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      run();
    }, 100);
  };
}
