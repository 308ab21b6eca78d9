/**
 * Conditions over flags and answers, with three outcomes: they hold, they do not, or what was answered does not settle
 * them (null). Stated as Kleene's logic, so that an unknown part never decides alone.
 */
import type { Predicate } from './data';

/** True, false, or null: not known. */
export type Truth = boolean | null;

/** What conditions look at. */
export interface Facts {
  readonly tier: string | null;
  role(id: string): Truth;
  flag(id: string): Truth;
  /** Chosen options of a question; `isUnsure`: there may be others. */
  answer(question: string): { readonly picks: readonly string[]; readonly isUnsure: boolean };
}

export const and = (parts: readonly Truth[]): Truth => (parts.includes(false) ? false : parts.includes(null) ? null : true);
export const or = (parts: readonly Truth[]): Truth => (parts.includes(true) ? true : parts.includes(null) ? null : false);

/** Evaluates a condition; `owes` says whether the role in question owes another duty. */
export function holds(predicate: Predicate, facts: Facts, owes: (duty: string) => Truth = () => null): Truth {
  const of = (part: Predicate): Truth => holds(part, facts, owes);
  if ('all' in predicate) return and(predicate.all.map(of));
  if ('any' in predicate) return or(predicate.any.map(of));
  if ('not' in predicate) return not(of(predicate.not));
  if ('flag' in predicate) return facts.flag(predicate.flag);
  if ('tier' in predicate) return facts.tier === null ? null : facts.tier === predicate.tier;
  if ('role' in predicate) return facts.role(predicate.role);
  if ('duty_any' in predicate) return or(predicate.duty_any.map(owes));
  if ('open' in predicate) return null;
  const { picks, isUnsure } = facts.answer(predicate.answer);
  const isHit = picks.some((pick) => ('has' in predicate ? predicate.has.includes(pick) : !predicate.has_other_than.includes(pick)));
  return isHit || (isUnsure ? null : false);
}

const not = (truth: Truth): Truth => (truth === null ? null : !truth);
