/** Moves and removes whole keys as they stand, comments included. Null where that cannot be done by cutting lines. */
import type { Key } from '../catalog/catalog';
import type { YamlNode } from '../syntax/node';
import { endOf, startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';
import type { PairAt } from './blocks';
import { blockOf, relativeLines } from './blocks';
import { insertEntries } from './insertKeys';
import { pairEnd } from './layout';
import type { TextEdit } from './textEdit';

/** Edits that cut a key out and put it at another path of the document; keys on the way there are made. */
export function moveKey(tree: SyntaxTree, root: YamlNode, rootKey: Key, from: PairAt, to: readonly string[]): readonly TextEdit[] | null {
  const cut = removeKey(tree, from);
  const lines = linesOf(tree, from);
  if (cut === null || lines === null) return null;
  const inserts = insertEntries(tree, root, rootKey, [{ path: to, lines }]);
  return cutAndInsert(tree, cut, inserts);
}

/** A cut and insertions as edits of one text; null where there are none, or where they overlap. */
export function cutAndInsert({ lines }: SyntaxTree, cut: TextEdit, inserts: readonly TextEdit[]): readonly TextEdit[] | null {
  if (inserts.length === 0 || inserts.some((edit) => cut.from < edit.to && edit.from < cut.to)) return null;
  // Where the last line goes, the one before it has its line break already.
  const isLast = cut.to === lines.length && lines.slice(cut.from - 1, cut.from) === '\n';
  return [...inserts.map((edit) => (isLast && edit.from === cut.to ? { ...edit, text: edit.text.replace(/^\r?\n/u, '') } : edit)), cut];
}

/** The lines of a key at column 0, from a block or from between brackets. */
function linesOf(tree: SyntaxTree, from: PairAt): readonly string[] | null {
  if (from.map.flow) {
    const text = tree.lines.slice(startOf(from.pair.key), pairEnd(from.pair));
    return text.includes('\n') || from.pair.afterColon < 0 ? null : [text];
  }
  const block = blockOf(tree, from);
  return block === null ? null : relativeLines(tree, block);
}

/** The edit that removes a key with its value and comments. */
export function removeKey(tree: SyntaxTree, from: PairAt): TextEdit | null {
  if (from.map.flow) return removeFromFlow(tree, from);
  const block = blockOf(tree, from);
  return block === null ? null : { from: block.from, to: block.to, text: '' };
}

/** With the comma before it or, for the first one, the comma behind it. */
function removeFromFlow(tree: SyntaxTree, { map, pair }: PairAt): TextEdit | null {
  const at = map.pairs.indexOf(pair);
  const before = map.pairs[at - 1];
  const next = map.pairs[at + 1];
  const end = pair.value === null ? pairEnd(pair) : endOf(pair.value);
  const edit =
    before !== undefined
      ? { from: before.value === null ? pairEnd(before) : endOf(before.value), to: end, text: '' }
      : { from: startOf(pair.key), to: next === undefined ? end : startOf(next.key), text: '' };
  // A comment between the entries would swallow what comes behind it.
  return /#|\n/u.test(tree.lines.slice(edit.from, edit.to).replaceAll(/"[^"]*"|'[^']*'/gu, '')) ? null : edit;
}
