/** Keeps paths of evidence right when files move: those that are named, those that name them, or both. */
import type { TextEdit } from 'vscode-languageserver';
import { scalarText } from '../core/edit/scalarText';
import { movedValue } from '../core/evidence/movedPath';
import { uriOf } from '../core/evidence/target';
import { uriKey } from '../workspace/uriKey';
import { spanRange } from './convert';
import type { KnownDocument } from './knownDocuments';
import type { Session } from './session';
import type { FileRename } from './workspaceEdit';

/** The URI that a file or folder gets; null for one that stays. */
export type Moved = (uri: string) => string | null;

/** What moves when files and folders do: they, and what lies below them. The nearest one counts. */
export function movedBy(renames: readonly FileRename[]): Moved {
  const byKey = new Map(renames.map(({ oldUri, newUri }) => [uriKey(oldUri).replace(/\/$/u, ''), newUri.replace(/\/$/u, '')]));
  return (uri) => {
    const key = uriKey(uri);
    for (let at = key; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
      const folder = byKey.get(at);
      if (folder !== undefined) return folder + key.slice(at.length).split('/').map(encodeURIComponent).join('/');
    }
    return null;
  };
}

/** Edits of a document, whose evidence was looked up, before anything has moved. */
export function movedEvidenceEdits(session: Session, { uri, assessment }: KnownDocument, moved: Moved): readonly TextEdit[] {
  const documentAfter = moved(uri) ?? uri;
  return assessment.evidence().flatMap((reference) => {
    const { target, at } = reference;
    if (target.form !== 'path' || at.type !== 'scalar') return [];
    const isMoved = target.readings.find((candidate) => moved(uriOf(uri, candidate)) !== null);
    const reading = session.workspace.assessor.evidence.placeOf(uri, reference)?.reading ?? isMoved ?? target.readings[0];
    const file = uriOf(uri, reading);
    const value = movedValue(reference, reading, { document: uri, file }, { document: documentAfter, file: moved(file) ?? file });
    const newText = value === null ? null : scalarText(at, value);
    return newText === null ? [] : [{ range: spanRange(assessment.tree.lines, at), newText }];
  });
}
