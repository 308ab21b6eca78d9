/** The code lens at the top of a document; a click goes to the next gap where the client has a command for that. */
import type { CodeLens } from 'vscode-languageserver';
import { codeLens } from '../../core/features/codeLens';
import { spanRange } from '../convert';
import { onDocuments } from '../guard';
import type { Session } from '../session';

export function registerCodeLens(session: Session): void {
  session.connection.onCodeLens((params, token) =>
    onDocuments(session, 'code lens', params, token, async (assessment): Promise<CodeLens[]> => {
      const lens = (await session.settings.get()).codeLens ? codeLens(assessment, session.messages) : null;
      if (lens === null) return [];
      const { nextGapCommand } = session.client.abilities;
      return [
        {
          range: spanRange(assessment.tree.lines, lens.at),
          command: { title: lens.title, command: lens.hasGaps ? (nextGapCommand ?? '') : '' },
        },
      ];
    }),
  );
}
