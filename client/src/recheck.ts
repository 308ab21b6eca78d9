/** Asks the server to look at evidence again when the window is: not every change of a file is told by an event. */
import { window, type Disposable } from 'vscode';
import { RECHECK } from '../../server/src/protocol';
import type { ServerConnection } from './client';

export const recheckOnFocus = (server: ServerConnection): Disposable =>
  window.onDidChangeWindowState(({ focused }) => {
    if (focused) server.notify(RECHECK);
  });
