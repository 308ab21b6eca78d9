/** Keeps one failing request from ending the server: logs it by name and answers something sensible. */
import type { CancellationToken, RemoteConsole, TextDocumentIdentifier } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Assessment } from '../core/assessment/assess';
import type { Assessed } from './openDocuments';
import type { Session } from './session';

/** The answer to a cancelled request. It carries no data, so it stands for an error with data of any type. */
const cancelled = (): ResponseError<never> => new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');

/** Runs a request; a cancelled one answers the protocol's error, a failing one its fallback. */
export function guarded<T>(
  console: RemoteConsole,
  name: string,
  token: CancellationToken | undefined,
  fallback: T,
  run: () => T,
): T | ResponseError<never> {
  if (token?.isCancellationRequested === true) return cancelled();
  try {
    return run();
  } catch (error) {
    console.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return fallback;
  }
}

/** An open document of ours. */
export type OwnDocument = Assessed & { readonly assessment: Assessment };

/** Runs a request about an open document; answers null for a document that is not open or none of ours. */
export function onDocument<T>(
  session: Session,
  name: string,
  { textDocument: { uri } }: { readonly textDocument: TextDocumentIdentifier },
  token: CancellationToken,
  run: (assessment: Assessment, document: OwnDocument) => T,
): T | null | ResponseError<never> {
  return guarded<T | null>(session.connection.console, name, token, null, () => {
    const document = session.documents.get(uri);
    return document?.assessment === undefined ? null : run(document.assessment, document as OwnDocument);
  });
}
