/** Inlay hints; none unless somebody asks for them in the settings. */
import type { InlayHint } from 'vscode-languageserver';
import { inlayHints } from '../../core/features/inlayHints';
import { onDocuments } from '../guard';
import type { Session } from '../session';

export function registerInlayHints(session: Session): void {
  session.connection.languages.inlayHint.on((params, token) =>
    onDocuments(session, 'inlay hints', params, token, async (assessment): Promise<InlayHint[]> => {
      if (!(await session.settings.get()).inlayHints) return [];
      const { lines } = assessment.tree;
      return inlayHints(assessment, session.messages, lines.offsetAt(params.range.start), lines.offsetAt(params.range.end)).map(
        ({ at, label }) => ({ position: lines.positionAt(at), label, paddingLeft: true }),
      );
    }),
  );
}
