/** The file of a new document: a name that is free, and the file itself. Never overwrites anything. */
import { l10n, Uri, workspace, WorkspaceEdit } from 'vscode';
import type { KindChoice } from '../../../server/src/protocol';
import { ask } from '../quickSteps';

/** The usual name of the kind, or, where that is taken, one that the user agrees to; undefined when the user gives up. */
export async function freeName(folder: Uri, kind: KindChoice, system: string): Promise<string | undefined> {
  if (!(await exists(folder, kind.fileName))) return kind.fileName;
  const outcome = await ask({
    title: l10n.t('New Document'),
    prompt: l10n.t('{0} is there already. Name of the new file:', kind.fileName),
    value: system === '' ? `.${kind.fileName}` : `${system}.${kind.fileName}`,
    check: (name) => objection(folder, kind, name.trim()),
  });
  return outcome.end === 'value' ? outcome.value.trim() : undefined;
}

/** Creates a file with a text. Throws where it cannot, also when the name was taken in the meantime. */
export async function createFile(folder: Uri, name: string, text: string): Promise<Uri> {
  const file = Uri.joinPath(folder, name);
  const edit = new WorkspaceEdit();
  edit.createFile(file, { overwrite: false, contents: new TextEncoder().encode(text) });
  if (!(await workspace.applyEdit(edit))) throw new Error(l10n.t('Could not create {0}.', name));
  return file;
}

async function objection(folder: Uri, kind: KindChoice, name: string): Promise<string | undefined> {
  const usual = kind.fileName;
  const ending = `.${usual}`;
  const ours = name === usual || (name.length > ending.length && name.endsWith(ending) && !/[\\/]/.test(name));
  if (!ours) return l10n.t('The name has to end with {0}.', ending);
  return (await exists(folder, name)) ? l10n.t('{0} is there already.', name) : undefined;
}

async function exists(folder: Uri, name: string): Promise<boolean> {
  return workspace.fs.stat(Uri.joinPath(folder, name)).then(
    () => true,
    () => false,
  );
}
