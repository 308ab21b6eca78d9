/** Formatting of documents and ranges, and of the line that Enter has made. */
import type { FormattingOptions, Range, TextEdit as LspTextEdit } from 'vscode-languageserver';
import type { TextEdit } from '../../core/edit/textEdit';
import type { LineSpan } from '../../core/features/formatting';
import { formatEdits, stepOf } from '../../core/features/formatting';
import { enterEdits } from '../../core/features/onTypeFormatting';
import type { SyntaxTree } from '../../core/syntax/parse';
import { toTextEdit } from '../convert';
import { onDocument } from '../guard';
import type { Session } from '../session';

export function registerFormatting(session: Session): void {
  const { connection } = session;
  connection.onDocumentFormatting((params, token) =>
    onDocument(session, 'formatting', params, token, ({ tree }) => inProtocol(tree, formatEdits(tree, params.options))),
  );
  connection.onDocumentRangeFormatting((params, token) =>
    onDocument(session, 'range formatting', params, token, ({ tree }) => rangeEdits(tree, params.options, params.range)),
  );
  connection.onDocumentOnTypeFormatting((params, token) =>
    onDocument(session, 'formatting on type', params, token, ({ tree }) =>
      params.ch === '\n' ? inProtocol(tree, enterEdits(tree, params.position.line, stepOf(tree, params.options))) : [],
    ),
  );
}

const rangeEdits = (tree: SyntaxTree, options: FormattingOptions, range: Range): LspTextEdit[] =>
  inProtocol(tree, formatEdits(tree, options, linesOf(range)));

/** A range that ends at the start of a line does not hold that line. */
const linesOf = ({ start, end }: Range): LineSpan => ({
  first: start.line,
  last: end.character === 0 && end.line > start.line ? end.line - 1 : end.line,
});

const inProtocol = (tree: SyntaxTree, edits: readonly TextEdit[]): LspTextEdit[] => edits.map((edit) => toTextEdit(edit, tree.lines));
