/** Finds YAML files below a folder. */
import type { FileSystem, FolderEntry } from './fileSystem';

/** Folders that never hold documents of a project. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** True for a URI below one of them. */
export const isSkipped = (uri: string): boolean => uri.split('/').some((name) => SKIPPED.has(name));

/** True for the name or URI of a YAML file. */
export const isYaml = (name: string): boolean => name.endsWith('.yaml') || name.endsWith('.yml');

const below = (folder: string, name: string): string => `${folder.replace(/\/$/u, '')}/${encodeURIComponent(name)}`;

async function listed(fileSystem: FileSystem, folder: string): Promise<readonly FolderEntry[]> {
  const entries = (await fileSystem.list(folder)) ?? [];
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** URIs of YAML files directly in a folder, in name order. */
export async function yamlFilesIn(fileSystem: FileSystem, folder: string): Promise<readonly string[]> {
  const entries = await listed(fileSystem, folder);
  return entries.filter(({ name, type }) => type === 'file' && isYaml(name)).map(({ name }) => below(folder, name));
}

/** URIs of YAML files below a folder, folder by folder, in name order. Links are not followed; `leaveOut` names folders that are not looked into. */
export async function* yamlFiles(
  fileSystem: FileSystem,
  folder: string,
  leaveOut: (uri: string) => boolean = () => false,
): AsyncGenerator<string> {
  const entries = await listed(fileSystem, folder);
  for (const entry of entries) if (entry.type === 'file' && isYaml(entry.name)) yield below(folder, entry.name);
  for (const entry of entries) {
    const uri = below(folder, entry.name);
    if (entry.type === 'folder' && !SKIPPED.has(entry.name) && !leaveOut(uri)) yield* yamlFiles(fileSystem, uri, leaveOut);
  }
}
