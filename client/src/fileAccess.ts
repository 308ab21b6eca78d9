/**
 * Reads files and lists folders for a server that has no file system of its own (the browser).
 * Serves nothing outside the workspace folders, neither by `..` nor through a link.
 * Never throws: what cannot be read is null.
 */
import { FileType, Uri, workspace } from 'vscode';
import type { FsListResult, FsParams, FsReadResult } from '../../server/src/protocol';
import { toBase64 } from './base64';

/** Larger files are not sent, in bytes; a document of ours is a thousand times smaller. */
const MAX_BYTES = 16 * 1024 * 1024;

/** The bytes of a file in the workspace. */
export async function readInWorkspace(params: FsParams): Promise<FsReadResult> {
  try {
    const uri = await insideWorkspace(params.uri);
    if (uri === undefined) return { base64: null };
    const stat = await workspace.fs.stat(uri);
    if (stat.type !== FileType.File || stat.size > MAX_BYTES) return { base64: null };
    return { base64: toBase64(await workspace.fs.readFile(uri)) };
  } catch {
    return { base64: null };
  }
}

/** The entries of a folder in the workspace. Links are `other`, since their targets are not known. */
export async function listInWorkspace(params: FsParams): Promise<FsListResult> {
  try {
    const uri = await insideWorkspace(params.uri);
    if (uri === undefined) return { entries: null };
    const entries = await workspace.fs.readDirectory(uri);
    return { entries: entries.map(([name, type]) => ({ name, type: entryType(type) })) };
  } catch {
    return { entries: null };
  }
}

function entryType(type: FileType): 'file' | 'folder' | 'other' {
  if (type === FileType.File) return 'file';
  return type === FileType.Directory ? 'folder' : 'other';
}

/** The location with `..` folded, or undefined where it is outside every workspace folder or a link leads to it. */
async function insideWorkspace(text: string): Promise<Uri | undefined> {
  const uri = Uri.joinPath(Uri.parse(text, true));
  const folder = workspace.getWorkspaceFolder(uri);
  if (folder === undefined) return undefined;
  const names = uri.path
    .slice(folder.uri.path.length)
    .split('/')
    .filter((name) => name !== '');
  const steps = names.map((_, index) => Uri.joinPath(folder.uri, ...names.slice(0, index + 1)));
  const stats = await Promise.all(steps.map((step) => workspace.fs.stat(step)));
  const throughLink = stats.some((stat) => (stat.type & FileType.SymbolicLink) !== 0);
  return throughLink ? undefined : uri;
}
