/** The header that all kinds share: system, tier, stage. Reads it; says nothing about what is wrong with it. */
import type { Catalog } from '../catalog/catalog';
import type { Spanned, YamlNode } from '../syntax/node';
import { pairOf, resolved } from '../syntax/node';

/** A header value and where it stands. */
export interface Stated {
  readonly value: string;
  readonly at: Spanned;
}

export interface Header {
  readonly system: Stated | null;
  /** Null when none is stated or the stated one is no tier. */
  readonly tier: Stated | null;
  readonly stage: string;
}

function stated(root: YamlNode | null, name: string): Stated | null {
  const value = resolved(pairOf(root, name)?.value ?? null);
  if (value?.type !== 'scalar' || value.value === null || value.source.trim() === '') return null;
  return { value: String(value.value), at: value };
}

/** Reads the header of a document. A stage that is none counts as the default one. */
export function readHeader(catalog: Catalog, root: YamlNode | null): Header {
  const tier = stated(root, 'risk_tier');
  const stage = stated(root, 'lifecycle_stage')?.value;
  return {
    system: stated(root, 'system'),
    tier: tier !== null && catalog.tier(tier.value) !== undefined ? tier : null,
    stage: catalog.stages.some((term) => term.id === stage) && stage !== undefined ? stage : catalog.defaultStage,
  };
}

/** True when a life-cycle stage has come: `stage` is `from` or a later one. */
export function hasCome(catalog: Catalog, stage: string, from: string): boolean {
  const order = catalog.stages.map((term) => term.id);
  return order.indexOf(stage) >= order.indexOf(from);
}
