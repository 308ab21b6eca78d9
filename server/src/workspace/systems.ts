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

/**
 * Documents grouped into systems: same `system` within a workspace folder; without one, by their record; else a document
 * stands alone. A change of one document costs what its own system costs.
 */
export class SystemGroups {
  readonly #groups = new Map<string, Group>();
  /** The group that a document is in, by the document's key. */
  readonly #groupOf = new Map<string, string>();
  #folders: readonly string[] = [];
  #sorted: readonly AiSystem[] | undefined;

  constructor(readonly catalog: Catalog) {}

  /** States the workspace folders. */
  setFolders(folders: readonly string[]): void {
    const documents = [...this.#groups.values()].flatMap((group) => group.entries);
    this.#groups.clear();
    this.#groupOf.clear();
    this.#sorted = undefined;
    this.#folders = folders.map(uriKey);
    for (const [key, document] of documents) this.set(key, document);
  }

  /** All systems, by their ids. */
  get all(): readonly AiSystem[] {
    this.#sorted ??= [...this.#groups.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return this.#sorted;
  }

  /** The system of this id. */
  get(id: string): AiSystem | undefined {
    return this.#groups.get(id);
  }

  /** States what is known of a document; null forgets it. */
  set(key: string, document: DocumentSummary | null): void {
    const before = this.#groupOf.get(key);
    const id = document === null ? undefined : this.#idOf(key, document);
    if (before !== undefined && before !== id) this.#leave(before, key);
    if (document === null || id === undefined) return;
    this.#groupOf.set(key, id);
    const group = this.#groups.get(id) ?? new Group(this.catalog, id);
    group.set(key, document);
    if (this.#groups.has(id)) return;
    this.#groups.set(id, group);
    this.#sorted = undefined;
  }

  #leave(id: string, key: string): void {
    this.#groupOf.delete(key);
    const group = this.#groups.get(id);
    group?.set(key, null);
    if (group?.entries.length !== 0) return;
    this.#groups.delete(id);
    this.#sorted = undefined;
  }

  #idOf(key: string, { uri, system, record }: DocumentSummary): string {
    if (system === null) return record ?? uri;
    return `${this.#folders.find((folder) => key.startsWith(folder)) ?? ''}#${system}`;
  }
}

/** One system; sums and order are made when they are first asked for, and again after a change. */
class Group implements AiSystem {
  readonly #members = new Map<string, DocumentSummary>();
  #sorted: readonly DocumentSummary[] | undefined;
  #counts: LevelCounts | undefined;

  constructor(
    readonly catalog: Catalog,
    readonly id: string,
  ) {}

  /** Its documents by their keys. */
  get entries(): readonly (readonly [string, DocumentSummary])[] {
    return [...this.#members];
  }

  set(key: string, document: DocumentSummary | null): void {
    if (document === null) this.#members.delete(key);
    else this.#members.set(key, document);
    this.#sorted = undefined;
    this.#counts = undefined;
  }

  get documents(): readonly DocumentSummary[] {
    this.#sorted ??= [...this.#members.values()].toSorted((a, b) => (a.uri < b.uri ? -1 : 1));
    return this.#sorted;
  }

  get system(): string | null {
    return this.documents[0]?.system ?? null;
  }

  get tier(): string | null {
    const [record, ...others] = this.documents.filter(({ kind }) => kind.isRecord);
    if (record !== undefined && record.tier !== null && others.length === 0) return record.tier;
    return this.catalog.tiers.find((term) => this.documents.some((document) => document.tier === term.id))?.id ?? null;
  }

  get counts(): LevelCounts {
    this.#counts ??= sum(this.documents.map(({ counts }) => counts));
    return this.#counts;
  }

  get phases(): Readonly<Record<string, LevelCounts>> {
    return Object.fromEntries(this.catalog.phases.map(({ id }) => [id, sum(this.documents.map((document) => document.phaseCounts(id)))]));
  }

  get missing(): AiSystem['missing'] {
    const { tier, documents } = this;
    const standsAlone = this.system === null && !documents.some(({ kind }) => kind.isRecord);
    if (standsAlone || tier === null) return [];
    const present = new Set(documents.map((document) => document.kind.id));
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
