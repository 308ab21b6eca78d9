/** Choosing a tier: what each asks for, in words, which asks most, and the row of who does not know. Knows grammar, not tiers. */
import { l10n } from 'vscode';
import type { TierChoice } from '../../../server/src/protocol';
import type { Choice } from '../quickSteps';

/** What a tier asks of a kind of document, such as "asks for 34 mandatory and 12 recommended answers". */
export function describeAsks(tier: TierChoice, kind: string): string {
  const asks = tier.asks[kind];
  if (asks === undefined) return '';
  const { mandatory, recommended } = asks;
  if (mandatory > 0 && recommended > 0) {
    return l10n.t('asks for {0} mandatory and {1} recommended answers', mandatory, recommended);
  }
  if (mandatory > 0) return l10n.t('asks for {0} mandatory answers', mandatory);
  return recommended > 0 ? l10n.t('asks for {0} recommended answers', recommended) : l10n.t('asks for no answers');
}

/** The tier that asks most of a kind of document: what Enter takes where nothing else is known, since it overlooks nothing. */
export function mostAsking(tiers: readonly TierChoice[], kind: string): string | undefined {
  const asked = (tier: TierChoice): number => tier.asks[kind]?.mandatory ?? 0;
  return tiers.toSorted((a, b) => asked(b) - asked(a))[0]?.id;
}

/** The row of a pick of tiers that leads to the tier wizard. */
export const notSure = (): Choice<null> => ({
  value: null,
  label: `$(checklist) ${l10n.t('Not Sure')}`,
  detail: l10n.t('Answer the questions of the tier wizard; it says which tier they lead to, and why.'),
});
