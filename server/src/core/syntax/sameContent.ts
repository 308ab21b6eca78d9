/** Tells whether two trees hold the same content, wherever it stands: what edits of white space must not change. */
import type { Pair, YamlNode } from './node';
import type { SyntaxTree } from './parse';

/** True for trees with the same keys, values, styles, anchors' uses and problems; positions and comments do not count. */
export function sameContent(a: SyntaxTree, b: SyntaxTree): boolean {
  return a.problems.length === b.problems.length && (a.secondDocument === null) === (b.secondDocument === null) && sameNode(a.root, b.root);
}

function sameNode(a: YamlNode | null, b: YamlNode | null): boolean {
  if (a === null || b === null) return a === b;
  switch (a.type) {
    case 'scalar':
      return b.type === 'scalar' && a.style === b.style && Object.is(a.value, b.value);
    case 'alias':
      return b.type === 'alias' && a.name === b.name;
    case 'seq':
      return b.type === 'seq' && a.flow === b.flow && sameList(a.items, b.items, sameNode);
    case 'map':
      return b.type === 'map' && a.flow === b.flow && sameList(a.pairs, b.pairs, samePair);
  }
}

const samePair = (a: Pair, b: Pair): boolean => a.key.name === b.key.name && sameNode(a.value, b.value);

const sameList = <T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean =>
  a.length === b.length && a.every((item, index) => same(item, b[index] as T));
