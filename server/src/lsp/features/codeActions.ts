/** Code actions: what can be done about the findings in a range. */
import type { CodeAction } from 'vscode-languageserver';
import { codeActions } from '../codeActions';
import { onDocument, uriOf } from '../guard';
import type { Session } from '../session';

export function registerCodeActions(session: Session): void {
  const { connection, engine, guidanceOf, messages, lookUps } = session;
  connection.onCodeAction((params, token) => {
    const answer = (): ReturnType<typeof onDocument<CodeAction[]>> =>
      onDocument(session, 'code actions', params, token, (assessment, { uri, version }) => {
        const { abilities, rules } = session.client;
        return codeActions(params, { engine, assessment, messages, guidance: () => guidanceOf(uri) }, { uri, version, abilities, rules });
      });
    return lookUps.before(uriOf(params) ?? '')?.then(answer) ?? answer();
  });
}
