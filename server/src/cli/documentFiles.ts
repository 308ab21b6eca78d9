/** The files that a command was pointed to, and the folders in which the records of their systems are looked for. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import type { FileSystem } from '../workspace/fileSystem';
import { yamlFiles, yamlFilesIn } from '../workspace/scan';
import { UsageError } from './usage';

/** What lies in the folder that is the workspace, if it or one above the working directory holds one of them. */
const ROOT_MARKS = ['ai-act-canvas.config.yaml', '.git'];

export interface DocumentFiles {
  /** URIs in the order in which they were named and found; each once. */
  readonly files: readonly string[];
  /** URIs of workspace folders: that of the working directory, and paths outside it. */
  readonly folders: readonly string[];
  /** YAML files in the folders above the named paths, up to the workspace folder. */
  above(): Promise<readonly string[]>;
  /** All YAML files of the workspace folders. */
  everywhere(): Promise<readonly string[]>;
}

/** The workspace folder: the nearest one at or above the working directory that is marked as such, else that itself. */
function workspaceFolder(from: string): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (ROOT_MARKS.some((mark) => existsSync(path.join(folder, mark)))) return folder;
    if (path.dirname(folder) === folder) return from;
  }
}

/** Files below the named paths; a path that was named must exist and be readable. */
export async function documentFiles(fileSystem: FileSystem, paths: readonly string[]): Promise<DocumentFiles> {
  const root = workspaceFolder(process.cwd());
  const folders = new Set([root]);
  const files = new Set<string>();
  const parents = new Set<string>();
  for (const named of paths) {
    const file = path.resolve(named);
    if (!existsSync(file)) throw new UsageError(`no such file or folder: ${named}`);
    const isFolder = statSync(file).isDirectory();
    const folder = isFolder ? file : path.dirname(file);
    const isInside = isWithin(folder, root);
    if (!isInside) folders.add(folder);
    const top = isInside ? root : folder;
    for (let at = isFolder ? path.dirname(folder) : folder; isWithin(at, top); at = path.dirname(at)) parents.add(at);
    if (isFolder) for await (const uri of yamlFiles(fileSystem, pathToFileURL(file).href)) files.add(uri);
    else files.add(readable(file, named));
  }
  const uris = [...folders].map((folder) => pathToFileURL(folder).href);
  const others = (found: readonly string[]): readonly string[] => found.filter((uri) => !files.has(uri));
  return {
    files: [...files],
    folders: uris,
    above: async () => {
      const found = await Promise.all([...parents].map((folder) => yamlFilesIn(fileSystem, pathToFileURL(folder).href)));
      return others(found.flat());
    },
    everywhere: async () => {
      const found: string[] = [];
      for (const uri of uris) for await (const file of yamlFiles(fileSystem, uri)) found.push(file);
      return others(found);
    },
  };
}

function readable(file: string, named: string): string {
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    throw new UsageError(`cannot read ${named}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return pathToFileURL(file).href;
}

const isWithin = (folder: string, outer: string): boolean => {
  const relative = path.relative(outer, folder);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
};
