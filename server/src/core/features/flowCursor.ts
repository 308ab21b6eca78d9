/** What a caret in a flow collection is about to write. */
import type { Kind } from '../catalog/catalog';
import type { MapNode, SeqNode, YamlNode } from '../syntax/node';
import { endOf, startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';
import { parse } from '../syntax/parse';
import type { Cursor } from './cursor';
import { excerptAround } from './excerpt';
import { keyOf } from './keyOf';
import { takesWords } from './suggestions';
import { childNamed, presentName } from '../document/aliases';

/** A name or path between brackets, as far as the caret. */
const WORDS = /^(?:[^\s"'#[\]{},:|>&*!%@`?-][^"#[\]{},:\n]*)?$/u;

/** The innermost flow collection around an offset. */
export function flowAround(node: YamlNode | null, offset: number): MapNode | SeqNode | null {
  if (node === null || node.type === 'scalar' || node.type === 'alias' || startOf(node) >= offset || endOf(node) < offset) return null;
  const children = node.type === 'map' ? node.pairs.map((pair) => pair.value) : node.items;
  for (const child of children) {
    const found = flowAround(child, offset);
    if (found !== null) return found;
  }
  return node.flow && endOf(node) > offset ? node : null;
}

/**
 * What a caret is about to write behind brackets that are opened on its line, and nowhere closed on it. Null where there are
 * none such.
 */
export function cursorAtOpenBracket(tree: SyntaxTree, kind: Kind, offset: number): { readonly cursor: Cursor | null } | null {
  const { lines } = tree;
  const line = lines.lineOf(offset);
  const before = /^(?:\s|- )*[\w$-]+:\s+([[{].*)$/u.exec(lines.slice(lines.startOf(line), offset))?.[1];
  const rest = lines.slice(offset, lines.endOf(line));
  const word = /^[\w.<>=$-]*/u.exec(rest)?.[0] ?? '';
  if (before === undefined || !/^\s*(?:#.*)?$/u.test(rest.slice(word.length))) return null;
  const closers: string[] = [];
  for (const character of before.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/gu, '')) {
    if (character === '[' || character === '{') closers.unshift(character === '[' ? ']' : '}');
    else if (character === ']' || character === '}') closers.shift();
  }
  if (closers.length === 0) return null;
  const { text, shift } = excerptAround(tree, line);
  const to = offset + word.length - shift;
  return { cursor: cursorIn(parse(`${text.slice(0, to)} ${closers.join('')}${text.slice(to)}`), kind, offset, shift) };
}

/** What a caret is about to write in an excerpt, with the offsets of the whole; null outside of flow collections. */
function cursorIn(excerpt: SyntaxTree, kind: Kind, offset: number, shift: number): Cursor | null {
  const around = flowAround(excerpt.root, offset - shift);
  const cursor = around === null ? null : flowCursor(excerpt, kind, around, offset - shift);
  return cursor === null ? null : { ...cursor, from: cursor.from + shift, to: cursor.to + shift };
}

/**
 * What a caret is about to write behind a quote that nobody has closed yet, which takes in the brackets around it. Null
 * where there is none such, or no flow collection around it.
 */
export function cursorAtOpenQuote(tree: SyntaxTree, kind: Kind, offset: number): { readonly cursor: Cursor | null } | null {
  const { lines } = tree;
  const before = lines.slice(lines.startOf(lines.lineOf(offset)), offset);
  const typed = /(?<=^|[\s{[,:])["'][\w$.-]*$/u.exec(before)?.[0];
  if (typed === undefined) return null;
  const from = offset - typed.length;
  const to = offset + (/^[\w$.-]*["']?/u.exec(lines.slice(offset, lines.endOf(lines.lineOf(offset))))?.[0].length ?? 0);
  const { text, shift } = excerptAround(tree, lines.lineOf(offset));
  const without = parse(text.slice(0, from - shift) + ' '.repeat(to - from) + text.slice(to - shift));
  if (flowAround(without.root, from - shift) === null) return null;
  const cursor = cursorIn(without, kind, from, shift);
  return { cursor: cursor === null ? null : { ...cursor, from, to } };
}

/** What a caret inside a flow collection is about to write; null where nothing can be offered. */
export function flowCursor(tree: SyntaxTree, kind: Kind, around: MapNode | SeqNode, offset: number): Cursor | null {
  const start = startOf(around);
  const owner = pathTo(tree.root, around) ?? [];
  const above = keyOf(
    kind,
    owner.filter((step): step is string => typeof step === 'string'),
  );
  if (above === undefined) return null;
  const path = owner.filter((step): step is string => typeof step === 'string');
  const key = typeof owner.at(-1) === 'number' ? (above.item ?? above) : above;
  const segment = lastSegment(tree.lines.slice(start + 1, offset));
  const named = around.type === 'map' ? /^\s*["']?([\w$-]+)["']?\s*:(\s*)/u.exec(segment) : null;
  const valueKey = named === null ? (around.type === 'seq' && key.item === null ? key : null) : (childNamed(key, named[1] ?? '') ?? null);
  const begin = named === null ? /^\s*/u.exec(segment) : named;
  const words = valueKey !== null && takesWords(valueKey) ? WORDS.exec(segment.slice(begin?.[0].length ?? 0)) : null;
  const word = words?.[0] ?? /[\w.<>=$-]*$/u.exec(segment)?.[0] ?? '';
  const from = offset - word.length;
  const after = tree.lines.slice(offset, Math.max(offset, endOf(around)));
  const to = offset + ((words === null ? /^[\w.<>=$-]*/u : /^(?:[^"#[\]{},\s:]|[ \t]+(?=[^\s#,\]}]))*/u).exec(after)?.[0].length ?? 0);
  if (!/^\s*(?:[,}\]\n\r#:]|$)/u.test(after.slice(to - offset))) return null;
  const needsComma = /^(?:\s|#.*\n)*[^\s#,:}\]]/u.test(after.slice(to - offset));
  const lead = segment.slice(0, segment.length - word.length);
  const common = { path, from, to, flow: true, needsComma, isPlain: false } as const;
  if (around.type === 'seq' || named !== null) {
    if (valueKey === null || lead !== begin?.[0]) return null;
    const isItem = named === null;
    return {
      ...common,
      type: 'value',
      path: isItem ? path : [...path, valueKey.name],
      key: valueKey,
      item: isItem,
      needsBlank: named?.[2] === '',
      entryBelow: null,
    };
  }
  if (lead.trim() !== '') return null;
  // A word without a colon takes in the key on the next line.
  const below = needsComma ? /^(?:\s|#.*\n)*["']?([\w$-]+)["']?\s*:/u.exec(after.slice(to - offset))?.[1] : undefined;
  const names = [...around.pairs.map((pair) => pair.key.name), ...(below === undefined ? [] : [below])];
  const others = names.filter((name) => name !== tree.lines.slice(from, to));
  const taken = new Set(others.map((name) => presentName(key, name) ?? name));
  return {
    ...common,
    type: 'key',
    parent: key,
    taken,
    column: 0,
    lead: '',
    hasColon: /^\s*:/u.test(after.slice(to - offset)),
    entry: null,
  };
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
