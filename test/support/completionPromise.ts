/**
 * Accepting any completion at any place leaves YAML that is no worse, adds no structural finding, loses no value, and
 * what is inserted stands where its siblings stand.
 */
import { columnOf, indentStep, keyColumn } from '../../server/src/core/edit/layout';
import type { CompletionItem } from '../../server/src/core/features/completion';
import type { MapNode, YamlNode } from '../../server/src/core/syntax/node';
import { startOf } from '../../server/src/core/syntax/node';
import { parse } from '../../server/src/core/syntax/parse';
import { accepted, complete } from './checks';
import { assessFile } from './engine';
import { structural } from './findings';
import { readCaret, withCaretAt } from './marks';
import type { RandomCanvas } from './randomCanvas';
import type { Verdict } from './properties';
import { broken, HOLDS, VACUOUS } from './properties';
import type { Random } from '../syntax/randomDocuments';
import { leaves, valueOf } from './yamlText';

/** What hosts hand in. */
const SUGGESTIONS = {
  today: '2026-11-23',
  files: ['docs/data-quality.md', '../übersicht (neu).md', "it's, [a] #1: x.md"],
  people: ['A. Vogel', 'Head of: Credit', '# none'],
  tools: [{ name: 'Weights & Biases', file: 'requirements.txt' }],
};

/** Items that are tried at one place. */
const TRIED = 2;

/** A caret at one of a few places, the first of them at which something is offered. */
export function place(random: Random, { name, text, caret }: RandomCanvas): string {
  if (caret !== null && random.chance(0.95)) return withCaretAt(text, caret);
  let marked = '';
  for (let attempt = 0; attempt < 4; attempt += 1) {
    marked = somewhere(random, text);
    const { text: without, offset } = readCaret(marked);
    if (complete(name, without, offset).length > 0) break;
  }
  return marked;
}

/** A caret somewhere: on a new line, in a word being typed, behind a colon or dash, anywhere. */
function somewhere(random: Random, text: string): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const ends = Array.from(text.matchAll(/\r?\n|$/gu), ({ index }) => index);
  const end = random.pick(ends);
  const line = text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
  const column = /^[ -]*/u.exec(line)?.[0].length ?? 0;
  const columns = [column, column, column, Math.max(0, column - 2), column + 2, column + 4, 0, random.below(9)];
  const blank = `${eol}${' '.repeat(random.pick(columns))}`;
  const insert = (at: number, words: string): string => `${text.slice(0, at)}${words}‸${text.slice(at)}`;
  switch (random.below(8)) {
    case 0:
    case 1:
    case 2:
      return insert(end, blank);
    case 3:
      return insert(end, `${blank}${random.pick(['u', 'sta', '- ', '-', 'us', 'notes', '"', 'r'])}`);
    case 4:
      return insert(end, '');
    case 5: {
      const colons = Array.from(text.matchAll(/:(?: |(?=\r?\n|$))|- |[[{,] ?/gu), ({ index, 0: { length } }) => index + length);
      return insert(colons.length === 0 ? end : random.pick(colons), '');
    }
    default: {
      const at = random.below(text.length + 1);
      return insert(text[at] === '\n' && text[at - 1] === '\r' ? at - 1 : at, '');
    }
  }
}

/** The values of a document, wherever they stand: a key that is completed may change its name. */
const words = (value: unknown): readonly string[] =>
  [...leaves(value).values()].flatMap((leaf) =>
    // Blank lines at the end of a text that keeps them may go to what is written below it.
    leaf === null || typeof leaf === 'object' || String(leaf).trim() === '' ? [] : [String(leaf).trimEnd()],
  );

/** What one list has that the other lacks. */
function lacking(of: readonly string[], from: readonly string[]): readonly string[] {
  const kept = [...from];
  return of.filter((word) => {
    const at = kept.indexOf(word);
    if (at >= 0) kept.splice(at, 1);
    return at < 0;
  });
}

const places = (labels: readonly string[]): readonly string[] => labels.map((label) => label.replaceAll(/\[\d+\]/gu, '[]'));

export function judge(name: string, marked: string, source: () => Random): Verdict {
  const { text, offset } = readCaret(marked);
  const items = complete(name, text, offset, SUGGESTIONS);
  if (items.length === 0) return VACUOUS;
  const random = source();
  const tried = items.length <= TRIED ? items : Array.from({ length: TRIED }, () => random.pick(items));
  let isVacuous = true;
  for (const item of tried) {
    const { wrong, vacuous } = verdict(name, text, offset, item, random.chance(0.5) ? 'snippet' : 'plain');
    if (wrong !== null) return broken(wrong);
    isVacuous &&= vacuous;
  }
  return isVacuous ? VACUOUS : HOLDS;
}

function verdict(name: string, text: string, offset: number, item: CompletionItem, how: 'snippet' | 'plain'): Verdict {
  if (!(item.from <= offset && offset <= item.to && item.to <= text.length))
    return broken(`range ${item.from}-${item.to} around ${offset}`);
  const after = accepted(text, item, how);
  const trace = `"${item.label}" (${how}) gives\n${after}\n`;
  /** The document without the word that is completed. */
  const without = text.slice(0, item.from) + text.slice(item.to);
  const [before, result, rest] = [text, after, without].map((each) => assessFile(name, each));
  if (before === undefined || result === undefined || rest === undefined) return broken('no assessment');
  // What is broken elsewhere stays so: nothing can be said then. Where the word alone was the trouble, none is left.
  if (before.tree.problems.length > 0 && rest.tree.problems.length > 0) return VACUOUS;
  if (result.tree.problems.length > 0) return broken(`no good YAML (${result.tree.problems[0]?.detail ?? ''}): ${trace}`);
  const known = new Set([...places(structural(before)), ...places(structural(rest))]);
  const added = places(structural(result)).filter((label) => !known.has(label) && !label.startsWith('yaml-syntax'));
  if (added.length > 0) return broken(`adds ${added.join(', ')}: ${trace}`);
  // What typing alone takes in, whatever is typed, is not lost by completing it.
  const typed = valueOf(`${text.slice(0, item.from)}${item.plain.replaceAll(/\w+/gu, 'x')}${text.slice(item.to)}`);
  const [old, now] = [valueOf(without), valueOf(after)];
  if (old !== undefined && now !== undefined && typed !== undefined) {
    const lost = lacking(words(old.value), words(now.value));
    const swallowed = lacking(words(old.value), words(typed.value));
    if (lost.length > swallowed.length) return broken(`loses ${lost.join(', ')}: ${trace}`);
  }
  const column = columnFault(after, text, item, offset);
  return column === null ? HOLDS : broken(`${column}: ${trace}`);
}

/** What is wrong with the column of the key that was inserted; null when all is well. */
function columnFault(after: string, before: string, item: CompletionItem, offset: number): string | null {
  if (!['section', 'group', 'field'].includes(item.kind)) return null;
  const tree = parse(after);
  const at = item.from + item.plain.indexOf(item.label);
  const found = mappingAt(tree.root, at, null);
  if (found === null) return `no key at ${at}`;
  const { map, parent } = found;
  if (map.flow) return null;
  const columns = new Set(map.pairs.filter(({ key }) => key.name !== '').map(({ key }) => columnOf(tree, startOf(key))));
  if (columns.size > 1 && map.pairs.every(({ key }) => !/[&?]/u.test(tree.text.slice(startOf(key) - 4, startOf(key)))))
    return `columns ${[...columns].join(', ')} of siblings`;
  if (map.pairs.length > 1 || parent?.type !== 'map') return null;
  const step = keyColumn(tree, map) - keyColumn(tree, parent);
  const usual = indentStep(parse(before));
  // A caret that was put deeper or less deep is where somebody wants it.
  return step === usual || keyColumn(tree, map) === /^ */u.exec(before.slice(before.lastIndexOf('\n', offset - 1) + 1, offset))?.[0].length
    ? null
    : `a step of ${step} instead of ${usual}`;
}

function mappingAt(node: YamlNode | null, at: number, parent: YamlNode | null): { map: MapNode; parent: YamlNode | null } | null {
  if (node?.type === 'seq') {
    for (const item of node.items) {
      const found = mappingAt(item, at, node);
      if (found !== null) return found;
    }
    return null;
  }
  if (node?.type !== 'map') return null;
  if (node.pairs.some(({ key }) => startOf(key) === at)) return { map: node, parent };
  for (const { value } of node.pairs) {
    const found = mappingAt(value, at, node);
    if (found !== null) return found;
  }
  return null;
}
