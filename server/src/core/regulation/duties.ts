/** Who owes what: the duties of the data against tier, roles, flags and answers. */
import type { DutyData } from './data';
import type { Facts, Truth } from './predicate';
import { and, holds, or } from './predicate';
import type { Regulation } from './regulation';

/** `possible`: what was answered does not settle it. `voluntary`: owed by nobody, offered to these roles. */
export type DutyState = 'owed' | 'possible' | 'voluntary' | 'not_owed';

export interface DutyStatus {
  readonly duty: DutyData;
  readonly state: DutyState;
  /** Roles that owe it (or may, or are invited to); empty where it is not owed. */
  readonly roles: readonly string[];
}

/** The state of every duty, in the order of the data. */
export function dutiesOf(regulation: Regulation, facts: Facts): readonly DutyStatus[] {
  const truths = new Map<string, Truth>();
  const owes = (duty: DutyData, role: string): Truth => {
    const key = `${duty.id} ${role}`;
    let truth = truths.get(key);
    if (truth === undefined) {
      truth = and([facts.role(role), reaches(regulation, duty, facts), applies(regulation, duty, facts, role, owes)]);
      truths.set(key, truth);
    }
    return truth;
  };
  return [...regulation.duties.values()].map((duty) => {
    const byRole = duty.roles.map((role) => ({ role, truth: owes(duty, role) }));
    const truth = or(byRole.map((part) => part.truth));
    const state = truth === false ? 'not_owed' : duty.voluntary === true ? 'voluntary' : truth === true ? 'owed' : 'possible';
    return { duty, state, roles: truth === false ? [] : byRole.filter((part) => part.truth === truth).map(({ role }) => role) };
  });
}

/** Whether the tier, or what the provider of a model is, brings the duty, and no rule takes it away again. */
function reaches(regulation: Regulation, duty: DutyData, facts: Facts): Truth {
  const result = facts.tier === null ? undefined : regulation.results.get(facts.tier);
  const isOfTier = facts.tier !== null && duty.tiers.includes(facts.tier);
  // Beside a final result nothing else counts. What is no tier is a value of the axis of models, and a flag.
  const axis = result?.isFinal === true ? [] : duty.tiers.filter((tier) => !regulation.results.has(tier));
  return and([or([isOfTier, ...axis.map((flag) => facts.flag(flag))]), !isDropped(regulation, duty, facts)]);
}

/** True where a rule drops it for certain; what is not certain stays owed. */
const isDropped = (regulation: Regulation, duty: DutyData, facts: Facts): boolean =>
  regulation.flagRules.some(
    (rule) =>
      rule.effect === 'drop_duties' &&
      !rule.keep.includes(duty.id) &&
      !duty.tiers.some((tier) => rule.keep_tiers.includes(tier)) &&
      holds(rule.when, facts) === true,
  );

function applies(regulation: Regulation, duty: DutyData, facts: Facts, role: string, owes: (duty: DutyData, role: string) => Truth): Truth {
  if (duty.when === undefined) return true;
  return holds(duty.when, facts, (id) => {
    const other = regulation.duties.get(id);
    return other !== undefined && other.roles.includes(role) ? owes(other, role) : false;
  });
}
