/** How a document names a file that has moved, or from where it has itself moved. Looks at names alone. */
import { pathFrom } from '../document/systemRecord';
import type { EvidenceReference } from './references';
import type { Reading } from './target';

/** URIs of a document and of the file that it names. */
export interface Route {
  readonly document: string;
  readonly file: string;
}

/** The value for a file elsewhere, written like the one at hand, with its heading; null where the path stays the same. */
export function movedValue({ value }: EvidenceReference, { heading }: Reading, before: Route, after: Route): string | null {
  const path = pathFrom(after.document, after.file);
  if (path === pathFrom(before.document, before.file)) return null;
  const hash = heading === null ? -1 : value.indexOf('#');
  const written = hash < 0 ? value : value.slice(0, hash);
  const dots = written.startsWith('./') && !path.startsWith('../') ? './' : '';
  const shown = ESCAPE.test(written) ? path.split('/').map(escaped).join('/') : path;
  return dots + shown + (hash < 0 ? '' : value.slice(hash));
}

const ESCAPE = /%[\dA-Fa-f]{2}/u;

const escaped = (step: string): string => (step === '..' ? step : encodeURIComponent(step));
