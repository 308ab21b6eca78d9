/** Links: from evidence to its file and heading, from articles to the text of the law. Nothing is fetched. */
import type { DocumentLink } from 'vscode-languageserver';
import { citations } from '../../core/features/citations';
import { mentionsIn } from '../../core/features/mentions';
import { endOf } from '../../core/syntax/node';
import { onDocuments } from '../guard';
import type { OwnDocument } from '../guard';
import type { Session } from '../session';

export function registerDocumentLinks(session: Session): void {
  session.connection.onDocumentLinks((params, token) =>
    onDocuments(session, 'links', params, token, async (assessment, document) => {
      await session.workspace.assessor.evidence.load(document.uri, assessment);
      return [...evidenceLinks(session, document), ...lawLinks(session, document)];
    }),
  );
}

function* evidenceLinks({ workspace }: Session, { uri, assessment }: OwnDocument): Generator<DocumentLink> {
  const { lines } = assessment.tree;
  for (const { reference, from, to } of mentionsIn(assessment, uri)) {
    const place = reference === null ? null : workspace.assessor.evidence.placeOf(uri, reference);
    if (reference === null || place?.isFile !== true) continue;
    const end = reference.headingAt === null ? to : endOf(reference.headingAt);
    yield { range: lines.range(from, end), target: place.line === null ? place.uri : `${place.uri}#L${place.line + 1}` };
  }
}

function* lawLinks({ engine, messages }: Session, { assessment }: OwnDocument): Generator<DocumentLink> {
  const { lines, text } = assessment.tree;
  for (const { from, to, words } of citations(text))
    yield { range: lines.range(from, to), target: engine.regulation.textUrl, tooltip: messages.text('link.law', { article: words }) };
}
