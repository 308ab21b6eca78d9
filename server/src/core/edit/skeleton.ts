/** Keys without values, as a tree: what fixes insert, completions offer and templates begin with. */
import type { Key } from '../catalog/catalog';

/** A key to be there, and the keys to be there below it. */
export interface Skeleton {
  readonly name: string;
  readonly key: Key | undefined;
  readonly below: readonly Skeleton[];
  /** YAML on one line that stands behind the colon of a key with nothing below it; absent where the caller says what does. */
  readonly value?: string;
  /** The lines of the key, its value and its comments, as at column 0; in place of all else. */
  readonly lines?: readonly string[];
}

/** A key to be there, by its path, and its value or lines, as in {@link Skeleton}. */
export interface Entry {
  readonly path: readonly string[];
  readonly value?: string;
  readonly lines?: readonly string[];
}

/** Joins paths below `key` with common beginnings, in canonical order. */
export const skeleton = (key: Key | undefined, paths: readonly (readonly string[])[]): readonly Skeleton[] =>
  entrySkeleton(
    key,
    paths.map((path) => ({ path })),
  );

/** The same for keys that come with values. */
export function entrySkeleton(key: Key | undefined, entries: readonly Entry[]): readonly Skeleton[] {
  const byName = new Map<string, Entry[]>();
  for (const { path, ...entry } of entries) {
    const [name, ...rest] = path;
    if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), { path: rest, ...entry }]);
  }
  return [...byName]
    .map(([name, all]): Skeleton => {
      const { value, lines } = all.find((entry) => entry.path.length === 0) ?? {};
      const below = entrySkeleton(key?.child(name), all);
      return { name, key: key?.child(name), below, ...(value === undefined ? {} : { value }), ...(lines === undefined ? {} : { lines }) };
    })
    .toSorted((a, b) => canonicalOrder(key, a.name) - canonicalOrder(key, b.name));
}

/** Canonical place of a key among its siblings; unknown keys come last. */
export function canonicalOrder(key: Key | undefined, name: string): number {
  const at = key?.keys.findIndex((child) => child.name === name) ?? -1;
  return at < 0 ? Number.MAX_SAFE_INTEGER : at;
}

/** Lines of block YAML; `leaf` is what stands behind the colon of a key without keys below it. */
export function skeletonLines(
  nodes: readonly Skeleton[],
  column: number,
  step: number,
  leaf: (node: Skeleton) => string,
): readonly string[] {
  return nodes.flatMap((node) => {
    const margin = ' '.repeat(column);
    if (node.lines !== undefined) return node.lines.map((text) => (text === '' ? '' : margin + text));
    const line = `${margin}${node.name}:`;
    if (node.below.length > 0) return [line, ...skeletonLines(node.below, column + step, step, leaf)];
    if (node.value !== undefined) return [`${line} ${node.value}`];
    const entry = `${' '.repeat(column + step)}-`;
    if (!takesList(node.key)) return [line + leaf(node)];
    const first = node.key?.item?.keys[0]?.name;
    return [line, first === undefined ? entry + leaf(node) : `${entry} ${first}:${leaf(node)}`];
  });
}

/** Keys whose value is a list: a new one begins with its first entry. */
export const takesList = (key: Key | undefined): boolean =>
  key !== undefined && ['entries', 'string_list', 'tool_list', 'choice_list'].includes(key.kind);
