/** Before files or folders are renamed or moved in the editor: edits that keep paths of evidence right. */
import type { WorkspaceEdit } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from '../library';
import { uriKey } from '../../workspace/uriKey';
import { logFailure } from '../guard';
import { documentsWhere } from '../knownDocuments';
import { longestWord } from '../mentions';
import { movedBy, movedEvidenceEdits } from '../movedEvidence';
import type { Session } from '../session';
import type { DocumentEdits } from '../workspaceEdit';
import { workspaceEdit } from '../workspaceEdit';

export function registerMovedFiles(session: Session): void {
  const { connection } = session;
  connection.workspace.onWillRenameFiles(async ({ files }, token): Promise<WorkspaceEdit | ResponseError<never> | null> => {
    const moved = movedBy(files);
    const words = files.map(({ oldUri }) => longestWord(nameOf(oldUri)));
    const changes: DocumentEdits[] = [];
    try {
      // A document that moves itself names other places by every path.
      for await (const document of documentsWhere(
        session,
        (uri, text) => moved(uri) !== null || words.some((word) => text.includes(word)),
      )) {
        if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
        changes.push({ uri: document.uri, version: document.version, edits: movedEvidenceEdits(session, document, moved) });
      }
    } catch (error) {
      logFailure(connection.console, 'renaming files', error);
      return null;
    }
    return changes.some(({ edits }) => edits.length > 0) ? workspaceEdit(changes, session.client.abilities) : null;
  });
}

const nameOf = (uri: string): string => uriKey(uri).replace(/\/$/u, '').replace(/^.*\//u, '');
