/** A text to the tree that a parser makes of all of it, good YAML or not. */
import type { Spanned, YamlNode } from './node';
import { composed, markerOf, TAIL, tokensOf } from './compose';
import type { Placed } from './convert';
import { toEntry } from './convert';
import { Lines } from './lines';
import type { SyntaxProblem, SyntaxTree } from './parse';
import type { UnfinishedKey } from './simpleReader';
import { readSimple } from './simpleReader';

const ORIGIN: Placed = { offset: 0, relative: 0 };

export const ALL_READ: SyntaxTree['unread'] = [];

/** Parses a text, with all that a parser makes of what is no good YAML. */
export function parseAll(text: string): SyntaxTree {
  const simple = readSimple(text, ORIGIN);
  if (simple === undefined) return parseWithYaml(text);
  const problems = simple.unfinished.map((key) => unfinishedKey(key, ORIGIN, 0));
  return { text, lines: new Lines(text), root: simple.root, problems, unread: ALL_READ, secondDocument: null, hasAliases: false };
}

/** Parses a text with the `yaml` package, whatever it holds. */
export function parseWithYaml(text: string): SyntaxTree {
  const source = text + TAIL;
  const { first, errors, second } = composed(tokensOf(source), source);
  const problems: SyntaxProblem[] = [];
  const clamp = (offset: number): number => Math.max(0, Math.min(offset, text.length));
  for (const error of errors) {
    problems.push({ origin: ORIGIN, from: clamp(error.pos[0]), to: clamp(error.pos[1]), code: error.code, detail: error.message });
  }
  const anchors = new Map<string, YamlNode>();
  let hasAliases = false;
  const root = toEntry(first?.contents, 0, {
    source,
    before: 0,
    end: text.length,
    originAt: () => ORIGIN,
    targetOf: (name) => anchors.get(name) ?? null,
    onAnchor: (name, node) => anchors.set(name, node),
    onAlias: (alias) => {
      hasAliases = true;
      if (alias.target === null) problems.push(unknownAlias(alias, alias.name));
    },
  });
  const secondDocument = second === undefined ? null : markerSpan(ORIGIN, text, second);
  return { text, lines: new Lines(text), root, problems, unread: ALL_READ, secondDocument, hasAliases };
}

/** The problem of a key without a colon, whose offsets count from `before`; in `yaml`'s words. */
export function unfinishedKey({ from, to, isAlone }: UnfinishedKey, origin: Spanned['origin'], before: number): SyntaxProblem {
  const words = isAlone
    ? { code: 'MISSING_CHAR', detail: 'Implicit map keys need to be followed by map values' }
    : { code: 'MULTILINE_IMPLICIT_KEY', detail: 'Implicit keys need to be on a single line' };
  return { origin, from: from - before, to: to - before, ...words };
}

/** The problem of an alias whose anchor is unknown. */
export const unknownAlias = ({ origin, from, to }: Spanned, name: string): SyntaxProblem => ({
  origin,
  from,
  to,
  code: 'UNKNOWN_ALIAS',
  detail: name,
});

/** The `---` of a second document whose content begins at `offset` of `text`, which begins at `origin`. */
export function markerSpan(origin: Spanned['origin'], text: string, offset: number): Spanned {
  const [from, to] = markerOf(text, offset);
  return { origin, from, to };
}
