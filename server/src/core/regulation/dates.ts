/** From when a duty applies. Dates are ISO dates as the data states them; nothing here knows today. */
import type { ApplicationRuleData, DutyData, LegacyRuleData } from './data';
import type { Facts, Truth } from './predicate';
import { holds } from './predicate';
import type { Regulation } from './regulation';

export interface Application {
  /** The date; null where it depends on a route to high risk that is not known: see {@link alternatives}. */
  readonly date: string | null;
  readonly alternatives: readonly { readonly title: string; readonly date: string }[];
  /** What was chosen, where all of it begins to apply later than the rule says. */
  readonly points: { readonly date: string; readonly articles: readonly string[] } | null;
  /** More time for what was placed on the market before a date; `applies` null: not known whether it was. */
  readonly legacy: {
    readonly placedBefore: string;
    readonly date: string;
    readonly articles: readonly string[];
    readonly applies: Truth;
  } | null;
  /** The rule for high-risk systems that were there before their date, where it may concern this one. */
  readonly earlier: LegacyRuleData | null;
  readonly basis: string;
  readonly confidence: string;
}

/** From when `duty` applies. `placedOnMarket`: when the system was or will be placed on the market; null while unknown. */
export function appliesFrom(regulation: Regulation, duty: DutyData, facts: Facts, placedOnMarket: string | null): Application {
  const rule = regulation.applicationRules.get(duty.dates);
  if (rule === undefined) throw new Error(`duty ${duty.id} names no rule of application`);
  const { regular, routes, several } = datesOf(rule, facts);
  const legacy = legacyOf(duty, rule, facts, placedOnMarket);
  const points = regular === null ? null : laterPoints(regulation, duty, facts, regular);
  return {
    date: legacy?.applies === true ? legacy.date : (points?.date ?? regular),
    alternatives: regular === null ? routes.map(({ title, date }) => ({ title, date })) : [],
    points,
    legacy,
    earlier: wasThereBefore(regulation, duty, facts, placedOnMarket, possibleDates(rule, facts)) ? regulation.legacyRule : null,
    basis: rule.basis,
    confidence: duty.confidence ?? several?.confidence ?? rule.confidence,
  };
}

/** The date of a rule, null where it depends on a route that is not known; all routes; and what holds where several are taken. */
function datesOf(rule: ApplicationRuleData, facts: Facts) {
  const routes = (rule.routes ?? []).map(({ title, when, applies_from: date }) => ({ title, date, isTaken: holds(when, facts) }));
  const taken = routes.filter(({ isTaken }) => isTaken === true);
  const several = taken.length > 1 ? rule.several_routes : undefined;
  return { regular: rule.applies_from ?? several?.applies_from ?? taken[0]?.date ?? null, routes, several };
}

/** The dates of which one is that of a rule: one, unless it depends on a route that is not known. */
export function possibleDates(rule: ApplicationRuleData, facts: Facts): readonly string[] {
  const { regular, routes } = datesOf(rule, facts);
  return regular === null ? routes.map(({ date }) => date) : [regular];
}

/** The earliest of the points that were chosen, where none of them applies by the regular date and there are no others. */
function laterPoints({ questions }: Regulation, { dated_by: id = '' }: DutyData, facts: Facts, regular: string): Application['points'] {
  const { picks, isUnsure } = facts.answer(id);
  const chosen = (questions.get(id)?.options ?? []).filter((option) => picks.includes(option.id));
  const [date] = chosen.map(({ appliesFrom: from }) => from ?? regular).toSorted();
  if (date === undefined || isUnsure || date <= regular) return null;
  return { date, articles: chosen.filter(({ appliesFrom: from }) => from === date).flatMap(({ articles }) => articles) };
}

function legacyOf(
  duty: DutyData,
  rule: ApplicationRuleData,
  facts: Pick<Facts, 'flag'>,
  placedOnMarket: string | null,
): Application['legacy'] {
  const legacy = duty.legacy ?? rule.legacy;
  if (legacy === undefined) return null;
  const { placed_before: placedBefore, flag, comply_by: date, articles } = legacy;
  const stated = flag === undefined ? null : facts.flag(flag);
  return { placedBefore, date, articles, applies: placedOnMarket === null ? stated : placedOnMarket < placedBefore };
}

/** True where a high-risk system is known to have been on the market before its date; of `dates` one counts. */
function wasThereBefore(
  { legacyRule: { rules, tiers, flag } }: Regulation,
  duty: DutyData,
  facts: Facts,
  placedOnMarket: string | null,
  dates: readonly string[],
): boolean {
  if (!rules.includes(duty.dates) || facts.tier === null || !tiers.includes(facts.tier)) return false;
  if (placedOnMarket === null) return facts.flag(flag) === true;
  if (dates.every((date) => placedOnMarket < date)) return true;
  return dates.some((date) => placedOnMarket < date) && facts.flag(flag) === true;
}
