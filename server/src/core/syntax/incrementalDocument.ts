/**
 * A YAML text that is edited: a keystroke costs what its surroundings cost, however long the text is. For good YAML the
 * tree is the one that `parseAll` gives; only chunk borders depend on the history of edits, see `reparse.ts`. A text that
 * is none may be read no further than to its first problem: see `faults.ts`, which takes out what is at fault.
 */
import type { Chunk, Table } from './chunk';
import { TAIL } from './compose';
import { Lines } from './lines';
import type { Linked } from './links';
import { linkAliases } from './links';
import type { YamlNode } from './node';
import { ALL_READ } from './parseAll';
import type { SyntaxProblem, SyntaxTree } from './parse';
import type { AnchorNames } from './piece';
import { Reparse } from './reparse';
import type { Change } from './reuse';
import { Formerly } from './reuse';
import type { Stretch } from './spines';
import { assembledRoot, numberChunks, withStretch } from './spines';

export interface IncrementalOptions {
  /** How many lines a chunk should have; the tests use small ones to have cuts everywhere. */
  readonly chunkLines?: number;
}

/** Measured: smaller chunks make an edit little cheaper but the tree dearer to put together, larger ones the reverse. */
const CHUNK_LINES = 16;

export class IncrementalDocument {
  #chunks: readonly Chunk[] = [];
  #lines = NO_LINES;
  /** Null until somebody asks for it: several edits in a row are put together once. */
  #tree: SyntaxTree | null = null;
  /** What was exchanged since the tree was put together last, and by which edit if it was one. */
  #exchanged: readonly Stretch[] = [];
  #formerly: Formerly | null = null;
  /** Numbers of chunks that have problems, in which reading stops, and that have aliases: mostly 0, and then need not be looked for. */
  #withProblems = 0;
  #stops = 0;
  #withAliases = 0;
  #parsed = 0;
  readonly #table: Table = { offsets: new Int32Array(0) };
  readonly #size: number;
  readonly #anchors: AnchorNames;

  private constructor(reparse: Reparse) {
    this.#size = reparse.size;
    this.#anchors = reparse.anchors;
    this.#exchange(reparse, null);
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
    return new IncrementalDocument(reparse);
  }

  /**
   * The tree of the text as it is now. After an edit, an older tree still has its own text, lines and structure, but
   * its nodes' positions are those of the new text: take the new tree.
   * A pair or list entry that an edit did not touch stays the object it was, wherever it has moved. Different content
   * always means a different object, from there up to the root; comments and blank lines are no content.
   */
  get tree(): SyntaxTree {
    this.#tree ??= this.#assembled();
    return this.#tree;
  }

  get text(): string {
    return this.#lines.text;
  }

  get lines(): Lines {
    return this.#lines;
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
    const { length } = this.#lines;
    const start = Math.max(0, Math.min(from, length));
    const end = Math.max(start, Math.min(to, length));
    if (start === end && text === '') return;
    const change: Change = { from: start, to: end, length: text.length };
    const reparse = this.#reparse(start, end, text);
    while (!reparse.step());
    const { first, last } = reparse;
    this.#exchange(reparse, new Formerly(this.#chunks.slice(first, last + 1), change, this.#anchors));
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

  #reparse(from: number, to: number, text: string): Reparse {
    const chunks = this.#chunks;
    const first = this.#lines.blockAt(from);
    let last = first;
    let body = chunks[first]?.text ?? '';
    const base = chunks[first]?.place.offset ?? 0;
    while (base + body.length < to) {
      last += 1;
      body += chunks[last]?.text ?? '';
    }
    return new Reparse(chunks, first, last, body.slice(0, from - base) + text + body.slice(to - base), this.#size, this.#anchors);
  }

  /** Puts the new chunks in the place of the old ones. */
  #exchange({ first, last, made, parsed }: Reparse, formerly: Formerly | null): void {
    const replaced = this.#chunks.slice(first, last + 1);
    const chunks = this.#chunks.toSpliced(first, replaced.length, ...made);
    this.#chunks = chunks;
    this.#parsed = parsed;
    const blocks = made.map((chunk) => chunk.lines);
    this.#lines = formerly === null ? new Lines(blocks) : this.#lines.exchanged(first, replaced.length, blocks);
    for (const chunk of replaced) chunk.place.leave();
    this.#table.offsets = this.#lines.offsets;
    this.#count(replaced, -1);
    this.#count(made, 1);
    numberChunks(chunks, first, made.length === replaced.length ? first + made.length : chunks.length, this.#table);
    if (formerly !== null) for (const chunk of made) formerly.restore(chunk);
    this.#formerly = this.#exchanged.length === 0 ? formerly : null;
    this.#exchanged = withStretch(this.#exchanged, { first, end: first + replaced.length }, made.length - replaced.length);
    this.#tree = null;
  }

  #assembled(): SyntaxTree {
    const all = this.#chunks;
    const stop = this.#stops === 0 ? -1 : all.findIndex((chunk) => chunk.stopsAt !== null);
    const chunks = stop < 0 ? all : all.slice(0, stop + 1);
    const { problems: unknown, changed } = this.#withAliases === 0 ? NOT_LINKED : linkAliases(chunks, this.#anchors);
    // Where the tree is not put together now, it will have to be told then.
    this.#exchanged = [...this.#exchanged, ...changed.map((index) => ({ first: index, end: index + 1 }))];
    const problems = this.#withProblems === 0 ? unknown : [...problemsOf(chunks), ...unknown];
    const hasAliases = this.#withAliases > 0 && chunks.some((chunk) => chunk.hasAliases);
    if (chunks.at(-1)?.stopsAt === 'problem') return new AssembledTree(this.#lines, null, problems, null, hasAliases);
    const root = assembledRoot({ chunks, exchanged: this.#exchanged, formerly: this.#formerly, anchors: this.#anchors });
    // What was exchanged behind a stop was not looked at.
    this.#exchanged = stop < 0 ? [] : this.#exchanged.filter(({ end }) => end > stop + 1);
    this.#formerly = null;
    return new AssembledTree(this.#lines, root, problems, chunks.at(-1)?.secondDocument ?? null, hasAliases);
  }

  #count(chunks: readonly Chunk[], sign: 1 | -1): void {
    for (const { problems, stopsAt, hasAliases } of chunks) {
      if (stopsAt !== null) this.#stops += sign;
      if (problems.length > 0) this.#withProblems += sign;
      if (hasAliases) this.#withAliases += sign;
    }
  }
}

const NO_LINES = new Lines('');

const NOT_LINKED: Linked = { problems: [], changed: [] };

function problemsOf(chunks: readonly Chunk[]): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  for (const chunk of chunks) for (const problem of chunk.problems) problems.push(problem);
  return problems;
}

/** A tree whose text is put together when it is asked for. */
class AssembledTree implements SyntaxTree {
  readonly unread = ALL_READ;

  constructor(
    readonly lines: Lines,
    readonly root: YamlNode | null,
    readonly problems: readonly SyntaxProblem[],
    readonly secondDocument: SyntaxTree['secondDocument'],
    readonly hasAliases: boolean,
  ) {}

  get text(): string {
    return this.lines.text;
  }
}

/** How far two texts agree, up to `limit`: compared by blocks, then by halves. */
function commonLength(limit: number, agree: (at: number, length: number) => boolean): number {
  let at = 0;
  for (let block = 1 << 14; block > 0;) {
    const length = Math.min(block, limit - at);
    if (length > 0 && agree(at, length)) at += length;
    else block >>= 1;
  }
  return at;
}
