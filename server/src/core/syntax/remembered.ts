/** What is remembered of parts of a document: for as long as the parts live, for one look at them, or not at all. */

/** A table by identity; `WeakMap` and `Map` are some. */
export interface Remembered<K extends object, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

/** Remembers nothing. */
export const NOTHING_REMEMBERED: Remembered<object, never> = { get: () => undefined, set: () => undefined };

/**
 * A table that lasts as long as its keys, or one for a single look: weak tables cost more, and keep what they hold from being
 * cleared away early.
 */
export const remembered = <K extends object, V>(isLasting: boolean): Remembered<K, V> =>
  isLasting ? new WeakMap<K, V>() : new Map<K, V>();
