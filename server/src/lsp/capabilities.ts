/** What the server says it can do, in answer to `initialize`. */
import type { ServerCapabilities } from 'vscode-languageserver';
import { CodeActionKind, TextDocumentSyncKind } from './library';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../core/features/semanticTokens';
import type { Abilities } from './abilities';
import { ACTION_KINDS } from './codeActions';
import { SOURCE } from './convert';

/** Files and folders: a watcher says nothing of the files below a folder that is renamed or deleted. */
const EVERYTHING = { filters: [{ scheme: 'file', pattern: { glob: '**/*' } }] };

export function capabilities(abilities: Abilities): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    completionProvider: { resolveProvider: true, triggerCharacters: [' ', '-', ':'] },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, ...Object.values(ACTION_KINDS)] },
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: abilities.preparesRename ? { prepareProvider: true } : true,
    selectionRangeProvider: true,
    documentLinkProvider: { resolveProvider: false },
    codeLensProvider: { resolveProvider: false },
    inlayHintProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      range: true,
      full: { delta: true },
    },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
    ...(abilities.pullDiagnostics
      ? { diagnosticProvider: { identifier: SOURCE, interFileDependencies: true, workspaceDiagnostics: true } }
      : {}),
    workspace: {
      fileOperations: { willRename: EVERYTHING, didRename: EVERYTHING, didDelete: EVERYTHING },
      ...(abilities.workspaceFolders ? { workspaceFolders: { supported: true, changeNotifications: true } } : {}),
    },
  };
}
