/**
 * Writes a file that is not there yet, whole or not at all: it is written under another name beside its place and put there
 * in one step, which takes the place of nothing.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Throws the error of the file system, with nothing left behind, where that is not possible. Folders on the way are made. */
export function writeNewFile(file: string, text: string): void {
  const made = makeFolders(path.dirname(file));
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.tmp`);
  try {
    writeWhole(beside, text);
    putInPlace(beside, file);
    rmSync(beside, { force: true });
  } catch (error) {
    leaveNothing(() => rmSync(beside, { force: true }));
    for (const folder of made.toReversed()) leaveNothing(() => rmdirSync(folder));
    throw error;
  }
}

/** On the disk, too: some say only then that they are full. */
function writeWhole(file: string, text: string): void {
  const handle = openSync(file, 'wx');
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** What a file system without hard links answers when it is asked for one. */
const WITHOUT_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK']);

function putInPlace(beside: string, file: string): void {
  try {
    linkSync(beside, file);
    return;
  } catch (error) {
    if (!WITHOUT_LINKS.has(codeOf(error))) throw error;
  }
  // Renaming takes the place of what is there, so the place is taken first: what is replaced is ours.
  closeSync(openSync(file, 'wx'));
  try {
    renameSync(beside, file);
  } catch (error) {
    leaveNothing(() => rmSync(file));
    throw error;
  }
}

/** Makes a folder and those above it that are missing; the folders made, the outermost first. One by one: Node's own way never ends where none can be made. */
function makeFolders(folder: string): readonly string[] {
  const missing: string[] = [];
  for (let at = folder; !isThere(at); at = path.dirname(at)) missing.unshift(at);
  const made: string[] = [];
  try {
    for (const each of missing) {
      mkdirSync(each);
      made.push(each);
    }
  } catch (error) {
    for (const each of made.toReversed()) leaveNothing(() => rmdirSync(each));
    throw error;
  }
  return made;
}

/** True where anything is at a path; throws where nobody may look. */
export function isThere(file: string): boolean {
  try {
    statSync(file);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return false;
    throw error;
  }
}

/** Cleaning up must not hide why it is needed. */
function leaveNothing(remove: () => void): void {
  try {
    remove();
  } catch {
    // What cannot be removed stays.
  }
}

/** The code of a file system's error; empty for others. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
