/** Keys without values, as a tree: what fixes insert, completions offer and templates begin with. */
import type { Key } from '../catalog/catalog';

/** A key to be there, and the keys to be there below it. */
export interface Skeleton {
  readonly name: string;
  readonly key: Key | undefined;
  readonly below: readonly Skeleton[];
}

/** Joins paths below `key` with common beginnings, in canonical order. */
export function skeleton(key: Key | undefined, paths: readonly (readonly string[])[]): readonly Skeleton[] {
  const below = new Map<string, (readonly string[])[]>();
  for (const [name, ...rest] of paths) {
    if (name === undefined) continue;
    const list = below.get(name) ?? [];
    if (rest.length > 0) list.push(rest);
    below.set(name, list);
  }
  return [...below]
    .map(([name, rest]): Skeleton => ({ name, key: key?.child(name), below: skeleton(key?.child(name), rest) }))
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
    const line = `${' '.repeat(column)}${node.name}:`;
    if (node.below.length > 0) return [line, ...skeletonLines(node.below, column + step, step, leaf)];
    const entry = `${' '.repeat(column + step)}-`;
    if (!takesList(node.key)) return [line + leaf(node)];
    const first = node.key?.item?.keys[0]?.name;
    return [line, first === undefined ? entry + leaf(node) : `${entry} ${first}:${leaf(node)}`];
  });
}

/** Keys whose value is a list: a new one begins with its first entry. */
export const takesList = (key: Key | undefined): boolean =>
  key !== undefined && ['entries', 'string_list', 'tool_list', 'choice_list'].includes(key.kind);
