/**
 * Formatting: indentation, blanks at the ends of lines, the line break at the end of the text. Touches only white space,
 * and none that belongs to a value or a comment; a text that is no good YAML stays as it is.
 */
import { indentStep, lineEnding } from '../edit/layout';
import type { TextEdit } from '../edit/textEdit';
import { applyEdits } from '../edit/textEdit';
import { startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';
import { parse } from '../syntax/parse';
import { locate } from '../syntax/path';
import { sameContent } from '../syntax/sameContent';
import { columnsOf, leadOf } from './indentation';
import type { LineRoles } from './lineRoles';
import { lineRoles } from './lineRoles';

/** What an editor wants of indentation: so many spaces, or tabs, which YAML cannot have. */
export interface Indentation {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

/** Zero-based, both included. */
export interface LineSpan {
  readonly first: number;
  readonly last: number;
}

const EVERYTHING: LineSpan = { first: 0, last: Number.POSITIVE_INFINITY };

/** The step of indentation that an editor asks for, or, where that makes no sense in YAML, the text's own. */
export const stepOf = (tree: SyntaxTree, { tabSize, insertSpaces }: Indentation): number =>
  insertSpaces && Number.isInteger(tabSize) && tabSize >= 2 && tabSize <= 8 ? tabSize : indentStep(tree);

/**
 * Edits that format the lines of a span, in the text's order; none where the text has syntax problems. A span whose lines
 * cannot be indented without the others keeps its indentation.
 */
export function formatEdits(tree: SyntaxTree, indentation: Indentation, span: LineSpan = EVERYTHING): readonly TextEdit[] {
  if (tree.problems.length > 0) return [];
  const { indents, blanks } = whiteSpaceEdits(tree, stepOf(tree, indentation), span);
  for (const edits of [[...indents, ...blanks].toSorted((a, b) => a.from - b.from), blanks])
    if (edits.length > 0 && sameContent(tree, parse(applyEdits(tree.text, edits)))) return edits;
  return [];
}

/** The edits by what they do, before anybody made sure that they change no content. */
export function whiteSpaceEdits(
  tree: SyntaxTree,
  step: number,
  { first, last }: LineSpan = EVERYTHING,
): { readonly indents: readonly TextEdit[]; readonly blanks: readonly TextEdit[] } {
  const { lines } = tree;
  const roles = lineRoles(tree);
  const end = tree.secondDocument === null ? lines.count : lines.lineOf(startOf(tree.secondDocument));
  const columns = columnsOf(tree, roles, step, end);
  const indents: TextEdit[] = [];
  const blanks: TextEdit[] = [];
  for (let line = first; line < Math.min(end, last + 1); line += 1) {
    const column = columns?.get(line);
    if (column !== undefined) indents.push(...indentEdit(tree, line, column));
    blanks.push(...blanksAtEnd(tree, roles, line));
  }
  if (last >= lines.count - 1 && tree.secondDocument === null) blanks.push(...endEdit(tree, roles));
  return { indents, blanks: withoutOverlap(blanks) };
}

function indentEdit({ lines, text }: SyntaxTree, line: number, column: number): readonly TextEdit[] {
  const start = lines.startOf(line) + (line === 0 && text.startsWith('\uFEFF') ? 1 : 0);
  const lead = leadOf(text.slice(start, lines.endOf(line)));
  if (column === lead) return [];
  return [
    column > lead ? { from: start, to: start, text: ' '.repeat(column - lead) } : { from: start, to: start + lead - column, text: '' },
  ];
}

function blanksAtEnd(tree: SyntaxTree, roles: LineRoles, line: number): readonly TextEdit[] {
  if (roles.openEnded.has(line)) return [];
  const text = tree.lines.textOf(line);
  const length = text.replace(/[ \t]+$/u, '').length;
  if (length === text.length || endsInComment(tree, line, text)) return [];
  const start = tree.lines.startOf(line);
  return [{ from: start + length, to: start + text.length, text: '' }];
}

/** The blanks at the end of a comment are the comment's. */
function endsInComment(tree: SyntaxTree, line: number, text: string): boolean {
  const start = tree.lines.startOf(line);
  return Array.from(text.matchAll(/(?:^|[ \t\uFEFF])#/gu)).some((match) => {
    const at = start + match.index + match[0].length - 1;
    const located = locate(tree.root, at);
    const inside = located?.part === 'key' ? located.pair?.key : located?.node;
    return inside === undefined || inside === null || startOf(inside) >= at;
  });
}

/** One line break at the end, and no blank lines; a block scalar at the end has its say in what that means. */
function endEdit(tree: SyntaxTree, roles: LineRoles): readonly TextEdit[] {
  const { lines, text } = tree;
  const last = lines.count - 1;
  if (text === '' || roles.openEnded.has(last)) return [];
  let line = last;
  while (line >= 0 && /^[ \t\uFEFF]*$/u.test(lines.textOf(line)) && !roles.openEnded.has(line)) line -= 1;
  if (line < 0 || line + 1 === last) return [];
  if (line === last) return [{ from: text.length, to: text.length, text: lineEnding(tree) }];
  return [{ from: lines.startOf(line + 1), to: text.length, text: '' }];
}

/** Leaves out what a later edit covers. */
function withoutOverlap(edits: readonly TextEdit[]): readonly TextEdit[] {
  const last = edits.at(-1);
  return last === undefined ? edits : edits.filter((edit) => edit === last || edit.from < last.from);
}
