/** Syntax nodes to plain values, as a JSON Schema validator takes them. Duplicate keys: the first counts. */
import type { YamlNode } from './node';
import { resolved } from './node';
import type { Remembered } from './remembered';

/** How many nodes one value may unfold to; more only come from aliases of aliases. */
const LIMIT = 200_000;

/**
 * Values of collections by their node, with the number of nodes that they unfold to. A node's content never changes,
 * nor does what an alias node stands for.
 */
export type KnownValues = Remembered<YamlNode, { readonly value: unknown; readonly size: number }>;

/** The plain value of a node; what lies beyond {@link LIMIT} nodes or 100 levels is cut to null. */
export function toValue(node: YamlNode | null, known: KnownValues = new Map()): unknown {
  let budget = LIMIT;
  const convert = (from: YamlNode | null, depth: number): unknown => {
    budget -= 1;
    const at = budget < 0 || depth > 100 ? null : resolved(from);
    if (at === null) return null;
    if (at.type === 'scalar') return at.value;
    const before = known.get(at);
    if (before !== undefined) {
      // What is used again counts again: a validator walks it as often as it stands there.
      budget -= before.size;
      return budget < 0 ? null : before.value;
    }
    const rest = budget;
    const value =
      at.type === 'seq' ? at.items.map((item) => convert(item, depth + 1)) : mapping(at.pairs, (item) => convert(item, depth + 1));
    // A value that was cut is not the node's.
    if (budget >= 0 && depth < 50) known.set(at, { value, size: rest - budget });
    return value;
  };
  return convert(node, 0);
}

function mapping(
  pairs: readonly { readonly key: { readonly name: string }; readonly value: YamlNode | null }[],
  convert: (node: YamlNode | null) => unknown,
): object {
  const object: Record<string, unknown> = {};
  for (const { key, value } of pairs) {
    if (Object.hasOwn(object, key.name)) continue;
    // As a plain assignment, this one name would set the prototype.
    if (key.name === '__proto__') Object.defineProperty(object, key.name, { value: convert(value), enumerable: true });
    else object[key.name] = convert(value);
  }
  return object;
}
