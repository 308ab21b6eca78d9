/** Completion of values: those that the schemas list, and those that stand elsewhere already. */
import type { Choice, Key } from '../catalog/catalog';
import { kindOfName } from '../document/documentKind';
import { inlineScalar } from '../edit/inlineScalar';
import { indentStep, lineEnding } from '../edit/layout';
import { skeletonLines, takesList } from '../edit/skeleton';
import type { SeqNode, YamlNode } from '../syntax/node';
import { endOf, resolved, startOf } from '../syntax/node';
import type { CompletionContext, CompletionItem } from './completion';
import { dashItem, ending, withStops } from './completionText';
import type { ValueCursor } from './cursor';
import type { Suggestion } from './suggestions';
import { NO_SUGGESTIONS, suggestionsFor } from './suggestions';

export function valueItems(context: CompletionContext, cursor: ValueCursor): readonly CompletionItem[] {
  const { key } = cursor;
  const choices = key.path === 'kind' ? kindChoices(context, key) : key.choices;
  const begin = cursor.entryBelow === null ? [] : [entryBelow(context, cursor, cursor.entryBelow)];
  const words = choices.map((choice, index) => choiceItem(context, cursor, choice, index));
  const taken = new Set(valuesBeside(context, cursor));
  const more = suggestionsFor(key, context.assessment, context.suggestions ?? NO_SUGGESTIONS, taken);
  return [...begin, ...words, ...more.map((suggestion, index) => suggestionItem(context, cursor, suggestion, index))];
}

function choiceItem(context: CompletionContext, cursor: ValueCursor, { value }: Choice, index: number): CompletionItem {
  const word = /^[A-Za-z][\w -]*$/u.test(value) ? value : JSON.stringify(value);
  return item(context, cursor, { label: value, kind: 'value', detail: '', sortText: `0${place(index)}` }, word, value);
}

function suggestionItem(
  context: CompletionContext,
  cursor: ValueCursor,
  { value, kind, detail }: Suggestion,
  index: number,
): CompletionItem {
  const words = kind === 'date' ? context.messages.text('completion.today') : detail;
  return item(context, cursor, { label: value, kind, detail: words, sortText: `1${place(index)}` }, inlineScalar(value), null);
}

const place = (index: number): string => String(index).padStart(5, '0');

function item(
  context: CompletionContext,
  cursor: ValueCursor,
  shown: Pick<CompletionItem, 'label' | 'kind' | 'detail' | 'sortText'>,
  word: string,
  value: string | null,
): CompletionItem {
  const inBrackets = takesList(cursor.key) && !cursor.item && !cursor.flow;
  const text = (cursor.needsBlank ? ' ' : '') + (inBrackets ? `[${word}]` : word) + ending(context, cursor);
  return {
    ...shown,
    note: '',
    from: cursor.from,
    to: cursor.to,
    snippet: text.replaceAll(/[\\$}]/gu, '\\$&'),
    plain: text,
    about: { path: cursor.key.path, value },
    offersValues: false,
  };
}

/** Values of the list that the caret is in, its own aside. */
function valuesBeside({ assessment }: CompletionContext, { item: isItem, from, to }: ValueCursor): readonly string[] {
  const list = isItem ? listAround(assessment.root, from) : null;
  return (list?.items ?? []).flatMap((node) => {
    const at = resolved(node);
    const isBeside = node !== null && (endOf(node) <= from || startOf(node) >= to);
    return isBeside && at?.type === 'scalar' && at.value !== null ? [String(at.value)] : [];
  });
}

/** The innermost list around an offset; behind the last entry, the list's text has ended already. */
function listAround(node: YamlNode | null, offset: number): SeqNode | null {
  if (node === null || node.type === 'scalar' || node.type === 'alias' || startOf(node) > offset) return null;
  const children = node.type === 'map' ? node.pairs.map(({ value }) => value) : node.items;
  const child = children.findLast((each) => each !== null && startOf(each) <= offset);
  return listAround(child ?? null, offset) ?? (node.type === 'seq' ? node : null);
}

/** Kinds of document: the one that the file's name states, else all that can be checked. */
function kindChoices({ engine, path }: CompletionContext, key: Key): readonly Choice[] {
  const named = path === undefined ? undefined : kindOfName(engine.catalog, path);
  return key.choices.filter(({ value }) => (named === undefined ? engine.catalog.kinds.has(value) : value === named.id));
}

/** The first entry of a list, on the line below its key. */
function entryBelow({ assessment }: CompletionContext, cursor: ValueCursor, column: number): CompletionItem {
  const { tree } = assessment;
  const [, line = ''] = skeletonLines([{ name: cursor.key.name, key: cursor.key, below: [] }], column, indentStep(tree), () => '\0');
  const text = withStops(lineEnding(tree) + line);
  return dashItem(cursor.key, { from: cursor.from, to: cursor.to, ...text });
}
