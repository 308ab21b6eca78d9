/** What the integration tests do with VS Code again and again: open a file of the workspace, wait for diagnostics. */
import * as vscode from 'vscode';

export const EXTENSION_ID = 'ai-act-canvas.ai-act-canvas';
/** Language id and source of diagnostics alike. */
export const LANGUAGE_ID = 'ai-act-canvas';

const DIAGNOSTICS_TIMEOUT_MS = 20_000;

/** Uri of a file of the workspace that the runner opened, by its path in there. */
export function workspaceUri(file: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('These tests need an open folder.');
  return vscode.Uri.joinPath(folder.uri, file);
}

export async function openInEditor(file: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(workspaceUri(file)));
}

/** Our diagnostics of a document, as soon as `expected` accepts them; rejects with those of the last look. */
export function diagnosticsOf(
  uri: vscode.Uri,
  expected: (diagnostics: readonly vscode.Diagnostic[]) => boolean = ({ length }) => length > 0,
): Promise<readonly vscode.Diagnostic[]> {
  const current = () => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === LANGUAGE_ID);
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      subscription.dispose();
    };
    const look = () => {
      const diagnostics = current();
      if (!expected(diagnostics)) return;
      stop();
      resolve(diagnostics);
    };
    const subscription = vscode.languages.onDidChangeDiagnostics(look);
    const timer = setTimeout(() => {
      stop();
      const seen = current().map(({ code, message }) => `${JSON.stringify(code)}: ${message}`);
      reject(new Error(`The expected diagnostics of ${uri.path} did not come; there are ${seen.length}: ${seen.join('; ')}`));
    }, DIAGNOSTICS_TIMEOUT_MS);
    look();
  });
}
