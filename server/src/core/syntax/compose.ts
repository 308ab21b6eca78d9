/**
 * Text to the `yaml` package's tokens and nodes, with the options that all our parsing shares.
 * The proof of a cut relies on the behaviour of this one version of `yaml`: an upgrade needs the long differential run.
 */
import { Composer, Document, Parser, YAMLParseError } from 'yaml';
import type { CST, ErrorCode } from 'yaml';
import { firstError } from './firstError';
import { hoistSwallowed } from './hoist';

/**
 * Parsed behind every text. Both quote characters in a comment make the lexer end an unclosed quote at the next less
 * indented line, so that a quote being typed spoils its own entry and not the rest of the document.
 */
export const TAIL = '\n#"\'';

/**
 * The tokens of a text that already ends as it is to be parsed, just as the parser gives them: a cut is proved on these. None
 * where it nests so deep that the stack overflows; any other text has some, be it a comment.
 */
export function tokensOf(source: string): readonly CST.Token[] {
  try {
    return [...new Parser().parse(source)];
  } catch (error) {
    if (error instanceof RangeError) return TOO_DEEP_TO_READ;
    throw error;
  }
}

const TOO_DEEP_TO_READ: readonly CST.Token[] = [];

/** Code of a text that is nested so deep that it cannot be read. */
const TOO_DEEP = 'TOO_DEEP';

/** What a text holds, as `yaml` sees it. */
export interface Composed {
  readonly first: Document.Parsed | undefined;
  /** What is wrong with that; what reading comes to first before all else, see `firstError.ts`. */
  readonly errors: readonly YAMLParseError[];
  /** Where a second document begins; undefined when there is none. */
  readonly second: number | undefined;
}

/** Composes the first document of a text's tokens and looks for a second one. Changes the tokens. */
export function composed(tokens: readonly CST.Token[], source: string): Composed {
  // `yaml` makes an error object of each problem; its stack, which nobody reads, costs more than all the rest of it.
  const { stackTraceLimit } = V8_ERROR;
  V8_ERROR.stackTraceLimit = 0;
  try {
    const whole = tokens === TOO_DEEP_TO_READ ? tooDeep(source) : withoutStacks(tokens, source.length);
    // `yaml` notices some of it by itself, at a place that depends on how much stack was left.
    return whole.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION') ? tooDeep(source) : whole;
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(source);
    throw error;
  } finally {
    V8_ERROR.stackTraceLimit = stackTraceLimit;
  }
}

/** What cannot be composed since the stack overflows: nothing, for the longest line, which is the likeliest to nest so much. */
function tooDeep(source: string): Composed {
  let [from, to] = [0, 0];
  for (const { index, 0: line } of source.matchAll(/.+/gu)) if (line.length > to - from) [from, to] = [index, index + line.length];
  const error = new YAMLParseError([from, to], TOO_DEEP as ErrorCode, 'Nested too deep');
  return { first: new Document(null) as Document.Parsed, errors: [error], second: undefined };
}

/** How many calls a stack holds, where the engine is V8; nothing elsewhere. */
const V8_ERROR: { stackTraceLimit?: number | undefined } = Error as object;

function withoutStacks(tokens: readonly CST.Token[], length: number): Composed {
  hoistSwallowed(tokens);
  const composer = new Composer({ prettyErrors: false, uniqueKeys: false, logLevel: 'silent', keepSourceTokens: false });
  let first: Document.Parsed | undefined;
  let second: number | undefined;
  for (const document of composer.compose(tokens, true, length)) {
    if (first !== undefined) {
      [second] = document.range;
      break;
    }
    first = document;
  }
  const errors = first?.errors ?? [];
  const firstOf = firstError(tokens, errors);
  return { first, errors: firstOf === undefined ? errors : [firstOf, ...errors.filter((error) => error !== firstOf)], second };
}

/** Where the `---` of a second document stands whose content begins at `offset`, as `[from, to]` inside `text`. */
export function markerOf(text: string, offset: number): readonly [number, number] {
  const marker = text.lastIndexOf('---', offset + 3);
  const from = marker >= 0 && offset - marker <= 3 ? marker : Math.min(offset, text.length);
  return [from, Math.min(text.length, from + 3)];
}
