/**
 * Patterns of paths, as `include` and `exclude` of the configuration take them: `**` for any folders, `*` and `?` within
 * a name, `[a-z]`, `{a,b}`. A library for this would weigh more than all that we say to a client.
 */

/** True for a path (with `/`, from the folder of the patterns) that one of them covers; a folder covers all below it. */
export function globMatcher(patterns: readonly string[]): (path: string) => boolean {
  const expressions = patterns.flatMap((pattern) => expressionOf(pattern) ?? []);
  return (path) => expressions.some((expression) => expression.test(path));
}

/** Undefined for a pattern that nothing can match. */
function expressionOf(pattern: string): RegExp | undefined {
  const plain = pattern
    .trim()
    .replace(/^(?:\.?\/)+/u, '')
    .replace(/(?<!\\)\/+$/u, '');
  if (plain === '') return undefined;
  if (plain === '.') return /^/u;
  try {
    return new RegExp(`^${sourceOf(plain)}(?:/.*)?$`, 'su');
  } catch {
    // Such as a range from z to a.
    return undefined;
  }
}

/** One piece of a pattern at a time; what is none of them stands for itself. */
const PIECES = /(?:\*\*\/)+|\*+|\?|\[(?:[!^])?\]?[^\]/]*\]|\\.|[{},]|[^]/gu;

function sourceOf(pattern: string): string {
  let depth = 0;
  return (
    Array.from(pattern.matchAll(PIECES), ([piece]) => {
      switch (piece) {
        case '?':
          return '[^/]';
        case '{':
          depth += 1;
          return '(?:';
        case '}':
          if (depth === 0) return '\\}';
          depth -= 1;
          return ')';
        case ',':
          return depth > 0 ? '|' : ',';
        default:
          if (piece.endsWith('**/')) return '(?:[^/]+/)*';
          if (piece.startsWith('*')) return piece === '**' ? '.*' : '[^/]*';
          if (piece.startsWith('[') && piece.length > 2) return setOf(piece.slice(1, -1));
          return escaped(piece.length > 1 ? piece.slice(1) : piece);
      }
    }).join('') + ')'.repeat(depth)
  );
}

/** The characters between brackets; a slash is never among them. */
function setOf(characters: string): string {
  const isNegated = /^[!^]/u.test(characters);
  const set = (isNegated ? characters.slice(1) : characters).replaceAll(/[\\[\]^&|~]/gu, '\\$&');
  return isNegated ? `[^/${set}]` : `(?!/)[${set}]`;
}

const escaped = (character: string): string => character.replace(/[$()*+./?[\\\]^{|}]/u, '\\$&');
