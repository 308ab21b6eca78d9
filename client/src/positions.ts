/** Converts positions between the protocol and VS Code. Both count lines and UTF-16 characters from zero. */
import { Position, Range, TextEdit, Uri, WorkspaceEdit } from 'vscode';
import type * as protocol from '../../server/src/protocol';

export function toPosition(position: protocol.Position): Position {
  return new Position(position.line, position.character);
}

export function toRange(range: protocol.Range): Range {
  return new Range(toPosition(range.start), toPosition(range.end));
}

export function fromPosition(position: Position): protocol.Position {
  return { line: position.line, character: position.character };
}

/** The edit of one document, without its version. */
export function toWorkspaceEdit(placed: protocol.PlacedEdit): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  edit.set(
    Uri.parse(placed.uri),
    placed.edits.map(({ range, newText }) => TextEdit.replace(toRange(range), newText)),
  );
  return edit;
}
