/**
 * What the connection needs of the language client's library, in a file of its own: the library is by far the largest
 * part of the extension, and is run when a server is first needed, not for every YAML file that somebody opens.
 */
import type { LogOutputChannel } from 'vscode';
import {
  CloseAction,
  ErrorAction,
  RevealOutputChannelOn,
  State,
  type ErrorHandler,
  type LanguageClientOptions,
} from 'vscode-languageclient';
import type { ServerState } from './client';
import { LANGUAGE_ID } from './ownLanguage';
import { PREFIX } from './platform';
import { servedOnly } from './servedDocuments';

/** Errors of the connection in a row that are borne. */
const MAX_ERRORS = 3;

const STATES: Readonly<Record<State, ServerState>> = {
  [State.Starting]: 'starting',
  [State.Running]: 'running',
  [State.Stopped]: 'stopped',
  [State.StartFailed]: 'stopped',
};

/** The state of a server whose client is in this state. */
export const stateOf = (state: State): ServerState => STATES[state];

/** Options of a client. `restart` is asked when the server ended by itself. */
export function clientOptions(log: LogOutputChannel, restart: () => boolean): LanguageClientOptions {
  return {
    documentSelector: [{ language: LANGUAGE_ID }],
    outputChannel: log,
    // What fails is logged. Messages are ours: one from a command that failed, one when the server is gone for good.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: { suggestsAgain: true, nextGapCommand: `${PREFIX}.nextGap` },
    initializationFailedHandler: () => false,
    errorHandler: errorHandler(restart),
    markdown: { supportThemeIcons: true },
    middleware: servedOnly(),
  };
}

/** `handled` keeps the client from showing messages of its own. */
function errorHandler(restart: () => boolean): ErrorHandler {
  return {
    error: (_error, _message, count) => ({
      action: (count ?? 0) <= MAX_ERRORS ? ErrorAction.Continue : ErrorAction.Shutdown,
      handled: true,
    }),
    closed: () => ({ action: restart() ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true }),
  };
}
