/**
 * What a caret is about to write: a key of some mapping, or the value of some key. Works on lines and indentation, so
 * that half-typed text does not matter, and asks the tree only what is inside a scalar or a flow collection.
 */
import type { Key, Kind } from '../catalog/catalog';
import { childNamed, presentName } from '../document/aliases';
import { takesList } from '../edit/skeleton';
import type { LineParts, OpenCollection } from './blockStack';
import { BlockLines, firstColumn, lineParts, opensAt } from './blockStack';
import type { MapNode, SeqNode, YamlNode } from '../syntax/node';
import { endOf, startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';

interface Base {
  /** Keys from the document's root; list entries are left out. */
  readonly path: readonly string[];
  /** The stretch that a completion replaces: from here ... */
  readonly from: number;
  /** ... to the end of the word under the caret. */
  readonly to: number;
  readonly flow: boolean;
}

export interface KeyCursor extends Base {
  readonly type: 'key';
  /** The key whose mapping gets a new key; null where only a list entry can begin. */
  readonly parent: Key | null;
  readonly taken: ReadonlySet<string>;
  /** Column at which keys of this mapping stand. */
  readonly column: number;
  /** Blanks to be written before the key, where the caret stands at another column than its siblings. */
  readonly lead: string;
  /** True where a colon follows the word already. */
  readonly hasColon: boolean;
  /** Column for the dash of a new list entry, where one can begin here. */
  readonly entry: { readonly key: Key; readonly column: number } | null;
}

export interface ValueCursor extends Base {
  readonly type: 'value';
  readonly key: Key;
  /** True in an entry of a list (block or flow). */
  readonly item: boolean;
  /** True directly behind a colon without a blank. */
  readonly needsBlank: boolean;
  /** Column of the key, where an entry of its list can begin on the next line; else null. */
  readonly entryBelow: number | null;
}

export type Cursor = KeyCursor | ValueCursor;

/** What the caret at `offset` (UTF-16 units from the text's start) is about to write; null where nothing can be offered. */
export function cursorAt(tree: SyntaxTree, kind: Kind, offset: number): Cursor | null {
  const flow = flowAround(tree.root, offset);
  if (isInsideScalar(tree, offset) || isInComment(tree, offset)) return null;
  const scan = new Scan(tree, kind, offset);
  return flow === null ? scan.block() : scan.flow(flow);
}

/** The innermost flow collection around an offset. */
function flowAround(node: YamlNode | null, offset: number): MapNode | SeqNode | null {
  if (node === null || node.type === 'scalar' || node.type === 'alias' || startOf(node) >= offset || endOf(node) < offset) return null;
  const children = node.type === 'map' ? node.pairs.map((pair) => pair.value) : node.items;
  for (const child of children) {
    const found = flowAround(child, offset);
    if (found !== null) return found;
  }
  return node.flow && endOf(node) > offset ? node : null;
}

/** True inside a block scalar or a quoted text: nothing of ours can be written there. */
function isInsideScalar(tree: SyntaxTree, offset: number): boolean {
  const inside = (node: YamlNode | null): boolean => {
    if (node === null || startOf(node) >= offset || endOf(node) < offset) return false;
    if (node.type === 'map') return node.pairs.some((pair) => inside(pair.value));
    if (node.type === 'seq') return node.items.some(inside);
    if (node.type === 'alias') return true;
    if (node.style === 'plain') return offset < endOf(node) && tree.lines.lineOf(startOf(node)) < tree.lines.lineOf(offset);
    if (node.style === 'literal' || node.style === 'folded') return offset < endOf(node) || tree.lines.slice(offset - 1, offset) !== '\n';
    return offset < endOf(node) || !/["']/u.test(tree.lines.slice(endOf(node) - 1, endOf(node))) || endOf(node) - startOf(node) < 2;
  };
  return inside(tree.root);
}

function isInComment(tree: SyntaxTree, offset: number): boolean {
  const line = tree.lines.lineOf(offset);
  const before = tree.lines.slice(tree.lines.startOf(line), offset).replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/gu, '""');
  return /(?:^|\s)#/u.test(before);
}

class Scan {
  readonly #line: number;
  readonly #lineStart: number;
  readonly #before: string;
  readonly #after: string;
  readonly #block: BlockLines;

  constructor(
    readonly tree: SyntaxTree,
    readonly kind: Kind,
    readonly offset: number,
  ) {
    this.#line = tree.lines.lineOf(offset);
    this.#lineStart = tree.lines.startOf(this.#line);
    const text = tree.lines.textOf(this.#line);
    this.#before = text.slice(0, offset - this.#lineStart);
    this.#after = text.slice(offset - this.#lineStart);
    this.#block = new BlockLines(tree);
  }

  block(): Cursor | null {
    const own = lineParts(this.#before);
    const typed = this.#before.slice(own.column);
    if (own.key !== null) return this.#valueOf(own, own.key, typed);
    if (!/^["']?[\w$-]*$/u.test(typed) || this.#before.includes('\t')) return null;
    const word = /^[\w$-]*["']?/u.exec(this.#after)?.[0] ?? '';
    const rest = this.#after.slice(word.length);
    const hasColon = /^\s*:(?:\s|$)/u.test(rest);
    if (rest.trim() !== '' && !hasColon && !/^\s*#/u.test(rest)) return null;
    const to = this.offset + word.length;
    return own.dashes.length > 0 ? this.#inNewEntry(own, to, hasColon) : this.#onOwnLine(own, typed + word, to, hasColon);
  }

  /** Behind `key:` on the caret's line. */
  #valueOf(own: LineParts, name: string, typed: string): Cursor | null {
    const map = this.#block.openAbove(this.#line, own).at(-1);
    const mapping = map === undefined ? undefined : this.#mappingOf(map);
    const found = childNamed(mapping, name);
    const key = found?.extra === true && name === 'answer' ? mapping : found;
    if (map === undefined || key === undefined) return null;
    const value = typed.slice(typed.indexOf(':', name.length) + 1);
    const word = value.trimStart();
    if (!/^["']?[\w.<>=-]*$/u.test(word)) return null;
    const from = this.offset - word.length;
    const to = this.offset + (/^[\w.<>=-]*["']?/u.exec(this.#after)?.[0].length ?? 0);
    if (!/^\s*(?:#.*)?$/u.test(this.tree.lines.textOf(this.#line).slice(to - this.#lineStart))) return null;
    const next = this.#block.below(this.#line);
    // What stands deeper below is the value already.
    if (next !== null && (firstColumn(next) > own.column || (next.dashes.length > 0 && firstColumn(next) === own.column))) return null;
    return {
      type: 'value',
      path: [...map.path, name],
      key,
      from,
      to,
      flow: false,
      item: false,
      needsBlank: value === '',
      entryBelow: word === '' && takesList(key) ? own.column : null,
    };
  }

  /** Behind a dash on the caret's line: the first key of an entry, or a value in a list of values. */
  #inNewEntry(own: LineParts, to: number, hasColon: boolean): Cursor | null {
    const seq = this.#block.openAbove(this.#line, own).at(-1);
    const owner = seq === undefined ? undefined : this.#keyOf(seq.path);
    if (seq === undefined || owner === undefined) return null;
    const from = this.#lineStart + own.column;
    if (owner.item === null)
      return takesList(owner) || owner.kind === 'choice'
        ? { type: 'value', path: seq.path, key: owner, from, to, flow: false, item: true, needsBlank: false, entryBelow: null }
        : null;
    const next = this.#block.below(this.#line);
    if (next !== null && firstColumn(next) > own.column) return null;
    const taken = new Set(this.#block.keysBelow(this.#line, own.column));
    return {
      type: 'key',
      path: seq.path,
      parent: owner.item,
      taken,
      from,
      to,
      flow: false,
      column: own.column,
      lead: '',
      hasColon,
      entry: null,
    };
  }

  /** A blank line, or the beginning of a key: a key of one of the open mappings, or an entry of an open list. */
  #onOwnLine(own: LineParts, word: string, to: number, hasColon: boolean): Cursor | null {
    const open = this.#block.openAbove(this.#line, null);
    const next = this.#block.below(this.#line);
    // A line deeper than the caret belongs to what is open above: only there can something stand in between.
    const column = next !== null && firstColumn(next) > own.column ? firstColumn(next) : own.column;
    const place = placeAt(open, column, next);
    if (place === null) return null;
    const owner = this.#keyOf(place.path);
    const isBeforeEntry = next !== null && next.dashes.length > 0 && firstColumn(next) >= place.column;
    const isList = place.type === 'seq';
    // Behind a list at the column of its own key, that key's siblings can stand too.
    const siblings = isList && !isBeforeEntry ? open.findLast(({ type, column: at }) => type === 'map' && at === place.column) : undefined;
    const parent = siblings !== undefined ? this.#mappingOf(siblings) : place.inEntry ? owner?.item : owner;
    if (owner === undefined || parent === null || parent === undefined) return null;
    const moves = place.column !== own.column && !hasColon;
    const from = moves ? this.#lineStart : this.#lineStart + own.column;
    // Where keys stand already (the long form of an answer), no entry can begin.
    const isMapping = place.type === 'map' && !place.isNew;
    const isNoEntry = hasColon || place.inEntry || isMapping || !takesList(owner) || (isList && word !== '');
    const entry = isNoEntry || (place.isNew && own.column < place.column) ? null : { key: owner, column: place.column };
    const onlyEntries = isList && siblings === undefined;
    if (onlyEntries && entry === null) return null;
    const names = this.#block.keysAround(this.#line, place.column);
    const taken = new Set([...names].map((name) => presentName(parent, name) ?? name));
    return {
      type: 'key',
      path: siblings?.path ?? place.path,
      parent: onlyEntries ? null : parent,
      taken,
      from,
      to,
      flow: false,
      column: place.column,
      lead: moves ? ' '.repeat(place.column) : '',
      hasColon,
      entry,
    };
  }

  /** The key whose properties a mapping's keys are. */
  #mappingOf(map: OpenCollection): Key | undefined {
    const owner = this.#keyOf(map.path);
    return map.inEntry ? (owner?.item ?? undefined) : owner;
  }

  flow(around: MapNode | SeqNode): Cursor | null {
    const start = startOf(around);
    const owner = pathTo(this.tree.root, around) ?? [];
    const above = this.#keyOf(owner.filter((step): step is string => typeof step === 'string'));
    if (above === undefined) return null;
    const path = owner.filter((step): step is string => typeof step === 'string');
    const key = typeof owner.at(-1) === 'number' ? (above.item ?? above) : above;
    const segment = lastSegment(this.tree.lines.slice(start + 1, this.offset));
    const word = /[\w.<>=$-]*$/u.exec(segment)?.[0] ?? '';
    const from = this.offset - word.length;
    const after = this.tree.lines.slice(this.offset, Math.max(this.offset, endOf(around)));
    const to = this.offset + (/^[\w.<>=$-]*/u.exec(after)?.[0].length ?? 0);
    if (!/^\s*(?:[,}\]\n\r#:]|$)/u.test(after.slice(to - this.offset))) return null;
    const lead = segment.slice(0, segment.length - word.length);
    if (around.type === 'seq') {
      if (lead.trim() !== '') return null;
      return key.item === null ? { type: 'value', path, key, from, to, flow: true, item: true, needsBlank: false, entryBelow: null } : null;
    }
    const named = /^\s*["']?([\w$-]+)["']?\s*:(\s*)$/u.exec(lead);
    if (named !== null) {
      const child = childNamed(key, named[1] ?? '');
      return child === undefined
        ? null
        : {
            type: 'value',
            path: [...path, child.name],
            key: child,
            from,
            to,
            flow: true,
            item: false,
            needsBlank: named[2] === '',
            entryBelow: null,
          };
    }
    if (lead.trim() !== '') return null;
    const others = around.pairs.map((pair) => pair.key.name).filter((name) => name !== this.tree.lines.slice(from, to));
    const taken = new Set(others.map((name) => presentName(key, name) ?? name));
    return {
      type: 'key',
      path,
      parent: key,
      taken,
      from,
      to,
      flow: true,
      column: 0,
      lead: '',
      hasColon: /^\s*:/u.test(after.slice(to - this.offset)),
      entry: null,
    };
  }

  /** The key that a path of names leads to; list entries are passed through. */
  #keyOf(path: readonly string[]): Key | undefined {
    let key: Key | undefined = this.kind.root;
    for (const name of path) {
      const next: Key | undefined = childNamed(key, name) ?? key?.item?.child(name);
      // What stands below `answer` is what stands in its place otherwise.
      if (next?.extra !== true || name !== 'answer') key = next;
    }
    return key;
  }
}

/** Where something can be written: a mapping or list that is open, or a new one below a key that waits for its value. */
interface Place extends Pick<OpenCollection, 'type' | 'column' | 'path' | 'inEntry'> {
  readonly isNew: boolean;
}

/** The place that a caret at `column` means; `next` is the next line with content. */
function placeAt(open: readonly OpenCollection[], column: number, next: LineParts | null): Place | null {
  const isAtDash = next !== null && next.dashes.length > 0 && firstColumn(next) >= column;
  if (open.length === 0)
    return isAtDash ? null : { type: 'map', column: next === null ? 0 : firstColumn(next), path: [], inEntry: false, isNew: true };
  const at = open.findLastIndex(
    (collection) => collection.column <= column && (!isAtDash || (collection.type === 'seq' && collection.column === column)),
  );
  const found = open[at];
  if (found === undefined) return isAtDash ? below(open.at(-1), column, next) : null;
  if (found.column === column) return { ...found, isNew: false };
  const deeper = open[at + 1];
  if (deeper !== undefined) return { ...deeper, isNew: false };
  // Deeper than a key with a value: the text of that value goes on.
  return below(found, column, next);
}

/** Below the last key of a mapping: with what stands there already on the lines that follow, else anew. */
function below(map: OpenCollection | undefined, column: number, next: LineParts | null): Place | null {
  if (map === undefined || map.lastKey === null || !opensAt(map)) return null;
  const path = [...map.path, map.lastKey];
  if (next !== null) {
    const at = firstColumn(next);
    const isList = next.dashes.length > 0;
    if (at > map.column || (isList && at === map.column))
      return { type: isList ? 'seq' : 'map', column: at, path, inEntry: false, isNew: false };
  }
  return column > map.column ? { type: 'map', column, path, inEntry: false, isNew: true } : null;
}

/** What stands behind the last comma or opening bracket at the same depth. */
function lastSegment(text: string): string {
  const plain = text.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/gu, (quoted) => '_'.repeat(quoted.length));
  let depth = 0;
  let from = 0;
  for (let at = 0; at < plain.length; at += 1) {
    const character = plain[at];
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else if (character === ',' && depth === 0) from = at + 1;
  }
  return text.slice(from);
}

/** The steps that lead from the root to a node. */
function pathTo(root: YamlNode | null, wanted: YamlNode): readonly (string | number)[] | undefined {
  if (root === wanted) return [];
  const children: (readonly [string | number, YamlNode | null])[] =
    root?.type === 'map'
      ? root.pairs.map((pair) => [pair.key.name, pair.value] as const)
      : root?.type === 'seq'
        ? root.items.map((item, index) => [index, item] as const)
        : [];
  for (const [step, child] of children) {
    if (child === null || startOf(child) > startOf(wanted) || endOf(child) < endOf(wanted)) continue;
    const path = pathTo(child, wanted);
    if (path !== undefined) return [step, ...path];
  }
  return undefined;
}
