/** Where the record of a system is to be written: whether it can be, and whether its system has one there already. */
import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Engine } from '../core/assessment/assess';
import type { Messages } from '../core/text/messages';
import { systemIn } from '../workspace/assessor';
import { decode } from '../workspace/fileSystem';
import { parseOwn } from '../workspace/ownText';
import { isYaml } from '../workspace/scan';
import { fileProblem } from './fileProblem';
import { codeOf, isThere } from './newFile';
import { UsageError } from './usage';

/** Refuses a place that no file can be written to, as far as that can be told beforehand: nobody answers questions for nothing. */
export function refuseBadFolder(messages: Messages, folder: string, named: string): void {
  try {
    let nearest = folder;
    while (!isThere(nearest)) nearest = path.dirname(nearest);
    const isFolder = statSync(nearest).isDirectory();
    if (!isFolder && nearest === folder) throw new UsageError(messages.text('init.no-folder', { folder: named }));
    if (!isFolder) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    accessSync(nearest, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw error instanceof UsageError ? error : fileProblem(messages, 'write', named, error);
  }
}

/** Names of the files in a folder that are records of systems, by the system that each names. */
export function recordsIn(engine: Engine, messages: Messages, folder: string, named: string): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (const name of filesIn(messages, folder, named)) {
    const file = path.join(folder, name);
    const text = isYaml(name) ? textOf(file) : null;
    const own = text === null ? undefined : parseOwn(engine, pathToFileURL(file).href, text);
    const system = own?.kind.isRecord === true ? systemIn(engine, own.tree.root) : null;
    if (system !== null && !records.has(system)) records.set(system, name);
  }
  return records;
}

function filesIn(messages: Messages, folder: string, named: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).toSorted();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw fileProblem(messages, 'read', named, error);
  }
}

function textOf(file: string): string | null {
  try {
    return decode(readFileSync(file));
  } catch {
    return null;
  }
}
