/** The files that a command was pointed to, and the folders in which the records of their systems are looked for. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { CONFIG_NAME } from '../core/config/config';
import { yamlFilesIn } from '../workspace/scan';
import type { Workspace } from '../workspace/workspace';
import { UsageError } from './usage';

/** What lies in the folder that is the workspace, if it or one above the working directory holds one of them. */
const ROOT_MARKS = [CONFIG_NAME, '.git'];

export interface DocumentFiles {
  /** URIs in the order in which they were named and found; each once. */
  readonly files: readonly string[];
  /** URIs of workspace folders: that of the working directory, and those of paths outside it. */
  readonly folders: readonly string[];
  /** YAML files in the folders above the named paths, up to the workspace folder. */
  above(): Promise<readonly string[]>;
  /** True where the named paths hold the workspace folders whole. */
  readonly areAll: boolean;
  /** All YAML files of the workspace folders that were not named. */
  everywhere(): Promise<readonly string[]>;
}

/** The workspace folder: the nearest one at or above a folder (the working directory, else a named path) that is marked as such, else that itself. */
function workspaceFolder(from: string): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (ROOT_MARKS.some((mark) => existsSync(path.join(folder, mark)))) return folder;
    if (path.dirname(folder) === folder) return from;
  }
}

/**
 * States the workspace folders to the workspace and reads their configurations; then lists the files below the named paths,
 * without those that a configuration excludes. A path that was named must exist and be readable.
 */
export async function documentFiles(workspace: Workspace, paths: readonly string[]): Promise<DocumentFiles> {
  const { fileSystem } = workspace;
  const root = workspaceFolder(process.cwd());
  const folders = new Set([root]);
  const parents = new Set<string>();
  const named = paths.map((name) => {
    const file = path.resolve(name);
    if (!existsSync(file)) throw new UsageError(`no such file or folder: ${name}`);
    const isFolder = statSync(file).isDirectory();
    const folder = isFolder ? file : path.dirname(file);
    const top = isWithin(folder, root) ? root : workspaceFolder(folder);
    folders.add(top);
    for (let at = isFolder ? path.dirname(folder) : folder; isWithin(at, top); at = path.dirname(at)) parents.add(at);
    return { uri: isFolder ? pathToFileURL(file).href : readable(file, name), isFolder };
  });
  const uris = [...folders].map((folder) => pathToFileURL(folder).href);
  workspace.setFolders(uris);
  await workspace.loadConfigurations();
  const files = new Set<string>();
  for (const { uri, isFolder } of named) {
    if (isFolder) for await (const file of workspace.files(uri)) files.add(file);
    else if (!workspace.assessor.configurations.excludes(uri)) files.add(uri);
  }
  const others = (found: readonly string[]): readonly string[] => found.filter((uri) => !files.has(uri));
  return {
    files: [...files],
    folders: uris,
    areAll: uris.every((folder) => named.some(({ uri }) => uri === folder)),
    above: async () => {
      const found = await Promise.all([...parents].map((folder) => yamlFilesIn(fileSystem, pathToFileURL(folder).href)));
      return others(found.flat());
    },
    everywhere: async () => {
      const found: string[] = [];
      for (const uri of uris) for await (const file of workspace.files(uri)) found.push(file);
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
