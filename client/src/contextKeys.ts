/** The context keys that `when` clauses of the manifest read. Tells VS Code of a value only when it changes. */
import { commands } from 'vscode';
import { PREFIX } from './platform';

/**
 * `ready`: the first look for documents is over, so that an empty view may say what to do.
 * `hasDocuments`: there is at least one document of ours.
 * `activeDocument`: the active editor shows one of them.
 */
export type ContextKey = 'ready' | 'hasDocuments' | 'activeDocument';

/** Setter of our context keys. */
export interface ContextKeys {
  set(key: ContextKey, value: boolean): void;
}

/** Keys that start out as false, as an unset key counts in a `when` clause. */
export function createContextKeys(): ContextKeys {
  const current = new Map<ContextKey, boolean>();
  return {
    set: (key, value) => {
      if ((current.get(key) ?? false) === value) return;
      current.set(key, value);
      void commands.executeCommand('setContext', `${PREFIX}.${key}`, value);
    },
  };
}
