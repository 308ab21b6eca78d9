/** Document symbols and folding. */
import { documentSymbols, foldingRanges } from '../../core/features/symbols';
import { toFolding, toSymbol } from '../convert';
import { onDocument } from '../guard';
import type { Session } from '../session';

export function registerSymbols(session: Session): void {
  const { connection, messages } = session;
  connection.onDocumentSymbol((params, token) =>
    onDocument(session, 'symbols', params, token, (assessment) =>
      documentSymbols(assessment, messages).map((symbol) => toSymbol(symbol, assessment.tree.lines)),
    ),
  );
  connection.onFoldingRanges((params, token) =>
    onDocument(session, 'folding', params, token, (assessment) => foldingRanges(assessment).map(toFolding)),
  );
}
