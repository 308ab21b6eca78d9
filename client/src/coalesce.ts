/** Many calls for a refresh become few: one after a pause, never two at a time. Knows nothing of what is refreshed. */
import type { Disposable } from 'vscode';

/** A refresh that can be asked for as often as one likes. */
export interface Coalesced extends Disposable {
  readonly request: () => void;
}

/**
 * `run` starts `delay` milliseconds after the first request; requests in between are one.
 * A request while it runs makes it run once more. `run` handles its own errors.
 */
export function coalesce(run: () => Promise<void>, delay: number): Coalesced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;
  let disposed = false;

  const go = async (): Promise<void> => {
    timer = undefined;
    running = true;
    again = false;
    try {
      await run();
    } finally {
      running = false;
      if (again) request();
    }
  };
  const request = (): void => {
    if (disposed) return;
    if (running) again = true;
    else timer ??= setTimeout(() => void go(), delay);
  };
  return {
    request,
    dispose: () => {
      disposed = true;
      clearTimeout(timer);
    },
  };
}
