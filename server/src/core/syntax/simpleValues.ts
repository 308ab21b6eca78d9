/** Scalars and flow collections of simple texts; see {@link ./simpleReader}. Each leaves the cursor behind what it read. */
import { CST } from 'yaml';
import type { KeyNode, Pair, ScalarNode, ScalarStyle, YamlNode } from './node';
import { plainValue } from './plainScalar';
import type { SimpleCursor } from './simpleCursor';
import { COLON, DASH, DEEPEST, HASH, INDICATORS, SPACE, UNUSUAL } from './simpleCursor';

const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const PIPE = 0x7c;
const GREATER = 0x3e;
const BACKSLASH = 0x5c;

/** True where a block scalar begins. */
export const isBlockScalar = (code: number): boolean => code === PIPE || code === GREATER;

/** The value that begins at the cursor, other than a block scalar; a plain one goes on over lines that lie right of `column`. */
export function readValue(cursor: SimpleCursor, column: number): YamlNode {
  const code = cursor.code(cursor.at);
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return readQuoted(cursor);
  return code === OPEN_BRACKET || code === OPEN_BRACE ? readFlow(cursor, 0) : readPlain(cursor, column);
}

function scalar(cursor: SimpleCursor, from: number, to: number, value: unknown, source: string, style: ScalarStyle): ScalarNode {
  return { origin: cursor.origin, from, to, type: 'scalar', value, source, style };
}

/** The value of a scalar as `yaml` makes it, where that is not what is written. */
function resolved(token: CST.FlowScalar | CST.BlockScalar): string {
  const found = CST.resolveAsScalar(token, true, () => {
    throw UNUSUAL;
  });
  return found?.value ?? '';
}

/** A plain scalar, with the lines that continue it. */
function readPlain(cursor: SimpleCursor, column: number): ScalarNode {
  const from = cursor.at;
  if (INDICATORS.has(cursor.code(from))) throw UNUSUAL;
  let to = plainEnd(cursor, from);
  let isOneLine = true;
  for (;;) {
    cursor.at = to;
    if (cursor.pastSpaces(to) < cursor.end) break;
    const line = continuation(cursor, column);
    if (line < 0) break;
    cursor.end = cursor.endOf(line);
    cursor.line = cursor.next;
    to = plainEnd(cursor, cursor.pastSpaces(line));
    isOneLine = false;
  }
  const written = cursor.source.slice(from, to);
  if (isOneLine) return scalar(cursor, from, to, plainValue(written), written, 'plain');
  const value = resolved({ type: 'scalar', offset: from, indent: column, source: written });
  return scalar(cursor, from, to, value, value, 'plain');
}

/** The line that continues a plain scalar: the next one that is not blank, if it is indented and no comment; else -1. */
function continuation(cursor: SimpleCursor, column: number): number {
  for (let line = cursor.next; line < cursor.source.length; line = cursor.behindBreak(line)) {
    const at = cursor.pastSpaces(line);
    if (at < cursor.endOf(line)) return at - line > column && cursor.code(at) !== HASH ? line : -1;
  }
  return -1;
}

/** Behind the last character of a plain scalar on this line; a colon that would end it is left to `yaml`. */
export function plainEnd(cursor: SimpleCursor, from: number): number {
  const { end } = cursor;
  let to = from;
  for (let at = from; at < end; at += 1) {
    const code = cursor.code(at);
    if (code === SPACE) continue;
    if (code === HASH && cursor.code(at - 1) === SPACE) break;
    if (code === COLON && (at + 1 >= end || cursor.code(at + 1) === SPACE)) throw UNUSUAL;
    to = at + 1;
  }
  return to;
}

/** A quoted scalar that ends on its line. */
function readQuoted(cursor: SimpleCursor): ScalarNode {
  const from = cursor.at;
  const isDouble = cursor.code(from) === DOUBLE_QUOTE;
  const to = isDouble ? doubleQuoteEnd(cursor, from) : singleQuoteEnd(cursor, from);
  cursor.at = to;
  const inner = cursor.source.slice(from + 1, to - 1);
  const isWritten = !inner.includes(isDouble ? '\\' : "'");
  const type = isDouble ? 'double-quoted-scalar' : 'single-quoted-scalar';
  const value = isWritten ? inner : resolved({ type, offset: from, indent: 0, source: cursor.source.slice(from, to) });
  return scalar(cursor, from, to, value, value, isDouble ? 'double' : 'single');
}

function doubleQuoteEnd(cursor: SimpleCursor, from: number): number {
  for (let at = from + 1; at < cursor.end; at += 1) {
    const code = cursor.code(at);
    if (code === BACKSLASH) at += 1;
    else if (code === DOUBLE_QUOTE) return at + 1;
  }
  throw UNUSUAL;
}

function singleQuoteEnd(cursor: SimpleCursor, from: number): number {
  for (let at = from + 1; at < cursor.end; at += 1) {
    if (cursor.code(at) !== SINGLE_QUOTE) continue;
    if (at + 1 >= cursor.end || cursor.code(at + 1) !== SINGLE_QUOTE) return at + 1;
    at += 1;
  }
  throw UNUSUAL;
}

/** A block scalar: all lines behind its header that lie right of `column`, blank lines at its end aside. */
export function readBlockScalar(cursor: SimpleCursor, column: number): ScalarNode {
  const from = cursor.at;
  cursor.at = from + (cursor.code(from + 1) === DASH ? 2 : 1);
  const header = cursor.source.slice(from, cursor.at);
  cursor.expectLineEnd();
  const start = cursor.next;
  const end = blockEnd(cursor, start, column);
  const props: CST.SourceToken[] = [{ type: 'block-scalar-header', offset: from, indent: column, source: header }];
  const source = cursor.source.slice(start, end);
  const value = resolved({ type: 'block-scalar', offset: from, indent: column, props, source });
  cursor.line = end;
  return scalar(cursor, from, Math.min(end, cursor.length), value, value, header.startsWith('|') ? 'literal' : 'folded');
}

function blockEnd(cursor: SimpleCursor, start: number, outer: number): number {
  let column = -1;
  let end = start;
  for (let line = start; line < cursor.source.length; line = cursor.behindBreak(line)) {
    const at = cursor.pastSpaces(line);
    if (at >= cursor.endOf(line)) {
      // Spaces on a blank line may be content, or an error.
      if (at > line) throw UNUSUAL;
      continue;
    }
    if (column < 0) column = at - line;
    if (at - line < column || column <= outer) break;
    end = cursor.behindBreak(line);
  }
  if (column <= outer) throw UNUSUAL;
  return end;
}

/** A flow collection that ends on its line. */
function readFlow(cursor: SimpleCursor, depth: number): YamlNode {
  if (depth > DEEPEST) throw UNUSUAL;
  const { origin, at: from } = cursor;
  const isMap = cursor.code(from) === OPEN_BRACE;
  const closing = isMap ? CLOSE_BRACE : CLOSE_BRACKET;
  const pairs: Pair[] = [];
  const items: YamlNode[] = [];
  cursor.at = cursor.pastSpaces(from + 1);
  while (cursor.code(cursor.at) !== closing) {
    if (isMap) pairs.push(readFlowPair(cursor, depth));
    else items.push(readFlowValue(cursor, depth));
    cursor.at = cursor.pastSpaces(cursor.at);
    if (cursor.code(cursor.at) === COMMA) cursor.at = cursor.pastSpaces(cursor.at + 1);
    else if (cursor.code(cursor.at) !== closing) throw UNUSUAL;
  }
  cursor.at += 1;
  const to = cursor.at;
  return isMap ? { origin, from, to, type: 'map', flow: true, pairs } : { origin, from, to, type: 'seq', flow: true, items };
}

function readFlowPair(cursor: SimpleCursor, depth: number): Pair {
  const from = cursor.at;
  const to = flowPlainEnd(cursor, from);
  const colon = cursor.pastSpaces(to);
  if (cursor.code(colon) !== COLON || cursor.code(colon + 1) !== SPACE) throw UNUSUAL;
  const key: KeyNode = { origin: cursor.origin, from, to, name: cursor.source.slice(from, to) };
  cursor.at = cursor.pastSpaces(colon + 1);
  return { key, value: readFlowValue(cursor, depth), afterColon: colon + 1 };
}

function readFlowValue(cursor: SimpleCursor, depth: number): YamlNode {
  const from = cursor.at;
  const code = cursor.code(from);
  if (code === OPEN_BRACKET || code === OPEN_BRACE) return readFlow(cursor, depth + 1);
  let value: ScalarNode;
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) value = readQuoted(cursor);
  else {
    const to = flowPlainEnd(cursor, from);
    const written = cursor.source.slice(from, to);
    cursor.at = to;
    value = scalar(cursor, from, to, plainValue(written), written, 'plain');
  }
  // A pair without braces.
  if (cursor.code(cursor.pastSpaces(cursor.at)) === COLON) throw UNUSUAL;
  return value;
}

/** Behind the last character of a plain scalar between brackets. */
function flowPlainEnd(cursor: SimpleCursor, from: number): number {
  if (INDICATORS.has(cursor.code(from)) || cursor.code(from) === DASH) throw UNUSUAL;
  let to = from;
  for (let at = from; ; at += 1) {
    const code = cursor.code(at);
    if (at >= cursor.end || (code === HASH && cursor.code(at - 1) === SPACE)) throw UNUSUAL;
    if (endsFlowScalar(code)) return to;
    if (code === COLON) {
      const behind = cursor.code(at + 1);
      if (behind === SPACE) return to;
      if (at + 1 >= cursor.end || endsFlowScalar(behind)) throw UNUSUAL;
    }
    if (code !== SPACE) to = at + 1;
  }
}

const endsFlowScalar = (code: number): boolean =>
  code === COMMA || code === OPEN_BRACKET || code === CLOSE_BRACKET || code === OPEN_BRACE || code === CLOSE_BRACE;
