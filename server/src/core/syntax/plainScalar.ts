/** What a plain scalar means under YAML's core schema; the patterns and their order are those of the `yaml` package. */

const NULL = /^(?:~|[Nn]ull|NULL)?$/u;
const TRUTH = /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/u;
const OCTAL = /^0o[0-7]+$/u;
const INTEGER = /^[-+]?[0-9]+$/u;
const HEXADECIMAL = /^0x[0-9a-fA-F]+$/u;
const NO_NUMBER = /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/u;
const EXPONENT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/u;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/u;

/** First characters of what may be something else than a text. */
const SPECIAL: ReadonlySet<string> = new Set('~nNtTfF+-.0123456789');

/** The value of a plain scalar: a text, a number, a truth value or null. */
export function plainValue(source: string): unknown {
  if (!SPECIAL.has(source[0] ?? '~')) return source;
  if (NULL.test(source)) return null;
  if (TRUTH.test(source)) return source[0] === 't' || source[0] === 'T';
  if (OCTAL.test(source)) return Number.parseInt(source.slice(2), 8);
  if (INTEGER.test(source)) return Number.parseInt(source, 10);
  if (HEXADECIMAL.test(source)) return Number.parseInt(source.slice(2), 16);
  if (NO_NUMBER.test(source)) {
    if (source.endsWith('n') || source.endsWith('N')) return Number.NaN;
    return source.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return EXPONENT.test(source) || FLOAT.test(source) ? Number.parseFloat(source) : source;
}
