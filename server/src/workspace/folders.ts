/** The workspace folders, and which of them a file lies in. */
import { uriKey } from './uriKey';

export class WorkspaceFolders {
  /** Deepest first: a folder inside another one stands for itself. */
  #folders: readonly { readonly uri: string; readonly prefix: string }[] = [];

  set(uris: readonly string[]): void {
    this.#folders = uris
      .map((uri) => ({ uri: uri.replace(/\/$/u, ''), prefix: `${uriKey(uri).replace(/\/$/u, '')}/` }))
      .toSorted((a, b) => b.prefix.length - a.prefix.length);
  }

  /** URIs without a slash at their end. */
  get all(): readonly string[] {
    return this.#folders.map(({ uri }) => uri);
  }

  /** URI of the folder that a file lies in, and the file's path from there; null where it lies in none. */
  around(uri: string): { readonly uri: string; readonly path: string } | null {
    const key = uriKey(uri);
    const folder = this.#folders.find(({ prefix }) => key.startsWith(prefix));
    return folder === undefined ? null : { uri: folder.uri, path: key.slice(folder.prefix.length) };
  }
}
