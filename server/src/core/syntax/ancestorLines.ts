/** Which lines of a text say whose a line is, by indentation alone: good YAML or not. */
import type { Lines } from './lines';

const COMMENT = /^\s*#/u;
const DASH = /^\s*-(?:\s|$)/u;

/** The lines above a line of which it is a part, each less indented than the next; of a list at its key's column, the key too. */
export function ancestorLines(lines: Lines, line: number): readonly number[] {
  const found: number[] = [];
  let indent = lines.indentOf(line);
  let isEntry = DASH.test(lines.textOf(line));
  for (let at = line; indent > 0 || isEntry;) {
    at = lines.above(at, isEntry ? indent : indent - 1);
    if (at < 0) break;
    const text = lines.textOf(at);
    const isSibling = isEntry && lines.indentOf(at) === indent && DASH.test(text);
    if (isSibling || COMMENT.test(text)) continue;
    found.unshift(at);
    indent = lines.indentOf(at);
    isEntry = DASH.test(text);
  }
  return found;
}
