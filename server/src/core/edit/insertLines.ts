/** Inserts whole lines so that they mean what they say, and what is around them means what it did. */
import { endOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';
import { lastScalar, lineEnding } from './layout';
import type { TextEdit } from './textEdit';

/** Inserts whole lines at the start of a line, or behind the last one. */
export const insertLines = (tree: SyntaxTree, at: number, lines: readonly string[]): TextEdit =>
  completingBreak(tree, linesAt(tree, at, lines));

/** The same where other lines may come to the same place: once they are joined, {@link completingBreak} sees to the first of them. */
export function linesAt(tree: SyntaxTree, place: number, lines: readonly string[]): TextEdit {
  const eol = lineEnding(tree);
  const at = aboveBlanks(tree, place);
  const block = lines.join(eol);
  return { from: at, to: at, text: at === 0 || tree.lines.slice(at - 1, at) === '\n' ? block + eol : eol + block };
}

/** Behind a text that ends between the two signs of a line break, another whole one would leave a sign that is none. */
export const completingBreak = ({ lines }: SyntaxTree, edit: TextEdit): TextEdit =>
  edit.text.startsWith('\r\n') && lines.slice(edit.from - 1, edit.from) === '\r' ? { ...edit, text: edit.text.slice(1) } : edit;

/**
 * The start of the text's last line where that holds nothing but blanks: with a line break behind them, a text above may
 * keep them. Blanks that are part of such a text stay its end.
 */
function aboveBlanks({ lines, root }: SyntaxTree, at: number): number {
  const start = lines.startOf(lines.count - 1);
  if (at < lines.length || start === 0 || !/^ +$/u.test(lines.slice(start, at))) return at;
  const above = lastScalar(root);
  return above !== null && endOf(above) > start && String(above.value).endsWith(' \n') ? at : start;
}

/** Behind blank lines with a tab in them, which the parser of YAML takes for wrong indentation of a value that is not there. */
export function belowTabs({ lines }: SyntaxTree, at: number): number {
  let behind = at;
  for (let line = lines.lineOf(at); lines.startOf(line) >= at && line < lines.count && lines.textOf(line).trim() === ''; line += 1)
    if (lines.textOf(line).includes('\t')) behind = lines.startOf(line + 1);
  return behind;
}
