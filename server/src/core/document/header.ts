/**
 * The header that all kinds share: system, tier, stage, roles; what a document leaves out, the record of its system states.
 * Reads it; says nothing about what is wrong with it.
 */
import type { Catalog } from '../catalog/catalog';
import type { Spanned, YamlNode } from '../syntax/node';
import { pairOf, resolved } from '../syntax/node';
import { ownCopy } from '../syntax/ownCopy';
import type { Place, SystemRecord } from './systemRecord';

/** A header value and where it stands. */
export interface Stated {
  readonly value: string;
  readonly at: Spanned;
}

/** Header values that stand as a list, and the key that holds them. */
export interface StatedList {
  readonly values: readonly string[];
  readonly at: Spanned;
}

/** Who says so: the document itself, the record of its system, or nobody. */
export type Source = 'document' | 'record' | 'default';

/** What a document itself states. */
export interface StatedHeader {
  readonly system: Stated | null;
  /** Null when none is stated or the stated one is no tier. */
  readonly tier: Stated | null;
  /** Null when none is stated or the stated one is no stage. */
  readonly stage: Stated | null;
  /** Null when no known role is stated. */
  readonly roles: StatedList | null;
}

export interface Header {
  /** As the document itself states it. */
  readonly system: Stated | null;
  /** As the document itself states it; the tier that counts is the assessment's. */
  readonly tier: Stated | null;
  /** As the document itself states it; null where the record or nobody does. */
  readonly ownStage: Stated | null;
  /** As the document itself states them; null where the record or nobody does. */
  readonly ownRoles: StatedList | null;
  /** Id of the system that the document belongs to: its own word, else that of its record. */
  readonly systemId: string | null;
  /** The stage that counts. */
  readonly stage: string;
  /** The roles that count; never empty. */
  readonly roles: readonly string[];
  /** Whose tier, stage and roles count. */
  readonly sources: { readonly tier: Source; readonly stage: Source; readonly roles: Source };
  /** The record of the document's system; null for a record itself, and where there is none. */
  readonly record: SystemRecord | null;
  /** For a record: others of its system. For another document: records of which none counts, since each could be its own. */
  readonly rivals: readonly Place[];
}

function stated(root: YamlNode | null, name: string): Stated | null {
  const value = resolved(pairOf(root, name)?.value ?? null);
  if (value?.type !== 'scalar' || value.value === null || value.source.trim() === '') return null;
  return { value: ownCopy(String(value.value)), at: value };
}

/** Words of a list, of a single word, or of the long form of either. */
function words(node: YamlNode | null): readonly string[] {
  const value = resolved(node);
  if (value?.type === 'seq') return value.items.flatMap(words);
  if (value?.type === 'map') return words(pairOf(value, 'answer')?.value ?? null);
  return value?.type === 'scalar' && typeof value.value === 'string' ? [value.value] : [];
}

/** Reads what a document itself states. */
export function statedHeader(catalog: Catalog, root: YamlNode | null): StatedHeader {
  const tier = stated(root, 'risk_tier');
  const stage = stated(root, 'lifecycle_stage');
  const rolesPair = pairOf(root, 'operator_roles');
  const written = new Set(words(rolesPair?.value ?? null));
  const roles = catalog.roles.map(({ id }) => id).filter((id) => written.has(id));
  return {
    system: stated(root, 'system'),
    tier: tier !== null && catalog.tier(tier.value) !== undefined ? tier : null,
    stage: catalog.stages.some((term) => term.id === stage?.value) ? stage : null,
    roles: roles.length === 0 || rolesPair === undefined ? null : { values: roles, at: rolesPair.key },
  };
}

/** Reads the header of a document that belongs to `record`; for `rivals` see {@link Header}. */
export function readHeader(
  catalog: Catalog,
  root: YamlNode | null,
  record: SystemRecord | null = null,
  rivals: readonly Place[] = [],
): Header {
  const { system, tier, stage, roles } = statedHeader(catalog, root);
  const source = (own: unknown, inherited: unknown): Source =>
    own !== null ? 'document' : inherited !== null && inherited !== undefined ? 'record' : 'default';
  return {
    system,
    tier,
    ownStage: stage,
    ownRoles: roles,
    systemId: system?.value ?? record?.system ?? null,
    stage: stage?.value ?? record?.stage ?? catalog.defaultStage,
    roles: roles?.values ?? record?.roles ?? [catalog.defaultRole],
    sources: { tier: source(tier, record?.tier), stage: source(stage, record?.stage), roles: source(roles, record?.roles) },
    record,
    rivals,
  };
}

/** True when a life-cycle stage has come: `stage` is `from` or a later one. */
export function hasCome(catalog: Catalog, stage: string, from: string): boolean {
  const order = catalog.stages.map((term) => term.id);
  return order.indexOf(stage) >= order.indexOf(from);
}
