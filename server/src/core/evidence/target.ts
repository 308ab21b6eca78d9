/**
 * What a value of evidence names: an address of the web, or a file by its path from the document (format.md, section 6).
 * Reads the text alone; whether something is there is for others to find out.
 */

/** One way to read a path: its steps from the document's folder (`..` included, `.` left out), and the heading behind `#`. */
export interface Reading {
  readonly steps: readonly string[];
  readonly heading: string | null;
}

export type EvidenceTarget =
  /** An address with a scheme (`https:`, `mailto:`); it is never fetched. */
  | { readonly form: 'url' }
  /** A path from the root of a disk, or from a home folder: it leads elsewhere on every other machine. */
  | { readonly form: 'absolute'; readonly path: string }
  /** The likeliest reading first: `%20` may be a blank or stand for itself, `#` may begin a heading or belong to a name. */
  | { readonly form: 'path'; readonly readings: readonly [Reading, ...Reading[]]; readonly hasBackslashes: boolean };

/** Reads a value of evidence; null for one without a word in it. */
export function readTarget(value: string): EvidenceTarget | null {
  const text = value.trim();
  if (text === '') return null;
  if (/^(?:[/\\~]|[A-Za-z]:|file:)/u.test(text)) return { form: 'absolute', path: text };
  if (/^[A-Za-z][\w+.-]+:\S/u.test(text)) return { form: 'url' };
  const path = text.replaceAll('\\', '/');
  const hash = path.indexOf('#');
  const heading = hash < 0 || hash === path.length - 1 ? null : decoded(path.slice(hash + 1));
  const file = hash < 0 ? path : path.slice(0, hash);
  const readings: [Reading, ...Reading[]] = [{ steps: stepsOf(decoded(file)), heading }];
  if (decoded(file) !== file) readings.push({ steps: stepsOf(file), heading });
  if (hash > 0) readings.push({ steps: stepsOf(path), heading: null });
  return { form: 'path', readings, hasBackslashes: path !== text };
}

const stepsOf = (path: string): readonly string[] => path.split('/').filter((step) => step !== '' && step !== '.');

/** A text with its percent escapes read; as it is written where they are none. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The URI that a reading leads to from a document, looking at names alone. The path may lead out of the workspace: what
 * is opened, read or created has to be checked first.
 */
export function uriOf(document: string, { steps }: Reading): string {
  const [root = '', path = ''] = /^([^/]*:\/\/[^/]*|[^/]*:)(.*)$/su.exec(document)?.slice(1) ?? ['', document];
  const at = path.split('/').slice(0, -1);
  for (const step of steps) {
    if (step !== '..') at.push(encodeURIComponent(step));
    else if (at.length > 1) at.pop();
  }
  return `${root}${at.join('/') || '/'}`;
}
