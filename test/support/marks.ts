/** Marks in fixture texts: the caret `‸`, and ranges `«…»` (may lie side by side, may be empty, never overlap). */

/** A text with its one caret taken out. */
export function readCaret(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('‸');
  if (offset < 0 || marked.includes('‸', offset + 1)) throw new Error(`a fixture needs exactly one ‸:\n${marked}`);
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

/** A text with its range marks taken out. */
export function readRanges(marked: string): { readonly text: string; readonly ranges: readonly (readonly [number, number])[] } {
  const ranges: (readonly [number, number])[] = [];
  let text = '';
  let from = -1;
  for (const character of marked) {
    if (character === '«') from = text.length;
    else if (character === '»') ranges.push([from, text.length]);
    else text += character;
  }
  return { text, ranges };
}

/** Puts a caret mark into a text. */
export const withCaretAt = (text: string, offset: number): string => `${text.slice(0, offset)}‸${text.slice(offset)}`;
