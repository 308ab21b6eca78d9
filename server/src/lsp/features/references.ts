/** Definition, references and highlight of what several places name: risks, systems, files of evidence. */
import type { Location } from 'vscode-languageserver';
import { DocumentHighlightKind } from '../library';
import type { Assessment } from '../../core/assessment/assess';
import type { EvidenceReference } from '../../core/evidence/references';
import type { Mention } from '../../core/features/mentions';
import { onDocument, onDocuments } from '../guard';
import { mentionAtPosition, mentionRange, mentionsEverywhere, sameMentions } from '../mentions';
import type { Session } from '../session';

export function registerReferences(session: Session): void {
  const { connection } = session;
  connection.onDocumentHighlight((params, token) =>
    onDocument(session, 'highlight', params, token, (assessment, { uri }) => {
      const here = mentionAtPosition(assessment, uri, params.position);
      if (here === undefined) return null;
      return sameMentions(assessment, uri, here.named).map((mention) => ({
        range: mentionRange(assessment, mention),
        kind: mention.defines ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }));
    }),
  );
  connection.onDefinition((params, token) =>
    onDocuments(session, 'definition', params, token, async (assessment, { uri }) => {
      const here = mentionAtPosition(assessment, uri, params.position);
      if (here === undefined) return null;
      return here.reference === null ? definitions(assessment, uri, here) : fileLocations(session, uri, assessment, here.reference);
    }),
  );
  connection.onReferences((params, token) =>
    onDocuments(session, 'references', params, token, async (assessment, document) => {
      const here = mentionAtPosition(assessment, document.uri, params.position);
      if (here === undefined) return null;
      const found: Location[] = [];
      for await (const { document: other, mentions } of mentionsEverywhere(session, document, here.named))
        for (const mention of mentions)
          if (params.context.includeDeclaration || !mention.defines)
            found.push({ uri: other.uri, range: mentionRange(other.assessment, mention) });
      return found;
    }),
  );
}

/** Where a thing is stated: a risk in its document, a system in its record. */
function definitions(assessment: Assessment, uri: string, { named }: Mention): Location[] {
  const { record } = assessment.header;
  if (named.thing === 'system' && record !== null) return [{ uri: record.uri, range: record.systemRange }];
  return sameMentions(assessment, uri, named)
    .filter((mention) => mention.defines)
    .map((mention) => ({ uri, range: mentionRange(assessment, mention) }));
}

/** The file that a value of evidence names, at the heading that it names. */
async function fileLocations(session: Session, uri: string, assessment: Assessment, reference: EvidenceReference): Promise<Location[]> {
  const { evidence } = session.workspace.assessor;
  await evidence.load(uri, assessment);
  const place = evidence.placeOf(uri, reference);
  const start = { line: place?.line ?? 0, character: 0 };
  return place?.isFile === true ? [{ uri: place.uri, range: { start, end: start } }] : [];
}
