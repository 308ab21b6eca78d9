/**
 * Applies an edit that the server made for one version of a document, and puts the caret where the server says.
 * An edit for an older version is never applied: the server is asked once more.
 */
import { l10n, Uri, workspace } from 'vscode';
import type { PlacedEdit } from '../../server/src/protocol';
import { toPosition, toWorkspaceEdit } from './positions';
import { revealPosition } from './reveal';

const ATTEMPTS = 2;

/** True when an edit was applied, false when the server had none. Throws when the document changes all the time. */
export async function applyPlacedEdit(ask: () => Promise<PlacedEdit | null>): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const placed = await ask();
    if (placed === null) return false;
    const document = await workspace.openTextDocument(Uri.parse(placed.uri));
    // A version of null: the server read the file; it was not open when it answered.
    const fresh = placed.version === null || placed.version === document.version;
    // VS Code checks the version as well and answers false when the text changed on the way.
    if (fresh && (await workspace.applyEdit(toWorkspaceEdit(placed)))) {
      await revealPosition(document, toPosition(placed.caret));
      return true;
    }
  }
  throw new Error(l10n.t('The document changed in the meantime. Try again.'));
}
