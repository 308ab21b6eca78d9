/** A file system in memory, and what a workspace over it says of its documents. */
import type { FileSystem } from '../../server/src/workspace/fileSystem';
import { Slices } from '../../server/src/workspace/slices';
import type { WorkspaceEvents } from '../../server/src/workspace/workspace';
import { Workspace } from '../../server/src/workspace/workspace';
import { engine } from './engine';

/** Texts by path from the workspace folder, which is {@link FOLDER}. */
export type Files = Map<string, string>;

export const FOLDER = 'file:///w';

export const uriOf = (path: string): string => `${FOLDER}/${path.split('/').map(encodeURIComponent).join('/')}`;

const pathOf = (uri: string): string => decodeURIComponent(uri.slice(FOLDER.length + 1));

export function memoryFiles(files: Files): FileSystem {
  return {
    read: async (uri) => {
      const text = files.get(pathOf(uri));
      return text === undefined ? null : new TextEncoder().encode(text);
    },
    list: async (uri) => {
      const folder = pathOf(`${uri}/`);
      const names = new Map<string, 'file' | 'folder'>();
      for (const path of files.keys()) {
        if (!path.startsWith(folder)) continue;
        const [name = '', ...below] = path.slice(folder.length).split('/');
        names.set(name, below.length === 0 ? 'file' : 'folder');
      }
      return names.size === 0 ? null : [...names].map(([name, type]) => ({ name, type }));
    },
    linkTarget: async () => null,
    realFolder: async (uri) => uri,
  };
}

/** A workspace over files in memory, in which time stands still: one slice takes as long as it takes. */
export const memoryWorkspace = (files: Files, events: WorkspaceEvents = {}): Workspace =>
  new Workspace(
    engine,
    memoryFiles(files),
    new Slices(
      () => 0,
      async () => {},
    ),
    events,
  );
