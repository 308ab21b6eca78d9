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
import type { EvidencePlace } from './evidencePlace';
import { evidencePlace } from './evidencePlace';
import { evidenceState, placeNamed } from './evidenceState';
import { Facts } from './facts';
import type { FileSystem, FolderEntry } from './fileSystem';
import { decode } from './fileSystem';
import { uriKey } from './uriKey';

/** Where a document lies, and what is concluded about its evidence. */
interface Home {
  readonly files: KnownFiles;
  /** Names from the workspace folder to that of the document. */
  readonly folder: readonly string[];
  /** Rises whenever something that was looked up for the document may be another: its values are judged anew then. */
  generation: number;
}

interface Remembered {
  readonly home: Home;
  readonly generation: number;
  readonly state: EvidenceState;
}

const FINE: EvidenceState = { state: 'fine' };

export class EvidenceFiles {
  readonly #listings: Facts<Listing>;
  readonly #linkTargets: Facts<string | null>;
  readonly #headings: Facts<readonly Heading[]>;
  readonly #realFolders: Facts<string>;
  readonly #homes = new Map<string, Home | null>();
  readonly #states = new WeakMap<EvidenceReference, Remembered>();
  /** Evidence of which no value waits to be looked up; held weakly, since it holds the document. */
  readonly #known = new WeakMap<readonly EvidenceReference[], Pick<Remembered, 'home' | 'generation'>>();
  /** Documents for which something was looked up, by what it was. */
  readonly #dependents = new Map<string, Set<string>>();

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
  findings(document: string, assessment: Assessment): readonly Finding[] {
    const home = this.#homeOf(document);
    if (home === null) return [];
    const evidence = assessment.evidence();
    const states = new Map<string, EvidenceState | Need>();
    return evidenceFindings(evidence, (reference) => {
      const state = this.#stateOf(home, reference, states);
      return 'need' in state ? FINE : state;
    });
  }

  /** Where a value leads, once its document is loaded; null where nothing is there. */
  placeOf(document: string, reference: EvidenceReference): EvidencePlace | null {
    const home = this.#homeOf(document);
    return home === null ? null : evidencePlace(home.files, home.folder, reference);
  }

  /** True when no value of a document waits to be looked up. */
  isKnown(document: string, assessment: Assessment): boolean {
    const home = this.#homeOf(document);
    if (home === null) return true;
    const evidence = assessment.evidence();
    const known = this.#known.get(evidence);
    if (evidence.length === 0 || (known?.home === home && known.generation === home.generation)) return true;
    const states = new Map<string, EvidenceState | Need>();
    if (evidence.some((reference) => 'need' in this.#stateOf(home, reference, states))) return false;
    this.#known.set(evidence, { home, generation: home.generation });
    return true;
  }

  /** Rises whenever the findings of a document's evidence may be others. */
  generationOf(document: string): number {
    return this.#homeOf(document)?.generation ?? 0;
  }

  /** Looks up a document's evidence; reads nothing that is known. */
  async load(document: string, assessment: Assessment): Promise<void> {
    const evidence = assessment.evidence();
    if (evidence.length === 0) return;
    for (;;) {
      const home = this.#homeOf(document);
      if (home === null) return;
      const needs = new Map<string, Need>();
      const states = new Map<string, EvidenceState | Need>();
      for (const reference of evidence) {
        const state = this.#stateOf(home, reference, states);
        if ('need' in state) needs.set(`${state.need} ${state.uri}`, state);
      }
      if (needs.size === 0) return;
      await Promise.all([...needs.values()].map((need) => this.#read(home.files.root, need)));
      rise(home);
    }
  }

  /** URI of the file that a path names as seen from a document; null where there is none in its workspace folder. */
  async locate(document: string, path: string): Promise<string | null> {
    const home = this.#homeOf(document);
    if (home === null) return null;
    for (;;) {
      const place = placeNamed(home.files, home.folder, path);
      if ('found' in place) return place.found === 'file' ? place.uri : null;
      await this.#read(home.files.root, place);
    }
  }

  /** A file or folder was made, changed or removed. URIs of the documents whose evidence it may be. */
  changed(uri: string, how: 'made' | 'changed' | 'removed'): readonly string[] {
    const key = uriKey(uri).replace(/\/$/u, '');
    const touched = this.#dependents.has(key) ? [key] : [];
    if (how !== 'changed') {
      const listing = this.#listingAbove(key);
      if (listing !== null) touched.push(listing);
      for (const known of this.#dependents.keys()) if (known.startsWith(`${key}/`)) touched.push(known);
    }
    return this.#forget(touched);
  }

  /** Reads again what was looked up. URIs of the documents whose evidence is another. */
  async recheck(): Promise<readonly string[]> {
    const touched = [
      ...(await this.#listings.changed(sameListing)),
      ...(await this.#linkTargets.changed((before, now) => before === now)),
      ...(await this.#headings.changed((before, now) => JSON.stringify(before) === JSON.stringify(now))),
    ];
    return this.#forget(touched);
  }

  /** Drops what is known by these keys. URIs of the documents that it was looked up for. */
  #forget(keys: readonly string[]): readonly string[] {
    const affected = new Set<string>();
    for (const key of keys) {
      for (const facts of [this.#listings, this.#linkTargets, this.#headings]) facts.drop(key);
      for (const document of this.#dependents.get(key) ?? []) affected.add(document);
      this.#dependents.delete(key);
    }
    for (const document of affected) {
      const home = this.#homes.get(document);
      if (home !== null && home !== undefined) rise(home);
    }
    return [...affected];
  }

  /** Forgets everything: workspace folders are others now, or nobody tells of files that change. */
  clear(): void {
    for (const facts of [this.#listings, this.#linkTargets, this.#headings, this.#realFolders]) facts.clear();
    this.#dependents.clear();
    for (const [document, home] of this.#homes) this.#homes.set(document, this.#homeAt(document, (home?.generation ?? 0) + 1));
  }

  /** Key of the nearest listing above a path, unless it tells of the path already: a new file may come with its folders. */
  #listingAbove(key: string): string | null {
    for (let at = key; ;) {
      const slash = at.lastIndexOf('/');
      const parent = at.slice(0, Math.max(0, slash));
      if (!/\/[^/]/u.test(parent)) return null;
      const listing = this.#listings.get(parent);
      if (listing !== undefined) return at !== key && listing?.has(at.slice(slash + 1)) === true ? null : parent;
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

  /** `states`: those of values that were met just now, since documents name one file many times. */
  #stateOf(home: Home, reference: EvidenceReference, states: Map<string, EvidenceState | Need>): EvidenceState | Need {
    const known = this.#states.get(reference);
    if (known?.home === home && known.generation === home.generation) return known.state;
    const state = states.get(reference.value) ?? evidenceState(home.files, home.folder, reference);
    states.set(reference.value, state);
    if (!('need' in state)) this.#states.set(reference, { home, generation: home.generation, state });
    return state;
  }

  #homeOf(document: string): Home | null {
    let home = this.#homes.get(document);
    if (home === undefined) {
      home = this.#homeAt(document, 0);
      this.#homes.set(document, home);
    }
    return home;
  }

  #homeAt(document: string, generation: number): Home | null {
    const root = this.folderOf(document)?.replace(/\/$/u, '');
    const names = root === undefined ? null : namesBelow(root, document);
    if (root === undefined || names === null) return null;
    return { files: this.#filesFor(document, root), folder: names.slice(0, -1), generation };
  }

  /** What is known of the files below a workspace folder; what a document asks for is noted as its own. */
  #filesFor(document: string, root: string): KnownFiles {
    const asked = (uri: string): void => {
      const key = uriKey(uri);
      const dependents = this.#dependents.get(key);
      if (dependents === undefined) this.#dependents.set(key, new Set([document]));
      else dependents.add(document);
    };
    return {
      root,
      folder: (uri) => {
        asked(uri);
        return this.#listings.get(uri);
      },
      headings: (uri) => {
        asked(uri);
        return this.#headings.get(uri);
      },
      link: (uri) => {
        asked(uri);
        const target = this.#linkTargets.get(uri);
        const real = this.#realFolders.get(root);
        if (target === undefined || real === undefined) return undefined;
        return target === null ? null : (namesBelow(root, target) ?? namesBelow(real, target) ?? 'outside');
      },
    };
  }
}

/** What was concluded for a document is concluded anew. */
function rise(home: Home): void {
  home.generation += 1;
}

type Listing = ReadonlyMap<string, FolderEntry['type']> | null;

const sameListing = (a: Listing, b: Listing): boolean =>
  a === null || b === null ? a === b : a.size === b.size && [...a].every(([name, type]) => b.get(name) === type);

/** Names that lead from a folder to what lies in it, none to the folder itself; null for what lies elsewhere. */
function namesBelow(folder: string, uri: string): readonly string[] | null {
  const start = uriKey(folder).replace(/\/$/u, '');
  const key = uriKey(uri).replace(/\/$/u, '');
  if (key === start) return [];
  return key.startsWith(`${start}/`) ? key.slice(start.length + 1).split('/') : null;
}
