/**
 * A YAML text that is edited: a keystroke costs what its surroundings cost, however long the text is. The tree is the
 * one that `parse` gives; only chunk borders depend on the history of edits, see `reparse.ts`.
 */
import type { Chunk } from './chunk';
import { TAIL } from './compose';
import { Lines } from './lines';
import { linkAliases } from './links';
import type { YamlNode } from './node';
import type { SyntaxProblem, SyntaxTree } from './parse';
import type { AnchorNames } from './piece';
import { Reparse } from './reparse';
import type { Change } from './reuse';
import { Formerly } from './reuse';
import { assembled, numberChunks } from './spines';

export interface IncrementalOptions {
  /** How many lines a chunk should have; the tests use small ones to have cuts everywhere. */
  readonly chunkLines?: number;
}

/** Measured: smaller chunks make an edit little cheaper but the tree dearer to put together, larger ones the reverse. */
const CHUNK_LINES = 16;

export class IncrementalDocument {
  #chunks: readonly Chunk[];
  #tree: SyntaxTree;
  #parsed: number;
  readonly #size: number;
  readonly #anchors: AnchorNames;

  private constructor(text: string, reparse: Reparse) {
    this.#size = reparse.size;
    this.#anchors = reparse.anchors;
    this.#chunks = reparse.made;
    this.#parsed = reparse.parsed;
    this.#tree = this.#assemble(null, new Lines(text));
  }

  /** Opens a text at once. */
  static open(text: string, options: IncrementalOptions = {}): IncrementalDocument {
    const slices = IncrementalDocument.openSlices(text, options);
    for (;;) {
      const slice = slices.next();
      if (slice.done === true) return slice.value;
    }
  }

  /**
   * Opens a text in slices, each a chunk (a fraction of a millisecond, as a rule) and at the end the tree's assembly
   * (a millisecond or two for 20,000 lines). Yields the number of UTF-16 units read so far; the caller may pause or
   * give up after any slice.
   */
  static *openSlices(text: string, { chunkLines = CHUNK_LINES }: IncrementalOptions = {}): Generator<number, IncrementalDocument, void> {
    const reparse = new Reparse([], 0, -1, text + TAIL, Math.max(1, chunkLines), new WeakMap());
    while (!reparse.step()) yield Math.min(reparse.read, text.length);
    return new IncrementalDocument(text, reparse);
  }

  /**
   * The tree of the text as it is now. After an edit, an older tree still has its own text, lines and structure, but
   * its nodes' positions are those of the new text: take the new tree.
   * A pair or list entry that an edit did not touch stays the object it was, wherever it has moved. Different content
   * always means a different object, from there up to the root; comments and blank lines are no content.
   */
  get tree(): SyntaxTree {
    return this.#tree;
  }

  get text(): string {
    return this.#tree.text;
  }

  /** How many UTF-16 units the last edit (or opening) had to parse, trials included. For measurements. */
  get parsed(): number {
    return this.#parsed;
  }

  /**
   * Replaces the text between two offsets (UTF-16 units, before the edit) by `text`. Offsets beyond the text count as
   * its end.
   */
  edit(from: number, to: number, text: string): void {
    const start = Math.max(0, Math.min(from, this.#length));
    const end = Math.max(start, Math.min(to, this.#length));
    if (start === end && text === '') return;
    const change: Change = { from: start, to: end, length: text.length };
    const reparse = this.#reparse(start, end, text);
    while (!reparse.step());
    this.#parsed = reparse.parsed;
    const formerly = this.#exchange(reparse, change);
    const chunks = this.#chunks;
    this.#tree = this.#assemble(
      formerly,
      this.#tree.lines.edited(start, end, text, () => textOf(chunks)),
    );
  }

  /** Makes `text` the whole text; what it has in common with the present one at both ends stays. */
  replace(text: string): void {
    const before = this.text;
    const limit = Math.min(before.length, text.length);
    const prefix = commonLength(limit, (at, length) => before.slice(at, at + length) === text.slice(at, at + length));
    const suffix = commonLength(limit - prefix, (at, length) => {
      const tail = (of: string): string => of.slice(of.length - at - length, of.length - at);
      return tail(before) === tail(text);
    });
    this.edit(prefix, before.length - suffix, text.slice(prefix, text.length - suffix));
  }

  get #length(): number {
    const last = this.#chunks.at(-1);
    return last === undefined ? 0 : last.offset + last.text.length - TAIL.length;
  }

  #reparse(from: number, to: number, text: string): Reparse {
    const chunks = this.#chunks;
    const first = chunkAt(chunks, from);
    let last = first;
    let body = chunks[first]?.text ?? '';
    const base = chunks[first]?.offset ?? 0;
    while (base + body.length < to) {
      last += 1;
      body += chunks[last]?.text ?? '';
    }
    return new Reparse(chunks, first, last, body.slice(0, from - base) + text + body.slice(to - base), this.#size, this.#anchors);
  }

  /** Puts the new chunks in the place of the old ones. */
  #exchange({ first, last, made }: Reparse, change: Change): Formerly {
    const replaced = this.#chunks.slice(first, last + 1);
    const formerly = new Formerly(replaced, change, this.#anchors);
    let offset = replaced[0]?.offset ?? 0;
    for (const chunk of made) {
      chunk.offset = offset;
      offset += chunk.text.length;
      formerly.restore(chunk);
    }
    for (const chunk of replaced) chunk.index = -1;
    this.#chunks = [...this.#chunks.slice(0, first), ...made, ...this.#chunks.slice(last + 1)];
    return formerly;
  }

  #assemble(formerly: Formerly | null, lines: Lines): SyntaxTree {
    const chunks = this.#chunks;
    const unknown = linkAliases(chunks, this.#anchors);
    numberChunks(chunks);
    const root = assembled(chunks, formerly, this.#anchors);
    const problems: SyntaxProblem[] = [];
    for (const chunk of chunks) for (const problem of chunk.problems) problems.push(problem);
    for (const problem of unknown) problems.push(problem);
    return new AssembledTree(lines, root, problems, chunks.at(-1)?.secondDocument ?? null);
  }
}

/** A tree whose text is put together when it is asked for. */
class AssembledTree implements SyntaxTree {
  constructor(
    readonly lines: Lines,
    readonly root: YamlNode | null,
    readonly problems: readonly SyntaxProblem[],
    readonly secondDocument: SyntaxTree['secondDocument'],
  ) {}

  get text(): string {
    return this.lines.text;
  }
}

const textOf = (chunks: readonly Chunk[]): string =>
  chunks
    .map((chunk) => chunk.text)
    .join('')
    .slice(0, -TAIL.length);

/** The last chunk that begins at or before an offset. */
function chunkAt(chunks: readonly Chunk[], offset: number): number {
  let low = 0;
  let high = chunks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((chunks[middle]?.offset ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How far two texts agree, up to `limit`: compared by blocks, then by halves. */
function commonLength(limit: number, agree: (at: number, length: number) => boolean): number {
  let at = 0;
  for (let block = 1 << 14; block > 0; ) {
    const length = Math.min(block, limit - at);
    if (length > 0 && agree(at, length)) at += length;
    else block >>= 1;
  }
  return at;
}
