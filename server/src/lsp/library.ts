/**
 * What the server uses of the protocol's library besides types, in one place: each file that imports from the library
 * itself makes its own table of all that the library exports, hundreds of names, every time the server starts.
 */
export {
  CodeActionKind,
  CodeActionTriggerKind,
  CodeLensRefreshRequest,
  CompletionItemKind,
  DiagnosticSeverity,
  DiagnosticTag,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  DocumentHighlightKind,
  ErrorCodes,
  FileChangeType,
  InlayHintRefreshRequest,
  InsertTextFormat,
  InsertTextMode,
  LSPErrorCodes,
  MarkupKind,
  Message,
  ResponseError,
  SymbolKind,
  TextDocumentSyncKind,
  WatchKind,
} from 'vscode-languageserver';
