/**
 * Gives a YAML document whose top-level `kind:` is one of ours our language, when it is opened and while it is typed.
 * Knows only text and language ids. Somebody who chose `yaml` (by hand, or by `files.associations`) is not fought.
 */
import { Disposable, languages, workspace, type LogOutputChannel, type TextDocument, type TextDocumentChangeEvent } from 'vscode';
import { LANGUAGE_ID, type OwnLanguage } from './ownLanguage';
import { isKindLine, topLevelKind } from './topLevelKind';

/** Longer YAML files are left alone: none of our documents comes near, and reading them all costs time. */
const MAX_LINES = 50_000;

/** Switches the documents that are open now, and from now on those that are opened or edited. */
export function switchLanguages(own: OwnLanguage, log: LogOutputChannel): Disposable {
  // VS Code reports a change of language as close and open of the very same document object.
  const wereOurs = new WeakSet<TextDocument>();
  const declined = new Set<string>();

  const consider = (document: TextDocument): void => {
    if (declined.has(document.uri.toString()) || !isForeign(document, own)) return;
    log.info(`Language ${LANGUAGE_ID} for ${document.uri.toString()}, because of its kind.`);
    languages.setTextDocumentLanguage(document, LANGUAGE_ID).then(undefined, (error: unknown) => {
      log.warn(`Could not set the language of ${document.uri.toString()}.`, error);
    });
  };
  const opened = (document: TextDocument): void => {
    if (document.languageId === LANGUAGE_ID) declined.delete(document.uri.toString());
    else if (wereOurs.has(document)) declined.add(document.uri.toString());
    consider(document);
  };

  workspace.textDocuments.forEach(consider);
  return Disposable.from(
    workspace.onDidOpenTextDocument(opened),
    workspace.onDidCloseTextDocument((document) => {
      if (document.languageId === LANGUAGE_ID) wereOurs.add(document);
    }),
    workspace.onDidChangeTextDocument((event) => {
      if (event.document.languageId === 'yaml' && touchesKind(event)) consider(event.document);
    }),
  );
}

/** True for a YAML document that is ours by its `kind:`. One with a name of ours was made `yaml` on purpose. */
function isForeign(document: TextDocument, own: OwnLanguage): boolean {
  if (document.languageId !== 'yaml' || document.lineCount > MAX_LINES) return false;
  const fileName = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
  if (own.isOwnName(fileName)) return false;
  const kind = topLevelKind(document.getText());
  return kind !== undefined && own.kinds.has(kind);
}

/** True where an edited line is a `kind:` line; cheap enough for every keystroke in every YAML file. */
function touchesKind(event: TextDocumentChangeEvent): boolean {
  const { document, contentChanges } = event;
  return contentChanges.some(({ range, text }) => {
    const last = Math.min(range.start.line + text.split('\n').length, document.lineCount) - 1;
    for (let line = range.start.line; line <= last; line += 1) {
      if (isKindLine(document.lineAt(line).text)) return true;
    }
    return false;
  });
}
