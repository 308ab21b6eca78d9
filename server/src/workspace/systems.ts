/** Which documents belong to one AI system, at which tier, and which documents it lacks. */
import type { Count, LevelCounts } from '../core/assessment/progress';
import type { Catalog, Kind, Level } from '../core/catalog/catalog';
import type { DocumentSummary } from './summary';
import { uriKey } from './uriKey';

export interface AiSystem {
  /** Stable while the system's documents keep their folder and id. */
  readonly id: string;
  /** The `system` of its documents; null where they name none. */
  readonly system: string | null;
  /** That of its record; without one, or with several, the strictest that its documents state. */
  readonly tier: string | null;
  /** In the order of their URIs. */
  readonly documents: readonly DocumentSummary[];
  readonly missing: readonly { readonly kind: Kind; readonly level: Exclude<Level, 'optional'> }[];
  readonly counts: LevelCounts;
  /** What is counted in each phase, over all its documents. */
  readonly phases: Readonly<Record<string, LevelCounts>>;
}

/** Groups documents into systems: same `system` within a workspace folder; without one, by their record; else a document stands alone. */
export function groupSystems(catalog: Catalog, documents: Iterable<DocumentSummary>, folders: readonly string[]): readonly AiSystem[] {
  const keys = folders.map(uriKey);
  const groups = new Map<string, DocumentSummary[]>();
  for (const document of documents) {
    const id = document.system === null ? (document.record ?? document.uri) : `${folderOf(document.uri, keys)}#${document.system}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [document]);
    else group.push(document);
  }
  return [...groups].map(([id, members]) => new System(catalog, id, members)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function folderOf(uri: string, folders: readonly string[]): string {
  if (folders.length === 0) return '';
  const key = uriKey(uri);
  return folders.find((candidate) => key.startsWith(candidate)) ?? '';
}

/** Sums and order are made when they are first asked for: of many systems, few are looked at. */
class System implements AiSystem {
  readonly system: string | null;
  #sorted: readonly DocumentSummary[] | undefined;
  #counts: LevelCounts | undefined;

  constructor(
    readonly catalog: Catalog,
    readonly id: string,
    readonly members: readonly DocumentSummary[],
  ) {
    this.system = members[0]?.system ?? null;
  }

  get documents(): readonly DocumentSummary[] {
    this.#sorted ??= this.members.toSorted((a, b) => (a.uri < b.uri ? -1 : 1));
    return this.#sorted;
  }

  get tier(): string | null {
    const [record, ...others] = this.members.filter(({ kind }) => kind.isRecord);
    if (record !== undefined && record.tier !== null && others.length === 0) return record.tier;
    return this.catalog.tiers.find((term) => this.members.some((document) => document.tier === term.id))?.id ?? null;
  }

  get counts(): LevelCounts {
    this.#counts ??= sum(this.members.map(({ counts }) => counts));
    return this.#counts;
  }

  get phases(): Readonly<Record<string, LevelCounts>> {
    return Object.fromEntries(this.catalog.phases.map(({ id }) => [id, sum(this.members.map((document) => document.phaseCounts(id)))]));
  }

  get missing(): AiSystem['missing'] {
    const { tier } = this;
    const standsAlone = this.system === null && !this.members.some(({ kind }) => kind.isRecord);
    if (standsAlone || tier === null) return [];
    const present = new Set(this.members.map((document) => document.kind.id));
    return [...this.catalog.kinds.values()].flatMap((kind) => {
      const level = kind.levels.get(tier);
      return present.has(kind.id) || level === undefined || level === 'optional' ? [] : [{ kind, level }];
    });
  }
}

/** Sum of many counts, without an object for each step. */
function sum(parts: readonly LevelCounts[]): LevelCounts {
  const total = (level: keyof LevelCounts): Count => {
    const count = { total: 0, answered: 0, waived: 0 };
    for (const { [level]: part } of parts) {
      count.total += part.total;
      count.answered += part.answered;
      count.waived += part.waived;
    }
    return count;
  };
  return { mandatory: total('mandatory'), recommended: total('recommended') };
}
