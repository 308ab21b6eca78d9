/** Older names of sections and questions: reads a document as if each stood under its present name. */
import type { Key } from '../catalog/catalog';
import type { MapNode, Pair, YamlNode } from '../syntax/node';

/** What older names lead to, among the keys of a document, section or group. */
interface OlderNames {
  readonly present: ReadonlyMap<string, string>;
  /** Sections and groups below which there are older names too. */
  readonly below: ReadonlySet<string>;
}

const known = new WeakMap<Key, OlderNames>();

function olderNames(parent: Key): OlderNames {
  const found = known.get(parent);
  if (found !== undefined) return found;
  const present = new Map(parent.keys.flatMap((key) => key.aliases.map((alias) => [alias, key.name] as const)));
  for (const key of parent.keys) present.delete(key.name);
  const below = new Set(parent.keys.filter((key) => isContainer(key) && hasAny(olderNames(key))).map((key) => key.name));
  const names = { present, below };
  known.set(parent, names);
  return names;
}

const isContainer = (key: Key): boolean => key.kind === 'section' || key.kind === 'group';
const hasAny = ({ present, below }: OlderNames): boolean => present.size > 0 || below.size > 0;

/** The present name of a key below `parent`, when `name` is an older one. */
export function presentName(parent: Key | undefined, name: string): string | undefined {
  return parent === undefined ? undefined : olderNames(parent).present.get(name);
}

/** The key of this present or older name below `parent`. */
export const childNamed = (parent: Key | undefined, name: string): Key | undefined => parent?.child(presentName(parent, name) ?? name);

/**
 * The node with older names replaced, where the present name is still free; the first older name counts. `key` is
 * the document, section or group whose value the node is. What holds no older name stays the object that it was.
 */
export function withPresentNames(key: Key, node: YamlNode | null): YamlNode | null {
  const { present, below } = olderNames(key);
  if (node?.type !== 'map' || (present.size === 0 && below.size === 0)) return node;
  const taken = new Set(node.pairs.map((pair) => pair.key.name));
  let changed = false;
  const pairs = node.pairs.map((pair): Pair => {
    const written = pair.key.name;
    const now = present.get(written);
    const isOlder = now !== undefined && !taken.has(now);
    const name = isOlder ? now : written;
    const child = below.has(name) ? key.child(name) : undefined;
    const value = child === undefined ? pair.value : withPresentNames(child, pair.value);
    if (!isOlder && value === pair.value) return pair;
    taken.add(name);
    changed = true;
    return { ...pair, key: isOlder ? { ...pair.key, name, written } : pair.key, value };
  });
  const renamed: MapNode = { ...node, pairs };
  return changed ? renamed : node;
}
