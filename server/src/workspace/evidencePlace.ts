/** Where a value of evidence leads: what a link opens. Reads nothing; see `evidenceLookup.ts`. */
import { headingNamed, isMarkdown } from '../core/evidence/headings';
import type { EvidenceReference } from '../core/evidence/references';
import type { Reading } from '../core/evidence/target';
import type { KnownFiles } from './evidenceLookup';
import { placeOf } from './evidenceLookup';
import { namesOf } from './evidenceState';

export interface EvidencePlace {
  readonly uri: string;
  readonly isFile: boolean;
  /** The reading of the value that leads there. */
  readonly reading: Reading;
  /** Zero-based line of the heading that is named; null where none is, or none is found. */
  readonly line: number | null;
}

/** The first reading that leads somewhere counts; null where none does, or not all is known. */
export function evidencePlace(files: KnownFiles, folder: readonly string[], { target }: EvidenceReference): EvidencePlace | null {
  if (target.form !== 'path') return null;
  for (const reading of target.readings) {
    const names = namesOf(folder, reading);
    const place = names === null ? null : placeOf(files, names);
    if (place === null || 'need' in place) return null;
    if (place.found === 'folder') return { uri: place.uri, isFile: false, reading, line: null };
    if (place.found !== 'file') continue;
    const headings = reading.heading !== null && isMarkdown(place.uri) ? files.headings(place.uri) : undefined;
    const heading = headings === undefined ? undefined : headingNamed(headings, reading.heading ?? '');
    return { uri: place.uri, isFile: true, reading, line: heading?.line ?? null };
  }
  return null;
}
