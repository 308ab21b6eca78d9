/**
 * What a caret is about to write: a key of some mapping, or the value of some key. Works on lines and indentation, so
 * that half-typed text does not matter, and asks the tree only what is inside a scalar or a flow collection.
 */
import type { Key, Kind } from '../catalog/catalog';
import { presentName } from '../document/aliases';
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
  /** The key whose mapping gets a new key. */
  readonly parent: Key;
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
}

export type Cursor = KeyCursor | ValueCursor;

/** A line taken apart: blanks, dashes, key. */
interface LineParts {
  readonly indent: number;
  /** Columns of the dashes before the key. */
  readonly dashes: readonly number[];
  /** Column behind blanks and dashes. */
  readonly column: number;
  readonly key: string | null;
  readonly hasValue: boolean;
  readonly blank: boolean;
}

const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s#"'[\]{},&*!|>%@`-][^#:]*?|-[^\s#:][^#:]*?))\s*:(?:\s+(.*)|$)/u;

function partsOf(line: string): LineParts {
  const indent = /^ */u.exec(line)?.[0].length ?? 0;
  const dashes: number[] = [];
  let column = indent;
  for (let match = /^-(?: +|$)/u.exec(line.slice(column)); match !== null; match = /^-(?: +|$)/u.exec(line.slice(column))) {
    dashes.push(column);
    column += match[0].length;
  }
  const rest = line.slice(column);
  const key = KEY.exec(rest);
  const value = key?.[4]?.replace(/^[&!]\S*\s*/u, '') ?? '';
  return {
    indent,
    dashes,
    column,
    key: key === null ? null : (key[1] ?? key[2] ?? key[3] ?? ''),
    hasValue: value !== '' && !value.startsWith('#'),
    blank: rest.trim() === '' && dashes.length === 0,
  };
}

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
    if (node.style === 'plain') return false;
    if (node.style === 'literal' || node.style === 'folded') return offset < endOf(node) || tree.text[offset - 1] !== '\n';
    return offset < endOf(node) || !/["']/u.test(tree.text[endOf(node) - 1] ?? '') || endOf(node) - startOf(node) < 2;
  };
  return inside(tree.root);
}

function isInComment(tree: SyntaxTree, offset: number): boolean {
  const line = tree.lines.lineOf(offset);
  const before = tree.text.slice(tree.lines.startOf(line), offset).replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/gu, '""');
  return /(?:^|\s)#/u.test(before);
}

class Scan {
  readonly #line: number;
  readonly #lineStart: number;
  readonly #before: string;
  readonly #after: string;

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
  }

  block(): Cursor | null {
    const before = partsOf(this.#before);
    const typed = this.#before.slice(before.column);
    if (before.key !== null) return this.#valueOf(before, typed);
    if (!/^["']?[\w$-]*$/u.test(typed) || this.#before.includes('\t')) return null;
    const word = /^[\w$-]*["']?/u.exec(this.#after)?.[0] ?? '';
    const rest = this.#after.slice(word.length);
    const hasColon = /^\s*:(?:\s|$)/u.test(rest);
    if (rest.trim() !== '' && !hasColon && !/^\s*#/u.test(rest)) return null;
    return this.#keyAt(before, this.#lineStart + before.column, this.offset + word.length, hasColon);
  }

  #valueOf(parts: LineParts, typed: string): Cursor | null {
    const path = this.#pathAbove(parts.column, parts.dashes);
    const parent = this.#keyOf(path);
    const key = parent?.child(parts.key ?? '') ?? (parent?.item?.child(parts.key ?? ''));
    if (key === undefined) return null;
    const value = typed.slice(typed.indexOf(':', (parts.key ?? '').length) + 1);
    const word = value.trimStart();
    if (!/^["']?[\w.<>=-]*$/u.test(word)) return null;
    const from = this.offset - word.length;
    const to = this.offset + (/^[\w.<>=-]*["']?/u.exec(this.#after)?.[0].length ?? 0);
    if (!/^\s*(?:#.*)?$/u.test(this.tree.lines.textOf(this.#line).slice(to - this.#lineStart))) return null;
    return { type: 'value', path: [...path, key.name], key, from, to, flow: false, item: false, needsBlank: value === '' };
  }

  #keyAt(parts: LineParts, from: number, to: number, hasColon: boolean): Cursor | null {
    const path = this.#pathAbove(parts.column, parts.dashes);
    const above = this.#keyOf(path);
    if (above === undefined) return null;
    const inEntry = parts.dashes.length > 0 || this.#isInEntry(parts.column);
    const parent = inEntry ? (above.item ?? above) : above;
    const isListOfValues = inEntry && above.item === null;
    if (isListOfValues) return { type: 'value', path, key: above, from, to, flow: false, item: true, needsBlank: false };
    const siblings = this.#siblings(parts, path.length === 0);
    const column = siblings.column ?? parts.column;
    const isBlank = parts.blank || (parts.dashes.length === 0 && this.#before.trim() !== '');
    const adjust = isBlank && column !== parts.column && !hasColon;
    const entry = inEntry || hasColon || !takesList(above) ? null : { key: above, column: siblings.dash ?? column };
    if (above.kind === 'text' && path.length > 0 && !this.#opensBelow(parts)) return null;
    return {
      type: 'key',
      path,
      parent,
      taken: siblings.names,
      from: adjust ? this.#lineStart : from,
      to,
      flow: false,
      column,
      lead: adjust ? ' '.repeat(column) : '',
      hasColon,
      entry,
    };
  }

  flow(around: MapNode | SeqNode): Cursor | null {
    const start = startOf(around);
    const owner = pathTo(this.tree.root, around) ?? [];
    const above = this.#keyOf(owner.filter((step): step is string => typeof step === 'string'));
    if (above === undefined) return null;
    const path = owner.filter((step): step is string => typeof step === 'string');
    const key = typeof owner.at(-1) === 'number' ? (above.item ?? above) : above;
    const segment = lastSegment(this.tree.text.slice(start + 1, this.offset));
    const word = /[\w.<>=$-]*$/u.exec(segment)?.[0] ?? '';
    const from = this.offset - word.length;
    const after = this.tree.text.slice(this.offset);
    const to = this.offset + (/^[\w.<>=$-]*/u.exec(after)?.[0].length ?? 0);
    if (!/^\s*(?:[,}\]\n\r#:]|$)/u.test(this.tree.text.slice(to))) return null;
    const lead = segment.slice(0, segment.length - word.length);
    if (around.type === 'seq') {
      if (lead.trim() !== '') return null;
      return key.item === null ? { type: 'value', path, key, from, to, flow: true, item: true, needsBlank: false } : null;
    }
    const named = /^\s*["']?([\w$-]+)["']?\s*:(\s*)$/u.exec(lead);
    if (named !== null) {
      const child = key.child(named[1] ?? '');
      return child === undefined ? null : { type: 'value', path: [...path, child.name], key: child, from, to, flow: true, item: false, needsBlank: named[2] === '' };
    }
    if (lead.trim() !== '') return null;
    const taken = new Set(around.pairs.map((pair) => pair.key.name).filter((name) => name !== this.tree.text.slice(from, to)));
    return { type: 'key', path, parent: key, taken, from, to, flow: true, column: 0, lead: '', hasColon: /^\s*:/u.test(this.tree.text.slice(to)), entry: null };
  }

  /** The key that a path of names leads to; list entries are passed through. */
  #keyOf(path: readonly string[]): Key | undefined {
    let key: Key | undefined = this.kind.root;
    path.forEach((name, depth) => {
      const wanted = depth === 0 ? (presentName(this.kind, name) ?? name) : name;
      key = key?.child(wanted) ?? key?.item?.child(wanted);
    });
    return key;
  }

  #parts(line: number): LineParts | null {
    const text = this.tree.lines.textOf(line);
    const trimmed = text.trimStart();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith('---')) return null;
    const start = this.tree.lines.startOf(line) + (text.length - trimmed.length);
    return isContinuation(this.tree, start) ? null : partsOf(text);
  }

  /** Names of the keys above a column, from the root on. */
  #pathAbove(column: number, dashes: readonly number[]): readonly string[] {
    const path: string[] = [];
    let limit = dashes[0] ?? column;
    let inList = dashes.length > 0;
    for (let line = this.#line - 1; line >= 0 && (limit > 0 || inList); line -= 1) {
      const parts = this.#parts(line);
      if (parts === null) continue;
      const isOwner = parts.column < limit || (inList && parts.column === limit && parts.dashes.length === 0);
      if (parts.key !== null && isOwner) {
        path.unshift(parts.key);
        limit = parts.dashes[0] ?? parts.column;
        inList = parts.dashes.length > 0;
      } else if (parts.dashes.length > 0 && (parts.dashes[0] ?? 0) < limit) {
        limit = parts.dashes[0] ?? 0;
        inList = true;
      }
    }
    return path;
  }

  /** True where a line above makes this column part of a list entry (`- name: x` with the caret below `name`). */
  #isInEntry(column: number): boolean {
    for (let line = this.#line - 1; line >= 0; line -= 1) {
      const parts = this.#parts(line);
      if (parts === null) continue;
      if (parts.dashes.length > 0 && (parts.dashes[0] ?? 0) < column) return parts.column >= column;
      if (parts.column < column) return false;
    }
    return false;
  }

  /** True where the line above the caret's block ends with a colon, so that something may stand below it. */
  #opensBelow(own: LineParts): boolean {
    for (let line = this.#line - 1; line >= 0; line -= 1) {
      const parts = this.#parts(line);
      if (parts !== null && parts.column < own.column) return !parts.hasValue;
    }
    return true;
  }

  /** Keys of the mapping that the caret is in, the column they stand at, and the column of dashes in their place. */
  #siblings(own: LineParts, atRoot: boolean): { readonly names: ReadonlySet<string>; readonly column: number | null; readonly dash: number | null } {
    let column: number | null = own.dashes.length > 0 ? own.column : null;
    let dash: number | null = null;
    const owner = atRoot ? -1 : this.#ownerColumn(own);
    const visit = (line: number, step: number): void => {
      for (let at = line; at >= 0 && at < this.tree.lines.count; at += step) {
        const parts = this.#parts(at);
        if (parts === null) continue;
        const first = parts.dashes[0];
        if (first !== undefined && first > owner) dash ??= first;
        const belongs = first === undefined ? parts.column > owner : step < 0 && parts.column > owner && first <= owner;
        if (belongs && parts.key !== null) {
          column = column === null ? parts.column : Math.min(column, parts.column);
        }
        if (first !== undefined ? first <= owner : parts.column <= owner) break;
      }
    };
    visit(this.#line - 1, -1);
    visit(this.#line + 1, 1);
    return { names: this.#namesAt(column, owner), column, dash };
  }

  #namesAt(column: number | null, owner: number): ReadonlySet<string> {
    const names = new Set<string>();
    for (const [line, step] of [[this.#line - 1, -1], [this.#line + 1, 1]] as const) {
      for (let at = line; at >= 0 && at < this.tree.lines.count; at += step) {
        const parts = this.#parts(at);
        if (parts === null) continue;
        const first = parts.dashes[0];
        const startsEntry = first !== undefined && first <= owner;
        if (startsEntry && step > 0) break;
        if (parts.key !== null && parts.column === column) names.add(parts.key);
        if (startsEntry || (first === undefined && parts.column <= owner)) break;
      }
    }
    return names;
  }

  /** Column of the key, or of the entry's dash, that the caret's mapping lies below. */
  #ownerColumn(own: LineParts): number {
    if (own.dashes.length > 0) return own.dashes.at(-1) ?? 0;
    for (let line = this.#line - 1; line >= 0; line -= 1) {
      const parts = this.#parts(line);
      if (parts === null) continue;
      const dash = parts.dashes.findLast((at) => at < own.column);
      if (parts.column < own.column && parts.key !== null) return parts.column;
      if (dash !== undefined) return dash;
    }
    return -1;
  }
}

/** True where a line begins inside a scalar that began on a line above. */
function isContinuation(tree: SyntaxTree, offset: number): boolean {
  const within = (node: YamlNode | null): boolean => {
    if (node === null || startOf(node) > offset || endOf(node) <= offset) return false;
    if (node.type === 'map') return node.pairs.some((pair) => within(pair.value));
    if (node.type === 'seq') return node.items.some(within);
    return tree.lines.lineOf(startOf(node)) < tree.lines.lineOf(offset);
  };
  return within(tree.root);
}

/** Where a list of entries, or of plain values, can begin below a key. */
const takesList = (key: Key): boolean => ['entries', 'string_list', 'tool_list', 'choice_list'].includes(key.kind);

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
    root?.type === 'map' ? root.pairs.map((pair) => [pair.key.name, pair.value] as const) : root?.type === 'seq' ? root.items.map((item, index) => [index, item] as const) : [];
  for (const [step, child] of children) {
    if (child === null || startOf(child) > startOf(wanted) || endOf(child) < endOf(wanted)) continue;
    const path = pathTo(child, wanted);
    if (path !== undefined) return [step, ...path];
  }
  return undefined;
}
