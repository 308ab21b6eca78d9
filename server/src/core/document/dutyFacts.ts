/**
 * Which duties a system owes: what the record of the system says (the walk of the wizard over its recorded answers), and
 * the tier and roles that count in a document.
 */
import type { Kind } from '../catalog/catalog';
import type { Answers } from '../regulation/answers';
import type { Classification } from '../regulation/classify';
import { classify } from '../regulation/classify';
import type { DutyStatus } from '../regulation/duties';
import { dutiesOf } from '../regulation/duties';
import { factsOf } from '../regulation/facts';
import type { Facts } from '../regulation/predicate';
import type { Regulation } from '../regulation/regulation';
import type { YamlNode } from '../syntax/node';
import { pairOf, resolved } from '../syntax/node';
import { find } from '../syntax/path';
import { toValue } from '../syntax/value';
import { isDate } from './isoDate';

/** The parts of a record that its facts rest on, as they stand in the document. */
export interface RecordParts {
  /** The recorded answers; null where none are. */
  readonly answers: YamlNode | null;
  /** ISO date on which the system was or will be placed on the market; null while unknown. */
  readonly placedOnMarket: string | null;
}

/** What a record says beside its header. */
export interface RecordedFacts {
  readonly classification: Classification;
  readonly placedOnMarket: string | null;
  /** Equal for records that say the same. */
  readonly key: string;
}

export interface DutyFacts {
  readonly facts: Facts;
  /** By id of the duty, which is the id of its unit. */
  readonly duties: ReadonlyMap<string, DutyStatus>;
  readonly placedOnMarket: string | null;
}

/** Finds the parts; null for kinds that record no classification. */
export function recordParts(kind: Kind, root: YamlNode | null): RecordParts | null {
  const path = kind.isRecord ? kind.units.find(({ type }) => type === 'classification')?.ownGroups[0] : undefined;
  if (path === undefined) return null;
  const found = find(root, path);
  return {
    answers: found.depth < path.length ? null : found.node,
    placedOnMarket: dateIn(pairOf(root, 'placed_on_market')?.value ?? null),
  };
}

/** Walks the wizard over the recorded answers. */
export function recordedFacts(regulation: Regulation, { answers, placedOnMarket }: RecordParts): RecordedFacts {
  const classification = classify(regulation, answersIn(answers));
  const { tier, flags, openFlags, roles, hasOpenRoles, answers: given } = classification;
  const key = JSON.stringify([tier, flags, openFlags, roles, hasOpenRoles, placedOnMarket, [...given]]);
  return { classification, placedOnMarket, key };
}

/**
 * The duties at the tier and roles that count. `areRolesStated` false: the roles are only assumed, so those of the answers
 * count where there are any, and what these leave open stays open.
 */
export function dutyFacts(
  regulation: Regulation,
  recorded: RecordedFacts | null,
  tier: string | null,
  roles: readonly string[],
  areRolesStated: boolean,
): DutyFacts {
  const classification = recorded?.classification ?? null;
  const areChosen = classification !== null && (classification.roles.length > 0 || classification.hasOpenRoles);
  const facts = factsOf(classification, {
    tier: resultBehind(regulation, classification, tier),
    roles: areRolesStated || !areChosen ? roles : [],
    areRolesSettled: areRolesStated,
  });
  return {
    facts,
    placedOnMarket: recorded?.placedOnMarket ?? null,
    duties: new Map(dutiesOf(regulation, facts).map((status) => [status.duty.id, status])),
  };
}

/** A result that is no tier is recorded as one: where both say the same, nothing is owed. */
function resultBehind(regulation: Regulation, classification: Classification | null, tier: string | null): string | null {
  const result = classification?.tier ?? null;
  return result !== null && result !== tier && regulation.results.get(result)?.recordedAs === tier ? result : tier;
}

function dateIn(node: YamlNode | null): string | null {
  const at = resolved(node);
  return at?.type === 'scalar' && isDate(at.source) ? at.source : null;
}

function answersIn(node: YamlNode | null): Answers {
  const answers = toValue(node);
  return typeof answers === 'object' && answers !== null && !Array.isArray(answers) ? (answers as Answers) : {};
}
