/** Answers that cannot both be right; which ones these are is data. */
import type { Classification } from './classify';
import type { ContradictionData, StatementData } from './data';
import { possibleDates } from './dates';
import type { Facts } from './predicate';
import type { Regulation } from './regulation';

/** The contradictions among the answers that were reached, and with the date on which the system is placed on the market. */
export const contradictionsIn = (
  regulation: Regulation,
  { answers }: Pick<Classification, 'answers'>,
  facts: Facts,
  placedOnMarket: string | null,
): readonly ContradictionData[] => {
  const says = (statement: StatementData): boolean => {
    if ('answer' in statement) {
      const answer = answers.get(statement.answer);
      if (answer === undefined) return false;
      return 'has' in statement ? answer.picks.includes(statement.has) : answer.branch === statement.is && !answer.isUnsure;
    }
    const rule = 'placed_from_rule' in statement ? regulation.applicationRules.get(statement.placed_from_rule) : undefined;
    const dates = 'placed_from' in statement ? [statement.placed_from] : rule === undefined ? [] : possibleDates(rule, facts);
    return placedOnMarket !== null && dates.length > 0 && dates.every((date) => placedOnMarket >= date);
  };
  return regulation.contradictions.filter(({ one, other }) => says(one) && says(other));
};
