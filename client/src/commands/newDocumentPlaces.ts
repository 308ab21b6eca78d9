/** Where a new document may go, and which system id suits a place. Knows workspace folders and the active file. */
import { Uri, window, workspace } from 'vscode';

/** The workspace folders and the folder of the active file, each once. */
export function folderCandidates(): readonly Uri[] {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const active = window.activeTextEditor?.document.uri;
  if (active !== undefined && workspace.getWorkspaceFolder(active) !== undefined) folders.push(Uri.joinPath(active, '..'));
  return [...new Map(folders.map((folder) => [folder.toString(), folder])).values()];
}

/** The id that the name of a folder suggests: lower case, words joined by hyphens; may be empty. */
export function systemFrom(folder: Uri | undefined): string {
  const name = folder?.path.split('/').findLast((part) => part !== '') ?? '';
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
