/**
 * Looks whether evidence is there. What is read is remembered until a file event says otherwise, so that a keystroke
 * finds its answer without reading anything. Only what lies in the document's workspace folder is ever read.
 */
import type { Assessment } from '../core/assessment/assess';
import type { Finding } from '../core/assessment/finding';
import type { EvidenceState } from '../core/evidence/evidenceFindings';
import { evidenceFindings } from '../core/evidence/evidenceFindings';
import type { Heading } from '../core/evidence/headings';
import { headingsOf } from '../core/evidence/headings';
import type { EvidenceReference } from '../core/evidence/references';
import type { KnownFiles, Need } from './evidenceLookup';
import { evidenceState } from './evidenceState';
import { Facts } from './facts';
import type { FileSystem, FolderEntry } from './fileSystem';
import { decode } from './fileSystem';
import { uriKey } from './uriKey';

/** The files below one workspace folder, and the names from there to a document's folder. */
interface Home {
  readonly files: KnownFiles;
  readonly folder: readonly string[];
}

interface Remembered {
  readonly generation: number;
  readonly document: string;
  readonly state: EvidenceState;
}

const FINE: EvidenceState = { state: 'fine' };

export class EvidenceFiles {
  readonly #listings: Facts<ReadonlyMap<string, FolderEntry['type']> | null>;
  readonly #linkTargets: Facts<string | null>;
  readonly #headings: Facts<readonly Heading[]>;
  readonly #realFolders: Facts<string>;
  readonly #homes = new Map<string, Home | null>();
  readonly #states = new WeakMap<EvidenceReference, Remembered>();
  /** Rises whenever something known is dropped; what was concluded before is concluded anew. */
  #generation = 0;

  /** `folderOf`: URI of the workspace folder that a document lies in; null where it lies in none, and nothing is looked up then. */
  constructor(
    fileSystem: FileSystem,
    readonly folderOf: (document: string) => string | null,
  ) {
    this.#listings = new Facts(
      async (uri) => {
        const entries = await fileSystem.list(uri);
        return entries === null ? null : new Map(entries.map(({ name, type }) => [name, type]));
      },
      () => null,
    );
    this.#linkTargets = new Facts(
      (uri) => fileSystem.linkTarget(uri),
      () => null,
    );
    this.#headings = new Facts<readonly Heading[]>(
      async (uri) => {
        const bytes = await fileSystem.read(uri);
        return bytes === null ? [] : headingsOf(decode(bytes));
      },
      () => [],
    );
    this.#realFolders = new Facts(
      (uri) => fileSystem.realFolder(uri),
      (uri) => uri,
    );
  }

  /** Findings from what is known now; a value that waits to be looked up has none. */
  findings(document: string, { evidence }: Assessment): readonly Finding[] {
    return evidenceFindings(evidence, (reference) => {
      const state = this.#stateOf(document, reference);
      return 'need' in state ? FINE : state;
    });
  }

  /** True when no value of a document waits to be looked up. */
  isKnown(document: string, { evidence }: Assessment): boolean {
    return evidence.every((reference) => !('need' in this.#stateOf(document, reference)));
  }

  /** Looks up a document's evidence; reads nothing that is known. */
  async load(document: string, { evidence }: Assessment): Promise<void> {
    const root = this.#homeOf(document)?.files.root;
    if (root === undefined) return;
    for (;;) {
      const needs = new Map<string, Need>();
      for (const reference of evidence) {
        const state = this.#stateOf(document, reference);
        if ('need' in state) needs.set(`${state.need} ${state.uri}`, state);
      }
      if (needs.size === 0) return;
      await Promise.all([...needs.values()].map((need) => this.#read(root, need)));
    }
  }

  /** A file or folder was made, changed or removed. True when that may matter to what was looked up. */
  changed(uri: string, how: 'made' | 'changed' | 'removed'): boolean {
    const dropped = [this.#headings.drop(uri)];
    if (how !== 'changed') {
      dropped.push(this.#dropListing(uri));
      for (const facts of [this.#listings, this.#linkTargets, this.#headings]) dropped.push(facts.drop(uri), facts.dropBelow(uri));
    }
    const matters = dropped.includes(true);
    if (matters) this.#generation += 1;
    return matters;
  }

  /** Forgets everything: workspace folders are others now, or files may have changed without a word. */
  clear(): void {
    for (const facts of [this.#listings, this.#linkTargets, this.#headings, this.#realFolders]) facts.clear();
    this.#homes.clear();
    this.#generation += 1;
  }

  /** Drops the nearest listing above a path, unless it tells of the path already: a new file may come with its folders. */
  #dropListing(uri: string): boolean {
    for (let at = uri.replace(/\/$/u, ''); ;) {
      const slash = at.lastIndexOf('/');
      const parent = at.slice(0, Math.max(0, slash));
      if (!/\/[^/]/u.test(parent)) return false;
      const listing = this.#listings.get(parent);
      const isTold = at !== uri && listing?.has(nameOf(at)) === true;
      if (listing !== undefined) return !isTold && this.#listings.drop(parent);
      at = parent;
    }
  }

  async #read(root: string, { need, uri }: Need): Promise<void> {
    switch (need) {
      case 'folder':
        return this.#listings.load(uri);
      case 'headings':
        return this.#headings.load(uri);
      case 'link':
        await Promise.all([this.#linkTargets.load(uri), this.#realFolders.load(root)]);
    }
  }

  #stateOf(document: string, reference: EvidenceReference): EvidenceState | Need {
    const known = this.#states.get(reference);
    if (known !== undefined && known.generation === this.#generation && known.document === document) return known.state;
    const home = this.#homeOf(document);
    const state = home === null ? FINE : evidenceState(home.files, home.folder, reference);
    if (!('need' in state)) this.#states.set(reference, { generation: this.#generation, document, state });
    return state;
  }

  #homeOf(document: string): Home | null {
    const known = this.#homes.get(document);
    if (known !== undefined) return known;
    const root = this.folderOf(document)?.replace(/\/$/u, '');
    const names = root === undefined ? null : namesBelow(root, document);
    const home = root === undefined || names === null ? null : { files: this.#filesBelow(root), folder: names.slice(0, -1) };
    this.#homes.set(document, home);
    return home;
  }

  #filesBelow(root: string): KnownFiles {
    return {
      root,
      folder: (uri) => this.#listings.get(uri),
      headings: (uri) => this.#headings.get(uri),
      link: (uri) => {
        const target = this.#linkTargets.get(uri);
        const real = this.#realFolders.get(root);
        if (target === undefined || real === undefined) return undefined;
        return target === null ? null : (namesBelow(root, target) ?? namesBelow(real, target) ?? 'outside');
      },
    };
  }
}

const nameOf = (uri: string): string => uriKey(uri).slice(uriKey(uri).lastIndexOf('/') + 1);

/** Names that lead from a folder to what lies in it, none to the folder itself; null for what lies elsewhere. */
function namesBelow(folder: string, uri: string): readonly string[] | null {
  const start = uriKey(folder).replace(/\/$/u, '');
  const key = uriKey(uri).replace(/\/$/u, '');
  if (key === start) return [];
  return key.startsWith(`${start}/`) ? key.slice(start.length + 1).split('/') : null;
}
