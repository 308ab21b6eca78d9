/** An answer in its long form (with notes and evidence beside it), and back in its short one. */
import type { Key } from '../../catalog/catalog';
import { insertLines } from '../../edit/insertLines';
import { columnOf, indentStep, lineBehind, lineEnding, pairEnd } from '../../edit/layout';
import type { TextEdit } from '../../edit/textEdit';
import type { Pair, YamlNode } from '../../syntax/node';
import { endOf, isNull, startOf } from '../../syntax/node';
import type { SyntaxTree } from '../../syntax/parse';
import { locate } from '../../syntax/path';
import { keyAtPath } from '../hover';
import type { FixContext, QuickFix } from './fix';

/** The other form of the answer at an offset; none where it has only one, or would lose something. */
export function formRewrites({ assessment, messages }: FixContext, offset: number): readonly QuickFix[] {
  const { root, kind, tree } = assessment;
  const located = locate(root, offset);
  if (located === undefined || tree.problems.length > 0) return [];
  const names = located.path.filter((step) => typeof step === 'string');
  if (names.length < located.path.length) return [];
  for (let length = names.length; length > 0; length -= 1) {
    const key = keyAtPath(kind, names.slice(0, length));
    const pair = pairAlong(root, names.slice(0, length));
    const form = key === undefined ? null : longForm(key);
    if (pair === null || form === null) continue;
    const toLong = lengthened(tree, pair, form);
    if (toLong !== null)
      return [{ title: messages.text('fix.long-form', { key: pair.key.name }), edits: toLong, preferred: false, insertsKeys: true }];
    const toShort = shortened(tree, pair, form);
    return toShort === null
      ? []
      : [{ title: messages.text('fix.short-form', { key: pair.key.name }), edits: toShort, preferred: false, insertsKeys: false }];
  }
  return [];
}

/** The key that holds the answer in a long form; null for keys that have none. */
function longForm(key: Key): 'answer' | 'evidence' | null {
  if (key.kind === 'output') return 'evidence';
  return key.child('answer')?.extra === true && key.unit !== null ? 'answer' : null;
}

function pairAlong(root: YamlNode | null, names: readonly string[]): Pair | null {
  let node = root;
  let pair: Pair | null = null;
  for (const name of names) {
    const next: Pair | undefined = node?.type === 'map' ? node.pairs.find(({ key }) => key.name === name) : undefined;
    if (next === undefined) return null;
    pair = next;
    node = next.value;
  }
  return pair;
}

function lengthened(tree: SyntaxTree, pair: Pair, name: string): readonly TextEdit[] | null {
  const { value, key, afterColon } = pair;
  if (value === null || value.type === 'map' || value.type === 'alias' || afterColon < 0) return null;
  const { lines } = tree;
  const behindColon = key.origin.offset + afterColon;
  const line = lines.lineOf(startOf(key));
  const margin = ' '.repeat(columnOf(tree, startOf(key)) + indentStep(tree));
  const eol = lineEnding(tree);
  const lead = lines.slice(lines.startOf(line), startOf(key));
  const isInline = lines.lineOf(startOf(value)) === line && !lines.slice(startOf(value), endOf(value)).includes('\n');
  if (!/^ *$/u.test(lead) || lines.slice(behindColon, startOf(value)).trim() !== '') return null;
  const notes = insertLines(tree, lineBehind(tree, pairEnd(pair)), [`${margin}notes:`]);
  if (isInline) return [{ from: behindColon, to: startOf(value), text: `${eol}${margin}${name}: ` }, notes];
  if (value.type !== 'seq' || value.flow) return null;
  // A list below its key goes one step deeper.
  const first = lines.lineOf(startOf(value));
  const edits: TextEdit[] = [{ from: behindColon, to: behindColon, text: `${eol}${margin}${name}:` }];
  for (let at = first; at < lines.count && lines.startOf(at) < notes.from; at += 1)
    if (lines.textOf(at).trim() !== '') edits.push({ from: lines.startOf(at), to: lines.startOf(at), text: ' '.repeat(indentStep(tree)) });
  return [...edits, notes];
}

/** Back, where nothing but the answer has a value, and no comment stands between. */
function shortened(tree: SyntaxTree, pair: Pair, name: string): readonly TextEdit[] | null {
  const { value, key, afterColon } = pair;
  if (value?.type !== 'map' || value.flow || afterColon < 0) return null;
  const answer = value.pairs.find((each) => each.key.name === name);
  if (answer?.value == null || value.pairs.some((each) => each !== answer && !isNull(each.value))) return null;
  const { lines } = tree;
  const from = key.origin.offset + afterColon;
  const end = pairEnd(pair);
  const words = lines.slice(startOf(answer.value), endOf(answer.value));
  const isInline = answer.value.type !== 'map' && (answer.value.type !== 'seq' || answer.value.flow) && !words.includes('\n');
  if (!isInline || /#/u.test(lines.slice(from, end).replace(words, ''))) return null;
  return [{ from, to: end, text: ` ${words}` }];
}
