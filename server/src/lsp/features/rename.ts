/** Rename of risks, systems and files of evidence, wherever they are named. */
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from '../library';
import { scalarText } from '../../core/edit/scalarText';
import { readTarget, uriOf } from '../../core/evidence/target';
import type { Mention, Named } from '../../core/features/mentions';
import { mentionsIn } from '../../core/features/mentions';
import { uriKey } from '../../workspace/uriKey';
import { spanRange } from '../convert';
import type { OwnDocument } from '../guard';
import { onDocument, onDocuments } from '../guard';
import type { KnownDocument } from '../knownDocuments';
import { folderOf, systemIds } from '../knownDocuments';
import { movedEvidenceEdits } from '../movedEvidence';
import { mentionAtPosition, mentionRange, mentionsEverywhere } from '../mentions';
import type { Session } from '../session';
import type { DocumentEdits } from '../workspaceEdit';
import { workspaceEdit } from '../workspaceEdit';

export function registerRename(session: Session): void {
  const { connection } = session;
  connection.onPrepareRename((params, token) =>
    onDocument(session, 'prepare rename', params, token, (assessment, { uri }) => {
      const here = mentionAtPosition(assessment, uri, params.position);
      if (here === undefined || !isWritable(here)) return null;
      const { tree } = assessment;
      const range = mentionRange(assessment, here);
      const isHere = tree.lines.offsetAt(params.position) <= here.to;
      return isHere ? { range, placeholder: tree.text.slice(here.from, here.to) } : null;
    }),
  );
  connection.onRenameRequest((params, token) =>
    onDocuments(session, 'rename', params, token, async (assessment, document) => {
      const here = mentionAtPosition(assessment, document.uri, params.position);
      return here === undefined || !isWritable(here) ? null : await rename(session, document, here, params.newName.trim());
    }),
  );
}

/** True where a mention's text can be written anew. */
const isWritable = ({ node }: Mention): boolean => node.type === 'scalar' && scalarText(node, '') !== null;

async function rename(session: Session, from: OwnDocument, here: Mention, name: string): Promise<WorkspaceEdit | ResponseError<never>> {
  const { named, reference } = here;
  const refusal = refusalOf(session, from, named, name);
  if (refusal !== null) return new ResponseError(LSPErrorCodes.RequestFailed, refusal);
  const file = named.thing === 'file' ? fileUri(from.uri, name) : null;
  const changes: DocumentEdits[] = [];
  for await (const { document, mentions } of mentionsEverywhere(session, from, named)) {
    const edits =
      named.thing === 'file'
        ? movedEvidenceEdits(session, document, (uri) => (isOneOf(named.uris, uri) ? file : null))
        : mentions.flatMap((mention) => renameEdit(document, mention, name));
    changes.push({ uri: document.uri, version: document.version, edits });
  }
  const place = reference === null ? null : session.workspace.assessor.evidence.placeOf(from.uri, reference);
  const moves = place?.isFile === true && file !== null && uriKey(place.uri) !== uriKey(file);
  return workspaceEdit(changes, session.client.abilities, moves ? { oldUri: place.uri, newUri: file } : null);
}

const isOneOf = (uris: readonly string[], uri: string): boolean => uris.some((other) => uriKey(other) === uriKey(uri));

/** Why a name cannot be given; null where it can. */
function refusalOf(session: Session, from: OwnDocument, named: Named, name: string): string | null {
  const { messages } = session;
  if (name === '' || /\p{Cc}/u.test(name)) return messages.text('rename.no-name');
  switch (named.thing) {
    case 'file':
      return fileUri(from.uri, name) === null ? messages.text('rename.no-path') : null;
    case 'risk':
      return name !== named.id && definesRisk(from, name) ? messages.text('rename.risk-taken', { name }) : null;
    case 'system':
      return name !== named.id && isSystem(session, from, name) ? messages.text('rename.system-taken', { name }) : null;
  }
}

const definesRisk = ({ assessment, uri }: KnownDocument, name: string): boolean =>
  mentionsIn(assessment, uri).some(({ named, defines }) => defines && named.thing === 'risk' && named.id === name);

function isSystem(session: Session, { uri }: KnownDocument, name: string): boolean {
  const folder = folderOf(session, uri);
  return [...systemIds(session)].some((document) => document.id === name && folderOf(session, document.uri) === folder);
}

/** URI of the file that a new path names; null where it is none from the document's folder. */
function fileUri(document: string, path: string): string | null {
  const target = readTarget(path);
  return target?.form === 'path' ? uriOf(document, target.readings[0]) : null;
}

function renameEdit({ assessment }: KnownDocument, { node }: Mention, name: string): readonly TextEdit[] {
  const newText = node.type === 'scalar' ? scalarText(node, name) : null;
  return newText === null ? [] : [{ range: spanRange(assessment.tree.lines, node), newText }];
}
