/** From when and by whom something is owed: dates of the law, for the duties themselves and for answers that feed them. */
import type { Unit } from '../catalog/catalog';
import type { DutyFacts } from '../document/dutyFacts';
import { appliesFrom } from '../regulation/dates';
import type { DutyData, LegacyRuleData } from '../regulation/data';
import type { Facts } from '../regulation/predicate';
import type { Param } from './finding';
import type { Regulation } from '../regulation/regulation';

/** Dates are ISO dates. */
export interface Due {
  /** The date from which it applies; the earliest where it depends on a route that is not known. */
  readonly from: string;
  /** Days from today to {@link from}: zero and below once it applies; null where nobody knows today. */
  readonly days: number | null;
  /** Dates by route, where the route to high risk is not known. */
  readonly routes: readonly { readonly title: string; readonly date: string }[];
  /** Roles that owe it. */
  readonly roles: readonly string[];
  /** True where the date rests on a reading of a text that leaves it open. */
  readonly isReading: boolean;
  /** True where the answers do not settle whether it is owed at all. */
  readonly isOpen: boolean;
  /** Where the system was on the market before {@link from}: then it is not known whether it applies. */
  readonly earlier: EarlierSystem | null;
  /** True where this is the first of several dates. */
  readonly isFirst?: boolean;
}

/** What the law says of systems that were on the market before a date: covered once their design changes significantly. */
export interface EarlierSystem {
  /** The date by which those are covered that public authorities are to use, changed or not. */
  readonly publicBy: string;
  /** Days from today to {@link publicBy}; null where nobody knows today, and where it is not known that it binds this system. */
  readonly publicDays: number | null;
  readonly articles: readonly string[];
  readonly confidence: string;
}

/** What dates depend on besides the law. */
export interface DueContext {
  readonly regulation: Regulation;
  /** Which duties the system owes, as far as it is known. */
  readonly duties: () => DutyFacts;
  readonly asOf: string | null;
}

/** When a unit is due: a duty by its own date, another unit by the duties that its articles belong to. Null without a date in law. */
export function dueOf(unit: Unit, context: DueContext): Due | null {
  const behind = dutiesBehind(context.regulation, unit);
  if (behind.length === 0) return null;
  const { regulation, asOf } = context;
  const { duties, facts, placedOnMarket } = context.duties();
  const dues = behind.flatMap((duty): readonly Due[] => {
    const status = duties.get(duty.id);
    if (status?.state !== 'owed' && status?.state !== 'possible') return [];
    const isOpen = status.state === 'possible';
    const { date, alternatives, earlier, confidence } = appliesFrom(regulation, duty, facts, placedOnMarket);
    const from = date ?? alternatives.map((route) => route.date).toSorted()[0];
    return from === undefined
      ? []
      : [
          {
            from,
            days: daysBetween(asOf, from),
            routes: alternatives,
            roles: status.roles,
            isReading: confidence === 'interpretive',
            isOpen,
            earlier: earlier === null ? null : earlierSystem(earlier, facts, asOf),
          },
        ];
  });
  return earliest(dues);
}

function earlierSystem(rule: LegacyRuleData, facts: Facts, asOf: string | null): EarlierSystem {
  const { public_authorities_by: publicBy, public_authorities_flag: flag, articles, confidence } = rule;
  return { publicBy, publicDays: facts.flag(flag) === true ? daysBetween(asOf, publicBy) : null, articles, confidence };
}

/** A prohibition that applies only from a date on. */
export interface LaterBan {
  readonly from: string;
  /** As in {@link Due}. */
  readonly days: number | null;
  readonly articles: readonly string[];
}

/** From when what the answers name is prohibited, where all of that is only from a later date on; else null. */
export function laterBan({ regulation, duties, asOf }: DueContext, tier: string): LaterBan | null {
  const { facts, placedOnMarket } = duties();
  for (const duty of regulation.duties.values()) {
    const points = duty.tiers.includes(tier) ? appliesFrom(regulation, duty, facts, placedOnMarket).points : null;
    if (points !== null) return { from: points.date, days: daysBetween(asOf, points.date), articles: points.articles };
  }
  return null;
}

/** The words of a ban, as a part of a sentence. */
export function banWords({ from, days, articles }: LaterBan): Param {
  const text = days === null ? 'ban.from' : days <= 0 ? 'ban.since' : 'ban.in';
  return { text, params: { date: { date: from }, days: { counted: 'days', count: days ?? 0 }, articles } };
}

/** The earliest of several, with the roles of all on that date; what may be owed counts only where nothing is. */
export function earliest(dues: readonly (Due | null)[]): Due | null {
  const dated = dues.flatMap((due) => due ?? []);
  const settled = dated.filter(({ isOpen }) => !isOpen);
  const counted = settled.length > 0 ? settled : dated;
  const from = counted.map((due) => due.from).toSorted()[0];
  const [first, ...others] = counted.filter((due) => due.from === from);
  if (first === undefined || others.length === 0) return first ?? null;
  const all = [first, ...others];
  return {
    ...first,
    roles: [...new Set(all.flatMap(({ roles }) => roles))],
    isReading: all.every(({ isReading }) => isReading),
    earlier: all.every(({ earlier }) => earlier !== null) ? first.earlier : null,
  };
}

/** The earliest of what several units are due; says so where others are due later, or have no date. */
export function earliestOfAll(dues: readonly (Due | null)[]): Due | null {
  const first = earliest(dues);
  return first !== null && dues.some((due) => due?.from !== first.from) ? { ...first, isFirst: true } : first;
}

const DAY = 86_400_000;

const daysBetween = (from: string | null, to: string): number | null =>
  from === null ? null : Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);

const known = new WeakMap<Regulation, WeakMap<Unit, readonly DutyData[]>>();

/** The duty that a unit is, else the duties whose articles it cites; remembered, since neither changes. */
function dutiesBehind(regulation: Regulation, unit: Unit): readonly DutyData[] {
  let units = known.get(regulation);
  if (units === undefined) known.set(regulation, (units = new WeakMap()));
  let duties = units.get(unit);
  if (duties === undefined) {
    const own = regulation.duties.get(unit.id);
    duties = own === undefined ? [...regulation.duties.values()].filter((duty) => feeds(unit, duty)) : [own];
    units.set(unit, duties);
  }
  return duties;
}

/** The classification cites what it looks at; it is owed by nobody as such. */
const feeds = (unit: Unit, duty: DutyData): boolean =>
  unit.type !== 'classification' &&
  duty.voluntary !== true &&
  unit.articles.some((article) => duty.articles.some((whole) => isWithin(article, whole)));

/** True where an article lies in a range of articles: `Art. 9(2)(a)` in `Art. 9(1)-(2)`. */
export function isWithin(article: string, whole: string): boolean {
  const a = placeOf(article);
  const b = placeOf(whole);
  return (
    a !== null && b !== null && a.act === b.act && (b.from === null || a.from === null || (b.from <= a.from && a.from <= (b.to ?? b.from)))
  );
}

/** Article or annex, and the first paragraph of an article with the last one of its range. */
function placeOf(article: string): { readonly act: string; readonly from: number | null; readonly to: number | null } | null {
  const found = /^(Art\. \d+[a-z]?|Annex [IVX]+)(?:\((\d+)\))?(?:\([a-z]+\))*(?:-\((\d+)\))?/u.exec(article);
  if (found === null) return null;
  const [, act = '', from, to] = found;
  return act.startsWith('Annex') || from === undefined
    ? { act, from: null, to: null }
    : { act, from: Number(from), to: to === undefined ? null : Number(to) };
}
