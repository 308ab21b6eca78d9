/**
 * A text that is edited, and the tree of all that can be read of it: what is no good YAML is left out, and said once. Where
 * the text is good YAML, this is {@link IncrementalDocument}.
 */
import { Blame } from './blame';
import type { Fault } from './faults';
import { putBack, takeOutFaults } from './faults';
import type { IncrementalOptions } from './incrementalDocument';
import { IncrementalDocument } from './incrementalDocument';
import { Block, type Lines } from './lines';
import type { Spanned } from './node';
import { absolute, startOf, where } from './node';
import type { SyntaxProblem, SyntaxTree } from './parse';

export class ReadableDocument {
  /** Without its faults. */
  readonly #document: IncrementalDocument;
  #faults: readonly Fault[];
  #tree: SyntaxTree;
  readonly #blame = new Blame();

  private constructor(document: IncrementalDocument) {
    this.#document = document;
    this.#faults = takeOutFaults(document, this.#blame);
    this.#tree = this.#readable();
  }

  static open(text: string, options: IncrementalOptions = {}): ReadableDocument {
    return new ReadableDocument(IncrementalDocument.open(text, options));
  }

  /** The tree of the text as it is now; what `IncrementalDocument.tree` says of older trees holds here too. */
  get tree(): SyntaxTree {
    return this.#tree;
  }

  get text(): string {
    return this.#tree.text;
  }

  /** Replaces the text between two offsets (UTF-16 units, before the edit) by `text`. */
  edit(from: number, to: number, text: string): void {
    this.#change(() => this.#document.edit(from, to, text));
  }

  /** Makes `text` the whole text; what it has in common with the present one at both ends stays. */
  replace(text: string): void {
    this.#change(() => this.#document.replace(text));
  }

  #change(change: () => void): void {
    putBack(this.#document, this.#faults);
    change();
    this.#faults = takeOutFaults(this.#document, this.#blame);
    this.#tree = this.#readable();
  }

  #readable(): SyntaxTree {
    const { tree } = this.#document;
    if (this.#faults.length === 0 && tree.problems.length === 0) return tree;
    return new ReadTree(tree, this.#faults);
  }
}

/** A tree without what could not be read, over the lines of the whole text. */
class ReadTree implements SyntaxTree {
  readonly lines: Lines;
  readonly root: SyntaxTree['root'];
  readonly problems: readonly SyntaxProblem[];
  readonly unread: readonly Spanned[];
  readonly secondDocument: SyntaxTree['secondDocument'];
  readonly hasAliases: boolean;

  constructor(tree: SyntaxTree, faults: readonly Fault[]) {
    this.root = tree.root;
    this.secondDocument = tree.secondDocument;
    this.hasAliases = tree.hasAliases;
    const cuts = faults.flatMap((fault) => fault.cuts);
    // What is left are aliases of nothing: they stand where they are, and mean nothing. Some lost their anchor to a cut.
    const aliases = tree.problems.filter(({ detail }) => !cuts.some(({ text }) => text.includes(`&${detail}`)));
    this.problems = [...faults.map(({ problem }) => problem), ...aliases].toSorted((a, b) => startOf(a) - startOf(b));
    this.unread = [...cuts.map(({ from, text }) => absolute(from, from + text.length)), ...tree.problems.map(where)];
    // The last one first: it may lie over others.
    this.lines = cuts.toReversed().reduce(withText, tree.lines);
  }

  get text(): string {
    return this.lines.text;
  }
}

/** Lines with a text in the place of one of the same length and line breaks. */
function withText(lines: Lines, { from, text }: { readonly from: number; readonly text: string }): Lines {
  const first = lines.blockAt(from);
  const last = lines.blockAt(Math.max(from, from + text.length - 1));
  const [start = 0, end = lines.length] = [lines.offsets[first], lines.offsets[last + 1]];
  const whole = lines.slice(start, from) + text + lines.slice(from + text.length, end);
  return lines.exchanged(first, last - first + 1, [new Block(whole, last + 1 >= lines.offsets.length - 1)]);
}
