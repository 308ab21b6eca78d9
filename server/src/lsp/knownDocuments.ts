/** Documents of ours other than the one at hand: open ones by their newest text, closed ones read from disk when asked for. */
import type { Assessment } from '../core/assessment/assess';
import { decode } from '../workspace/fileSystem';
import { uriKey } from '../workspace/uriKey';
import { assessText } from '../workspace/workspace';
import type { Session } from './session';

export interface KnownDocument {
  readonly uri: string;
  /** Null for a document that is not open. */
  readonly version: number | null;
  readonly assessment: Assessment;
}

/** All documents of ours whose text holds a word, open ones first. */
export async function* documentsHolding(session: Session, word: string): AsyncGenerator<KnownDocument> {
  const { documents, workspace, fileSystem, engine } = session;
  const open = new Set<string>();
  for (const uri of documents.uris()) {
    open.add(uriKey(uri));
    const document = documents.get(uri);
    if (document?.assessment !== undefined && document.text.includes(word)) yield { ...document, assessment: document.assessment };
  }
  const closed = Array.from(workspace.documents(), ({ uri }) => uri).filter((uri) => !open.has(uriKey(uri)));
  for (const uri of closed) {
    const bytes = await fileSystem.read(uri);
    const text = bytes === null ? '' : decode(bytes);
    const assessment = text.includes(word) ? assessText(engine, uri, text) : undefined;
    if (assessment !== undefined) yield { uri, version: null, assessment };
  }
}

/** The workspace folder that a document lies in; null where it lies in none. */
export const folderOf = (session: Session, uri: string): string | null =>
  session.client.folders.find((folder) => uriKey(uri).startsWith(`${uriKey(folder).replace(/\/$/u, '')}/`)) ?? null;
