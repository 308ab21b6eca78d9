/**
 * What may be asked when: nothing before `initialize`, `initialize` once, nothing but `exit` after `shutdown`.
 * The library runs every handler at any time, so messages pass here first.
 */
import type { Connection, MessageStrategy } from 'vscode-languageserver';
import { ErrorCodes, Message, ResponseError } from './library';

/** Where a refused request is sent instead: a strategy can redirect a message, but not answer it. */
const REFUSED = '$/refused';

interface Refusal {
  readonly code: number;
  readonly message: string;
}

const NOT_YET: Refusal = { code: ErrorCodes.ServerNotInitialized, message: 'the server was not initialized' };
const TWICE: Refusal = { code: ErrorCodes.InvalidRequest, message: 'the server was initialized before' };
const NO_MORE: Refusal = { code: ErrorCodes.InvalidRequest, message: 'the server was shut down' };

/** The strategy of one connection; to be handed over where the connection is made. */
export function lifecycle(): MessageStrategy {
  let phase: 'new' | 'running' | 'ended' = 'new';
  const refusal = (method: string): Refusal | null => {
    if (phase === 'new') return method === 'initialize' ? null : NOT_YET;
    if (phase === 'ended') return NO_MORE;
    return method === 'initialize' ? TWICE : null;
  };
  return {
    handleMessage: (message, next) => {
      if (Message.isRequest(message)) {
        const params = refusal(message.method);
        if (params !== null) return next({ ...message, method: REFUSED, params } as Message);
        if (message.method === 'initialize') phase = 'running';
        if (message.method === 'shutdown') phase = 'ended';
      } else if (Message.isNotification(message) && phase !== 'running' && message.method !== 'exit' && !message.method.startsWith('$/'))
        return undefined;
      return next(message);
    },
  };
}

/** Answers the requests that {@link lifecycle} refuses. */
export function registerRefusals(connection: Connection): void {
  connection.onRequest(REFUSED, ({ code, message }: Refusal) => new ResponseError(code, message));
}
