/** Command "Set Risk Tier": states another tier in the active document. The tiers and what they ask come from the server. */
import { l10n } from 'vscode';
import { CHOICES, SET_TIER, STATUS, type ChoicesResult, type StatusResult } from '../../../server/src/protocol';
import { activeDocumentEditor } from '../activeDocument';
import { applyPlacedEdit } from '../placedEdits';
import { pick } from '../quickSteps';
import { describeAsks, mostAsking, notSure } from './asks';
import { classify } from './classify';
import type { Services } from './services';

export async function setTier(services: Services): Promise<void> {
  const { server, announce } = services;
  const editor = activeDocumentEditor();
  if (editor === undefined) return announce(l10n.t('No AI Act Canvas document is active.'));
  const uri = editor.document.uri.toString();
  const [choices, status] = await Promise.all([server.request(CHOICES, undefined), server.request(STATUS, { uri })]);
  if (status === null) return announce(l10n.t('No AI Act Canvas document is active.'));
  const chosen = await pickTier(choices, status);
  if (chosen === null) return void (await classify(services, { uri }));
  if (chosen === undefined || chosen === status.tier) return;
  const changed = await applyPlacedEdit(() => server.request(SET_TIER, { uri, tier: chosen }));
  if (!changed) announce(l10n.t('The tier cannot be written into this document.'));
}

/** A tier, null for who wants the wizard, or undefined. */
async function pickTier({ tiers }: ChoicesResult, { kind, tier: current }: StatusResult): Promise<string | null | undefined> {
  const outcome = await pick<string | null>({
    title: l10n.t('Risk Tier'),
    prompt: l10n.t('Risk tier of this AI system under the EU AI Act'),
    choices: [
      ...tiers.map((tier) => ({
        value: tier.id,
        label: tier.title,
        description: [tier.id === current ? l10n.t('current') : '', describeAsks(tier, kind)].filter(Boolean).join(', '),
        detail: tier.description,
      })),
      notSure(),
    ],
    active: current ?? mostAsking(tiers, kind) ?? '',
  });
  return outcome.end === 'value' ? outcome.value : undefined;
}
