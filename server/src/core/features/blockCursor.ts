/** What a caret in block style is about to write, read from lines and indentation. */
import type { Key, Kind } from '../catalog/catalog';
import { childNamed, presentName } from '../document/aliases';
import { takesList } from '../edit/skeleton';
import type { SyntaxTree } from '../syntax/parse';
import type { LineParts, OpenCollection } from './blockStack';
import { BlockLines, firstColumn, lineParts, opensAt } from './blockStack';
import type { Cursor } from './cursor';
import { takesWords } from './suggestions';
import { keyOf } from './keyOf';

/** What may stand of a value before the caret, and what of it behind. */
const VALUE = { before: /^["']?[\w.<>=-]*$/u, after: /^[\w.<>=-]*["']?/u };
/** The same for names and paths, which take in all that is on the line. */
const WORDS = { before: /^[^\s"'#[\]{},|>&*!%@`?-][^"#[\]{},|>]*$|^$/u, after: /^(?:[^"#[\]{},|>\s]|[ \t]+(?=[^\s#]))*/u };

/** A caret and the lines around it. */
export class BlockScan {
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

  /** What the caret is about to write; null where nothing can be offered. */
  cursor(): Cursor | null {
    const own = lineParts(this.#before);
    const typed = this.#before.slice(own.column);
    if (own.key !== null) return this.#valueOf(own, own.key, typed);
    if (this.#before.includes('\t')) return null;
    if (own.dashes.length > 0 && typed !== '' && WORDS.before.test(typed)) {
      const words = this.#wordsInEntry(own, typed);
      if (words !== null) return words;
    }
    if (!/^["']?[\w$-]*$/u.test(typed)) return null;
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
    const signs = takesWords(key) ? WORDS : VALUE;
    if (!signs.before.test(word)) return null;
    const from = this.offset - word.length;
    const to = this.offset + (signs.after.exec(this.#after)?.[0].length ?? 0);
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
      needsComma: false,
      isPlain: true,
      item: false,
      needsBlank: value === '',
      entryBelow: word === '' && takesList(key) ? own.column : null,
    };
  }

  /** Behind a dash on the caret's line: the first key of an entry, or a value in a list of values. */
  #inNewEntry(own: LineParts, to: number, hasColon: boolean): Cursor | null {
    const seq = this.#block.openAbove(this.#line, own).at(-1);
    const owner = seq === undefined ? undefined : keyOf(this.kind, seq.path);
    if (seq === undefined || owner === undefined) return null;
    const from = this.#lineStart + own.column;
    const needsBlank = this.#before.endsWith('-');
    const next = this.#block.below(this.#line);
    const endsHere = next === null || firstColumn(next) <= (own.dashes.at(-1) ?? 0);
    if (owner.item === null)
      return endsHere && (takesList(owner) || owner.kind === 'choice' || takesWords(owner))
        ? {
            type: 'value',
            path: seq.path,
            key: owner,
            from,
            to,
            flow: false,
            needsComma: false,
            isPlain: true,
            item: true,
            needsBlank,
            entryBelow: null,
          }
        : null;
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
      needsComma: false,
      isPlain: !hasColon && (endsHere || (next.dashes.length === 0 && next.column === own.column + Number(needsBlank))),
      column: own.column + Number(needsBlank),
      lead: needsBlank ? ' ' : '',
      hasColon,
      entry: null,
    };
  }

  /** A name or path behind a dash. */
  #wordsInEntry(own: LineParts, typed: string): Cursor | null {
    const rest = WORDS.after.exec(this.#after)?.[0] ?? '';
    const isWhole = /^\s*(?:#.*)?$/u.test(this.#after.slice(rest.length)) && !/:(?:\s|$)/u.test(typed + rest);
    const cursor = isWhole ? this.#inNewEntry(own, this.offset + rest.length, false) : null;
    return cursor?.type === 'value' && takesWords(cursor.key) ? cursor : null;
  }

  /** A blank line, or the beginning of a key: a key of one of the open mappings, or an entry of an open list. */
  #onOwnLine(own: LineParts, word: string, to: number, hasColon: boolean): Cursor | null {
    const open = this.#block.openAbove(this.#line, null);
    // A word with its colon is a key already: it stays where it stands, and what is deeper below is its value.
    const next = hasColon ? { ...own, key: word } : this.#block.below(this.#line);
    const isBound = next !== null && isBoundToNext(open, own.column, next);
    const column = isBound ? firstColumn(next) : own.column;
    const place = placeAt(open, column, next);
    if (place === null) return null;
    const owner = keyOf(this.kind, place.path);
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
      needsComma: false,
      isPlain: !hasColon && !isBound && this.#block.above(this.#line)?.key !== null,
      column: place.column,
      lead: moves ? ' '.repeat(place.column) : '',
      hasColon,
      entry,
    };
  }

  /** The key whose properties a mapping's keys are. */
  #mappingOf(map: OpenCollection): Key | undefined {
    const owner = keyOf(this.kind, map.path);
    return map.inEntry ? (owner?.item ?? undefined) : owner;
  }
}

/** Where something can be written: a mapping or list that is open, or a new one below a key that waits for its value. */
interface Place extends Pick<OpenCollection, 'type' | 'column' | 'path' | 'inEntry'> {
  readonly isNew: boolean;
}

/**
 * True where what is written must stand at the column of the next line: that line is deeper, or belongs to nothing that
 * is open above, so that it would become the value of what is written.
 */
function isBoundToNext(open: readonly OpenCollection[], column: number, next: LineParts): boolean {
  const at = firstColumn(next);
  const type = next.dashes.length > 0 ? 'seq' : 'map';
  return at > column || (open.length > 0 && !open.some((collection) => collection.column === at && collection.type === type));
}

/** The place that a caret at `column` means; `next` is the next line with content. */
function placeAt(open: readonly OpenCollection[], column: number, next: LineParts | null): Place | null {
  const isAtDash = next !== null && next.dashes.length > 0 && firstColumn(next) >= column;
  // Above everything; a list below would become the value of the key.
  if (open.length === 0)
    return next !== null && (next.key === null || next.dashes.length > 0)
      ? null
      : { type: 'map', column: next === null ? 0 : firstColumn(next), path: [], inEntry: false, isNew: true };
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
