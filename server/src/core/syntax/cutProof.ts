/**
 * Proves on `yaml`'s tokens that a text may be cut. A piece is parsed between dummy lines for what is open before it
 * and for the line behind it; both must come out of the parser as they went in. Each condition has its counterexample
 * in test/syntax/guards.test.ts. None may go because a run does not miss it.
 */
import type { CST } from 'yaml';
import type { CleanLine, Context, Level } from './context';
import { FIRST_KEY, FIRST_VALUE, SECOND_KEY, SECOND_VALUE } from './context';

type Block = CST.BlockMap | CST.BlockSequence;
type BlockItem = Block['items'][number];

/** Deeper contexts are not cut: their skeletons would cost more than they save, and recursion stays shallow. */
export const DEEPEST = 64;

const blockOf = (token: CST.Token | null | undefined): Block | null =>
  token?.type === 'block-map' || token?.type === 'block-seq' ? token : null;

const levelOf = (block: Block): Level => ({ type: block.type === 'block-map' ? 'map' : 'seq', column: block.indent });

const holds = (tokens: readonly CST.SourceToken[] | undefined, type: CST.SourceToken['type']): boolean =>
  tokens !== undefined && tokens.some((token) => token.type === type);

const isBlank = ({ type }: CST.Token): boolean => type === 'space' || type === 'newline' || type === 'comment';

const sourceOf = (token: CST.Token | null | undefined): string | undefined => (token?.type === 'scalar' ? token.source : undefined);

/** Offset of an item's own first sign: its dash or its key. */
function signOf(block: Block, item: BlockItem | undefined): number | undefined {
  if (block.type === 'block-map') return item?.key?.offset;
  return item?.start.find((token) => token.type === 'seq-item-ind')?.offset;
}

/** True when the tokens open with the collections of `context` and their first own item stands at `offset`. */
export function entersContext(tokens: readonly CST.Token[], context: Context, offset: number): boolean {
  const document = tokens[0];
  let token = document?.type === 'document' ? document.value : undefined;
  for (const [depth, level] of context.entries()) {
    const block = blockOf(token);
    if (block === null || levelOf(block).type !== level.type || block.indent !== level.column) return false;
    const item = block.items[0];
    if (depth === context.length - 1) return signOf(block, item) === offset;
    token = item?.value;
  }
  return false;
}

/** A proven cut. */
export interface Cut {
  readonly context: Context;
  /** False when the parser may believe to be on a key's line still: no bare dash may follow, for it would go on believing so. */
  readonly settled: boolean;
}

/**
 * The context of the sentinel of `next` at `offset`; null when the cut before it is unsafe. `atStart` tells that the
 * piece begins the text, where blank lines and comments may precede the document.
 */
export function contextAtSentinel(tokens: readonly CST.Token[], next: CleanLine, offset: number, atStart: boolean): Cut | null {
  const document = onlyDocument(tokens, atStart);
  if (document === null || holds(document.start, 'tag')) return null;
  const context: Level[] = [];
  let settled = true;
  let token = document.value;
  while (context.length < DEEPEST) {
    const block = blockOf(token);
    if (block === null) return null;
    const level = levelOf(block);
    const above = context.at(-1);
    if (above !== undefined && !reproducible(above, level)) return null;
    context.push(level);
    const item = block.items.at(-1);
    const before = block.items.at(-2);
    if (item === undefined) return null;
    if (
      before !== undefined &&
      signOf(block, before) === offset + next.column &&
      (block.type === 'block-seq' || sourceOf(item.key) === SECOND_KEY)
    ) {
      if (level.type !== next.type || level.column !== next.column || !isIntact(before, item, next)) return null;
      return { context, settled: staysSettled(block, block.items.at(-3), settled) };
    }
    if (!leadsOn(block, item)) return null;
    settled = block.type === 'block-map' ? endsLine(item.sep) : staysSettled(block, before, settled);
    token = item.value;
  }
  return null;
}

/** The document, where it is the only one and neither directive, marker nor stream error is beside it. */
function onlyDocument(tokens: readonly CST.Token[], atStart: boolean): CST.Document | null {
  let found: CST.Document | null = null;
  for (const token of tokens) {
    if (token.type === 'document') {
      if (found !== null) return null;
      found = token;
    } else if (!atStart || !(isBlank(token) || token.type === 'byte-order-mark')) return null;
  }
  return found;
}

/** Columns must grow inwards, except for a list at its key's column: nothing else can a skeleton reproduce. */
export const reproducible = (above: Level, level: Level): boolean =>
  level.column > above.column || (level.column === above.column && above.type === 'map' && level.type === 'seq');

/** Both dummy items as they were written; an anchor or tag before them would belong to the next real item. */
function isIntact(first: BlockItem, second: BlockItem, next: CleanLine): boolean {
  if (sourceOf(first.value) !== FIRST_VALUE || sourceOf(second.value) !== SECOND_VALUE) return false;
  if (next.type === 'seq') return first.start.every((token) => isBlank(token) || token.type === 'seq-item-ind');
  return sourceOf(first.key) === FIRST_KEY && first.start.every(isBlank);
}

/** True for an item whose value may hold the cut: no tag, no explicit key, and the value on a line of its own. */
function leadsOn(block: Block, item: BlockItem): boolean {
  if (block.type === 'block-seq') return !holds(item.start, 'tag');
  if ('explicitKey' in item && item.explicitKey === true) return false;
  if (!item.key || !holds(item.sep, 'map-value-ind')) return false;
  return !holds(item.sep, 'tag') && holds(item.sep, 'newline');
}

/** True when a line break follows the colon. */
const endsLine = (sep: readonly CST.SourceToken[] | undefined): boolean =>
  sep !== undefined && sep.findLastIndex(({ type }) => type === 'newline') > sep.findLastIndex(({ type }) => type === 'map-value-ind');

/** Whether the parser is settled behind `item` of `block`, or as it was before (`settled`) where there is no such item. */
const staysSettled = (block: Block, item: BlockItem | undefined, settled: boolean): boolean =>
  item === undefined ? settled : settles(block, item);

/**
 * True when a line break ended `item` at which the parser forgets that it was on a key's line (`onKeyLine`): one behind a
 * key or a value, but not one inside a block scalar or an open quote, nor one behind a bare dash.
 */
function settles(block: Block, item: BlockItem): boolean {
  const { value } = item;
  const inner = blockOf(value);
  if (inner !== null) {
    const last = inner.items.findLast((each) => each.value || each.sep !== undefined || !each.start.every(isBlank));
    return last !== undefined && settles(inner, last);
  }
  if (value) return 'end' in value && holds(value.end, 'newline');
  return block.type === 'block-map' && endsLine(item.sep);
}
