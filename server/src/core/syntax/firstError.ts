/**
 * Which error of a document reading comes to first, whatever follows. `yaml`'s parser says what does not fit when it meets it,
 * its composer what is wrong with the tree that comes of it, when all was parsed; and it may find something wrong with a key
 * that turned out to be one only at a colon far below.
 */
import type { CST, YAMLParseError } from 'yaml';

/** The first error of the first document of some tokens; undefined when there is none. `errors` are all that it has. */
export function firstError(tokens: readonly CST.Token[], errors: readonly YAMLParseError[]): YAMLParseError | undefined {
  if (errors.length < 2) return errors[0];
  const document = tokens.find(({ type }) => type === 'document');
  let first: YAMLParseError | undefined;
  for (const error of errors) {
    const isBefore = first === undefined || error.pos[0] < first.pos[0] || (error.pos[0] === first.pos[0] && isMarker(error));
    if (isBefore && !isLate(error, errors, document)) first = error;
  }
  return first ?? errors[0];
}

/** True for what lacks behind directives; all that is wrong with the first key comes behind. */
const isMarker = ({ message }: YAMLParseError): boolean => message.startsWith('Missing directives-end');

/** What is wrong with a key as a whole, and begins where it begins. */
const OF_KEYS: ReadonlySet<string> = new Set(['MULTILINE_IMPLICIT_KEY', 'BLOCK_AS_IMPLICIT_KEY', 'BAD_INDENT']);

/** True for an error about a key in which something else is wrong, that is met before the key proves to be one. */
function isLate(error: YAMLParseError, errors: readonly YAMLParseError[], document: CST.Token | undefined): boolean {
  const [from] = error.pos;
  const isInner = ({ code, pos: [at] }: YAMLParseError): boolean => at > from || (at === from && !OF_KEYS.has(code));
  if (!OF_KEYS.has(error.code) || !errors.some(isInner)) return false;
  const key = document?.type === 'document' ? keyAt(document.value, from) : undefined;
  // A block where a key belongs is wrong whatever follows.
  if (key === undefined || key.type === 'block-seq' || key.type === 'block-map') return false;
  const end = endOf(key);
  return errors.some((other) => isInner(other) && other.pos[0] <= end);
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
