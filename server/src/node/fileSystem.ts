/** Files of this machine, for the server and the command line. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
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
};
