/** Says in words how many answers a tier asks for. Knows grammar, not tiers. */
import { l10n } from 'vscode';
import type { TierChoice } from '../../../server/src/protocol';

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
