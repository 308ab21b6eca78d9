/** Documents of ours other than the one at hand: open ones by their newest text, closed ones read from disk when asked for. */
import type { Assessment } from '../core/assessment/assess';
import { decode } from '../workspace/fileSystem';
import { uriKey } from '../workspace/uriKey';
import type { Session } from './session';

export interface KnownDocument {
  readonly uri: string;
  /** Null for a document that is not open. */
  readonly version: number | null;
  readonly assessment: Assessment;
}

/**
 * All documents of ours for which something holds, by URI and text; open ones first. Waits until all are known. What they
 * name as evidence is looked up.
 */
export async function* documentsWhere(session: Session, holds: (uri: string, text: string) => boolean): AsyncGenerator<KnownDocument> {
  const { documents, workspace, fileSystem } = session;
  const { assessor } = workspace;
  await workspace.idle();
  for (const uri of documents.uris()) {
    const before = documents.get(uri);
    if (before?.assessment === undefined || !holds(uri, before.text)) continue;
    await assessor.evidence.load(uri, before.assessment);
    const document = documents.get(uri);
    if (document?.assessment !== undefined) yield { ...document, assessment: document.assessment };
  }
  for (const { uri } of workspace.closedDocuments()) {
    const bytes = await fileSystem.read(uri);
    const text = bytes === null ? '' : decode(bytes);
    const assessment = holds(uri, text) ? await assessor.assessText(uri, text) : undefined;
    if (assessment !== undefined) yield { uri, version: null, assessment };
  }
}

/** Ids of all systems, each with a document that belongs to it. */
export function* systemIds({ documents, workspace }: Session): Generator<{ readonly id: string | null; readonly uri: string }> {
  for (const uri of documents.uris()) yield { id: documents.get(uri)?.assessment?.header.systemId ?? null, uri };
  for (const { uri, summary } of workspace.closedDocuments()) yield { id: summary?.system ?? null, uri };
}

/** The workspace folder that a document lies in; null where it lies in none. */
export const folderOf = (session: Session, uri: string): string | null =>
  session.client.folders.find((folder) => uriKey(uri).startsWith(`${uriKey(folder).replace(/\/$/u, '')}/`)) ?? null;
