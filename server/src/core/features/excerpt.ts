/** A part of a text that means alone what it means in the whole: a change of it can be read without reading all the rest. */
import { ancestorLines } from '../syntax/ancestorLines';
import type { SyntaxTree } from '../syntax/parse';

export interface Excerpt {
  readonly text: string;
  /** What an offset of the whole is more than the same place in the excerpt. */
  readonly shift: number;
}

/** The lines that stand with a line below the next key or dash above it, and the lines above them that say whose they are. */
export function excerptAround({ lines }: SyntaxTree, line: number): Excerpt {
  const above = ancestorLines(lines, line);
  const first = above.at(-1) ?? line;
  const next = lines.below(Math.max(line, first), lines.indentOf(first));
  // A bracket on a line of its own closes what is above it.
  const end = /^\s*[\]}]/u.test(lines.textOf(next)) ? next + 1 : next;
  const start = lines.startOf(first);
  const lead = above
    .slice(0, -1)
    .map((at) => `${lines.textOf(at)}\n`)
    .join('');
  return { text: lead + lines.slice(start, lines.startOf(end)), shift: start - lead.length };
}
