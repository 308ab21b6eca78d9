/** Finds YAML files below a folder. */
import type { FileSystem } from './fileSystem';

/** Folders that never hold documents of a project. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** True for a URI below one of them. */
export const isSkipped = (uri: string): boolean => uri.split('/').some((name) => SKIPPED.has(name));

/** True for the name or URI of a YAML file. */
export const isYaml = (name: string): boolean => /\.ya?ml$/u.test(name);

/** URIs of YAML files below a folder, folder by folder, in name order. Links are not followed. */
export async function* yamlFiles(fileSystem: FileSystem, folder: string): AsyncGenerator<string> {
  const entries = (await fileSystem.list(folder)) ?? [];
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const below = (name: string): string => `${folder.replace(/\/$/u, '')}/${encodeURIComponent(name)}`;
  for (const entry of sorted) if (entry.type === 'file' && isYaml(entry.name)) yield below(entry.name);
  for (const entry of sorted) if (entry.type === 'folder' && !SKIPPED.has(entry.name)) yield* yamlFiles(fileSystem, below(entry.name));
}
