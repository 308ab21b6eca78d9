/**
 * Which lines may be to blame for a syntax problem. A parser reports where it gave up: the line that is wrong may be that
 * one, the one above or below it, or the one where a bracket or quote was opened.
 */
import type { Lines } from './lines';
import type { YamlNode } from './node';
import { endOf, startOf } from './node';
import { ODD_BLANK } from './oddBlank';
import type { SyntaxProblem, SyntaxTree } from './parse';

/** A stretch of text between two offsets. */
export type Stretch = readonly [from: number, to: number];

/** Text without which the rest may be good YAML, and the line that is to blame. */
export interface Candidate {
  readonly line: number;
  /** The text goes from this column of the line on. */
  readonly column: number;
  /** The lines below that are deeper than this column go with it; null where none does. */
  readonly deeperThan: number | null;
  /** The problem's code, where the parser's says something else than what is wrong. */
  readonly code?: string;
}

/** The stretch that a candidate takes away. */
export function stretchOf(lines: Lines, { line, column, deeperThan }: Candidate): Stretch {
  return [lines.startOf(line) + column, deeperThan === null ? lines.endOf(line) : endBelow(lines, line, deeperThan)];
}

/** A line with a key: what stands before the key, and up to the end of its colon. */
const KEY = /^(\s*(?:-[ \t]+)*)(?:[^\s#'"[\]{},&*!|>%@`-][^#]{0,120}?|"(?:[^"\\]|\\.)*"|'[^']*')[ \t]*:(?=\s|$)/u;
const ENTRY = /^(\s*(?:-[ \t]+)+)/u;
const ODD_INDENT = new RegExp(`^ *[\\t${ODD_BLANK}]`, 'u');
const NO_WORD = /^\s*[^\s\p{L}\p{N}_$"'-]/u;
const BLANK = /^\s*(?:#.*)?$/u;

/** What may be to blame for a problem in a tree. */
export class Candidates {
  readonly #places: Places;

  constructor(tree: Pick<SyntaxTree, 'lines' | 'root'>, problem: SyntaxProblem) {
    this.#places = new Places(tree, problem);
  }

  /** Those that take away a line or less, or a key with what stands below it; the likeliest first. */
  *small(): Generator<Candidate> {
    const places = this.#places;
    const { at, above, below, opener } = places;
    for (const line of [above, at, below]) if (line !== null && places.isOddlyIndented(line)) yield places.extent(line);
    if (below !== null && places.isTooDeep(below)) yield { ...places.extent(below), code: 'BAD_INDENT' };
    if (opener !== null && opener !== at) {
      yield* places.inlineValue(opener);
      yield places.extent(opener);
    }
    yield* places.inlineValue(at);
    yield { ...this.line(), ...(places.isCompact ? { code: 'BAD_INDENT' } : {}) };
    if (above === null) return;
    yield* places.inlineValue(above);
    const line = places.extent(above);
    if (line.deeperThan === null) yield line;
  }

  /** Those that take away more: what stands below the lines too, and the section. */
  *large(): Generator<Candidate> {
    const places = this.#places;
    const { at, above, below, opener } = places;
    for (const line of [at, below, opener, above]) {
      if (line === null) continue;
      yield* places.wholeValue(line);
      yield places.block(line);
    }
    yield places.section();
  }

  /** The line of the problem itself. */
  line(): Candidate {
    return this.#places.extent(this.#places.at);
  }
}

class Places {
  /** The line at which the problem is reported, and its neighbours; lines without content are passed over. */
  readonly at: number;
  readonly above: number | null;
  readonly below: number | null;
  /** The line on which a bracket or quote begins that reaches to the problem. */
  readonly opener: number | null;
  /** True where the opener is a bracket. */
  readonly isFlow: boolean;
  /** True where the parser took a key for a second one in the value of another. */
  readonly isCompact: boolean;
  readonly #lines: Lines;

  constructor({ lines, root }: Pick<SyntaxTree, 'lines' | 'root'>, problem: SyntaxProblem) {
    this.#lines = lines;
    const reported = Math.min(lines.lineOf(startOf(problem)), lines.count - 1);
    this.at = this.#content(reported, -1) ?? this.#content(reported, 1) ?? 0;
    this.above = this.#content(this.at - 1, -1);
    this.below = this.#content(this.at + 1, 1);
    const opener = openerOf(root, startOf(problem), lines);
    this.opener = opener === null ? null : lines.lineOf(startOf(opener));
    this.isFlow = opener !== null && opener.type !== 'scalar';
    this.isCompact = problem.code === 'BLOCK_AS_IMPLICIT_KEY' && KEY.test(lines.textOf(this.at)) && this.#isDeeper(this.below);
  }

  /** True for a line that seems to be indented, by blanks that are no spaces. */
  isOddlyIndented(line: number): boolean {
    return ODD_INDENT.test(this.#lines.textOf(line));
  }

  /** True for a key that is deeper than a key with a value above it. */
  isTooDeep(line: number): boolean {
    return this.#isDeeper(line) && this.#inlineValue(this.at) !== null && KEY.test(this.#lines.textOf(line));
  }

  /** What stands behind a key or dash on its line, where nothing deeper stands below, or a bracket is opened. */
  *inlineValue(line: number): Generator<Candidate> {
    const end = this.#lines.endOf(line);
    for (const value of this.wholeValue(line)) {
      const [from, to] = stretchOf(this.#lines, value);
      if (to <= end || /^\s*[[{][^\]}]*$/u.test(this.#lines.slice(from, end))) yield { ...value, deeperThan: null };
    }
  }

  /** What stands behind a key or dash, with the deeper lines below it. */
  *wholeValue(line: number): Generator<Candidate> {
    const column = this.#inlineValue(line);
    if (column === null) return;
    const code = line === this.opener && line !== this.at && this.isFlow ? { code: 'OPEN_BRACKET' } : {};
    yield { line, column, deeperThan: this.#keyColumn(line), ...code };
  }

  /** A line; one without a value, or without a key, with what stands below it; what begins with no word stands for itself alone. */
  extent(line: number): Candidate {
    const text = this.#lines.textOf(line);
    const isAlone = this.#inlineValue(line) !== null || !/\w/u.test(text) || NO_WORD.test(text);
    return isAlone ? { line, column: 0, deeperThan: null } : this.block(line);
  }

  /** A line with all deeper lines below it. */
  block(line: number): Candidate {
    return { line, column: 0, deeperThan: this.#indent(line) };
  }

  /** From the problem's line to the next line without indent. */
  section(): Candidate {
    return { line: this.at, column: 0, deeperThan: 0 };
  }

  #content(line: number, step: 1 | -1): number | null {
    return contentFrom(this.#lines, line, step);
  }

  #isDeeper(line: number | null): boolean {
    return line !== null && this.#indent(line) > this.#keyColumn(this.at);
  }

  #indent(line: number): number {
    // A byte order mark indents nothing.
    return /^\uFEFF?([ \t]*)/u.exec(this.#lines.textOf(line))?.[1]?.length ?? 0;
  }

  /** Column of a line's key, behind its dashes. */
  #keyColumn(line: number): number {
    return ENTRY.exec(this.#lines.textOf(line))?.[1]?.length ?? this.#indent(line);
  }

  /** Column at which a value stands behind a key or dash; null where none does. */
  #inlineValue(line: number): number | null {
    const text = this.#lines.textOf(line);
    const lead = KEY.exec(text)?.[0] ?? ENTRY.exec(text)?.[0];
    return lead === undefined || BLANK.test(text.slice(lead.length)) || /^\s*[|>][-+\d]*\s*(?:#.*)?$/u.test(text.slice(lead.length))
      ? null
      : lead.length;
  }
}

/** The nearest line with content, from `line` on; null where there is none. */
function contentFrom(lines: Lines, line: number, step: 1 | -1): number | null {
  for (let at = line; at >= 0 && at < lines.count; at += step) if (!BLANK.test(lines.textOf(at))) return at;
  return null;
}

/** Where the lines below `line` end that are deeper than `column`, before the last line break. */
function endBelow(lines: Lines, line: number, column: number): number {
  let next = lines.below(line, column);
  // A list may stand at the column of the key that it belongs to.
  const isItem = (at: number): boolean => at < lines.count && lines.indentOf(at) === column && ENTRY.test(`${lines.textOf(at)} `);
  if (!ENTRY.test(lines.textOf(line))) while (isItem(next)) next = lines.below(next, column);
  return lines.endOf(Math.max(line, contentFrom(lines, next - 1, -1) ?? line));
}

/** The innermost bracket or quoted text that begins before an offset and reaches to it. */
function openerOf(node: YamlNode | null, offset: number, lines: Lines): YamlNode | null {
  if (node === null || node.type === 'alias' || startOf(node) >= offset || endOf(node) + 1 < offset) return null;
  if (node.type === 'scalar') return (node.style === 'single' || node.style === 'double') && !isClosed(node, lines) ? node : null;
  const children = node.type === 'map' ? node.pairs.map((pair) => pair.value) : node.items;
  for (const child of children) {
    const found = openerOf(child, offset, lines);
    if (found !== null) return found;
  }
  return node.flow ? node : null;
}

function isClosed(quoted: YamlNode, lines: Lines): boolean {
  const text = lines.slice(startOf(quoted), endOf(quoted));
  return text.length > 1 && text.endsWith(text.charAt(0));
}
