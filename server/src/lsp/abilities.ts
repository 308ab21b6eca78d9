/** What the client can do, read once from `initialize`. */
import type { InitializeParams, ResourceOperationKind } from 'vscode-languageserver';
import type { CompletionAbilities } from './convert';
import type { InitializationOptions } from './platform';

export interface Abilities {
  readonly completion: CompletionAbilities;
  readonly pullDiagnostics: boolean;
  /** The client pulls anew when it is told that diagnostics may be others. */
  readonly refreshesDiagnostics: boolean;
  readonly snippetEdits: boolean;
  readonly documentChanges: boolean;
  /** Actions may be shown that cannot be taken, with the reason. */
  readonly disabledActions: boolean;
  /** Edits may create files. */
  readonly createsFiles: boolean;
  /** Edits may rename files. */
  readonly renamesFiles: boolean;
  readonly symbolTree: boolean;
  readonly preparesRename: boolean;
  readonly watchesFiles: boolean;
  readonly workspaceFolders: boolean;
  /** The client can be asked for settings, and tells when they change. */
  readonly configuration: boolean;
  readonly configurationChanges: boolean;
  readonly refreshesCodeLens: boolean;
  readonly refreshesInlayHints: boolean;
  /** The client's own command that goes to the next gap; null where it has none. */
  readonly nextGapCommand: string | null;
}

export function readAbilities({ capabilities, initializationOptions }: InitializeParams): Abilities {
  const item = capabilities.textDocument?.completion?.completionItem;
  const edits = capabilities.workspace?.workspaceEdit;
  const changesFiles = (how: ResourceOperationKind): boolean =>
    edits?.documentChanges === true && edits.resourceOperations?.includes(how) === true;
  const options = (initializationOptions ?? {}) as InitializationOptions;
  return {
    completion: {
      snippets: item?.snippetSupport === true,
      insertReplace: item?.insertReplaceSupport === true,
      labelDetails: item?.labelDetailsSupport === true,
      severalLines: item?.insertTextModeSupport !== undefined,
      suggestsAgain: options.suggestsAgain === true,
    },
    pullDiagnostics: capabilities.textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: capabilities.workspace?.diagnostics?.refreshSupport === true,
    snippetEdits: capabilities.workspace?.workspaceEdit?.snippetEditSupport === true,
    documentChanges: capabilities.workspace?.workspaceEdit?.documentChanges === true,
    disabledActions: capabilities.textDocument?.codeAction?.disabledSupport === true,
    createsFiles: changesFiles('create'),
    renamesFiles: changesFiles('rename'),
    preparesRename: capabilities.textDocument?.rename?.prepareSupport === true,
    symbolTree: capabilities.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    watchesFiles: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: capabilities.workspace?.workspaceFolders === true,
    configuration: capabilities.workspace?.configuration === true,
    configurationChanges: capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true,
    refreshesCodeLens: capabilities.workspace?.codeLens?.refreshSupport === true,
    refreshesInlayHints: capabilities.workspace?.inlayHint?.refreshSupport === true,
    nextGapCommand: typeof options.nextGapCommand === 'string' ? options.nextGapCommand : null,
  };
}
