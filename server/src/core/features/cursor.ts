/**
 * What a caret is about to write: a key of some mapping, or the value of some key. In block style this is read from lines
 * and indentation, so that half-typed text does not matter; the tree tells what is inside a scalar or a flow collection.
 */
import type { Key, Kind } from '../catalog/catalog';
import type { YamlNode } from '../syntax/node';
import { endOf, startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';
import { BlockScan } from './blockCursor';
import { cursorAtOpenBracket, cursorAtOpenQuote, flowAround, flowCursor } from './flowCursor';

interface Base {
  /** Keys from the document's root; list entries are left out. */
  readonly path: readonly string[];
  /** The stretch that a completion replaces: from here ... */
  readonly from: number;
  /** ... to the end of the word under the caret. */
  readonly to: number;
  readonly flow: boolean;
  /** True in a flow collection where another entry follows that no comma parts from this one. */
  readonly needsComma: boolean;
  /** True where a new text surely leaves the document sound; else what is offered has to be tried first. */
  readonly isPlain: boolean;
}

export interface KeyCursor extends Base {
  readonly type: 'key';
  /** The key whose mapping gets a new key; null where only a list entry can begin. */
  readonly parent: Key | null;
  readonly taken: ReadonlySet<string>;
  /** Column at which keys of this mapping stand. */
  readonly column: number;
  /** Blanks to be written before the key, where the caret stands at another column than its siblings. */
  readonly lead: string;
  /** True where a colon follows the word already. */
  readonly hasColon: boolean;
  /** Column for the dash of a new list entry, where one can begin here. */
  readonly entry: { readonly key: Key; readonly column: number } | null;
}

export interface ValueCursor extends Base {
  readonly type: 'value';
  readonly key: Key;
  /** True in an entry of a list (block or flow). */
  readonly item: boolean;
  /** True directly behind a colon without a blank. */
  readonly needsBlank: boolean;
  /** Column of the key, where an entry of its list can begin on the next line; else null. */
  readonly entryBelow: number | null;
}

export type Cursor = KeyCursor | ValueCursor;

/** What the caret at `offset` (UTF-16 units from the text's start) is about to write; null where nothing can be offered. */
export function cursorAt(tree: SyntaxTree, kind: Kind, offset: number): Cursor | null {
  if (isInComment(tree, offset)) return null;
  const opened = tree.problems.length === 0 ? null : (cursorAtOpenBracket(tree, kind, offset) ?? cursorAtOpenQuote(tree, kind, offset));
  if (opened !== null) return opened.cursor;
  const flow = flowAround(tree.root, offset);
  if (isInsideScalar(tree, offset) || isOutside(tree, offset, flow)) return null;
  return flow === null ? new BlockScan(tree, kind, offset).cursor() : flowCursor(tree, kind, flow, offset);
}

/** What may stand above the marker that begins a document. */
const HEAD = /^\uFEFF?(?:(?:[ \t]*(?:#.*)?|%.*)\r?\n)*---(?:\s|$)/u;

/** True above the marker that begins the document, behind its end, and beside a root that is no block mapping. */
function isOutside(tree: SyntaxTree, offset: number, flow: YamlNode | null): boolean {
  const { root, lines, secondDocument } = tree;
  const line = lines.lineOf(offset);
  if (root !== null && flow === null) {
    const first = lines.lineOf(startOf(root));
    if (root.type === 'alias' || root.type === 'scalar' ? first !== line : root.flow) return true;
    // A list would become the value of a key above it, and holds no keys of ours; one that begins by a slip ends somewhere.
    if (root.type === 'seq' && (line < first || tree.problems.length === 0)) return true;
  }
  const lineStart = lines.startOf(line);
  const own = lines.textOf(line);
  const isBehind = /^\.\.\.(?:\s|$)/mu.test(lines.slice(root === null ? 0 : Math.min(endOf(root), lineStart), lineStart));
  if (isBehind || (secondDocument !== null && startOf(secondDocument) < offset) || /^---(?:\s|$)/u.test(own)) return true;
  // Only comments and directives stand above such a marker: where the first key stands above the caret, there is none.
  if (root !== null && startOf(root) < lineStart) return false;
  return (HEAD.exec(lines.slice(0, lineStart) + lines.slice(lines.startOf(line + 1), lines.length))?.[0].length ?? 0) > lineStart;
}

/** True inside a block scalar or a quoted text: nothing of ours can be written there. */
function isInsideScalar(tree: SyntaxTree, offset: number): boolean {
  const { lines } = tree;
  const lineStart = lines.startOf(lines.lineOf(offset));
  const inside = (node: YamlNode | null): boolean => {
    // A plain text that goes on over lines fills its last one, blanks behind it included.
    if (node === null || startOf(node) >= offset || endOf(node) < lineStart) return false;
    if (node.type === 'map') return node.pairs.some((pair) => inside(pair.value));
    if (node.type === 'seq') return node.items.some(inside);
    if (node.type === 'scalar' && node.style === 'plain') return startOf(node) < lineStart;
    if (endOf(node) < offset) return false;
    if (node.type === 'alias') return true;
    if (node.style === 'literal' || node.style === 'folded') return offset < endOf(node) || lines.slice(offset - 1, offset) !== '\n';
    return offset < endOf(node) || !/["']/u.test(lines.slice(endOf(node) - 1, endOf(node))) || endOf(node) - startOf(node) < 2;
  };
  return inside(tree.root);
}

function isInComment(tree: SyntaxTree, offset: number): boolean {
  const line = tree.lines.lineOf(offset);
  const before = tree.lines.slice(tree.lines.startOf(line), offset).replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/gu, '""');
  return /(?:^|\s)#/u.test(before);
}
