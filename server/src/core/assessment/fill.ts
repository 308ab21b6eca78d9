/** How far a value answers the key it stands under: not at all, in part, or fully (format.md, section 4). */
import type { Key } from '../catalog/catalog';
import type { MapNode, YamlNode } from '../syntax/node';
import { pairOf, resolved } from '../syntax/node';
import type { Remembered } from '../syntax/remembered';
import { remembered } from '../syntax/remembered';

export type Fill = 'none' | 'some' | 'full';

/** Judges values against one pattern of placeholder texts. Remembers collections: a node's content never changes. */
export class Filling {
  readonly #known: Remembered<YamlNode, { readonly key: Key; readonly fill: Fill }>;

  constructor(
    readonly placeholder: RegExp,
    isLasting: boolean,
  ) {
    this.#known = remembered(isLasting);
  }

  /** How far `node` answers `key`. */
  of(node: YamlNode | null, key: Key): Fill {
    const at = resolved(node);
    if (at === null) return 'none';
    if (at.type === 'scalar') return this.isReal(at.value) ? 'full' : 'none';
    const known = this.#known.get(at);
    if (known?.key === key) return known.fill;
    const fill =
      at.type === 'seq' ? this.#list(at.items, key) : key.child('answer')?.extra === true ? this.#longForm(at, key) : this.#object(at, key);
    this.#known.set(at, { key, fill });
    return fill;
  }

  /** True for a value that is no placeholder. */
  isReal(value: unknown): boolean {
    if (value === null || value === undefined) return false;
    return typeof value !== 'string' || !this.placeholder.test(value);
  }

  #longForm(map: MapNode, key: Key): Fill {
    if (key.none && this.of(pairOf(map, 'none')?.value ?? null, key) === 'full') return 'full';
    const answer = resolved(pairOf(map, 'answer')?.value ?? null);
    return answer === null || answer.type === 'map' ? 'none' : this.of(answer, key);
  }

  #list(items: readonly (YamlNode | null)[], key: Key): Fill {
    if (items.length === 0 && key.empty) return 'full';
    let isEmpty = true;
    let isFull = true;
    for (const item of items) {
      const fill = this.#entry(item, key);
      isEmpty &&= fill === 'none';
      isFull &&= fill === 'full';
    }
    if (isEmpty) return 'none';
    return key.item === null || isFull ? 'full' : 'some';
  }

  #entry(item: YamlNode | null, key: Key): Fill {
    const at = resolved(item);
    if (key.item === null || at?.type !== 'map') return this.of(at, key);
    const known = this.#known.get(at);
    if (known?.key === key.item) return known.fill;
    const fill = this.#mapEntry(at, key.item, key);
    this.#known.set(at, { key: key.item, fill });
    return fill;
  }

  /** An entry that is a mapping needs its first property: its name, id or role. */
  #mapEntry(map: MapNode, item: Key, list: Key): Fill {
    const [first] = item.keys;
    if (first !== undefined && this.of(pairOf(map, first.name)?.value ?? null, first) === 'full') return 'full';
    return map.pairs.some((pair) => this.of(pair.value, item.child(pair.key.name) ?? list) !== 'none') ? 'some' : 'none';
  }

  /** An object is full when all that it needs is, or, where nothing is named, any of its properties. */
  #object(map: MapNode, key: Key): Fill {
    const own = key.keys.filter((child) => !child.extra);
    const fillOf = (child: Key): Fill => this.of(pairOf(map, child.name)?.value ?? null, child);
    const needed = own.filter((child) => key.needs.includes(child.name));
    if (needed.length > 0 ? needed.every((child) => fillOf(child) === 'full') : own.some((child) => fillOf(child) === 'full'))
      return 'full';
    return own.some((child) => fillOf(child) !== 'none') ? 'some' : 'none';
  }
}
