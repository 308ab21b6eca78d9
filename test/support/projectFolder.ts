/** A folder for all tests of a file, with files in it; for one test, see `folders.ts`. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Content } from './folders';
import { addTo } from './folders';

export interface ProjectFolder {
  /** URI of the folder, without a slash at its end. */
  readonly uri: string;
  /** URI of a file in it. */
  file(name: string): string;
  remove(): void;
}

export function projectFolder(content: Content): ProjectFolder {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'ai-act-canvas-')));
  addTo(folder, content);
  return {
    uri: pathToFileURL(folder).href,
    file: (name) => pathToFileURL(path.join(folder, name)).href,
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}
