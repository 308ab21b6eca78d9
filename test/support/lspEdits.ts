/** Edits of the protocol, applied as an editor applies them. */

export interface LspEdit {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly newText: string;
}

/** A text with edits applied; positions are those of the text before any of them. */
export function applied(text: string, edits: readonly LspEdit[]): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: { line: number; character: number }): number =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  return edits
    .toSorted((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce((result, { range, newText }) => result.slice(0, offset(range.start)) + newText + result.slice(offset(range.end)), text);
}

/** Position of the first `word` in a text, `by` characters into it. */
export function positionOf(text: string, word: string, by = 0): { readonly line: number; readonly character: number } {
  const before = text.slice(0, text.indexOf(word) + by).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
