/**
 * Gives a key that stands another value, as slices of text: what is around the old value stays, and of a list only the
 * entries that differ are touched.
 */
import type { Pair, SeqNode, YamlNode } from '../syntax/node';
import { endOf, resolved, startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';
import { inlineList, inlineScalar } from './inlineScalar';
import { insertLines } from './insertLines';
import { lineBehind, lineEnding, pairEnd } from './layout';
import type { TextEdit } from './textEdit';

/** Edits that write `yaml`, which is on one line, as the value of a key. Null where no colon shows where it goes. */
export function replaceValue(tree: SyntaxTree, pair: Pair, yaml: string): readonly TextEdit[] | null {
  const { value, key, afterColon } = pair;
  if (afterColon < 0) return null;
  const behindColon = key.origin.offset + afterColon;
  if (value === null) return [{ from: behindColon, to: behindColon, text: ` ${yaml}` }];
  if (isInline(tree, value, behindColon)) {
    // A block scalar ends at the start of the line behind it.
    const end = tree.text[endOf(value) - 1] === '\n' ? lineEnding(tree) : '';
    return [{ from: startOf(value), to: endOf(value), text: yaml + end }];
  }
  // A block below the key: the value goes behind the colon, where a comment may follow it, and the block's lines go.
  const from = Math.max(behindColon, tree.lines.startOf(tree.lines.lineOf(startOf(value))));
  return [
    { from: behindColon, to: behindColon, text: ` ${yaml}` },
    { from, to: lineBehind(tree, pairEnd(pair)), text: '' },
  ];
}

/** Edits after which a key holds these texts as a list. */
export function replaceList(tree: SyntaxTree, pair: Pair, items: readonly string[]): readonly TextEdit[] | null {
  const entries = pair.value?.type === 'seq' ? replaceEntries(tree, pair.value, items) : null;
  return entries ?? replaceValue(tree, pair, inlineList(items));
}

/** Edits of a list: entries that stay are not touched, new ones come last. Null where none stays, or one has no value. */
export function replaceEntries(tree: SyntaxTree, seq: SeqNode, items: readonly string[]): readonly TextEdit[] | null {
  const present = seq.items.map(textOf);
  const isKept = present.map((item, at) => item !== null && items.includes(item) && present.indexOf(item) === at);
  if (!isKept.includes(true) || seq.items.includes(null)) return null;
  const nodes = seq.items.filter((item) => item !== null);
  const added = items.filter((item) => !present.includes(item)).map(inlineScalar);
  return seq.flow ? flowEdits(tree, nodes, isKept, added) : blockEdits(tree, nodes, isKept, added);
}

type Edits = (tree: SyntaxTree, items: readonly YamlNode[], isKept: readonly boolean[], added: readonly string[]) => readonly TextEdit[];

const blockEdits: Edits = (tree, items, isKept, added) => {
  const edits: TextEdit[] = [];
  const startOfLine = (item: YamlNode): number => tree.lines.startOf(tree.lines.lineOf(startOf(item)));
  for (const [at, item] of items.entries())
    if (isKept[at] !== true) edits.push({ from: startOfLine(item), to: lineBehind(tree, endOf(item)), text: '' });
  const last = items.at(-1);
  if (last === undefined || added.length === 0) return edits;
  const dash = /^[ \t]*- +/u.exec(tree.text.slice(startOfLine(last), startOf(last)))?.[0] ?? '- ';
  const lines = added.map((item) => dash + item);
  return [...edits, insertLines(tree, lineBehind(tree, endOf(last)), lines)];
};

const flowEdits: Edits = (tree, items, isKept, added) => {
  const edits: TextEdit[] = [];
  const lastKept = items[isKept.lastIndexOf(true)];
  // Before the cuts: one may begin at the same place.
  if (added.length > 0 && lastKept !== undefined)
    edits.push({ from: endOf(lastKept), to: endOf(lastKept), text: added.map((item) => `, ${item}`).join('') });
  for (const [at, item] of items.entries()) {
    if (isKept[at] === true) continue;
    const next = items[at + 1];
    const before = items[at - 1];
    // With its comma: the one behind it or, for the last entries, the one before them where it stands on their line.
    if (next !== undefined && isKept.indexOf(true, at) > at) edits.push({ from: startOf(item), to: startOf(next), text: '' });
    else if (before !== undefined && !tree.text.slice(endOf(before), startOf(item)).includes('\n'))
      edits.push({ from: endOf(before), to: endOf(item), text: '' });
    else edits.push({ from: startOf(item), to: endOf(item), text: '' });
  }
  return edits;
};

/** True where a value is no block collection on lines of its own. */
const isInline = (tree: SyntaxTree, value: YamlNode, behindColon: number): boolean =>
  value.type === 'alias' || value.type === 'scalar' || value.flow || tree.lines.lineOf(startOf(value)) === tree.lines.lineOf(behindColon);

/** The text that a list entry stands for; null for one that is no scalar. */
function textOf(node: YamlNode | null): string | null {
  const at = resolved(node);
  return at?.type === 'scalar' && at.value !== null ? String(at.value) : null;
}
