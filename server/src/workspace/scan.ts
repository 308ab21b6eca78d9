/** Finds YAML files below a folder. */
import type { FileSystem } from './fileSystem';

/** Folders that never hold documents of a project. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** URIs of YAML files below a folder, folder by folder, in name order. Links are not followed. */
export async function* yamlFiles(fileSystem: FileSystem, folder: string): AsyncGenerator<string> {
  const entries = (await fileSystem.list(folder)) ?? [];
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const below = (name: string): string => `${folder.replace(/\/$/u, '')}/${encodeURIComponent(name)}`;
  for (const entry of sorted) if (entry.type === 'file' && /\.ya?ml$/u.test(entry.name)) yield below(entry.name);
  for (const entry of sorted) if (entry.type === 'folder' && !SKIPPED.has(entry.name)) yield* yamlFiles(fileSystem, below(entry.name));
}
