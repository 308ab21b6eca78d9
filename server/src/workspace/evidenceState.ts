/** What is to be said of one value of evidence, from what is known of the files. Reads nothing; see `evidenceLookup.ts`. */
import { nearest } from '../core/assessment/nearest';
import type { EvidenceState } from '../core/evidence/evidenceFindings';
import { headingNamed, isMarkdown } from '../core/evidence/headings';
import type { EvidenceReference } from '../core/evidence/references';
import type { EvidenceTarget, Reading } from '../core/evidence/target';
import { readTarget } from '../core/evidence/target';
import type { KnownFiles, Need, Place } from './evidenceLookup';
import { below, placeOf } from './evidenceLookup';

const FINE: EvidenceState = { state: 'fine' };

/** The state of a value, or what has to be read first. `folder`: names from the workspace folder to that of the document. */
export function evidenceState(files: KnownFiles, folder: readonly string[], { target, value }: EvidenceReference): EvidenceState | Need {
  switch (target.form) {
    case 'url':
      return FINE;
    case 'absolute':
      return { state: 'absolute', relative: relativeTo(files, folder, target.path) };
    case 'path':
      return new PathState(files, folder, target, value).state();
  }
}

/** Where a path leads that is no evidence, read in its likeliest way. */
export function placeNamed(files: KnownFiles, folder: readonly string[], value: string): Place | Need {
  const target = readTarget(value);
  const names = target?.form === 'path' ? namesOf(folder, target.readings[0]) : null;
  return names === null ? { found: 'outside' } : placeOf(files, names);
}

class PathState {
  constructor(
    readonly files: KnownFiles,
    readonly folder: readonly string[],
    readonly target: Extract<EvidenceTarget, { readonly form: 'path' }>,
    readonly value: string,
  ) {}

  /** The first reading that leads somewhere counts; where none does, the first one of all is spoken of. */
  state(): EvidenceState | Need {
    let first: { readonly names: readonly string[]; readonly place: Place } | undefined;
    let unheaded: EvidenceState | undefined;
    for (const reading of this.target.readings) {
      const names = namesOf(this.folder, reading);
      if (names === null) return { state: 'outside', by: 'steps' };
      const place = placeOf(this.files, names);
      if ('need' in place) return place;
      if (place.found === 'outside') return { state: 'outside', by: 'link' };
      if (place.found !== 'nothing') {
        const state = place.found === 'file' ? this.#headed(place.uri, reading) : this.#written();
        if ('need' in state || state.state !== 'no-heading') return state;
        unheaded ??= state;
      }
      first ??= { names, place };
    }
    return unheaded ?? (first === undefined ? FINE : this.#missing(first.names, first.place));
  }

  /** A file that is there: with the heading that is named, if one is. */
  #headed(uri: string, { steps, heading }: Reading): EvidenceState | Need {
    if (heading === null || !isMarkdown(steps.at(-1) ?? '')) return this.#written();
    const headings = this.files.headings(uri);
    if (headings === undefined) return { need: 'headings', uri };
    if (headingNamed(headings, heading) !== undefined) return this.#written();
    const [near] = nearest(
      heading,
      headings.map(({ slug }) => slug),
      1,
    );
    return { state: 'no-heading', near: near === undefined ? null : `${this.value.slice(0, this.value.indexOf('#'))}#${near}` };
  }

  /** What is there may still be written in a way that not every system reads. */
  #written(): EvidenceState {
    return this.target.hasBackslashes ? { state: 'separators', path: this.value.replaceAll('\\', '/') } : FINE;
  }

  #missing(names: readonly string[], place: Place): EvidenceState | Need {
    if (place.found !== 'nothing') return FINE;
    const near = this.#near(names, place);
    if (near !== null && 'need' in near) return near;
    // A name with line breaks is prose, not a name.
    const isName = place.folder !== null && place.lacking.every((name) => !/\p{Cc}/u.test(name));
    return {
      state: 'missing',
      near: near === null ? null : this.#shown(near.names),
      create: isName && place.folder !== null ? below(place.folder, place.lacking) : null,
    };
  }

  /** A path that exists: one step spelt otherwise, or the same path from the workspace folder. */
  #near(
    names: readonly string[],
    { lacking, folder }: Extract<Place, { readonly found: 'nothing' }>,
  ): { readonly names: readonly string[] } | Need | null {
    const [reading] = this.target.readings;
    const [wrong = '', ...rest] = lacking;
    const candidates = reading.steps.includes('..') || this.folder.length === 0 ? [] : [reading.steps];
    const beside = folder === null ? null : this.files.folder(folder);
    const before = names.slice(0, names.length - lacking.length);
    // Behind a link, what lacks is not the end of what was written.
    const isDirect = folder === below(this.files.root, before);
    if (beside !== null && beside !== undefined && isDirect)
      candidates.push(...nearest(wrong, beside.keys()).map((name) => [...before, name, ...rest]));
    for (const candidate of candidates) {
      const place = placeOf(this.files, candidate);
      if ('need' in place) return place;
      if (place.found === 'file' || place.found === 'folder') return { names: candidate };
    }
    return null;
  }

  /** A place as the document names it, with the heading that was written. */
  #shown(names: readonly string[]): string {
    const hash = this.value.indexOf('#');
    return relativePath(this.folder, names) + (hash < 0 ? '' : this.value.slice(hash));
  }
}

/** Names from the workspace folder to where a reading leads; null where it leaves that folder on the way. */
export function namesOf(folder: readonly string[], { steps }: Reading): readonly string[] | null {
  const names = [...folder];
  for (const step of steps) {
    if (step !== '..') names.push(step);
    else if (names.pop() === undefined) return null;
  }
  return names;
}

function relativePath(from: readonly string[], to: readonly string[]): string {
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/** A path from a disk's root as seen from the document; null where it does not lie in the workspace folder. */
function relativeTo({ root }: KnownFiles, folder: readonly string[], written: string): string | null {
  const [file = '', ...heading] = written.replace(/^file:(?:\/\/(?:localhost)?)?(?=\/)/u, '').split('#');
  const path = file.replaceAll('\\', '/').replace(/^\/(?=[A-Za-z]:)/u, '');
  const start = decodeURIComponent(root.replace(/^file:\/\//u, '')).replace(/^\/(?=[A-Za-z]:)/u, '');
  const isSame = path.slice(0, start.length).toLowerCase() === start.toLowerCase() && path[start.length] === '/';
  const names = isSame ? path.slice(start.length + 1).split('/') : [];
  if (names.length === 0 || names.some((name) => name === '' || name === '.' || name === '..')) return null;
  return [relativePath(folder, names), ...heading].join('#');
}
