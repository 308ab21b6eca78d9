/** Files of this machine, for the server and the command line. */
import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FileSystem, FolderEntry } from '../workspace/fileSystem';

const typeOf = (entry: { isFile(): boolean; isDirectory(): boolean }): FolderEntry['type'] =>
  entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other';

export const nodeFileSystem: FileSystem = {
  read: (uri) => (uri.startsWith('file:') ? readFile(fileURLToPath(uri)).catch(() => null) : Promise.resolve(null)),
  list: async (uri) => {
    if (!uri.startsWith('file:')) return null;
    const entries = await readdir(fileURLToPath(uri), { withFileTypes: true }).catch(() => null);
    return entries === null ? null : entries.map((entry) => ({ name: entry.name, type: typeOf(entry) }));
  },
  linkTarget: async (uri) => {
    if (!uri.startsWith('file:')) return null;
    const link = fileURLToPath(uri);
    const target = await readlink(link).catch(() => null);
    return target === null ? null : pathToFileURL(path.resolve(path.dirname(link), target)).href;
  },
  realFolder: async (uri) =>
    uri.startsWith('file:')
      ? await realpath(fileURLToPath(uri)).then(
          (real) => pathToFileURL(real).href,
          () => uri,
        )
      : uri,
};

/**
 * The same for one run of a command, which has nothing else to do while a file is read: that costs less than asking for it.
 * A folder is listed once.
 */
export function commandFileSystem(): FileSystem {
  const listings = new Map<string, readonly FolderEntry[] | null>();
  return {
    ...nodeFileSystem,
    read: async (uri) => {
      try {
        return readFileSync(fileURLToPath(uri));
      } catch {
        return null;
      }
    },
    list: async (uri) => {
      const known = listings.get(uri);
      if (known !== undefined) return known;
      const entries = listedNow(uri);
      listings.set(uri, entries);
      return entries;
    },
  };
}

function listedNow(uri: string): readonly FolderEntry[] | null {
  try {
    return readdirSync(fileURLToPath(uri), { withFileTypes: true }).map((entry) => ({ name: entry.name, type: typeOf(entry) }));
  } catch {
    return null;
  }
}
