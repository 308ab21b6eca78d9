/** The language server: wires protocol requests to the core's features. Knows no platform; see `platform.ts`. */
import type { Connection, DocumentDiagnosticReport, InitializeResult } from 'vscode-languageserver';
import { DidChangeWatchedFilesNotification, FileChangeType, WatchKind } from './library';
import { createEngine, createMessages, createTools, lazyGuidance, lazyLaw } from '../engine';
import type { Assessment } from '../core/assessment/assess';
import { isConfigFile } from '../core/config/assessConfig';
import { MARKDOWN_FILES } from '../core/evidence/headings';
import type { TreeResult } from '../protocol';
import { CHANGED, RECHECK } from '../protocol';
import { ProgressTree } from '../workspace/progressTree';
import { clockFrom } from '../workspace/clock';
import { Repository } from '../workspace/repository';
import { Workspace } from '../workspace/workspace';
import { decode } from '../workspace/fileSystem';
import { isSkipped, isYaml } from '../workspace/scan';
import { uriKey } from '../workspace/uriKey';
import { capabilities } from './capabilities';
import { SOURCE } from './convert';
import { registerCustomRequests } from './customRequests';
import { diagnosticsOf, DiagnosticsPush, pullReport } from './diagnostics';
import { registerFeatures } from './features/register';
import { guarded, logFailure } from './guard';
import { IndexingProgress } from './indexing';
import { LookUps } from './lookUps';
import { registerRefusals } from './lifecycle';
import { OpenDocuments } from './openDocuments';
import type { PlatformFactory } from './platform';
import type { Session } from './session';
import { ClientState } from './session';
import { ClientSettings } from './settings';
import { WorkspaceDiagnostics } from './workspaceDiagnostics';

/** Starts serving a connection; returns once it listens. */
export function startServer(connection: Connection, createPlatform: PlatformFactory): void {
  const platform = createPlatform(connection);
  const engine = createEngine();
  const guidance = lazyGuidance(platform.loadGuidance);
  const law = lazyLaw(platform.loadRegulation);
  const messages = createMessages();
  const client = new ClientState(platform.rules);
  const indexing = new IndexingProgress(connection, messages);
  const workspace = new Workspace(
    engine,
    platform.fileSystem,
    platform.createSlices(),
    {
      changed: () => changed(),
      recordsChanged: () => recordsChanged(),
      reconfigured: () => reconfigured(),
      assessed: (document) => workspaceDiagnostics.assessed(document),
      progress: (done, total) => indexing.report(done, total),
      failed: (uri, error) => logFailure(connection.console, `reading ${uri}`, error),
      noConfiguration: (uri) => connection.console.warn(messages.text('config.folder', { file: uri })),
    },
    clockFrom(null),
  );
  const documents = new OpenDocuments(workspace);
  const settings = new ClientSettings(connection, client);
  const lookUps = new LookUps({ workspace, documents, client }, () => recordsChanged());
  const { fileSystem } = platform;
  const repository = new Repository(fileSystem, createTools());
  const session: Session = {
    connection,
    engine,
    guidance: () => guidance(),
    guidanceOf: (uri) => {
      const overlays = workspace.assessor.configurations.overlaysOf(uri);
      return overlays.length === 0 ? guidance() : guidance(overlays);
    },
    messages,
    documents,
    workspace,
    fileSystem,
    repository,
    client,
    lookUps,
    settings,
  };

  const diagnostics = (assessed: Parameters<typeof diagnosticsOf>[0]): ReturnType<typeof diagnosticsOf> =>
    diagnosticsOf(assessed, engine, messages, client.rules);
  const push = new DiagnosticsPush(session, diagnostics);
  const workspaceDiagnostics = new WorkspaceDiagnostics(session, platform.createSlices());
  const changed = coalesced(
    () => void connection.sendNotification(CHANGED),
    () => (indexing.isUnderWay ? INDEXING_PAUSE : PAUSE),
  );
  /** What is said of an open document may depend on the record of its system. */
  const recordsChanged = coalesced(() => {
    if (!client.abilities.pullDiagnostics) for (const uri of documents.uris()) push.schedule(uri);
    else if (client.abilities.refreshesDiagnostics)
      connection.languages.diagnostics.refresh().catch((error: unknown) => logFailure(connection.console, 'pulling anew', error));
    changed();
  });
  /** Documents are looked at now, or no longer are; and all that is said may be said otherwise. */
  const reconfigured = (): void => {
    for (const uri of documents.uris()) workspace.setOpen(uri, documents.recordOf(uri));
    recordsChanged();
  };

  connection.onInitialize((params): InitializeResult => {
    client.initialize(params);
    return { capabilities: capabilities(client.abilities), serverInfo: { name: SOURCE } };
  });

  connection.onInitialized(() => {
    settings.start(client.options);
    if (client.abilities.watchesFiles)
      connection.client
        .register(DidChangeWatchedFilesNotification.type, {
          watchers: [
            { globPattern: '**/*.{yaml,yml}' },
            { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete },
            { globPattern: MARKDOWN_FILES, kind: WatchKind.Change },
            { globPattern: '**/*.json', kind: WatchKind.Change },
          ],
        })
        .catch((error: unknown) => logFailure(connection.console, 'watching files', error));
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
      .scan(client.folders)
      .then(() => workspace.idle())
      .then(
        () => indexing.end(),
        (error: unknown) => logFailure(connection.console, 'reading the workspace', error),
      );
  };

  documents.listen(connection, {
    changed: (uri) => {
      if (isConfigFile(uri)) workspace.setOpenConfiguration(uri, documents.get(uri)?.assessment);
      else workspace.setOpen(uri, documents.recordOf(uri));
      if (!client.abilities.pullDiagnostics) push.schedule(uri);
      changed();
    },
    closed: (uri) => {
      if (!client.abilities.pullDiagnostics) push.clear(uri);
      if (isConfigFile(uri)) void workspace.closeConfiguration(uri);
      else workspace.close(uri);
      changed();
    },
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    filesGone(changes.filter(({ type }) => type === FileChangeType.Deleted).map(({ uri }) => uri));
    for (const { uri, type } of changes) if (type !== FileChangeType.Deleted) fileIsThere(uri, type === FileChangeType.Created);
  });
  connection.workspace.onDidDeleteFiles(({ files }) => filesGone(files.map(({ uri }) => uri)));
  connection.workspace.onDidRenameFiles(({ files }) => {
    filesGone(files.map(({ oldUri }) => oldUri));
    for (const { newUri } of files) fileIsThere(newUri, true);
  });

  /** For a deleted or renamed folder, clients report the folder alone. */
  const filesGone = (uris: readonly string[]): void => {
    if (uris.length > 0) workspace.forget(uris);
    for (const uri of uris) noticed(uri, 'removed');
  };
  const fileIsThere = (uri: string, isNew: boolean): void => {
    noticed(uri, isNew ? 'made' : 'changed');
    if (isYaml(uri)) workspace.reread(uri);
    else if (isNew && !isSkipped(uri)) void workspace.readBelow(uri);
  };

  const noticed = (uri: string, how: 'made' | 'changed' | 'removed'): void => {
    workspace.fileChanged(uri, how);
    repository.clear();
    if (isConfigFile(uri)) void workspace.rereadConfiguration(uri);
  };
  // Our client says so when its window is looked at again: not every change of a file is told.
  connection.onNotification(RECHECK, () => void workspace.recheckEvidence());

  const tree = new ProgressTree(engine.catalog, messages, workspace.systems);
  /** Rows of the tree, after the workspace knows the newest texts of open documents. */
  const rows = (parent: string | undefined): TreeResult => {
    for (const uri of documents.uris()) {
      const summary = workspace.summaryOf(uri);
      const open = summary !== undefined && summary === documents.resultIdOf(uri) ? undefined : documents.get(uri);
      if (open !== undefined) workspace.setAssessment(uri, open.resultId, open.assessment);
    }
    return tree.children(parent);
  };

  const assessed = async (uri: string): Promise<{ assessment: Assessment; version: number | null } | undefined> => {
    if (isConfigFile(uri)) return undefined;
    const open = documents.get(uri);
    if (open !== undefined) return open.assessment === undefined ? undefined : { assessment: open.assessment, version: open.version };
    // Nothing outside the workspace is read.
    const isInside = client.folders.some((folder) => uriKey(uri).startsWith(`${uriKey(folder).replace(/\/$/u, '')}/`));
    const bytes = isInside ? await fileSystem.read(uri) : null;
    const assessment = bytes === null ? undefined : await workspace.assessor.assessText(uri, decode(bytes));
    return assessment === undefined ? undefined : { assessment, version: null };
  };

  connection.languages.diagnostics.on((params, token) => {
    const { uri } = params.textDocument;
    const known = lookUps.isSettled ? documents.resultIdOf(uri) : undefined;
    if (known !== undefined && known === params.previousResultId) return { kind: 'unchanged', resultId: known };
    const answer = (): ReturnType<typeof guarded<DocumentDiagnosticReport>> =>
      guarded<DocumentDiagnosticReport>(connection.console, 'diagnostics', token, { kind: 'full', items: [] }, () => {
        const open = documents.get(uri);
        return pullReport(open, params.previousResultId, () => diagnostics(open));
      });
    return lookUps.before(uri)?.then(answer) ?? answer();
  });
  registerRefusals(connection);
  connection.languages.diagnostics.onWorkspace((params, token, _progress, partial) => workspaceDiagnostics.pull(params, token, partial));
  registerFeatures(session);
  registerCustomRequests(
    connection,
    { engine, guidance: session.guidance, law, messages, assessed, tree: rows, records: () => workspace.assessor.records.all() },
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

/** How long to wait with telling the client that something is another, in milliseconds. */
const PAUSE = 100;
/** The same while many files are read: each time the client asks for all rows of its tree. */
const INDEXING_PAUSE = 1000;

/** Runs some time after it was first asked to, once for all that asked meanwhile. */
function coalesced(run: () => void, pause: () => number = () => PAUSE): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      run();
    }, pause());
  };
}
