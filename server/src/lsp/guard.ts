/** Keeps one failing request from ending the server: logs it by name and answers something sensible. */
import type { CancellationToken, RemoteConsole, TextDocumentIdentifier } from 'vscode-languageserver';
import { ErrorCodes, LSPErrorCodes, ResponseError } from './library';
import type { Assessment } from '../core/assessment/assess';
import type { Assessed } from './openDocuments';
import type { Session } from './session';

/** An error carries no data, so it stands for an error with data of any type. */
const refused = (code: number, message: string): ResponseError<never> => new ResponseError(code, message);

const cancelled = (): ResponseError<never> => refused(LSPErrorCodes.RequestCancelled, 'cancelled');

/** Writes a failure to the client's log. */
export function logFailure(console: RemoteConsole, name: string, error: unknown): void {
  console.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}

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
    logFailure(console, name, error);
    return fallback;
  }
}

/** An open document of ours. */
export type OwnDocument = Assessed & { readonly assessment: Assessment };

interface AboutDocument {
  readonly textDocument: TextDocumentIdentifier;
}

/** Runs a request about an open document; answers null for a document that is not open or none of ours. */
export function onDocument<T>(
  session: Session,
  name: string,
  params: AboutDocument,
  token: CancellationToken,
  run: (assessment: Assessment, document: OwnDocument) => T,
): T | null | ResponseError<never> {
  const uri = uriOf(params);
  if (uri === undefined) return refused(ErrorCodes.InvalidParams, 'textDocument.uri is missing');
  return guarded<T | null>(session.connection.console, name, token, null, () => {
    const document = session.documents.get(uri);
    return document?.assessment === undefined ? null : run(document.assessment, document as OwnDocument);
  });
}

/**
 * Like {@link onDocument}, for what has to read other documents. An answer that was cancelled meanwhile, or that speaks of
 * a text which has changed meanwhile, is not given.
 */
export async function onDocuments<T>(
  session: Session,
  name: string,
  params: AboutDocument,
  token: CancellationToken,
  run: (assessment: Assessment, document: OwnDocument) => Promise<T>,
): Promise<T | null | ResponseError<never>> {
  const version = versionOf(session, params);
  let answer: T | null | ResponseError<never>;
  try {
    answer = await onDocument(session, name, params, token, run);
  } catch (error) {
    logFailure(session.connection.console, name, error);
    answer = null;
  }
  if (token.isCancellationRequested) return cancelled();
  return versionOf(session, params) === version ? answer : refused(LSPErrorCodes.ContentModified, 'the document has changed');
}

/** The document that a request is about. It comes from outside: its type is what it should be, not what it is. */
export const uriOf = (params: Partial<AboutDocument> | undefined): string | undefined => {
  const uri: unknown = params?.textDocument?.uri;
  return typeof uri === 'string' ? uri : undefined;
};

const versionOf = (session: Session, params: AboutDocument): number | undefined => session.documents.get(uriOf(params) ?? '')?.version;
