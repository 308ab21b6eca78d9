/**
 * Which documents of our language the server hears of: those that somebody can edit or that lie in the workspace.
 * Old revisions in a diff (`git:`), previews of chat edits and the like would count twice in the progress of a system.
 */
import { workspace, type Uri } from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/** True for a document that is a file of the user, or is to become one; false for a mere view of another. */
export function isServed(uri: Uri): boolean {
  return (
    uri.scheme === 'untitled' || workspace.fs.isWritableFileSystem(uri.scheme) === true || workspace.getWorkspaceFolder(uri) !== undefined
  );
}

/** Middleware that keeps all other documents, and requests for their diagnostics, away from the server. */
export function servedOnly(): Middleware {
  return {
    didOpen: async (document, next) => {
      if (isServed(document.uri)) await next(document);
    },
    didChange: async (event, next) => {
      if (isServed(event.document.uri)) await next(event);
    },
    didSave: async (document, next) => {
      if (isServed(document.uri)) await next(document);
    },
    didClose: async (document, next) => {
      if (isServed(document.uri)) await next(document);
    },
    provideDiagnostics: (document, previousResultId, token, next) =>
      isServed('uri' in document ? document.uri : document) ? next(document, previousResultId, token) : undefined,
  };
}
