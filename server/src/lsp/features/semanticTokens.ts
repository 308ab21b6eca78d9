/** Semantic tokens: all, what changed since the last answer, and those of a range. */
import { semanticTokens } from '../../core/features/semanticTokens';
import { onDocument } from '../guard';
import type { Session } from '../session';
import { tokenData, tokenEdits } from './tokenData';

/** What was answered last for a document. */
interface Answered {
  readonly resultId: string;
  readonly data: number[];
}

export function registerSemanticTokens(session: Session): void {
  const { semanticTokens: requests } = session.connection.languages;
  const answered = new Map<string, Answered>();
  let count = 0;
  /** Keeps an answer for the next one to be compared with; those of closed documents are let go. */
  const keep = (uri: string, data: number[]): Answered => {
    for (const known of answered.keys()) if (!session.documents.isOpen(known)) answered.delete(known);
    count += 1;
    const answer = { resultId: String(count), data };
    answered.set(uri, answer);
    return answer;
  };
  requests.on((params, token) => {
    const answer = onDocument(session, 'semantic tokens', params, token, (assessment, { uri }) =>
      keep(uri, tokenData(semanticTokens(assessment), assessment.tree.lines)),
    );
    return answer ?? { data: [] };
  });
  requests.onDelta((params, token) => {
    const answer = onDocument(session, 'semantic tokens', params, token, (assessment, { uri }) => {
      const before = answered.get(uri);
      const after = keep(uri, tokenData(semanticTokens(assessment), assessment.tree.lines));
      if (before?.resultId !== params.previousResultId) return after;
      return { resultId: after.resultId, edits: tokenEdits(before.data, after.data) };
    });
    return answer ?? { data: [] };
  });
  requests.onRange((params, token) => {
    const answer = onDocument(session, 'semantic tokens', params, token, (assessment) => {
      const { lines } = assessment.tree;
      const [from, to] = [lines.offsetAt(params.range.start), lines.offsetAt(params.range.end)];
      return {
        data: tokenData(
          semanticTokens(assessment).filter((found) => found.from < to && found.to > from),
          lines,
        ),
      };
    });
    return answer ?? { data: [] };
  });
}
