/** Tells the user, once, that the language server is gone for good, and what can be done about it. */
import { l10n, window, type Disposable, type LogOutputChannel } from 'vscode';
import type { ServerConnection } from './client';

/** Reports each time the server stops by itself; a restart that happens by itself is not worth a word. */
export function reportStops(server: ServerConnection, log: LogOutputChannel): Disposable {
  return server.onDidChangeState((state) => {
    if (state === 'stopped') void report(server, log);
  });
}

async function report(server: ServerConnection, log: LogOutputChannel): Promise<void> {
  const restart = l10n.t('Restart');
  const show = l10n.t('Show Output');
  const chosen = await window.showErrorMessage(l10n.t('The AI Act Canvas language server has stopped.'), restart, show);
  if (chosen === restart) await server.restart();
  if (chosen === show) log.show();
}
