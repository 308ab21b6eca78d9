/** Which documents belong to one AI system, at which tier, and which documents it lacks. */
import type { LevelCounts } from '../core/assessment/progress';
import { addCounts, EMPTY_COUNTS } from '../core/assessment/progress';
import type { Catalog, Kind, Level } from '../core/catalog/catalog';
import type { DocumentSummary } from './summary';
import { uriKey } from './uriKey';

export interface AiSystem {
  /** Stable while the system's documents keep their folder and id. */
  readonly id: string;
  /** The `system` of its documents; null for a document that stands alone. */
  readonly system: string | null;
  /** The strictest tier that its documents state. */
  readonly tier: string | null;
  readonly documents: readonly DocumentSummary[];
  readonly missing: readonly { readonly kind: Kind; readonly level: Exclude<Level, 'optional'> }[];
  readonly counts: LevelCounts;
  readonly phases: Readonly<Record<string, LevelCounts>>;
}

/** Groups documents into systems: same `system` within a workspace folder; without one, a document stands alone. */
export function groupSystems(catalog: Catalog, documents: Iterable<DocumentSummary>, folders: readonly string[]): readonly AiSystem[] {
  const keys = folders.map(uriKey);
  const groups = new Map<string, DocumentSummary[]>();
  for (const document of documents) {
    const folder = keys.find((candidate) => uriKey(document.uri).startsWith(candidate)) ?? '';
    const id = document.system === null ? document.uri : `${folder}#${document.system}`;
    groups.set(id, [...(groups.get(id) ?? []), document]);
  }
  return [...groups].map(([id, members]) => makeSystem(catalog, id, members)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function makeSystem(catalog: Catalog, id: string, members: readonly DocumentSummary[]): AiSystem {
  const documents = members.toSorted((a, b) => (a.uri < b.uri ? -1 : 1));
  const tier = catalog.tiers.find((term) => documents.some((document) => document.tier === term.id))?.id ?? null;
  const system = documents[0]?.system ?? null;
  const present = new Set(documents.map((document) => document.kind.id));
  let counts = EMPTY_COUNTS;
  const phases: Record<string, LevelCounts> = {};
  for (const { progress } of documents) {
    counts = addCounts(counts, progress);
    for (const [phase, part] of Object.entries(progress.phases)) phases[phase] = addCounts(phases[phase] ?? EMPTY_COUNTS, part);
  }
  return { id, system, tier, documents, missing: system === null ? [] : missingKinds(catalog, tier, present), counts, phases };
}

function missingKinds(catalog: Catalog, tier: string | null, present: ReadonlySet<string>): AiSystem['missing'] {
  return [...catalog.kinds.values()].flatMap((kind) => {
    const level = tier === null ? undefined : kind.levels.get(tier);
    return present.has(kind.id) || level === undefined || level === 'optional' ? [] : [{ kind, level }];
  });
}
