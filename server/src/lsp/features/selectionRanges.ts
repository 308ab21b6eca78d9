/** Selection ranges: one chain per position that the client asks about. */
import type { SelectionRange } from 'vscode-languageserver';
import { selectionsAt } from '../../core/features/selectionRanges';
import type { SyntaxTree } from '../../core/syntax/parse';
import { onDocument } from '../guard';
import type { Session } from '../session';

export function registerSelectionRanges(session: Session): void {
  session.connection.onSelectionRanges((params, token) =>
    onDocument(session, 'selection ranges', params, token, ({ tree }) =>
      params.positions.map((position) => selectionRange(tree, tree.lines.offsetAt(position))),
    ),
  );
}

function selectionRange(tree: SyntaxTree, offset: number): SelectionRange {
  let chain: SelectionRange | undefined;
  for (const [from, to] of selectionsAt(tree, offset).toReversed()) {
    const range = tree.lines.range(from, to);
    chain = chain === undefined ? { range } : { range, parent: chain };
  }
  return chain ?? { range: tree.lines.range(offset, offset) };
}
