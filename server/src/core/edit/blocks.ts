/**
 * A key of a block mapping with all that belongs to it, as whole lines: its value, the comments right above it, and the
 * deeper comments behind it. Only what can be cut out and put elsewhere as it stands is a block.
 */
import type { MapNode, Pair, YamlNode } from '../syntax/node';
import { endOf, startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';
import { columnOf, contentEnd, lastScalar, lineBehind, pairEnd } from './layout';

/** Whole lines; offsets in the text. */
export interface Block {
  readonly from: number;
  readonly to: number;
  /** Column of the key. */
  readonly column: number;
}

/** A pair, and the mapping that it stands in. */
export interface PairAt {
  readonly map: MapNode;
  readonly pair: Pair;
}

/** The pair whose key begins at an offset. */
export function pairAt(node: YamlNode | null, offset: number): PairAt | null {
  if (node === null || node.type === 'scalar' || node.type === 'alias' || startOf(node) > offset) return null;
  // Where the text is no good YAML, a mapping may end before the last of what it holds.
  if (Math.max(endOf(node), contentEnd(node)) < offset) return null;
  if (node.type === 'map') {
    const pair = node.pairs.find(({ key }) => startOf(key) === offset);
    if (pair !== undefined) return { map: node, pair };
  }
  for (const child of node.type === 'map' ? node.pairs.map(({ value }) => value) : node.items) {
    const found = pairAt(child, offset);
    if (found !== null) return found;
  }
  return null;
}

/** The block of a pair; null where the key shares its line with something else, or stands in a flow mapping. */
export function blockOf(tree: SyntaxTree, { map, pair }: PairAt): Block | null {
  const { lines } = tree;
  const start = startOf(pair.key);
  const line = lines.lineOf(start);
  if (map.flow || pair.afterColon < 0 || !/^\uFEFF? *$/u.test(lines.slice(lines.startOf(line), start))) return null;
  const column = columnOf(tree, start);
  const from = withCommentsAbove(tree, map, pair, line, column);
  const to = withCommentsBelow(tree, lineBehind(tree, pairEnd(pair)), column);
  // The blank lines below would become part of the text above, were the block cut out between them.
  const before = map.pairs[map.pairs.indexOf(pair) - 1]?.value ?? null;
  return { from, to: keepsBlankLines(tree, before) ? blanksEnd(tree, to) : to, column };
}

/** Comments right above a key, at its column. Those above a document's first key speak of the whole, and stay. */
function withCommentsAbove({ lines, root }: SyntaxTree, map: MapNode, pair: Pair, line: number, column: number): number {
  const before = map.pairs[map.pairs.indexOf(pair) - 1];
  // A byte order mark stays, too.
  if (before === undefined && root !== null && startOf(map) === startOf(root)) return startOf(pair.key) - column;
  // What looks like a comment may be the text of the value above.
  const limit = before === undefined ? -1 : lines.lineOf(pairEnd(before) - 1);
  let first = line;
  while (first - 1 > limit && new RegExp(`^ {${column}}#`, 'u').test(lines.textOf(first - 1))) first -= 1;
  return lines.startOf(first);
}

/** True for what ends in a text that keeps the blank lines behind it (`|+`). */
function keepsBlankLines(tree: SyntaxTree, node: YamlNode | null): boolean {
  const text = lastScalar(node);
  return text !== null && /^[|>]\d?\+/u.test(tree.lines.slice(startOf(text), startOf(text) + 3));
}

/** Where blank lines end that begin at the start of a line. */
function blanksEnd({ lines }: SyntaxTree, from: number): number {
  let line = lines.lineOf(from);
  while (line < lines.count && lines.textOf(line).trim() === '') line += 1;
  return lines.startOf(line);
}

/** Takes in comments that stand deeper than the key, and the blank lines above them. */
function withCommentsBelow({ lines }: SyntaxTree, end: number, column: number): number {
  let to = end;
  for (let line = lines.lineOf(end); lines.startOf(line) >= end && line < lines.count; line += 1) {
    const text = lines.textOf(line);
    if (text.trim() === '') continue;
    if (!new RegExp(`^ {${column + 1},}#`, 'u').test(text)) break;
    to = lines.startOf(line + 1);
  }
  return to;
}

/** The lines of a block as if its key stood at column 0; null where one begins left of the key. */
export function relativeLines({ lines }: SyntaxTree, block: Block): readonly string[] | null {
  const relative: string[] = [];
  const margin = ' '.repeat(block.column);
  for (let line = lines.lineOf(block.from); line < lines.count && lines.startOf(line) < block.to; line += 1) {
    const text = lines.textOf(line);
    if (text.startsWith(margin)) relative.push(text.slice(block.column));
    else if (text.trim() === '') relative.push('');
    else return null;
  }
  return relative;
}
