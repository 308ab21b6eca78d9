/**
 * Inserts keys, as a rule without values, where they belong: in canonical order among their siblings, with the siblings'
 * indentation and the text's line ending. Touches nothing else. What cannot be inserted safely is left out.
 */
import type { Key } from '../catalog/catalog';
import type { MapNode, Pair, YamlNode } from '../syntax/node';
import { endOf, isNull, pairOf, resolved, startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';
import { completingBreak, belowTabs, linesAt } from './insertLines';
import { columnOf, indentStep, keyColumn, lineBehind, lineEnding, pairEnd } from './layout';
import type { Entry, Skeleton } from './skeleton';
import { canonicalOrder, entrySkeleton, skeletonLines } from './skeleton';
import type { TextEdit } from './textEdit';
import { joinInsertions } from './textEdit';

/**
 * Edits that give a document the keys at `paths`, without values. Empty when all stand or none can be inserted (the
 * place holds a list, a text or an alias, or the document's root is no mapping).
 */
export const insertKeys = (
  tree: SyntaxTree,
  root: YamlNode | null,
  rootKey: Key,
  paths: readonly (readonly string[])[],
): readonly TextEdit[] =>
  insertEntries(
    tree,
    root,
    rootKey,
    paths.map((path) => ({ path })),
  );

/** The same for keys that come with values. A key that stands already keeps its value. */
export function insertEntries(tree: SyntaxTree, root: YamlNode | null, rootKey: Key, entries: readonly Entry[]): readonly TextEdit[] {
  const inserter = new Inserter(tree);
  const wanted = entrySkeleton(rootKey, entries);
  if (root === null || isNull(root)) inserter.inPlaceOf(root, wanted);
  else inserter.into(root, rootKey, wanted, undefined);
  return joinInsertions(inserter.edits).map((edit) => completingBreak(tree, edit));
}

/** True for what can be written on one line between brackets. */
const fitsInFlow = ({ lines, below }: Skeleton): boolean =>
  lines === undefined ? below.every(fitsInFlow) : lines.length === 1 && !lines[0]?.includes('#');

class Inserter {
  readonly edits: TextEdit[] = [];
  readonly #eol: string;
  readonly #step: number;

  constructor(readonly tree: SyntaxTree) {
    this.#eol = lineEnding(tree);
    this.#step = indentStep(tree);
  }

  /** Into a document that has no content yet, or only a written null. */
  inPlaceOf(root: YamlNode | null, wanted: readonly Skeleton[]): void {
    const lines = this.#lines(wanted, 0);
    if (root === null) this.#insertLines(this.tree.lines.length, lines);
    else if (root.type === 'scalar') this.edits.push({ from: startOf(root), to: endOf(root), text: lines.join(this.#eol) });
  }

  /** `owner` is the pair whose value the mapping is. */
  into(node: YamlNode, key: Key | undefined, wanted: readonly Skeleton[], owner: Pair | undefined): void {
    if (node.type !== 'map') return;
    const absent: Skeleton[] = [];
    for (const want of wanted) {
      const pair = pairOf(node, want.name);
      if (pair === undefined) absent.push(want);
      else if (want.below.length > 0) this.#below(pair, node, want);
    }
    if (absent.length === 0) return;
    if (node.flow) this.#intoFlow(node, absent.filter(fitsInFlow));
    else this.#intoBlock(node, key, absent, owner);
  }

  /** Below a key that stands already. */
  #below(pair: Pair, parent: MapNode, want: Skeleton): void {
    const { value } = pair;
    if (value !== null && value.type === 'alias') return;
    if (resolved(value)?.type === 'map') {
      const map = value as MapNode;
      if (map.pairs.length === 0) this.#replaceEmpty(pair, parent, want, map);
      else this.into(map, want.key, want.below, pair);
    } else if (isNull(value)) {
      this.#replaceEmpty(pair, parent, want, value);
    }
  }

  /** Gives a key without a value (nothing, `null`, `~` or `{}`) the keys below it. */
  #replaceEmpty(pair: Pair, parent: MapNode, want: Skeleton, value: YamlNode | null): void {
    if (pair.afterColon < 0) return;
    if (parent.flow || (value?.type === 'map' && this.#spansLines(value))) {
      if (!want.below.every(fitsInFlow)) return;
      const from = value === null ? pair.key.origin.offset + pair.afterColon : startOf(value);
      const gap = value === null ? ' ' : '';
      this.edits.push({ from, to: value === null ? from : endOf(value), text: `${gap}{${this.#flow(want.below)}}` });
      return;
    }
    const column = columnOf(this.tree, startOf(pair.key));
    if (value !== null) this.edits.push({ from: startOf(value), to: endOf(value), text: '' });
    this.#insertLines(lineBehind(this.tree, pairEnd(pair)), this.#lines(want.below, column + this.#step));
  }

  #spansLines(node: YamlNode): boolean {
    return this.tree.lines.lineOf(startOf(node)) !== this.tree.lines.lineOf(endOf(node));
  }

  #intoFlow(map: MapNode, wanted: readonly Skeleton[]): void {
    if (wanted.length === 0) return;
    const last = map.pairs.at(-1);
    if (last === undefined) {
      this.edits.push({ from: startOf(map) + 1, to: startOf(map) + 1, text: this.#flow(wanted) });
      return;
    }
    const at = last.value === null ? pairEnd(last) : endOf(last.value);
    this.edits.push({ from: at, to: at, text: `, ${this.#flow(wanted)}` });
  }

  #intoBlock(map: MapNode, key: Key | undefined, wanted: readonly Skeleton[], owner: Pair | undefined): void {
    const column = keyColumn(this.tree, map);
    const byPlace = new Map<number, Skeleton[]>();
    for (const want of wanted) {
      const at = this.#placeOf(map, key, want.name, owner);
      byPlace.set(at, [...(byPlace.get(at) ?? []), want]);
    }
    for (const [at, list] of byPlace) this.#insertLines(at, this.#lines(list, column));
  }

  /** Start of the line for a new key: behind the nearest sibling that canonically precedes it, else before the first. */
  #placeOf(map: MapNode, key: Key | undefined, name: string, owner: Pair | undefined): number {
    const wanted = canonicalOrder(key, name);
    let before: Pair | undefined;
    let best = -1;
    for (const pair of map.pairs) {
      const at = canonicalOrder(key, pair.key.name);
      if (at < wanted && at > best) {
        best = at;
        before = pair;
      }
    }
    const [first] = map.pairs;
    if (before === undefined && first !== undefined) {
      const start = startOf(first.key);
      const lineStart = this.tree.lines.startOf(this.tree.lines.lineOf(start));
      // The first key may share its line with a `- `; then the new one goes behind it.
      if (this.tree.lines.slice(lineStart, start).trim() === '') return this.#behindOwner(owner, lineStart);
      before = first;
    }
    return before === undefined ? this.tree.lines.length : lineBehind(this.tree, pairEnd(before));
  }

  /** Right behind the owner's line, above comments that belong to the first key, unless more than comments is there. */
  #behindOwner(owner: Pair | undefined, firstLine: number): number {
    if (owner === undefined || owner.afterColon < 0) return firstLine;
    const behind = lineBehind(this.tree, owner.key.origin.offset + owner.afterColon);
    return /^(?:[ \t]*(?:#.*)?\r?\n)*$/u.test(this.tree.lines.slice(behind, firstLine)) ? behind : firstLine;
  }

  #lines(wanted: readonly Skeleton[], column: number): readonly string[] {
    return skeletonLines(wanted, column, this.#step, () => '');
  }

  #insertLines(at: number, lines: readonly string[]): void {
    this.edits.push(linesAt(this.tree, belowTabs(this.tree, at), lines));
  }

  #flow(wanted: readonly Skeleton[]): string {
    const inFlow = (want: Skeleton): string =>
      want.lines?.join(' ') ?? `${want.name}: ${want.below.length === 0 ? (want.value ?? '') : `{${this.#flow(want.below)}}`}`;
    return wanted.map(inFlow).join(', ');
  }
}
