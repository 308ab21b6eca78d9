/** Older names of sections: reads a document as if each stood under its present name. */
import type { Kind } from '../catalog/catalog';
import type { MapNode, Pair, YamlNode } from '../syntax/node';

/** The present name of a top-level key, when `name` is an older one. */
export function presentName(kind: Kind, name: string): string | undefined {
  return kind.sections.find((section) => section.key.aliases.includes(name))?.key.name;
}

/** The root with older section names replaced, where the present name is still free; the first older name counts. */
export function withPresentNames(kind: Kind, root: YamlNode | null): YamlNode | null {
  if (root?.type !== 'map') return root;
  const taken = new Set(root.pairs.map((pair) => pair.key.name));
  let changed = false;
  const pairs = root.pairs.map((pair): Pair => {
    const name = presentName(kind, pair.key.name);
    if (name === undefined || taken.has(name)) return pair;
    taken.add(name);
    changed = true;
    return { ...pair, key: { ...pair.key, name, written: pair.key.name } };
  });
  const renamed: MapNode = { ...root, pairs };
  return changed ? renamed : root;
}
