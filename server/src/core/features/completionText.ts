/** Texts that completions put in: tab stops, and what parts them from what follows. */
import type { Key } from '../catalog/catalog';
import type { CompletionContext, CompletionItem } from './completion';
import type { Cursor } from './cursor';

export interface Text {
  readonly snippet: string;
  readonly plain: string;
}

/** What parts a new text from what follows: a comma in a flow collection, a blank in front of a comment. */
export const ending = ({ assessment }: CompletionContext, { needsComma, to }: Cursor): string =>
  needsComma ? ',' : assessment.tree.lines.slice(to, to + 1) === '#' ? ' ' : '';

/** `\0` marks a leaf: a tab stop behind a blank, or nothing. */
export function withStops(text: string): Text {
  let stop = 0;
  const snippet = text.replaceAll(/([:-]?)\0/gu, (_, before: string) => {
    stop += 1;
    return `${before === '' ? '' : `${before} `}$${stop}`;
  });
  return { snippet, plain: text.replaceAll(/([:-])\0/gu, '$1 ').replaceAll('\0', '') };
}

/** The item that begins a list entry. */
export const dashItem = (key: Key, change: Pick<CompletionItem, 'from' | 'to' | 'snippet' | 'plain'>): CompletionItem => ({
  label: '-',
  kind: 'entry',
  note: '',
  detail: key.title,
  sortText: '0000',
  about: { path: key.path, value: null },
  offersValues: false,
  ...change,
});
