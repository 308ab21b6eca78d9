/** What a document may hold where its text could not be read: nothing is said to be missing there. */
import type { Key, Kind } from '../catalog/catalog';
import { childNamed } from '../document/aliases';
import type { Lines } from '../syntax/lines';
import type { Spanned, YamlNode } from '../syntax/node';
import { endOf, resolved, startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';
import type { Path } from '../syntax/path';
import { showPath } from '../syntax/path';

export class Unread {
  constructor(
    /** Names of keys that stand in the text although the tree lacks them, by the key of the top level above them; '' for that itself. */
    readonly names: ReadonlyMap<string, ReadonlySet<string>>,
    /** Where in the tree something could not be read. */
    readonly places: readonly Path[],
    /** Paths of the answers of which a part could not be read. */
    readonly answers: readonly string[],
  ) {}

  /** True where the key at a path may stand in the text although the tree lacks it. */
  holds([first = '', ...below]: Path): boolean {
    if (this.names.get('')?.has(String(first)) === true) return true;
    return below.length > 0 && this.names.get(String(first))?.has(String(below.at(-1))) === true;
  }

  /** True where a part of what stands at or below a path could not be read. */
  isWithin(path: Path): boolean {
    return this.places.some((place) => path.every((step, at) => place[at] === step));
  }

  /** Equal for documents of which the same could not be read. */
  get key(): string {
    return this.places.length === 0 ? '' : JSON.stringify([[...this.names].map(([name, below]) => [name, ...below]), this.places]);
  }
}

const ALL_READ = new Unread(new Map(), [], []);

/** What of a document could not be read; `root` is the tree's, with present names. */
export function unreadParts(kind: Kind, { unread, lines }: SyntaxTree, root: YamlNode | null): Unread {
  if (unread.length === 0) return ALL_READ;
  const names = new Map<string, Set<string>>();
  const note = (above: string, name: string): void => void names.set(above, (names.get(above) ?? new Set()).add(name));
  const map = resolved(root);
  const present = new Set(map?.type === 'map' ? map.pairs.map(({ key }) => key.name) : []);
  for (const stretch of unread) {
    const { line: first, character } = lines.positionAt(startOf(stretch));
    let isBehindKey = lines.textOf(first).slice(0, character).trim() !== '';
    let above = topLevelAbove(root, startOf(stretch));
    for (const line of lines.slice(startOf(stretch), endOf(stretch)).split('\n')) {
      for (const name of namesIn(line, namesOf(kind), isBehindKey)) {
        const isTop = kind.root.child(name) !== undefined && !present.has(name);
        if (isTop && /^["'\w]/u.test(line)) above = name;
        // Indented by a slip, it may be meant for the top level.
        if (isTop) note('', name);
        note(above, name);
      }
      isBehindKey = false;
    }
  }
  const places = unread.map((stretch) => pathAt(root, lines, stretch));
  const answers = places.flatMap((path) => answerAt(kind.root, path) ?? []);
  return new Unread(names, places, [...new Set(answers)]);
}

function topLevelAbove(root: YamlNode | null, offset: number): string {
  const map = resolved(root);
  return map?.type === 'map' ? (map.pairs.findLast(({ key }) => startOf(key) < offset)?.key.name ?? '') : '';
}

/** So many letters of a key tell which one is meant. */
const TELLING = 3;

/** Known names at the beginning of a line (of a value, `isValue`, only with a colon), whole or begun, and before a colon. */
function* namesIn(line: string, known: ReadonlySet<string>, isValue: boolean): Generator<string> {
  for (const [whole, first, keyed] of line.matchAll(
    /^[\s-]*["']?([\w$-]{1,100})(?:["']?[ \t]{0,9}:)?|(?<![\w$-])([\w$-]{1,100})["']?[ \t]{0,9}:/gu,
  )) {
    const word = first ?? keyed ?? '';
    if (isValue && !whole.endsWith(':')) continue;
    if (known.has(word)) yield word;
    else if (word.length >= TELLING && word.length === line.trim().length) for (const name of known) if (name.startsWith(word)) yield name;
  }
}

const NAMES = new WeakMap<Kind, ReadonlySet<string>>();

/** Names of all sections, groups and answers of a kind. */
function namesOf(kind: Kind): ReadonlySet<string> {
  const known = NAMES.get(kind);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const visit = (key: Key): void => {
    for (const child of key.keys) {
      names.add(child.name);
      if (isContainer(child)) visit(child);
    }
  };
  visit(kind.root);
  NAMES.set(kind, names);
  return names;
}

const isContainer = ({ kind }: Key): boolean => kind === 'section' || kind === 'group';

/** The part of a path that leads to an answer; null for one that ends at a section or group, or at nothing of ours. */
function answerAt(root: Key, path: Path): string | null {
  let key = root;
  for (const [at, step] of path.entries()) {
    const child = typeof step === 'string' ? childNamed(key, step) : undefined;
    if (child === undefined) return null;
    if (!isContainer(child)) return showPath(path.slice(0, at + 1));
    key = child;
  }
  return null;
}

/** Below which keys a stretch stands, by its indentation and what is above it. */
function pathAt(root: YamlNode | null, lines: Lines, stretch: Spanned): Path {
  const from = startOf(stretch);
  const { line, character } = lines.positionAt(from);
  const text = lines.textOf(line);
  // What is no word, or stands behind a key, belongs to what is last above it.
  const isLoose = text.slice(0, character).trim() !== '' || !/\w/u.test(text);
  const column = isLoose ? Infinity : (/^\s*/u.exec(text)?.[0].length ?? 0);
  const isEntry = text.trimStart().startsWith('-');
  const columnOf = (at: number): number => lines.positionAt(at).character;
  const path: (string | number)[] = [];
  let node = resolved(root);
  while (node !== null && node.type !== 'scalar') {
    let next: YamlNode | null;
    if (node.type === 'map') {
      const pair = node.pairs.findLast(({ key }) => startOf(key) < from);
      const at = pair === undefined ? Infinity : columnOf(startOf(pair.key));
      if (pair === undefined || at > column || (at === column && !isEntry)) return path;
      path.push(pair.key.name);
      next = pair.value;
    } else {
      const index = node.items.findLastIndex((item) => item !== null && startOf(item) < from);
      next = node.items[index] ?? null;
      if (next === null || columnOf(startOf(next)) > column) return path;
      path.push(index);
    }
    // What an alias stands for stands elsewhere.
    node = next?.type === 'alias' ? null : next;
  }
  return path;
}
