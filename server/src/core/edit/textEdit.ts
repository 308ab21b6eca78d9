/** Edits as slices of text. Offsets are UTF-16 units of the text before any of the edits. */

export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Applies edits that do not overlap; insertions at one offset end up in their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.from - b.from)) {
    result += text.slice(at, edit.from) + edit.text;
    at = edit.to;
  }
  return result + text.slice(at);
}

/** Joins insertions at the same offset into one edit, in their order, and sorts edits by offset. */
export function joinInsertions(edits: readonly TextEdit[]): readonly TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last !== undefined && last.from === last.to && edit.from === edit.to && last.from === edit.from)
      joined[joined.length - 1] = { ...last, text: last.text + edit.text };
    else joined.push(edit);
  }
  return joined;
}

/** Joins edits that touch each other into one, in their order, so that no client has to guess which comes first. */
export function joinTouching(edits: readonly TextEdit[]): readonly TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last !== undefined && edit.from <= last.to)
      joined[joined.length - 1] = { from: last.from, to: edit.to, text: last.text + edit.text };
    else joined.push(edit);
  }
  return joined;
}
