/** Aliases and anchors over all chunks of a text, in the order of the text. Collections that span chunks have no anchor. */
import type { Chunk } from './chunk';
import { itemLists } from './chunk';
import type { Item } from './convert';
import type { AliasNode, Pair, YamlNode } from './node';
import type { SyntaxProblem } from './parse';
import { unknownAlias } from './parseAll';
import type { AnchorNames } from './piece';
import { isPairItem } from './reuse';

export interface Linked {
  /** Aliases whose anchor is unknown. */
  readonly problems: readonly SyntaxProblem[];
  /** Numbers of the chunks that hold an alias which now stands for something else. */
  readonly changed: readonly number[];
}

/**
 * Points every alias to what it stands for now. An alias whose target changed becomes a new node, and so does all that
 * holds it.
 */
export function linkAliases(chunks: readonly Chunk[], names: AnchorNames): Linked {
  const linker = new Linker(names);
  const changed: number[] = [];
  for (const chunk of chunks) {
    if (!chunk.linked) continue;
    let changes = false;
    for (const items of itemLists(chunk)) changes = linker.list(items) || changes;
    if (changes) changed.push(chunk.place.index);
  }
  return { problems: linker.problems, changed };
}

class Linker {
  readonly problems: SyntaxProblem[] = [];
  readonly #anchors = new Map<string, YamlNode>();

  constructor(readonly names: AnchorNames) {}

  /** Links the items of a list in place; true when one became another. */
  list(items: Item[]): boolean {
    let changed = false;
    for (const [at, item] of items.entries()) {
      if (item === null) continue;
      const linked = isPairItem(item) ? this.#pair(item) : this.#node(item);
      if (linked === item) continue;
      items[at] = linked;
      changed = true;
    }
    return changed;
  }

  #pair(pair: Pair): Pair {
    const value = pair.value === null ? null : this.#node(pair.value);
    return value === pair.value ? pair : { ...pair, value };
  }

  /** A collection's own anchor counts behind its children, so that none can stand for what holds it. */
  #node(node: YamlNode): YamlNode {
    const linked = this.#linked(node);
    const name = this.names.get(node);
    if (name !== undefined) {
      this.names.set(linked, name);
      this.#anchors.set(name, linked);
    }
    return linked;
  }

  #linked(node: YamlNode): YamlNode {
    switch (node.type) {
      case 'scalar':
        return node;
      case 'alias':
        return this.#alias(node);
      case 'seq': {
        const items = [...node.items];
        return this.list(items) ? { ...node, items } : node;
      }
      case 'map': {
        const pairs = [...node.pairs];
        return this.list(pairs) ? { ...node, pairs } : node;
      }
    }
  }

  #alias(alias: AliasNode): AliasNode {
    const target = this.#anchors.get(alias.name) ?? null;
    const linked = target === alias.target ? alias : { ...alias, target };
    if (target === null) this.problems.push(unknownAlias(linked, alias.name));
    return linked;
  }
}
