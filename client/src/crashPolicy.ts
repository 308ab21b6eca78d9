/**
 * Whether a language server that ended by itself is started again: not when it never ran, and not for ever.
 * Counts only; knows no server.
 */
import { CloseAction, ErrorAction, type ErrorHandler } from 'vscode-languageclient';

/** More crashes than this within the window mean that another start will not help. */
const MAX_CRASHES = 4;
/** In milliseconds. */
const WINDOW = 3 * 60 * 1000;
/** Errors of the connection in a row that are borne. */
const MAX_ERRORS = 3;

/** Answers, once per crash, whether to start again. `now` is in milliseconds. */
export function createCrashPolicy(now: () => number = Date.now): () => boolean {
  let crashes: readonly number[] = [];
  return () => {
    const time = now();
    crashes = [...crashes.filter((crash) => time - crash < WINDOW), time];
    return crashes.length <= MAX_CRASHES;
  };
}

/** The policy as the language client asks for it. `handled` keeps the client from showing messages of its own. */
export function errorHandler(restart: () => boolean): ErrorHandler {
  return {
    error: (_error, _message, count) => ({
      action: (count ?? 0) <= MAX_ERRORS ? ErrorAction.Continue : ErrorAction.Shutdown,
      handled: true,
    }),
    closed: () => ({ action: restart() ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true }),
  };
}
