/** Syntax nodes to plain values, as a JSON Schema validator takes them. Duplicate keys: the first counts. */
import type { YamlNode } from './node';
import { resolved } from './node';

/** How many nodes one value may unfold to; more only come from aliases of aliases. */
const LIMIT = 200_000;

/** The plain value of a node; what lies beyond {@link LIMIT} nodes or 100 levels is cut to null. */
export function toValue(node: YamlNode | null): unknown {
  let budget = LIMIT;
  const convert = (from: YamlNode | null, depth: number): unknown => {
    budget -= 1;
    const at = budget < 0 || depth > 100 ? null : resolved(from);
    if (at === null) return null;
    switch (at.type) {
      case 'scalar':
        return at.value;
      case 'seq':
        return at.items.map((item) => convert(item, depth + 1));
      case 'map': {
        const object: Record<string, unknown> = {};
        for (const pair of at.pairs) {
          if (!Object.hasOwn(object, pair.key.name)) {
            Object.defineProperty(object, pair.key.name, { value: convert(pair.value, depth + 1), enumerable: true });
          }
        }
        return object;
      }
    }
  };
  return convert(node, 0);
}
