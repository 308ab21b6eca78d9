/** The one code lens: how far the document is, above its first key. */
import type { Assessment } from '../assessment/assess';
import { isProhibited } from '../catalog/catalog';
import type { Spanned } from '../syntax/node';
import type { Messages } from '../text/messages';

export interface CodeLens {
  readonly at: Spanned;
  readonly title: string;
  /** True where something is left to be answered. */
  readonly hasGaps: boolean;
}

/** Null where there is nothing to count: an empty text, or no tier. */
export function codeLens({ root, tier, tierTitle, kind, progress }: Assessment, messages: Messages): CodeLens | null {
  const first = root?.type === 'map' ? root.pairs[0]?.key : undefined;
  if (first === undefined || tier === null || tierTitle === null || isProhibited(kind, tier)) return null;
  const { mandatory, recommended } = progress;
  const title = messages.text('lens.progress', {
    tier: tierTitle,
    answered: mandatory.answered,
    total: mandatory.total,
    moreAnswered: recommended.answered,
    moreTotal: recommended.total,
  });
  return { at: first, title, hasGaps: mandatory.answered < mandatory.total || recommended.answered < recommended.total };
}
