/** A text that is edited in several rounds, and the edits that do the same to the first text in one. */
import type { TextEdit } from './textEdit';

/** Text of the first version, or text that came in. */
type Piece = { readonly from: number; readonly to: number } | { readonly text: string };

const lengthOf = (piece: Piece): number => ('text' in piece ? piece.text.length : piece.to - piece.from);

export class EditedText {
  #pieces: readonly Piece[];

  constructor(readonly original: string) {
    this.#pieces = [{ from: 0, to: original.length }];
  }

  get text(): string {
    return this.#pieces.map((piece) => ('text' in piece ? piece.text : this.original.slice(piece.from, piece.to))).join('');
  }

  /** Applies edits of the present text, which do not overlap. */
  apply(edits: readonly TextEdit[]): void {
    for (const { from, to, text } of edits.toSorted((a, b) => a.from - b.from).toReversed())
      this.#pieces = [...this.#slice(0, from), ...(text === '' ? [] : [{ text }]), ...this.#slice(to, Infinity)];
  }

  /** The edits that lead from the first text to the present one. */
  edits(): readonly TextEdit[] {
    const edits: TextEdit[] = [];
    let at = 0;
    let text = '';
    const close = (next: number): void => {
      if (next > at || text !== '') edits.push({ from: at, to: next, text });
      text = '';
    };
    for (const piece of this.#pieces) {
      if ('text' in piece) text += piece.text;
      else {
        close(piece.from);
        at = piece.to;
      }
    }
    close(this.original.length);
    return edits;
  }

  #slice(from: number, to: number): readonly Piece[] {
    let at = 0;
    return this.#pieces.flatMap((piece): readonly Piece[] => {
      const length = lengthOf(piece);
      const start = Math.max(0, from - at);
      const end = Math.min(length, to - at);
      at += length;
      if (start >= end) return [];
      return 'text' in piece ? [{ text: piece.text.slice(start, end) }] : [{ from: piece.from + start, to: piece.from + end }];
    });
  }
}
