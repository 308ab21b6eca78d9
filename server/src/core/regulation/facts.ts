/** What is known of a system, from a classification and from what its document states. */
import type { Classification } from './classify';
import type { Facts } from './predicate';

/** Tier and roles as a document states them, where they are not those of the classification. */
export interface Stated {
  readonly tier?: string | null;
  readonly roles?: readonly string[];
  /** False where these roles leave open what the answers leave open; true, unless said otherwise. */
  readonly areRolesSettled?: boolean;
}

/**
 * Facts of a system. A classification that came to its end settles every flag and answer: what was not set is not so.
 * Without one (null, or one that lacks an answer), what was not set is not known. Stated roles come on top.
 */
export function factsOf(classification: Classification | null, stated: Stated = {}): Facts {
  const isSettled = classification !== null && classification.tier !== null;
  const unset = isSettled ? false : null;
  const flags = new Set(classification?.flags);
  const openFlags = new Set(classification?.openFlags);
  const roles = new Set([...(classification?.roles ?? []), ...(stated.roles ?? [])]);
  const hasOpenRoles = classification?.hasOpenRoles ?? false;
  const openRoles = stated.roles === undefined ? !isSettled || hasOpenRoles : stated.areRolesSettled === false && hasOpenRoles;
  return {
    tier: stated.tier === undefined ? (classification?.tier ?? null) : stated.tier,
    role: (id) => roles.has(id) || (openRoles ? null : false),
    flag: (id) => flags.has(id) || (openFlags.has(id) ? null : unset),
    answer: (id) => classification?.answers.get(id) ?? { picks: [], isUnsure: !isSettled },
  };
}
