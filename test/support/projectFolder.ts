/** A folder of its own for a test, with files in it. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export interface ProjectFolder {
  /** URI of the folder, without a slash at its end. */
  readonly uri: string;
  readonly path: string;
  /** URI of a file in it. */
  file(name: string): string;
  remove(): void;
}

/** Makes a folder with these files; names may hold folders. */
export function projectFolder(files: Readonly<Record<string, string>>): ProjectFolder {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-')));
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  return {
    uri: pathToFileURL(folder).href,
    path: folder,
    file: (name) => pathToFileURL(path.join(folder, name)).href,
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}
