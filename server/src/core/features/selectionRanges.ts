/** What "expand selection" selects, step by step: the text of a value, the value, its pair, the mapping around it, the document. */
import { contentEnd, pairEnd } from '../edit/layout';
import type { Pair, ScalarNode, Spanned, YamlNode } from '../syntax/node';
import { endOf, startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';

/** Offsets of the first character and behind the last one. */
export type Selection = readonly [from: number, to: number];

/** Selections around an offset, from the innermost to the whole text; each is larger than the one before it. */
export function selectionsAt(tree: SyntaxTree, offset: number): readonly Selection[] {
  const { text } = tree;
  const outer: Selection[] = [[0, text.length]];
  /** Adds a selection inside the last one, without the line breaks at its end; true where the offset lies in it. */
  const enter = (from: number, to: number): boolean => {
    const end = from + text.slice(from, to).trimEnd().length;
    const [around, behind] = outer.at(-1) ?? [0, 0];
    if (offset < from || offset > end || from < around || end > behind) return false;
    if (from > around || end < behind) outer.push([from, end]);
    return true;
  };
  const spans = (span: Spanned): boolean => enter(startOf(span), endOf(span));
  const visitPair = (pair: Pair): boolean => {
    if (!enter(startOf(pair.key), pairEnd(pair))) return false;
    if (!spans(pair.key) && pair.value !== null) visit(pair.value);
    return true;
  };
  const visit = (node: YamlNode): boolean => {
    if (!enter(startOf(node), node.type === 'map' || node.type === 'seq' ? contentEnd(node) : endOf(node))) return false;
    if (node.type === 'map') node.pairs.some(visitPair);
    if (node.type === 'seq') node.items.some((item) => item !== null && visit(item));
    if (node.type === 'scalar') visitText(node);
    return true;
  };
  /** The text between quotes. */
  const visitText = (node: ScalarNode): void => {
    if (node.style === 'single' || node.style === 'double') enter(startOf(node) + 1, endOf(node) - 1);
  };
  if (tree.root !== null) visit(tree.root);
  return outer.toReversed();
}
