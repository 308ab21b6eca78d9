/** Document paths: where a node stands, and which node stands somewhere. Offsets count UTF-16 units from the text's start. */
import type { Pair, YamlNode } from './node';
import { endOf, pairOf, resolved, startOf } from './node';

/** A step is a key's name or the index of a list entry. */
export type Path = readonly (string | number)[];

/** A path in words: `tasks.clean_data.risks[0].id`. */
export function showPath(path: Path): string {
  let shown = '';
  for (const step of path) shown += typeof step === 'number' ? `[${step}]` : shown === '' ? step : `.${step}`;
  return shown;
}

/** The path that {@link showPath} shows; names must not hold its signs. */
export function readPath(shown: string): Path {
  return Array.from(shown.matchAll(/([^.[\]]+)|\[(\d+)\]/gu), ([, name, index]) => name ?? Number(index));
}

/** What stands at a path, as far as the document goes. */
export interface Found {
  /** Null where the value is absent. */
  readonly node: YamlNode | null;
  /** The pair of the deepest key that exists on the way. */
  readonly pair: Pair | null;
  /** Number of steps that exist; equal to the path's length when all do. */
  readonly depth: number;
}

/** Walks a path from `root`; aliases are followed. */
export function find(root: YamlNode | null, path: Path): Found {
  let node = root;
  let pair: Pair | null = null;
  let depth = 0;
  for (const step of path) {
    if (typeof step === 'number') {
      const seq = resolved(node);
      if (seq?.type !== 'seq' || step >= seq.items.length) break;
      node = seq.items[step] ?? null;
    } else {
      const next = pairOf(node, step);
      if (next === undefined) break;
      pair = next;
      node = next.value;
    }
    depth += 1;
  }
  return { node, pair, depth };
}

/** What lies at an offset: the innermost key or value, and its path. */
export interface Located {
  readonly path: Path;
  readonly part: 'key' | 'value';
  readonly pair: Pair | null;
  readonly node: YamlNode | null;
}

/** The innermost key or scalar value that covers `offset`; undefined in white space, comments and punctuation. */
export function locate(root: YamlNode | null, offset: number): Located | undefined {
  const covers = (span: { readonly origin: { offset: number }; from: number; to: number }): boolean =>
    startOf(span) <= offset && offset <= endOf(span);
  const within = (node: YamlNode | null, path: Path, pair: Pair | null): Located | undefined => {
    if (node === null || !covers(node)) return undefined;
    if (node.type === 'scalar' || node.type === 'alias') return { path, part: 'value', pair, node };
    if (node.type === 'seq') {
      for (const [index, item] of node.items.entries()) {
        const found = within(item, [...path, index], pair);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    for (const child of node.pairs) {
      const at = [...path, child.key.name];
      if (covers(child.key)) return { path: at, part: 'key', pair: child, node: child.value };
      const found = within(child.value, at, child);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return within(root, [], null);
}
