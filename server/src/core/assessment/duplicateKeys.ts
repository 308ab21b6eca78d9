/** Keys that stand twice in one mapping, at any depth: only the first counts. */
import type { AliasNode, MapNode, Pair, ScalarNode, SeqNode, YamlNode } from '../syntax/node';
import type { Path } from '../syntax/path';
import { showPath } from '../syntax/path';
import type { Remembered } from '../syntax/remembered';
import type { Finding } from './finding';
import { finding } from './finding';

/** Up to so many names are compared each with each other. */
const MANY = 12;

/** One finding for each key that stands again; `clean` remembers collections that were found to have none. */
export function duplicateKeys(root: YamlNode | null, clean: Remembered<YamlNode, true>): readonly Finding[] {
  const search = new DuplicateKeys(clean);
  if (!search.isClean(root) && !search.hasNone(root)) search.collect(root, []);
  return search.findings;
}

class DuplicateKeys {
  readonly findings: Finding[] = [];

  constructor(readonly clean: Remembered<YamlNode, true>) {}

  /** True where there is nothing to look at: nothing at all, a single value, or what was found clean before. */
  isClean(node: YamlNode | null): node is null | ScalarNode | AliasNode {
    return node === null || node.type === 'scalar' || node.type === 'alias' || this.clean.get(node) === true;
  }

  /** Looks without noting where: mostly there is nothing to say. */
  hasNone(node: MapNode | SeqNode): boolean {
    let isClean = true;
    if (node.type === 'seq') {
      for (const item of node.items) if (!this.isClean(item) && !this.hasNone(item)) isClean = false;
    } else {
      for (const { value } of node.pairs) if (!this.isClean(value) && !this.hasNone(value)) isClean = false;
      if (hasTwice(node.pairs)) isClean = false;
    }
    if (isClean) this.clean.set(node, true);
    return isClean;
  }

  collect(node: MapNode | SeqNode, path: Path): void {
    if (node.type === 'seq') {
      for (const [index, item] of node.items.entries()) if (!this.isClean(item)) this.collect(item, [...path, index]);
      return;
    }
    const seen = new Map<string, { readonly first: Pair; count: number }>();
    for (const pair of node.pairs) {
      const { name } = pair.key;
      const earlier = seen.get(name);
      if (earlier === undefined) seen.set(name, { first: pair, count: 1 });
      else {
        earlier.count += 1;
        this.findings.push(duplicateKey(pair, earlier.first, earlier.count, showPath([...path, name])));
      }
      if (!this.isClean(pair.value)) this.collect(pair.value, [...path, name]);
    }
  }
}

/** True where two pairs have one name. */
function hasTwice(pairs: readonly Pair[]): boolean {
  if (pairs.length > MANY) return new Set(pairs.map(({ key }) => key.name)).size < pairs.length;
  for (let at = 1; at < pairs.length; at += 1)
    for (let before = 0; before < at; before += 1) if (pairs[before]?.key.name === pairs[at]?.key.name) return true;
  return false;
}

function duplicateKey(pair: Pair, first: Pair, count: number, path: string): Finding {
  return finding({
    code: 'duplicate-key',
    params: { key: path, count },
    severity: 'error',
    anchor: pair.key,
    path,
    related: { at: first.key, message: 'related.first-key', params: { key: pair.key.name } },
  });
}
