/**
 * Whether a language server that ended by itself is started again: not when it never ran, and not for ever.
 * Counts only; knows no server.
 */

/** More crashes than this within the window mean that another start will not help. */
const MAX_CRASHES = 4;
/** In milliseconds. */
const WINDOW = 3 * 60 * 1000;

/** Answers, once per crash, whether to start again. `now` is in milliseconds. */
export function createCrashPolicy(now: () => number = Date.now): () => boolean {
  let crashes: readonly number[] = [];
  return () => {
    const time = now();
    crashes = [...crashes.filter((crash) => time - crash < WINDOW), time];
    return crashes.length <= MAX_CRASHES;
  };
}
