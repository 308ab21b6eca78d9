/** The language server: wires protocol requests to the core's features. Knows no platform; see `platform.ts`. */
import type { Connection, InitializeParams, InitializeResult, ServerCapabilities } from 'vscode-languageserver';
import {
  CodeActionKind,
  CompletionItem,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  MarkupKind,
  TextDocumentSyncKind,
  WatchKind,
} from 'vscode-languageserver';
import { createEngine, createMessages, lazyGuidance } from '../engine';
import { completionItems } from '../core/features/completion';
import { explainKey, explainValue } from '../core/features/explain';
import { hoverAt, keyAtPath } from '../core/features/hover';
import { documentSymbols, foldingRanges } from '../core/features/symbols';
import type { Assessment } from '../core/assessment/assess';
import type { Catalog } from '../core/catalog/catalog';
import type { Messages } from '../core/text/messages';
import { CHANGED } from '../protocol';
import { ProgressTree } from '../workspace/progressTree';
import { groupSystems } from '../workspace/systems';
import { assessText, Workspace } from '../workspace/workspace';
import { decode } from '../workspace/fileSystem';
import { isYaml } from '../workspace/scan';
import { uriKey } from '../workspace/uriKey';
import type { Abilities } from './abilities';
import { readAbilities } from './abilities';
import { codeActions } from './codeActions';
import { SOURCE, spanRange, toCompletionItem, toFolding, toSymbol } from './convert';
import { registerCustomRequests } from './customRequests';
import { diagnosticsOf, DiagnosticsPush, pullReport } from './diagnostics';
import { guarded } from './guard';
import { OpenDocuments } from './openDocuments';
import type { InitializationOptions, PlatformFactory } from './platform';

/** Starts serving a connection; returns once it listens. */
export function startServer(connection: Connection, createPlatform: PlatformFactory): void {
  const platform = createPlatform(connection);
  const engine = createEngine();
  const guidance = lazyGuidance(platform.loadGuidance);
  const messages = createMessages();
  const documents = new OpenDocuments(engine);
  const workspace = new Workspace(engine, platform.fileSystem);
  let abilities: Abilities | undefined;
  let rules = platform.rules;
  let folders: readonly string[] = [];

  const diagnostics = (assessed: Parameters<typeof diagnosticsOf>[0]): ReturnType<typeof diagnosticsOf> =>
    diagnosticsOf(assessed, engine, messages, rules);
  const push = new DiagnosticsPush(connection, documents, diagnostics);
  const changed = coalesced(() => void connection.sendNotification(CHANGED));

  connection.onInitialize((params): InitializeResult => {
    abilities = readAbilities(params);
    const options = (params.initializationOptions ?? {}) as InitializationOptions;
    rules = options.rules ?? rules;
    folders = foldersOf(params);
    return { capabilities: capabilities(abilities), serverInfo: { name: SOURCE } };
  });

  connection.onInitialized(() => {
    if (abilities?.watchesFiles === true)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*.{yaml,yml}' }, { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete }],
      });
    if (abilities?.workspaceFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders((event) => {
        const gone = new Set(event.removed.map((folder) => folder.uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...event.added.map((folder) => folder.uri)];
        scan();
      });
    }
    scan();
  });

  const scan = (): void => {
    workspace
      .scan(folders, changed)
      .then(changed, (error: unknown) => connection.console.error(`reading the workspace failed: ${String(error)}`));
  };

  documents.listen(connection, {
    changed: (uri) => {
      if (abilities?.pullDiagnostics === false) push.schedule(uri);
      changed();
    },
    closed: (uri) => {
      if (abilities?.pullDiagnostics === false) push.clear(uri);
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
    return new ProgressTree(engine.catalog, messages, groupSystems(engine.catalog, workspace.documents(), folders));
  };

  const assessed = async (uri: string): Promise<{ assessment: Assessment; version: number | null } | undefined> => {
    const open = documents.get(uri);
    if (open !== undefined) return open.assessment === undefined ? undefined : { assessment: open.assessment, version: open.version };
    // Nothing outside the workspace is read.
    const isInside = folders.some((folder) => uriKey(uri).startsWith(`${uriKey(folder).replace(/\/$/u, '')}/`));
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
  connection.onHover((params, token) =>
    guarded(connection.console, 'hover', token, null, () => {
      const assessment = documents.get(params.textDocument.uri)?.assessment;
      if (assessment === undefined) return null;
      const hover = hoverAt(assessment, assessment.tree.lines.offsetAt(params.position), { guidance: guidance(), messages });
      return hover === undefined
        ? null
        : { contents: { kind: MarkupKind.Markdown, value: hover.markdown }, range: spanRange(assessment.tree.lines, hover.at) };
    }),
  );
  connection.onCompletion((params, token) =>
    guarded(connection.console, 'completion', token, null, () => {
      const assessment = documents.get(params.textDocument.uri)?.assessment;
      if (assessment === undefined || abilities === undefined) return null;
      const can = abilities.completion;
      const offset = assessment.tree.lines.offsetAt(params.position);
      const items = completionItems({ engine, assessment, messages }, offset).map((item) =>
        toCompletionItem(item, assessment, offset, can),
      );
      return { isIncomplete: false, items };
    }),
  );
  connection.onCompletionResolve(
    (item) =>
      guarded(connection.console, 'completion resolve', undefined, item, () => documented(item, guidance(), messages)) as CompletionItem,
  );
  connection.onCodeAction((params, token) =>
    guarded(connection.console, 'code actions', token, null, () => {
      const { uri } = params.textDocument;
      const open = documents.get(uri);
      if (open?.assessment === undefined || abilities === undefined) return null;
      return codeActions(params, { engine, assessment: open.assessment, messages }, { uri, version: open.version, abilities, rules });
    }),
  );
  connection.onDocumentSymbol((params, token) =>
    guarded(connection.console, 'symbols', token, null, () => {
      const assessment = documents.get(params.textDocument.uri)?.assessment;
      return assessment === undefined
        ? null
        : documentSymbols(assessment, messages).map((symbol) => toSymbol(symbol, assessment.tree.lines));
    }),
  );
  connection.onFoldingRanges((params, token) =>
    guarded(connection.console, 'folding', token, null, () => {
      const assessment = documents.get(params.textDocument.uri)?.assessment;
      return assessment === undefined ? null : foldingRanges(assessment).map(toFolding);
    }),
  );

  registerCustomRequests(
    connection,
    { engine, guidance, messages, assessed, tree: (parent) => tree().children(parent) },
    async (name, fallback, run) => {
      try {
        return await run();
      } catch (error) {
        connection.console.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        return fallback;
      }
    },
  );
  connection.listen();
}

/** Files and folders: a watcher says nothing of the files below a folder that is renamed or deleted. */
const EVERYTHING = { filters: [{ scheme: 'file', pattern: { glob: '**/*' } }] };

function capabilities(abilities: Abilities): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    completionProvider: { resolveProvider: true, triggerCharacters: [' ', '-', ':'] },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite] },
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    ...(abilities.pullDiagnostics
      ? { diagnosticProvider: { identifier: SOURCE, interFileDependencies: false, workspaceDiagnostics: false } }
      : {}),
    workspace: {
      fileOperations: { didRename: EVERYTHING, didDelete: EVERYTHING },
      ...(abilities.workspaceFolders ? { workspaceFolders: { supported: true, changeNotifications: true } } : {}),
    },
  };
}

function foldersOf(params: InitializeParams): readonly string[] {
  if (params.workspaceFolders !== null && params.workspaceFolders !== undefined) return params.workspaceFolders.map((folder) => folder.uri);
  return params.rootUri === null || params.rootUri === undefined ? [] : [params.rootUri];
}

/** Adds the documentation of a completion item. */
function documented(item: CompletionItem, guidance: Catalog, messages: Messages): CompletionItem {
  const { kind, path, value } = (item.data ?? {}) as { kind?: string; path?: string; value?: string | null };
  const found = guidance.kinds.get(kind ?? '');
  const steps = (path ?? '').split(/\.|(?=\[\])/u).map((step) => (step === '[]' ? 0 : step));
  const key = found === undefined ? undefined : keyAtPath(found, steps);
  if (key === undefined) return item;
  const context = { guidance, messages, assessment: null };
  const markdown = value === null || value === undefined ? explainKey(key, context) : explainValue(key, value, context);
  return markdown === null ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value: markdown } };
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
