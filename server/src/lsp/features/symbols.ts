/** Document symbols and folding. */
import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver';
import { documentSymbols, foldingRanges } from '../../core/features/symbols';
import { toFlatSymbols, toFolding, toSymbol } from '../convert';
import { onDocument } from '../guard';
import type { Session } from '../session';

export function registerSymbols(session: Session): void {
  const { connection, messages } = session;
  connection.onDocumentSymbol((params, token) =>
    onDocument<DocumentSymbol[] | SymbolInformation[]>(session, 'symbols', params, token, (assessment, { uri }) => {
      const { lines } = assessment.tree;
      const symbols = documentSymbols(assessment, messages);
      if (!session.client.abilities.symbolTree) return toFlatSymbols(symbols, lines, uri);
      return symbols.map((symbol) => toSymbol(symbol, lines));
    }),
  );
  connection.onFoldingRanges((params, token) =>
    onDocument(session, 'folding', params, token, (assessment) => foldingRanges(assessment).map(toFolding)),
  );
}
