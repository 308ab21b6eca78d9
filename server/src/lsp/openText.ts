/**
 * The text of an open document and its tree. A text that nobody has edited is parsed in one go, and again after it was let
 * go; from the first edit on, an edit parses what it changed.
 */
import { holdsOddCharacters, isUnreadable, TEXT_LIMIT } from '../core/assessment/textFindings';
import type { Range } from '../core/syntax/lines';
import { Lines } from '../core/syntax/lines';
import type { SyntaxTree } from '../core/syntax/parse';
import { parse } from '../core/syntax/parse';
import { ReadableDocument } from '../core/syntax/readableDocument';

/** A longer text is parsed for edits at once, in UTF-16 units: its first edit would be felt otherwise. */
const LONG = 1 << 14;

export class OpenText {
  /** Null while the incremental document has it. */
  #text: string | null = null;
  #tree: SyntaxTree | null = null;
  #incremental: ReadableDocument | null = null;
  /** False once characters came in that must be looked for in the whole text. */
  #isPlain = true;

  constructor(text: string) {
    this.replace(text);
  }

  get text(): string {
    return this.#text ?? this.#incremental?.text ?? '';
  }

  /** True where the text is known to hold no odd characters. */
  get isPlain(): boolean {
    return this.#isPlain;
  }

  /** True where an edit leaves most nodes what they were, so that it pays to remember what was said of them. */
  get isEdited(): boolean {
    return this.#incremental !== null;
  }

  /** True for a short text that nobody has edited since it was opened or let go. */
  get isShort(): boolean {
    return this.#text !== null && this.#text.length <= LONG;
  }

  /** Null for a text that is not parsed: too long, or no text. */
  get tree(): SyntaxTree | null {
    const text = this.#text;
    if (text === null) {
      const tree = this.#incremental?.tree ?? null;
      // An edited text may have grown over the limit.
      return tree === null || tree.lines.length > TEXT_LIMIT ? null : tree;
    }
    if (isUnreadable(text)) return null;
    if (text.length > LONG) return this.#open(text).tree;
    this.#tree ??= parse(text);
    return this.#tree;
  }

  /** Makes `text` the whole text. */
  replace(text: string): void {
    this.#isPlain = !holdsOddCharacters(text);
    this.#tree = null;
    if (this.#incremental !== null && !isUnreadable(text)) this.#incremental.replace(text);
    else {
      this.#incremental = null;
      this.#text = text;
    }
  }

  /** Replaces a range of the text as it is now. */
  edit(range: Range, text: string): void {
    const known = this.#text;
    if (known !== null && isUnreadable(known)) {
      const lines = new Lines(known);
      this.replace(known.slice(0, lines.offsetAt(range.start)) + text + known.slice(lines.offsetAt(range.end)));
      return;
    }
    const incremental = this.#incremental ?? this.#open(known ?? '');
    const { lines } = incremental.tree;
    this.#tree = null;
    incremental.edit(lines.offsetAt(range.start), lines.offsetAt(range.end), text);
    if (holdsOddCharacters(text)) this.replace(incremental.text);
  }

  /** Lets the tree go; it is made again when somebody asks for it. */
  release(): void {
    this.#text = this.text;
    this.#tree = null;
    this.#incremental = null;
  }

  #open(text: string): ReadableDocument {
    this.#incremental = ReadableDocument.open(text);
    this.#text = null;
    return this.#incremental;
  }
}
