/** Puts a key's example where a placeholder stands, and a comment that asks for a review. */
import type { Pair, YamlNode } from '../../syntax/node';
import { endOf, isNull, resolved, startOf } from '../../syntax/node';
import type { UnitResult } from '../../assessment/unitState';
import type { AnswerKind, Key } from '../../catalog/catalog';
import { kindById } from '../../catalog/catalog';
import { hasRecord } from '../../edit/recordKeys';
import { columnOf, indentStep, lineBehind, lineEnding, pairEnd } from '../../edit/layout';
import { inlineList, inlineScalar } from '../../edit/inlineScalar';
import { insertLines } from '../../edit/insertLines';
import type { TextEdit } from '../../edit/textEdit';
import type { SyntaxTree } from '../../syntax/parse';
import { find } from '../../syntax/path';
import { exampleLines } from '../explain';
import type { FixContext } from './fix';

/** Only those who know the system can say these. */
const NO_EXAMPLE: ReadonlySet<AnswerKind> = new Set<AnswerKind>(['evidence', 'output', 'task', 'duty', 'section', 'group', 'document']);

/** Edits that answer all that a unit lacks by examples; null where one of them has none, or no place. */
export function exampleEdits({ unit, lacking }: UnitResult, context: FixContext): readonly TextEdit[] | null {
  const { assessment, guidance, messages } = context;
  const kind = guidance === undefined ? undefined : kindById(guidance(), assessment.kind.id);
  const fields = kind?.unitById.get(unit.id)?.fields;
  if (fields === undefined || unit.fields.some(({ key }) => hasRecord(key))) return null;
  const edits: TextEdit[] = [];
  for (const path of lacking) {
    const key = fields.find((field) => field.path.join('.') === path.join('.'))?.key;
    const found = find(assessment.root, path);
    const parent = find(assessment.root, path.slice(0, -1)).node;
    if (!saysNothing(found.node, context.engine.catalog.placeholder)) return null;
    if (key === undefined || found.pair === null || found.depth < path.length || parent?.type !== 'map') return null;
    const made = put(assessment.tree, found.pair, parent.flow, key, messages.text('example.review'));
    if (made === null) return null;
    edits.push(...made);
  }
  return edits;
}

/** True for a value in which every text is a placeholder. */
function saysNothing(node: YamlNode | null, placeholder: RegExp): boolean {
  const at = resolved(node);
  if (at === null) return true;
  if (at.type === 'seq') return at.items.every((item) => saysNothing(item, placeholder));
  if (at.type === 'map') return at.pairs.every((pair) => saysNothing(pair.value, placeholder));
  return at.value === null || (typeof at.value === 'string' && placeholder.test(at.value));
}

function put(tree: SyntaxTree, pair: Pair, isFlow: boolean, key: Key, comment: string): readonly TextEdit[] | null {
  if (key.example === undefined || NO_EXAMPLE.has(key.kind) || pair.afterColon < 0) return null;
  const { lines } = tree;
  const behindColon = pair.key.origin.offset + pair.afterColon;
  const inline = inlineExample(key.example, isFlow);
  const value = single(tree, pair.value);
  if (value !== 'none' && value !== null && inline !== null) {
    const at = { from: startOf(value), to: endOf(value), text: inline };
    return marked(tree, [at], endOf(value), comment);
  }
  if (isFlow)
    return inline === null || value === null
      ? null
      : marked(tree, [{ from: behindColon, to: behindColon, text: ` ${inline}` }], behindColon, comment);
  if (value === 'none' && inline !== null)
    return marked(tree, [{ from: behindColon, to: behindColon, text: ` ${inline}` }], behindColon, comment);
  // What goes over lines: below the key, in place of lines that say nothing.
  const from = lineBehind(tree, behindColon);
  const to = Math.max(from, lineBehind(tree, pairEnd(pair)));
  const gone = lines.slice(value === 'none' ? from : behindColon, value === 'none' ? from : to);
  if (/[#&!]|\S.*:\s*[^\s#]|\{/u.test(gone.replaceAll(/^\s*-?\s*[\w$-]+:\s*$/gmu, ''))) return null;
  const margin = ' '.repeat(columnOf(tree, startOf(pair.key)) + indentStep(tree));
  const block = exampleLines(key.example).map((line) => margin + line);
  const start = value === null && startOf(pair.value ?? pair.key) < from ? null : from;
  if (start === null) return null;
  return marked(tree, [{ ...insertLines(tree, start, block), to }], behindColon, comment);
}

/** A value on one line that can be replaced; `none` where there is nothing; null for what goes over lines. */
function single({ lines }: SyntaxTree, value: YamlNode | null): YamlNode | 'none' | null {
  if (value === null) return 'none';
  if (value.type === 'alias') return null;
  const isOneLine = lines.lineOf(startOf(value)) === lines.lineOf(Math.max(startOf(value), endOf(value) - 1));
  return isOneLine && (isNull(value) || value.type === 'scalar' || value.flow) && !lines.slice(startOf(value), endOf(value)).includes('\n')
    ? value
    : null;
}

/** An example on one line; null where it needs several. */
function inlineExample(example: unknown, isFlow: boolean): string | null {
  if (typeof example === 'string') return inlineScalar(example);
  if (Array.isArray(example) && example.every((item) => typeof item === 'string')) return inlineList(example);
  if (typeof example === 'object' && example !== null) return isFlow ? JSON.stringify(example) : null;
  return String(example);
}

/** The same edits with a comment at the end of the line of `at`, or on a line of its own above it. */
function marked(tree: SyntaxTree, edits: readonly TextEdit[], at: number, comment: string): readonly TextEdit[] | null {
  const { lines } = tree;
  const line = lines.lineOf(at);
  const end = lines.endOf(line);
  const rest = lines.slice(at, end);
  // In quotes, a sign is no comment.
  if (!rest.replaceAll(/"[^"]*"|'[^']*'/gu, '').includes('#')) {
    const to = end - (/[ \t]*$/u.exec(rest)?.[0].length ?? 0);
    return joined(edits, { from: to, to, text: ` # ${comment}` });
  }
  const start = lines.startOf(line);
  const margin = /^ */u.exec(lines.textOf(line))?.[0] ?? '';
  if (!/^ *[\w$"'-]+:/u.test(lines.textOf(line)) || lines.textOf(line).trimStart().startsWith('- ')) return null;
  return [{ from: start, to: start, text: `${margin}# ${comment}${lineEnding(tree)}` }, ...edits];
}

/** Two edits at one place become one, so that their order is beyond doubt. */
function joined(edits: readonly TextEdit[], last: TextEdit): readonly TextEdit[] {
  const same = edits.find((edit) => edit.to === last.from);
  return same === undefined ? [...edits, last] : edits.map((edit) => (edit === same ? { ...edit, text: edit.text + last.text } : edit));
}
