/**
 * The block collections that are open at a line, read from indentation and dashes alone, so that half-typed text does
 * not matter. Asks the tree only which lines lie inside a scalar that began above them.
 */
import type { YamlNode } from '../syntax/node';
import { endOf, startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';

/** A line taken apart: blanks, dashes, key. Columns are zero-based. */
export interface LineParts {
  readonly dashes: readonly number[];
  /** Column behind blanks and dashes. */
  readonly column: number;
  readonly key: string | null;
  /** True where a value stands behind the key's colon. */
  readonly hasValue: boolean;
}

/** Column at which a line's content begins, dashes included. */
export const firstColumn = (parts: LineParts): number => parts.dashes[0] ?? parts.column;

/** An open mapping or sequence. `path` names its keys from the root; list entries are left out. */
export interface OpenCollection {
  readonly type: 'map' | 'seq';
  readonly column: number;
  readonly path: readonly string[];
  /** True for a mapping that is an entry of a list. */
  readonly inEntry: boolean;
  /** The mapping's last key, and whether anything stands behind its colon. */
  readonly lastKey: string | null;
  readonly lastHasValue: boolean;
}

const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s#"'[\]{},&*!|>%@`-][^#:]*?|-[^\s#:][^#:]*?))\s*:(?:\s+(.*)|$)/u;

/** Takes a line apart. */
export function lineParts(line: string): LineParts {
  const dashes: number[] = [];
  let column = /^ */u.exec(line)?.[0].length ?? 0;
  for (let match = DASH.exec(line.slice(column)); match !== null; match = DASH.exec(line.slice(column))) {
    dashes.push(column);
    column += match[0].length;
  }
  const key = KEY.exec(line.slice(column));
  const value = key?.[4]?.replace(/^(?:[&!]\S*\s*)+/u, '') ?? '';
  return {
    dashes,
    column,
    key: key === null ? null : (key[1] ?? key[2] ?? key[3] ?? ''),
    hasValue: value !== '' && !value.startsWith('#'),
  };
}

const DASH = /^-(?: +|$)/u;

type Draft = { -readonly [P in keyof OpenCollection]: OpenCollection[P] };

/** Lines of a text as far as block structure goes. */
export class BlockLines {
  constructor(readonly tree: SyntaxTree) {}

  /** A line's parts; null for blank lines, comments, document markers, and lines inside a scalar that began above, but not at `typed`. */
  parts(line: number, typed = -1): LineParts | null {
    const text = this.tree.lines.textOf(line).replace(/^\uFEFF/u, '');
    const trimmed = text.trim();
    if (trimmed === '' || trimmed.startsWith('#') || /^(?:---|\.\.\.|%)/u.test(text)) return null;
    const start = this.tree.lines.startOf(line) + text.length - text.trimStart().length;
    return isContinuation(this.tree, start, typed) ? null : lineParts(text);
  }

  /** The nearest line above with content. */
  above(line: number): LineParts | null {
    const { lines } = this.tree;
    for (let at = lines.above(line, Infinity); at >= 0; at = lines.above(at, Infinity)) {
      const parts = this.parts(at);
      if (parts !== null) return parts;
    }
    return null;
  }

  /** The next line below with content; a word that is typed on `line` takes in no other lines. */
  below(line: number): LineParts | null {
    const { lines } = this.tree;
    for (let at = lines.below(line, Infinity); at < lines.count; at = lines.below(at, Infinity)) {
      const parts = this.parts(at, line);
      if (parts !== null) return parts;
    }
    return null;
  }

  /** The collections open at the end of the lines above `line`, outermost first; `own` is what stands on the line itself. */
  openAbove(line: number, own: LineParts | null): readonly OpenCollection[] {
    const stack: Draft[] = [];
    for (const parts of this.#shapingAbove(line).toReversed()) push(stack, parts);
    if (own !== null) push(stack, own);
    return stack;
  }

  /** Names of the keys at a column above and below a line, as far as their mapping goes. */
  keysAround(line: number, column: number): ReadonlySet<string> {
    const names = new Set<string>();
    const { lines } = this.tree;
    for (let at = lines.above(line, column); at >= 0; at = lines.above(at, column)) {
      const parts = this.parts(at);
      if (parts === null) continue;
      if (parts.column === column && parts.key !== null) names.add(parts.key);
      if (firstColumn(parts) < column) break;
    }
    for (const name of this.keysBelow(line, column)) names.add(name);
    return names;
  }

  /** Names of keys at a column below a line, as far as their mapping goes. */
  keysBelow(line: number, column: number): readonly string[] {
    const names: string[] = [];
    const { lines } = this.tree;
    for (let at = lines.below(line, column); at < lines.count; at = lines.below(at, column)) {
      const parts = this.parts(at, line);
      if (parts === null) continue;
      if (firstColumn(parts) < column) break;
      if (parts.column === column && parts.dashes.length === 0 && parts.key !== null) names.push(parts.key);
    }
    return names;
  }

  /**
   * The lines above a line that decide what is open there, the nearest first, up to the nearest key at the top level.
   * What stands deeper than a line below it is closed by that line; of siblings, the last decides.
   */
  #shapingAbove(line: number): LineParts[] {
    const shaping: LineParts[] = [];
    const { lines } = this.tree;
    let column = Infinity;
    let isEntry = false;
    for (let at = lines.above(line, column); at >= 0; at = lines.above(at, column)) {
      if (lines.indentOf(at) === column && this.#beginsWithDash(at) === isEntry) continue;
      const parts = this.parts(at);
      if (parts === null || (parts.key === null && parts.dashes.length === 0)) continue;
      shaping.push(parts);
      column = firstColumn(parts);
      isEntry = parts.dashes.length > 0;
      if (column === 0 && !isEntry) break;
    }
    return shaping;
  }

  #beginsWithDash(line: number): boolean {
    return DASH.test(this.tree.lines.textOf(line).trimStart());
  }
}

function push(stack: Draft[], parts: LineParts): void {
  for (const dash of parts.dashes) {
    // A sequence may stand at the column of the key that owns it; a deeper collection ends here.
    while (
      stack.length > 0 &&
      (last(stack).column > dash || (last(stack).column === dash && last(stack).type === 'map' && !opensAt(last(stack))))
    )
      stack.pop();
    if (stack.at(-1)?.type !== 'seq' || last(stack).column !== dash) stack.push(collection('seq', dash, stack));
  }
  if (parts.key === null) return;
  while (stack.length > 0 && (last(stack).column > parts.column || (last(stack).column === parts.column && last(stack).type === 'seq')))
    stack.pop();
  const isNewEntry = parts.dashes.length > 0;
  if (isNewEntry || stack.at(-1)?.type !== 'map' || last(stack).column !== parts.column) stack.push(collection('map', parts.column, stack));
  const map = last(stack);
  map.lastKey = parts.key;
  map.lastHasValue = parts.hasValue;
}

const last = (stack: Draft[]): Draft => stack[stack.length - 1] as Draft;

/** True where a mapping's last key waits for what follows. */
export const opensAt = (open: OpenCollection): boolean => open.type === 'map' && open.lastKey !== null && !open.lastHasValue;

function collection(type: 'map' | 'seq', column: number, stack: readonly Draft[]): Draft {
  const outer = stack.at(-1);
  const inEntry = outer?.type === 'seq';
  const path = outer === undefined ? [] : inEntry || outer.lastKey === null ? outer.path : [...outer.path, outer.lastKey];
  return { type, column, path, inEntry, lastKey: null, lastHasValue: false };
}

/** True where an offset lies inside a scalar or flow collection that began on a line above, other than a plain text on the line `typed`. */
function isContinuation(tree: SyntaxTree, offset: number, typed: number): boolean {
  const line = tree.lines.lineOf(offset);
  let node: YamlNode | null = tree.root;
  while (node !== null && node.type !== 'alias') {
    if (node.type === 'scalar' || node.flow) {
      const end = endOf(node);
      const first = tree.lines.lineOf(startOf(node));
      if (first === typed && node.type === 'scalar' && node.style === 'plain') return false;
      return first < line && (offset < end || (offset === end && tree.lines.slice(end - 1, end) !== '\n'));
    }
    node =
      node.type === 'map'
        ? (lastUpTo(node.pairs, offset, (pair) => startOf(pair.key))?.value ?? null)
        : (lastUpTo(node.items, offset, (item) => (item === null ? null : startOf(item))) ?? null);
    if (node !== null && startOf(node) > offset) return false;
  }
  return false;
}

/** The last item that begins at or before an offset, among items in the order of the text; those that begin nowhere are passed over. */
function lastUpTo<T>(items: readonly T[], offset: number, beginOf: (item: T) => number | null): T | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    let at = middle;
    while (at >= low && beginOf(items[at] as T) === null) at -= 1;
    if (at < low || (beginOf(items[at] as T) ?? 0) <= offset) low = middle + 1;
    else high = at;
  }
  for (let at = low - 1; at >= 0; at -= 1) if (beginOf(items[at] as T) !== null) return items[at];
  return undefined;
}
