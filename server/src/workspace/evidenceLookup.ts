/**
 * Where a path of evidence leads, step by step through folder listings that are known already. Nothing is read here: a
 * look-up ends with an answer, or with what has to be read before there is one. A link is followed by its target's name
 * only, so that nothing outside the workspace folder is ever touched.
 */
import type { Heading } from '../core/evidence/headings';
import type { FolderEntry } from './fileSystem';

/** What a look-up has to know and does not know yet. */
export interface Need {
  readonly need: 'folder' | 'link' | 'headings';
  readonly uri: string;
}

/** What is known of the files below one workspace folder; undefined where nothing is. */
export interface KnownFiles {
  /** URI of the workspace folder, without a slash at its end. */
  readonly root: string;
  /** Entries of a folder by name; null where there is no such folder. */
  folder(uri: string): ReadonlyMap<string, FolderEntry['type']> | null | undefined;
  /** Names from the workspace folder to where a link leads; `outside` when it leads out; null where nobody can tell. */
  link(uri: string): readonly string[] | 'outside' | null | undefined;
  /** Headings of a Markdown file; none where it cannot be read. */
  headings(uri: string): readonly Heading[] | undefined;
}

export type Place =
  | { readonly found: 'file' | 'folder'; readonly uri: string }
  /** Behind something that nobody can look into. */
  | { readonly found: 'unknown' }
  | { readonly found: 'outside' }
  /** The first of the names in `lacking` is not in `folder`; null where a file stands in the way. */
  | { readonly found: 'nothing'; readonly lacking: readonly string[]; readonly folder: string | null };

/** As many links as a path may pass through; systems stop at about as many. */
const MOST_LINKS = 40;

/** URI of what lies below a folder. */
export const below = (folder: string, names: readonly string[]): string => [folder, ...names.map(encodeURIComponent)].join('/');

/** What stands at the end of `names`, which begin at the workspace folder and hold no `..`. */
export function placeOf(files: KnownFiles, names: readonly string[]): Place | Need {
  let path = names;
  let depth = 0;
  let at = files.root;
  let links = 0;
  for (;;) {
    const name = path[depth];
    if (name === undefined) return { found: 'folder', uri: at };
    const entries = files.folder(at);
    if (entries === undefined) return { need: 'folder', uri: at };
    const type = entries?.get(name);
    if (type === undefined) return { found: 'nothing', lacking: path.slice(depth), folder: at };
    const uri = `${at}/${encodeURIComponent(name)}`;
    const isLast = depth + 1 === path.length;
    if (type === 'file') return isLast ? { found: 'file', uri } : { found: 'nothing', lacking: path.slice(depth), folder: null };
    if (type === 'folder') {
      at = uri;
      depth += 1;
    } else {
      const target = files.link(uri);
      if (target === undefined) return { need: 'link', uri };
      if (target === null) return { found: 'unknown' };
      if (target === 'outside') return { found: 'outside' };
      links += 1;
      if (links > MOST_LINKS) return { found: 'nothing', lacking: path.slice(depth), folder: null };
      at = files.root;
      path = [...target, ...path.slice(depth + 1)];
      depth = 0;
    }
  }
}
