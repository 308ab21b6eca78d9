/** Real folders for tests, and a file system that remembers what it was asked for. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { nodeFileSystem } from '../../server/src/node/fileSystem';
import type { FileSystem } from '../../server/src/workspace/fileSystem';

/** What a folder holds: texts by path, `null` for an empty folder, `{ link }` for a symbolic link. */
export type Content = Readonly<Record<string, string | null | { readonly link: string }>>;

/** A fresh folder, removed after the test. */
export function makeFolder(content: Content): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'ai-act-canvas-')));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  addTo(folder, content);
  return folder;
}

/** Writes into a folder. */
export function addTo(folder: string, content: Content): void {
  for (const [name, what] of Object.entries(content)) {
    const file = path.join(folder, name);
    fs.mkdirSync(what === null ? file : path.dirname(file), { recursive: true });
    if (typeof what === 'string') fs.writeFileSync(file, what);
    else if (what !== null) fs.symlinkSync(what.link, file);
  }
}

export const uriOf = (folder: string, ...names: readonly string[]): string => pathToFileURL(path.join(folder, ...names)).href;

/** The file system of this machine, and the URIs that were read, listed or asked for a link's target. */
export function recordingFileSystem(): { readonly fileSystem: FileSystem; readonly asked: string[] } {
  const asked: string[] = [];
  const recorded =
    <T>(run: (uri: string) => Promise<T>) =>
    (uri: string): Promise<T> => {
      asked.push(uri);
      return run(uri);
    };
  return {
    asked,
    fileSystem: {
      read: recorded(nodeFileSystem.read),
      list: recorded(nodeFileSystem.list),
      linkTarget: recorded(nodeFileSystem.linkTarget),
      realFolder: recorded(nodeFileSystem.realFolder),
    },
  };
}
