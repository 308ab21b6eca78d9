/** How a text is laid out: its line ending and its step of indentation, so that what is added looks like what is there. */
import type { MapNode, Pair, ScalarNode, YamlNode } from '../syntax/node';
import { endOf, startOf } from '../syntax/node';
import type { Range } from '../syntax/lines';
import type { SyntaxTree } from '../syntax/parse';

/** The line ending of a text: that of its first line. */
export const lineEnding = ({ lines }: SyntaxTree): '\n' | '\r\n' => (lines.startOf(1) - lines.endOf(0) === 2 ? '\r\n' : '\n');

/** Column (zero-based) at which something begins; a byte order mark takes none. */
export function columnOf(tree: SyntaxTree, offset: number): number {
  const { line, character } = tree.lines.positionAt(offset);
  return line === 0 && tree.lines.slice(0, 1) === '\uFEFF' ? Math.max(0, character - 1) : character;
}

/** Column of a block mapping's keys; a first key with an anchor or a `?` before it stands further right. */
export const keyColumn = (tree: SyntaxTree, map: MapNode): number =>
  Math.min(
    columnOf(tree, startOf(map)),
    ...map.pairs.slice(0, 3).flatMap(({ key }) => (key.name === '' ? [] : [columnOf(tree, startOf(key))])),
  );

/** Step of indentation: that of the first nested block mapping, else of the first indented list, else two spaces. */
export function indentStep(tree: SyntaxTree): number {
  const { root } = tree;
  if (root?.type !== 'map' || root.flow) return 2;
  const column = keyColumn(tree, root);
  const steps = (type: 'map' | 'seq'): readonly number[] =>
    root.pairs
      .flatMap(({ value }) => (value?.type === type && !value.flow ? [columnOf(tree, startOf(value)) - column] : []))
      .filter((step) => step > 0);
  return steps('map')[0] ?? steps('seq')[0] ?? 2;
}

/** Offset behind the last character that belongs to a node, its last descendant included. */
export function contentEnd(node: YamlNode): number {
  if (node.type === 'map' && !node.flow) {
    const last = node.pairs.at(-1);
    return last === undefined ? endOf(node) : pairEnd(last);
  }
  if (node.type === 'seq' && !node.flow) {
    const last = node.items.at(-1);
    return last === null || last === undefined ? endOf(node) : contentEnd(last);
  }
  return endOf(node);
}

/** The scalar that ends a block collection, or is itself the node; null where something else ends it. */
export function lastScalar(node: YamlNode | null): ScalarNode | null {
  if (node === null || node.type === 'alias') return null;
  if (node.type === 'scalar') return node;
  return node.flow ? null : lastScalar((node.type === 'map' ? node.pairs.at(-1)?.value : node.items.at(-1)) ?? null);
}

/** Offset behind the last character of a pair's key and value. */
export function pairEnd(pair: Pair): number {
  const key = pair.afterColon < 0 ? endOf(pair.key) : pair.key.origin.offset + pair.afterColon;
  return pair.value === null ? key : Math.max(key, contentEnd(pair.value));
}

/** Where the value of a key that has none is written, as an empty range; null where one stands. */
export function placeToWrite(tree: SyntaxTree, { key, value, afterColon }: Pair): Range | null {
  if (value !== null || afterColon < 0) return null;
  const line = tree.lines.lineOf(startOf(key));
  const at = Math.min(key.origin.offset + afterColon + 1, tree.lines.endOf(line));
  return tree.lines.range(at, at);
}

/** Start of the line behind the one that ends a pair; the end of the text when there is none. */
export function lineBehind(tree: SyntaxTree, offset: number): number {
  const line = tree.lines.lineOf(offset);
  // A block scalar ends at the start of the line behind it.
  if (offset > 0 && tree.lines.startOf(line) === offset) return offset;
  return tree.lines.startOf(line + 1);
}
