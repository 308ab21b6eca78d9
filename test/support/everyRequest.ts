/** Every request about a document that the server answers, as an editor sends it. */

export interface Place {
  readonly line: number;
  readonly character: number;
}

type Params = Readonly<Record<string, unknown>>;

/** Parameters by method, for a document and a place in it. */
export function everyRequest(uri: string, position: Place): ReadonlyMap<string, Params> {
  const textDocument = { uri };
  const range = { start: { line: 0, character: 0 }, end: position };
  const options = { tabSize: 4, insertSpaces: true };
  return new Map<string, Params>([
    ['textDocument/hover', { textDocument, position }],
    ['textDocument/completion', { textDocument, position }],
    ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }],
    ['textDocument/documentSymbol', { textDocument }],
    ['textDocument/foldingRange', { textDocument }],
    ['textDocument/selectionRange', { textDocument, positions: [position] }],
    ['textDocument/documentHighlight', { textDocument, position }],
    ['textDocument/definition', { textDocument, position }],
    ['textDocument/references', { textDocument, position, context: { includeDeclaration: true } }],
    ['textDocument/prepareRename', { textDocument, position }],
    ['textDocument/rename', { textDocument, position, newName: 'R-1000' }],
    ['textDocument/documentLink', { textDocument }],
    ['textDocument/codeLens', { textDocument }],
    ['textDocument/inlayHint', { textDocument, range }],
    ['textDocument/semanticTokens/full', { textDocument }],
    ['textDocument/semanticTokens/range', { textDocument, range }],
    ['textDocument/formatting', { textDocument, options }],
    ['textDocument/rangeFormatting', { textDocument, range, options }],
    ['textDocument/onTypeFormatting', { textDocument, position, ch: '\n', options }],
  ]);
}
