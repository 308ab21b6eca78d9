/** Where the caret belongs on the empty line that Enter has made. Reads lines alone, so that half-typed text does not matter. */
import type { TextEdit } from '../edit/textEdit';
import type { SyntaxTree } from '../syntax/parse';
import { BlockLines, firstColumn } from './blockStack';

const BLOCK_SCALAR = /[:-][ \t]+(?:[&!]\S*[ \t]+)*[|>][-+1-9]{0,2}[ \t]*(?:#.*)?$/u;

/** The edit that indents a new, still empty line by what stands on the line above it; none where it stands well. */
export function enterEdits(tree: SyntaxTree, line: number, step: number): readonly TextEdit[] {
  const { lines } = tree;
  const text = lines.textOf(line);
  if (line === 0 || line >= lines.count || !/^[ \t]*$/u.test(text)) return [];
  const column = columnBelow(tree, line, step);
  if (column === null || text === ' '.repeat(column)) return [];
  const start = lines.startOf(line);
  return [{ from: start, to: start + text.length, text: ' '.repeat(column) }];
}

/** Column of what comes next below the line above; null where that says nothing. */
function columnBelow(tree: SyntaxTree, line: number, step: number): number | null {
  const block = new BlockLines(tree);
  const above = block.parts(line - 1);
  if (above === null) return null;
  const opens = BLOCK_SCALAR.test(tree.lines.textOf(line - 1)) || (above.key !== null && !above.hasValue);
  if (!opens) return above.key === null ? (above.dashes.at(-1) ?? null) : above.column;
  const owner = above.key === null ? firstColumn(above) : above.column;
  const below = block.below(line);
  return below !== null && firstColumn(below) > owner ? firstColumn(below) : owner + step;
}
