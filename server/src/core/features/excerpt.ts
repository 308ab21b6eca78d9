/** A part of a text that means alone what it means in the whole: a change of it can be read without reading all the rest. */
import type { SyntaxTree } from '../syntax/parse';

export interface Excerpt {
  readonly text: string;
  /** What an offset of the whole is more than the same place in the excerpt. */
  readonly shift: number;
}

/** The lines that stand with a line below the next key or dash above it, and the lines above them that say whose they are. */
export function excerptAround({ lines }: SyntaxTree, line: number): Excerpt {
  const above: string[] = [];
  let indent = lines.indentOf(line);
  let first = line;
  for (let at = lines.above(line, indent - 1); at >= 0 && indent > 0; at = lines.above(at, indent - 1)) {
    indent = lines.indentOf(at);
    if (first === line) first = at;
    else above.unshift(`${lines.textOf(at)}\n`);
  }
  const next = lines.below(Math.max(line, first), lines.indentOf(first));
  // A bracket on a line of its own closes what is above it.
  const end = /^\s*[\]}]/u.test(lines.textOf(next)) ? next + 1 : next;
  const start = lines.startOf(first);
  const lead = above.join('');
  return { text: lead + lines.slice(start, lines.startOf(end)), shift: start - lead.length };
}
