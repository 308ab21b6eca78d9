/** What the integration tests do with VS Code again and again: files in cases of their own, editors, waiting, findings. */
import * as vscode from 'vscode';

export const EXTENSION_ID = 'ai-act-canvas.ai-act-canvas';
/** Language id and source of diagnostics alike. */
export const LANGUAGE_ID = 'ai-act-canvas';

const TIMEOUT_MS = 20_000;
const POLL_MS = 20;

let cases = 0;

/** Uri of a file of the workspace that the runner opened, by its path in there. */
export function workspaceUri(file: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('These tests need an open folder.');
  return vscode.Uri.joinPath(folder.uri, file);
}

/** A folder of the workspace for one test alone; {@link cleanUp} removes it. */
export function caseFolder(): vscode.Uri {
  cases += 1;
  return workspaceUri(`case-${cases}`);
}

export async function writeFile(uri: vscode.Uri, content: string | Uint8Array): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
}

export async function readFile(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** Writes a file into a folder of its own and shows it in an editor. */
export async function openFile(name: string, content: string | Uint8Array): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(caseFolder(), name);
  await writeFile(uri, content);
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** Closes all editors, without saving, and removes the folders of all cases so far. */
export async function cleanUp(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closePanel');
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  while (vscode.window.tabGroups.activeTabGroup.activeTab)
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    for (const [name] of await vscode.workspace.fs.readDirectory(folder.uri)) {
      if (name.startsWith('case-')) await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder.uri, name), { recursive: true });
    }
  }
}

/** Looks again and again until `accept` likes what it sees; rejects with what it saw at last when it never does. */
export async function eventually<T>(
  what: string,
  look: () => T | PromiseLike<T>,
  accept: (seen: T) => boolean,
  describe: (seen: T) => string = (seen) => JSON.stringify(seen),
): Promise<T> {
  const deadline = Date.now() + TIMEOUT_MS;
  for (;;) {
    const seen = await look();
    if (accept(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`${what} did not come; seen at last: ${describe(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Our diagnostics of a document, in the order of the text. */
export function findings(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === LANGUAGE_ID)
    .toSorted((a, b) => a.range.start.compareTo(b.range.start));
}

/** Our diagnostics of a document, as soon as `accept` likes them. */
export function findingsWhen(
  uri: vscode.Uri,
  accept: (diagnostics: readonly vscode.Diagnostic[]) => boolean = ({ length }) => length > 0,
): Promise<readonly vscode.Diagnostic[]> {
  return eventually(
    `Diagnostics of ${uri.path}`,
    () => findings(uri),
    accept,
    (seen) => seen.map((each) => `\n${codeOf(each)}: ${each.message}`).join(''),
  );
}

/** The code of a diagnostic as a string, wherever VS Code put it. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

export const hasCode =
  (code: string) =>
  (diagnostics: readonly vscode.Diagnostic[]): boolean =>
    diagnostics.some((diagnostic) => codeOf(diagnostic) === code);

/** Position of a marker in a text: right behind it. */
export function after(document: vscode.TextDocument, marker: string): vscode.Position {
  const offset = document.getText().indexOf(marker);
  if (offset < 0) throw new Error(`${marker} is not in ${document.uri.path}`);
  return document.positionAt(offset + marker.length);
}

/** Position in the middle of a word. */
export function inside(document: vscode.TextDocument, word: string): vscode.Position {
  return after(document, word).translate(0, -1);
}

/** The text that a range of a document covers. */
export const textAt = ({ document }: vscode.TextEditor, range: vscode.Range): string => document.getText(range);

/** Replaces a stretch of text, as somebody who types does. */
export async function replace(editor: vscode.TextEditor, old: string, text: string): Promise<void> {
  const end = after(editor.document, old);
  const start = editor.document.positionAt(editor.document.offsetAt(end) - old.length);
  if (!(await editor.edit((edit) => edit.replace(new vscode.Range(start, end), text)))) throw new Error('The edit was refused.');
}
