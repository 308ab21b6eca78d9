/** What the client can do, read once from `initialize`. */
import type { InitializeParams } from 'vscode-languageserver';
import { MarkupKind } from 'vscode-languageserver';
import type { CompletionAbilities } from './convert';
import type { InitializationOptions } from './platform';

export interface Abilities {
  readonly completion: CompletionAbilities;
  readonly pullDiagnostics: boolean;
  readonly diagnosticRefresh: boolean;
  readonly snippetEdits: boolean;
  readonly documentChanges: boolean;
  readonly markdown: boolean;
  readonly watchesFiles: boolean;
  readonly workspaceFolders: boolean;
  readonly nestedSymbols: boolean;
}

export function readAbilities({ capabilities, initializationOptions }: InitializeParams): Abilities {
  const item = capabilities.textDocument?.completion?.completionItem;
  const options = (initializationOptions ?? {}) as InitializationOptions;
  return {
    completion: {
      snippets: item?.snippetSupport === true,
      insertReplace: item?.insertReplaceSupport === true,
      labelDetails: item?.labelDetailsSupport === true,
      suggestsAgain: options.suggestsAgain === true,
    },
    pullDiagnostics: capabilities.textDocument?.diagnostic !== undefined,
    diagnosticRefresh: capabilities.workspace?.diagnostics?.refreshSupport === true,
    snippetEdits: capabilities.workspace?.workspaceEdit?.snippetEditSupport === true,
    documentChanges: capabilities.workspace?.workspaceEdit?.documentChanges === true,
    markdown: capabilities.textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) !== false,
    watchesFiles: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: capabilities.workspace?.workspaceFolders === true,
    nestedSymbols: capabilities.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
  };
}
