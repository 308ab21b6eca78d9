/** Completion: absent keys in canonical order, what is mandatory first; values with their meaning. */
import type { Assessment, Engine } from '../assessment/assess';
import type { Key, Level, Unit } from '../catalog/catalog';
import { hasRecord, recordSkeleton } from '../edit/recordKeys';
import { columnOf, indentStep, lineEnding } from '../edit/layout';
import type { Skeleton } from '../edit/skeleton';
import { skeleton, skeletonLines, takesList } from '../edit/skeleton';
import { joinArticles, type Messages } from '../text/messages';
import type { Text } from './completionText';
import { dashItem, ending, withStops } from './completionText';
import type { KeyCursor } from './cursor';
import { cursorAt } from './cursor';
import type { SuggestionKind, Suggestions } from './suggestions';
import { suggestionKind } from './suggestions';
import { isUnusual, soundChanges } from './trial';
import { valueItems } from './valueCompletion';

export interface CompletionItem {
  readonly label: string;
  readonly kind: 'section' | 'group' | 'field' | 'value' | 'entry' | SuggestionKind;
  /** Short text on the right: level and article. */
  readonly note: string;
  /** One line on what it is. */
  readonly detail: string;
  readonly sortText: string;
  /** The stretch of text that is replaced: `from` to the caret, and on to `to` where the client replaces whole words. */
  readonly from: number;
  readonly to: number;
  /** Text with tab stops (`$1`), and without. Several lines state their whole indentation. */
  readonly snippet: string;
  readonly plain: string;
  /** Where its documentation comes from: the key's path in the catalog, and the value. */
  readonly about: { readonly path: string; readonly value: string | null };
  /** True where a value is to be chosen next. */
  readonly offersValues: boolean;
}

export interface CompletionContext {
  readonly engine: Engine;
  readonly assessment: Assessment;
  readonly messages: Messages;
  /** The file's path or URI, for what its name says; without one it says nothing. */
  readonly path?: string;
  /** What stands elsewhere; asked for where {@link wantedSuggestion} says so. */
  readonly suggestions?: Suggestions;
}

/** What can be suggested at an offset; null where it is nothing, or the document itself holds it. */
export function wantedSuggestion({ tree, kind }: Assessment, offset: number): SuggestionKind | null {
  const cursor = cursorAt(tree, kind, offset);
  return cursor?.type === 'value' ? suggestionKind(cursor.key) : null;
}

/** Items at an offset (UTF-16 units from the text's start), best first; empty where nothing of ours can be written. */
export function completionItems(context: CompletionContext, offset: number): readonly CompletionItem[] {
  const cursor = cursorAt(context.assessment.tree, context.assessment.kind, offset);
  if (cursor === null) return [];
  const items = cursor.type === 'key' ? keyItems(context, cursor) : valueItems(context, cursor);
  const { engine, assessment } = context;
  const sound = cursor.isPlain && !isUnusual(assessment.tree, offset) ? items : soundChanges(engine, assessment, items);
  return sound.toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1));
}

const RANK: Readonly<Record<Level, number>> = { mandatory: 0, recommended: 1, optional: 2 };

function keyItems(context: CompletionContext, cursor: KeyCursor): readonly CompletionItem[] {
  const items = (cursor.parent?.keys ?? [])
    .map((key, index) => ({ key, index }))
    .filter(({ key }) => !cursor.taken.has(key.name))
    .map(({ key, index }) => keyItem(context, cursor, key, index));
  return cursor.entry === null ? items : [...items, entryItem(context, cursor, cursor.entry)];
}

function keyItem(context: CompletionContext, cursor: KeyCursor, key: Key, index: number): CompletionItem {
  const { level, articles } = importance(context.assessment, key);
  const rank = key.extra ? 4 : level === null ? 3 : RANK[level];
  const text = cursor.hasColon ? { snippet: key.name, plain: key.name } : keyText(context, cursor, key);
  const end = cursor.hasColon ? '' : ending(context, cursor);
  const note =
    level === null
      ? ''
      : [context.messages.text(`level.${level}`), joinArticles(articles.slice(0, 1))].filter((part) => part !== '').join(' · ');
  return {
    label: key.name,
    kind: key.kind === 'section' ? 'section' : key.kind === 'group' ? 'group' : 'field',
    note,
    detail: key.title === key.name ? '' : key.title,
    sortText: `${rank}${String(index).padStart(3, '0')}`,
    from: cursor.from,
    to: cursor.to,
    snippet: cursor.lead + text.snippet + end,
    plain: cursor.lead + text.plain + end,
    about: { path: key.path, value: null },
    offersValues: key.choices.length > 0 && !cursor.hasColon && (key.kind === 'choice' || key.kind === 'boolean'),
  };
}

/** What a key matters for: the strongest level among the units at or below it, and the articles of that unit. */
function importance(assessment: Assessment, key: Key): { readonly level: Level | null; readonly articles: readonly string[] } {
  let best: { level: Level; unit: Unit } | null = null;
  for (const unit of unitsAt(assessment, key)) {
    const level = assessment.units.get(unit)?.level ?? 'optional';
    if (best === null || RANK[level] < RANK[best.level]) best = { level, unit };
  }
  if (best !== null) return { level: best.level, articles: best.unit.articles };
  const record = assessment.tier === null ? undefined : key.record?.levels.get(assessment.tier);
  return { level: record ?? null, articles: record === undefined ? [] : (key.record?.articles ?? []) };
}

function unitsAt(assessment: Assessment, key: Key): readonly Unit[] {
  if (key.unit !== null) return [key.unit];
  if (key.kind !== 'section' && key.kind !== 'group') return [];
  const prefix = `${key.path}.`;
  return assessment.kind.units.filter((unit) => unit.fields.some((field) => `${field.path.join('.')}.`.startsWith(prefix)));
}

/** The text of a new key: with the keys that it needs below it, or with a place for its value. */
function keyText(context: CompletionContext, cursor: KeyCursor, key: Key): Text {
  if (cursor.flow) return flowText(key);
  const { tree } = context.assessment;
  const step = indentStep(tree);
  const below = keysBelow(context.assessment, key);
  const lines = skeletonLines([{ name: key.name, key, below }], cursor.column, step, () => '\0');
  const [first = '', ...rest] = lines;
  const leafs = [first.slice(cursor.column), ...rest];
  if (below.length === 0 && (key.kind === 'section' || key.kind === 'group'))
    leafs.splice(0, 1, `${key.name}:`, `${' '.repeat(cursor.column + step)}\0`);
  return withStops(leafs.join(lineEnding(tree)));
}

function flowText(key: Key): Text {
  const braces = key.keys.some((child) => !child.extra) && key.kind !== 'output';
  const [open, close] = takesList(key) ? ['[', ']'] : braces ? ['{', '}'] : ['', ''];
  return { snippet: `${key.name}: ${open}$1${close}`, plain: `${key.name}: ${open}${close}` };
}

/** The keys that a new key needs below it. */
function keysBelow(assessment: Assessment, key: Key): readonly Skeleton[] {
  if (hasRecord(key)) return recordSkeleton(key, assessment.tier);
  if (key.kind === 'object') {
    const needed = key.keys.filter((child) => !child.extra && (key.needs.length === 0 || key.needs.includes(child.name)));
    return needed.map((child) => ({ name: child.name, key: child, below: keysBelow(assessment, child) }));
  }
  if (key.kind !== 'section' && key.kind !== 'group') return [];
  const results = unitsAt(assessment, key).map((unit) => ({ unit, level: assessment.units.get(unit)?.level ?? 'optional' }));
  const strongest = (['mandatory', 'recommended', 'optional'] as const).find((level) => results.some((result) => result.level === level));
  const steps = key.path.split('.');
  const paths = results
    .filter((result) => key.kind === 'group' || (result.level === strongest && strongest !== 'optional'))
    .flatMap(({ unit }) =>
      unit.fields
        .filter(
          (field) =>
            (!field.supporting || field.neededAt.includes(assessment.tier ?? '')) && steps.every((step, at) => field.path[at] === step),
        )
        .map((field) => field.path.slice(steps.length)),
    );
  return withTasks(skeleton(key, paths), assessment.tier);
}

/** Tasks in a new phase get the keys of their record. */
const withTasks = (nodes: readonly Skeleton[], tier: string | null): readonly Skeleton[] =>
  nodes.map((node) => ({
    ...node,
    below: node.key !== undefined && hasRecord(node.key) ? recordSkeleton(node.key, tier) : withTasks(node.below, tier),
  }));

/** A new entry of a list: its dash, and its first property. */
function entryItem(context: CompletionContext, cursor: KeyCursor, entry: NonNullable<KeyCursor['entry']>): CompletionItem {
  const { tree } = context.assessment;
  const name = entry.key.item?.keys[0]?.name;
  const lineStart = tree.lines.startOf(tree.lines.lineOf(cursor.to));
  const lead = ' '.repeat(entry.column);
  const moves = columnOf(tree, cursor.from) !== entry.column || cursor.lead !== '';
  const text = withStops(`- ${name === undefined ? '\0' : `${name}:\0`}`);
  const moved = moves ? { from: lineStart, snippet: lead + text.snippet, plain: lead + text.plain } : { from: cursor.from, ...text };
  return dashItem(entry.key, { ...moved, to: cursor.to });
}
