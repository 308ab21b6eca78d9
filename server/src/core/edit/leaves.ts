/** The places for values in inserted keys: tab stops for clients with snippets, the caret for the others. */
import type { SyntaxTree } from '../syntax/parse';
import { columnOf } from './layout';
import type { TextEdit } from './textEdit';

/** A line that ends with a colon and has no deeper line below it, or a dash that waits for its value. */
const LEAF = /^( *)(?:(?:- )?[\w$-]+:|-)(?=\r?\n|$)(?!\r?\n\1 +\S)/gmu;

/**
 * An insertion as a snippet: a tab stop behind every new key that has no keys below it. Null where a client's own
 * indentation of snippets could change the result (an insertion behind text on the same line, or in a flow mapping).
 */
export function asSnippet(edit: TextEdit, tree: SyntaxTree): string | null {
  if (edit.from !== edit.to || columnOf(tree, edit.from) !== 0 || edit.text.includes('{')) return null;
  let stop = 0;
  return edit.text.replaceAll(LEAF, (line) => {
    stop += 1;
    return `${line} $${stop}`;
  });
}

/** The same edits with a blank behind the first new key, and the offset behind it in the edited text. */
export function withCaret(edits: readonly TextEdit[]): { readonly edits: readonly TextEdit[]; readonly caret: number } {
  const sorted = edits.toSorted((a, b) => a.from - b.from);
  let shift = 0;
  for (const [at, edit] of sorted.entries()) {
    const leaf = new RegExp(LEAF.source, 'mu').exec(edit.text);
    if (leaf !== null) {
      const end = leaf.index + leaf[0].length;
      const text = `${edit.text.slice(0, end)} ${edit.text.slice(end)}`;
      return { edits: sorted.with(at, { ...edit, text }), caret: edit.from + shift + end + 1 };
    }
    shift += edit.text.length - (edit.to - edit.from);
  }
  const [first] = sorted;
  return { edits: sorted, caret: (first?.from ?? 0) + (first?.text.length ?? 0) };
}
