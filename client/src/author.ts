/** The name that stands beside recorded answers: the one used last, else the one that Git signs commits with. */
import { extensions, type Memento } from 'vscode';

const KEY = 'author';

/** A suggestion; empty where nothing is known. */
export async function suggestAuthor(memento: Memento): Promise<string> {
  return memento.get<string>(KEY) ?? (await gitAuthor());
}

export const rememberAuthor = (memento: Memento, author: string): Thenable<void> => memento.update(KEY, author);

/** What we read of the interface of VS Code's own Git extension, which the browser lacks. */
interface GitExports {
  getAPI(version: 1): { readonly repositories: readonly { getConfig(key: string): Promise<string> }[] };
}

async function gitAuthor(): Promise<string> {
  const git = extensions.getExtension<GitExports>('vscode.git');
  // It is asked only where it runs anyway.
  if (git?.isActive !== true) return '';
  try {
    return (await git.exports.getAPI(1).repositories[0]?.getConfig('user.name')) ?? '';
  } catch {
    // Git is switched off, or knows no name.
    return '';
  }
}
