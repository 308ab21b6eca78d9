/** Command "Insert Missing Sections": asks which ones, then inserts the keys of all missing sections and answers at once. */
import { l10n } from 'vscode';
import { INSERT_MISSING, STATUS, type InsertMissingParams, type StatusResult } from '../../../server/src/protocol';
import { activeDocumentEditor } from '../activeDocument';
import { applyPlacedEdit } from '../placedEdits';
import { pick } from '../quickSteps';
import type { Services } from './services';

export async function insertMissingSections({ server, announce }: Services): Promise<void> {
  const editor = activeDocumentEditor();
  if (editor === undefined) return announce(l10n.t('No AI Act Canvas document is active.'));
  const uri = editor.document.uri.toString();
  const status = await server.request(STATUS, { uri });
  if (status === null) return announce(l10n.t('No AI Act Canvas document is active.'));
  if (status.tier === null) return announce(l10n.t('State the risk tier first: it decides what is missing.'));
  const levels = await pickLevels(status);
  if (levels === undefined) return;
  const inserted = await applyPlacedEdit(() => server.request(INSERT_MISSING, { uri, levels }));
  if (!inserted) announce(l10n.t('Nothing to insert: the keys of every answer are there.'));
}

async function pickLevels(status: StatusResult): Promise<InsertMissingParams['levels'] | undefined> {
  const mandatory = status.mandatory.total - status.mandatory.answered;
  const recommended = status.recommended.total - status.recommended.answered;
  const outcome = await pick<InsertMissingParams['levels']>({
    title: l10n.t('Insert Missing Sections'),
    prompt: l10n.t('Which missing answers do you want to add?'),
    choices: [
      { value: 'mandatory', label: l10n.t('Mandatory'), description: l10n.t('{0} open', mandatory) },
      {
        value: 'recommended',
        label: l10n.t('Mandatory and Recommended'),
        description: l10n.t('{0} mandatory and {1} recommended open', mandatory, recommended),
      },
    ],
  });
  return outcome.end === 'value' ? outcome.value : undefined;
}
