/**
 * Which error of a document reading comes to first, whatever follows. `yaml`'s parser says what does not fit when it meets it,
 * its composer what is wrong with the tree that comes of it, when all was parsed; and it may find something wrong with a key
 * that turned out to be one only at a colon far below.
 */
import type { CST, YAMLParseError } from 'yaml';

/** The first error of the first document of some tokens; undefined when there is none. `errors` are in the composer's order. */
export function firstError(tokens: readonly CST.Token[], errors: readonly YAMLParseError[]): YAMLParseError | undefined {
  const at = tokens.findIndex(({ type }) => type === 'document');
  const next = tokens.findIndex(({ type }, index) => index > at && type === 'document');
  const count = (some: readonly CST.Token[]): number => some.filter(({ type }) => type === 'error').length;
  // What the parser met within the document comes before what the composer found, the rest behind.
  const before = count(tokens.slice(0, Math.max(at, 0)));
  const behind = errors.length - count(tokens.slice(at + 1, next < 0 ? tokens.length : next));
  const ofComposer = errors.slice(before, behind);
  // That directives are not followed by a marker is said when all of the document was composed.
  const marker = ofComposer.find(({ code, pos }) => code === 'MISSING_CHAR' && pos[0] === tokens[at]?.offset);
  let first: YAMLParseError | undefined;
  for (const error of [marker, before > 0 ? errors[0] : undefined, met(ofComposer, tokens[at]), errors[behind]])
    if (error !== undefined && (first === undefined || error.pos[0] < first.pos[0])) first = error;
  return first;
}

const OF_KEYS: ReadonlySet<string> = new Set(['MULTILINE_IMPLICIT_KEY', 'BLOCK_AS_IMPLICIT_KEY', 'BAD_INDENT']);

/** The first of the composer's errors; of those with a key as a whole and with something in it, that in it. */
function met(errors: readonly YAMLParseError[], document: CST.Token | undefined): YAMLParseError | undefined {
  for (const [nth, error] of errors.entries()) {
    const inner = errors[nth + 1];
    const [from] = error.pos;
    if (inner === undefined || !OF_KEYS.has(error.code) || inner.pos[0] < from) return error;
    const key = document?.type === 'document' ? keyAt(document.value, from) : undefined;
    if (key === undefined || inner.pos[0] > endOf(key)) return error;
  }
  return undefined;
}

/** The outermost key that begins at an offset. */
function keyAt(token: CST.Token | undefined, offset: number): CST.Token | undefined {
  if (token === undefined || !('items' in token)) return undefined;
  for (const { key, value } of token.items as readonly CST.CollectionItem[]) {
    if (key?.offset === offset) return key;
    const found = keyAt(key ?? undefined, offset) ?? keyAt(value, offset);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where a token ends, with all that is in it. */
function endOf(token: CST.Token): number {
  const parts: CST.Token[] = 'end' in token && token.end !== undefined ? [...token.end] : [];
  const last: CST.CollectionItem | undefined = 'items' in token ? token.items.at(-1) : undefined;
  if (last !== undefined) parts.push(...last.start, ...(last.sep ?? []));
  if (last?.key) parts.push(last.key);
  if (last?.value !== undefined) parts.push(last.value);
  const own = token.offset + ('source' in token ? token.source.length : 0);
  return parts.reduce((end, part) => Math.max(end, endOf(part)), own);
}
