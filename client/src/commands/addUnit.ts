/** Internal command "Add" of a missing unit: inserts its keys and puts the caret where the answer goes. */
import { l10n, Uri, workspace } from 'vscode';
import { INSERT_UNIT } from '../../../server/src/protocol';
import { applyPlacedEdit } from '../placedEdits';
import type { Services } from './services';
import { asUnitTarget } from './unitTarget';

export async function addUnit({ server, announce }: Services, argument: unknown): Promise<void> {
  const { uri, unit } = asUnitTarget(argument);
  // Opened first, so that the server knows the version that the edit is for.
  await workspace.openTextDocument(Uri.parse(uri));
  const added = await applyPlacedEdit(() => server.request(INSERT_UNIT, { uri, unit }));
  if (!added) announce(l10n.t('Nothing to add for {0}.', unit));
}
