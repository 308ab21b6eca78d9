/** Mentions of one thing across documents: what references and rename speak of. */
import type { Range } from 'vscode-languageserver';
import type { Assessment } from '../core/assessment/assess';
import type { Mention, Named } from '../core/features/mentions';
import { mentionAt, mentionsIn } from '../core/features/mentions';
import { uriKey } from '../workspace/uriKey';
import type { KnownDocument } from './knownDocuments';
import { documentsWhere, folderOf } from './knownDocuments';
import type { Session } from './session';

export const mentionAtPosition = (assessment: Assessment, uri: string, position: Range['start']): Mention | undefined =>
  mentionAt(assessment, uri, assessment.tree.lines.offsetAt(position));

export const mentionRange = ({ tree }: Assessment, { from, to }: Mention): Range => tree.lines.range(from, to);

/** Mentions of a thing in one document. */
export const sameMentions = (assessment: Assessment, uri: string, named: Named): readonly Mention[] =>
  mentionsIn(assessment, uri).filter((mention) => isSame(mention.named, named));

function isSame(a: Named, b: Named): boolean {
  if (a.thing === 'file') return b.thing === 'file' && a.uris.some((uri) => b.uris.some((other) => uriKey(uri) === uriKey(other)));
  return b.thing === a.thing && a.id === b.id;
}

export interface Mentions {
  readonly document: KnownDocument;
  readonly mentions: readonly Mention[];
}

/** All mentions of a thing: of a risk in its document, of a system in its workspace folder, of a file everywhere. */
export async function* mentionsEverywhere(session: Session, from: KnownDocument, named: Named): AsyncGenerator<Mentions> {
  const found = (document: KnownDocument): Mentions => ({ document, mentions: sameMentions(document.assessment, document.uri, named) });
  if (named.thing === 'risk') return yield found(from);
  const folder = folderOf(session, from.uri);
  const word = wordOf(named);
  for await (const document of documentsWhere(session, (_, text) => text.includes(word)))
    if (named.thing === 'file' || folderOf(session, document.uri) === folder) yield found(document);
}

/** A word that stands wherever the thing is named, however the name is written. */
function wordOf(named: Named): string {
  const name = named.thing === 'file' ? uriKey(named.uris[0] ?? '').replace(/^.*\//u, '') : named.id;
  return longestWord(name);
}

/** The longest part of a name that nobody escapes. */
export const longestWord = (name: string): string => (name.match(/[A-Za-z\d_-]+/gu) ?? []).toSorted((a, b) => b.length - a.length)[0] ?? '';
