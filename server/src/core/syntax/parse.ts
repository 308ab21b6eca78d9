/**
 * Text to {@link SyntaxTree} in one go. Never throws. Where a text is edited again and again, see `ReadableDocument`, which
 * gives the same tree.
 */
import type { Lines } from './lines';
import type { Spanned, YamlNode } from './node';
import { parseAll } from './parseAll';
import { ReadableDocument } from './readableDocument';

/** A place where the text is no good YAML; `code` is `yaml`'s error code or one of ours. */
export interface SyntaxProblem extends Spanned {
  readonly code: string;
  /** `yaml`'s own words, for cases where the code says too little. */
  readonly detail: string;
}

export interface SyntaxTree {
  readonly text: string;
  readonly lines: Lines;
  readonly root: YamlNode | null;
  readonly problems: readonly SyntaxProblem[];
  /** Stretches of the text that the tree is read without, because they are no good YAML where they stand. */
  readonly unread: readonly Spanned[];
  /** Start of a second YAML document in the text, when there is one. */
  readonly secondDocument: Spanned | null;
  /** True when something in the text stands for something else. */
  readonly hasAliases: boolean;
}

/** Parses a text, without what is no good YAML; offsets count from its start. */
export function parse(text: string): SyntaxTree {
  const tree = parseAll(text);
  return tree.problems.length === 0 ? tree : ReadableDocument.open(text).tree;
}
