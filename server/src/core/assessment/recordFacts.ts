/**
 * What the record of a system says about duties: the walk of the wizard over its recorded answers, and who owes what at
 * its tier and roles.
 */
import type { Kind } from '../catalog/catalog';
import type { Header } from '../document/header';
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
import type { Filling } from './fill';

export interface RecordFacts {
  readonly classification: Classification;
  readonly facts: Facts;
  /** ISO date on which the system was or will be placed on the market; null while unknown. */
  readonly placedOnMarket: string | null;
  /** By id of the duty, which is the id of its unit. */
  readonly duties: ReadonlyMap<string, DutyStatus>;
  /** Questions of the wizard that the answers lead to. */
  readonly asked: ReadonlySet<string>;
}

/** The parts of a record that its facts rest on, as they stand in the document. */
export interface RecordParts {
  /** The recorded answers; null where none are. */
  readonly answers: YamlNode | null;
  /** ISO date on which the system was or will be placed on the market; null while unknown. */
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

/** What follows from the parts, and from the tier and roles that the record states. */
export function readFacts(regulation: Regulation, { answers, placedOnMarket }: RecordParts, header: Header, filling: Filling): RecordFacts {
  const classification = classify(regulation, answersIn(answers, filling));
  // Roles that nobody states are those of the answers; without these the default counts.
  const isAssumed = header.sources.roles === 'default' && (classification.roles.length > 0 || classification.hasOpenRoles);
  const facts = factsOf(classification, { tier: header.tier?.value ?? null, roles: isAssumed ? [] : header.roles });
  const statuses = dutiesOf(regulation, facts);
  return {
    classification,
    facts,
    placedOnMarket,
    duties: new Map(statuses.map((status) => [status.duty.id, status])),
    asked: new Set(classification.path),
  };
}

function dateIn(node: YamlNode | null): string | null {
  const at = resolved(node);
  return at?.type === 'scalar' && /^\d{4}-\d{2}-\d{2}$/u.test(at.source) ? at.source : null;
}

/** The recorded answers as plain values; a placeholder is none. */
function answersIn(node: YamlNode | null, filling: Filling): Answers {
  const map = resolved(node);
  if (map?.type !== 'map') return {};
  return Object.fromEntries(map.pairs.map(({ key, value }) => [key.name, realValue(value, filling)]));
}

function realValue(node: YamlNode | null, filling: Filling): unknown {
  const at = resolved(node);
  if (at === null) return undefined;
  if (at.type === 'scalar') return filling.isReal(at.value) ? at.value : undefined;
  if (at.type === 'seq') {
    const real = at.items.map((item) => realValue(item, filling)).filter((value) => value !== undefined);
    return real.length === 0 && at.items.length > 0 ? undefined : real;
  }
  const form = (name: string): Answers => {
    const value = realValue(pairOf(at, name)?.value ?? null, filling);
    return value === undefined || (name === 'none' && Array.isArray(value) && value.length === 0) ? {} : { [name]: value };
  };
  return { ...form('none'), ...form('answer') };
}
