/**
 * The records of AI systems that are known, and which one a document belongs to (format.md, section 2): the nearest one,
 * going up from the document's folder; for a document that names its system, else the only one in the workspace folder.
 */
import type { Place, SystemRecord } from '../core/document/systemRecord';
import { sameRange, sameRecord } from '../core/document/systemRecord';
import { uriKey } from './uriKey';

/** What a document takes from other documents. */
export interface SystemContext {
  /** The record of the document's system; null for a record itself, and where there is none. */
  readonly record: SystemRecord | null;
  /**
   * For a record: where other records name the same system. For another document: the records that could each be its own,
   * so that none of them counts.
   */
  readonly rivals: readonly Place[];
}

const NOTHING: SystemContext = { record: null, rivals: [] };

/** At most so many rivals are named. */
const NAMED_RIVALS = 3;

/** True where a document is assessed alike in both. */
export const sameContext = (a: SystemContext, b: SystemContext): boolean =>
  a === b ||
  (sameRecord(a.record, b.record) &&
    a.rivals.length === b.rivals.length &&
    a.rivals.every(({ uri, range }, at) => {
      const other = b.rivals[at];
      return other?.uri === uri && sameRange(other.range, range);
    }));

interface Known {
  readonly key: string;
  readonly folder: string;
  readonly record: SystemRecord;
  readonly context: SystemContext;
}

export class SystemRecords {
  readonly #byKey = new Map<string, Known>();
  readonly #byFolder = new Map<string, Known[]>();
  readonly #bySystem = new Map<string, Known[]>();
  #roots: readonly string[] = [];
  #revision = 0;

  /** Grows with every change: contexts of one revision are the same. */
  get revision(): number {
    return this.#revision;
  }

  /** All records, by the paths of their files. */
  all(): readonly SystemRecord[] {
    return [...this.#byKey.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ record }) => record);
  }

  /** States the workspace folders; a document outside all of them looks no further than its own folder. */
  setFolders(folders: readonly string[]): void {
    this.#roots = folders.map((folder) => `${uriKey(folder).replace(/\/$/u, '')}/`).toSorted((a, b) => b.length - a.length);
    this.#revision += 1;
  }

  /** States what record a file is, if any. True when that is news. */
  set(uri: string, record: SystemRecord | null): boolean {
    const key = uriKey(uri);
    const known = this.#byKey.get(key);
    if (sameRecord(known?.record ?? null, record)) return false;
    this.#revision += 1;
    if (known !== undefined) {
      this.#byKey.delete(key);
      remove(this.#byFolder, known.folder, known);
      remove(this.#bySystem, known.record.system ?? '', known);
    }
    if (record !== null) {
      const added: Known = { key, folder: folderOf(key), record, context: { record, rivals: [] } };
      this.#byKey.set(key, added);
      add(this.#byFolder, added.folder, added);
      add(this.#bySystem, record.system ?? '', added);
    }
    return true;
  }

  /** What a document takes from others; `system` is the id that it states itself. */
  contextOf(uri: string, system: string | null): SystemContext {
    const key = uriKey(uri);
    const known = this.#byKey.get(key);
    if (known !== undefined) return amongRivals(this.#duplicatesOf(known));
    const nearest = this.#nearest(key, system);
    const [first] = nearest;
    return nearest.length === 1 && first !== undefined ? first.context : amongRivals(nearest);
  }

  /** The records at the shortest distance from a document; where they are several, none is its own. */
  #nearest(key: string, system: string | null): readonly Known[] {
    if (this.#byKey.size === 0) return [];
    const root = this.#rootOf(key);
    for (let folder = folderOf(key); ; folder = folderOf(folder)) {
      const here = (this.#byFolder.get(folder) ?? []).filter(({ record }) => system === null || record.system === system);
      if (here.length > 0) return here;
      if (root === null || `${folder}/` === root || !folder.startsWith(root)) break;
    }
    if (system === null || root === null) return [];
    return (this.#bySystem.get(system) ?? []).filter((known) => known.key.startsWith(root));
  }

  /** Records that a document may find at the same distance: in the same folder, or in folders of which none is in the other. */
  #duplicatesOf(known: Known): readonly Known[] {
    const { system } = known.record;
    const root = this.#rootOf(known.key);
    return (this.#bySystem.get(system ?? '') ?? []).filter(
      (other) => other !== known && other.record.system === system && isRival(known.folder, other.folder, system, root),
    );
  }

  /** The workspace folder of a file, with a slash behind it; null for one outside. */
  #rootOf(key: string): string | null {
    return this.#roots.find((root) => key.startsWith(root)) ?? null;
  }
}

/** A record without `system` is found only from its own folder and from those below. */
function isRival(folder: string, other: string, system: string | null, root: string | null): boolean {
  if (folder === other) return true;
  if (system === null || root === null || !`${other}/`.startsWith(root)) return false;
  return !folder.startsWith(`${other}/`) && !other.startsWith(`${folder}/`);
}

/** No record, because of these; of many, the first by their paths are named. */
function amongRivals(records: readonly Known[]): SystemContext {
  if (records.length === 0) return NOTHING;
  const named = records.toSorted((a, b) => (a.key < b.key ? -1 : 1)).slice(0, NAMED_RIVALS);
  return { record: null, rivals: named.map(({ record }) => ({ uri: record.uri, range: record.systemRange })) };
}

const folderOf = (key: string): string => key.slice(0, Math.max(0, key.lastIndexOf('/')));

function add(map: Map<string, Known[]>, name: string, known: Known): void {
  const there = map.get(name);
  if (there === undefined) map.set(name, [known]);
  else there.push(known);
}

function remove(map: Map<string, Known[]>, name: string, known: Known): void {
  const left = (map.get(name) ?? []).filter((other) => other !== known);
  if (left.length === 0) map.delete(name);
  else map.set(name, left);
}
