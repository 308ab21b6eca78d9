/** Keeps one failing request from ending the server: logs it by name and answers something sensible. */
import type { CancellationToken, RemoteConsole } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** The answer to a cancelled request. It carries no data, so it stands for an error with data of any type. */
const cancelled = (): ResponseError<never> => new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');

/** Runs a request; a cancelled one answers the protocol's error, a failing one its fallback. */
export function guarded<T>(
  console: RemoteConsole,
  name: string,
  token: CancellationToken | undefined,
  fallback: T,
  run: () => T,
): T | ResponseError<never> {
  if (token?.isCancellationRequested === true) return cancelled();
  try {
    return run();
  } catch (error) {
    console.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return fallback;
  }
}
