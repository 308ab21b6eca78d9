/**
 * Text to {@link SyntaxTree}, by the `yaml` package's parser and composer. Never throws.
 * The only place that knows `yaml`'s own node types; nothing here knows kinds or questions.
 */
import { Composer, isAlias, isMap, isScalar, isSeq, Parser } from 'yaml';
import type { Document, Node, ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { AliasNode, KeyNode, MapNode, Origin, Pair, ScalarNode, ScalarStyle, SeqNode, Spanned, YamlNode } from './node';
import { Lines } from './lines';

/** A place where the text is no good YAML; `code` is `yaml`'s error code or one of ours. */
export interface SyntaxProblem extends Spanned {
  readonly code: string;
  /** `yaml`'s own words, for cases where the code says too little. */
  readonly detail: string;
}

export interface SyntaxTree {
  readonly text: string;
  readonly lines: Lines;
  readonly root: YamlNode | null;
  readonly problems: readonly SyntaxProblem[];
  /** Start of a second YAML document in the text, when there is one. */
  readonly secondDocument: Spanned | null;
}

/**
 * Parsed behind every text. Both quote characters in a comment make the lexer end an unclosed quote at the next less
 * indented line, so that a quote being typed spoils its own entry and not the rest of the document.
 */
const TAIL = '\n#"\'';

const ORIGIN: Origin = { offset: 0 };

/** Parses a text; offsets count from its start. */
export function parse(text: string): SyntaxTree {
  const lines = new Lines(text);
  const composer = new Composer({ prettyErrors: false, uniqueKeys: false, logLevel: 'silent', keepSourceTokens: false });
  let first: Document.Parsed | undefined;
  let secondDocument: Spanned | null = null;
  for (const document of composer.compose(new Parser().parse(text + TAIL), true, text.length)) {
    if (first === undefined) first = document;
    else {
      secondDocument = secondStart(text, document.range[0]);
      break;
    }
  }
  const problems: SyntaxProblem[] = [];
  if (first === undefined) return { text, lines, root: null, problems, secondDocument };
  const clamp = (offset: number): number => Math.max(0, Math.min(offset, text.length));
  for (const error of first.errors) {
    problems.push({ origin: ORIGIN, from: clamp(error.pos[0]), to: clamp(error.pos[1]), code: error.code, detail: error.message });
  }
  const converter = new Converter(text, problems);
  const root = converter.node(first.contents);
  return { text, lines, root, problems, secondDocument };
}

function secondStart(text: string, offset: number): Spanned {
  const marker = text.lastIndexOf('---', offset + 3);
  const from = marker >= 0 && offset - marker <= 3 ? marker : Math.min(offset, text.length);
  return { origin: ORIGIN, from, to: Math.min(text.length, from + 3) };
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** Turns `yaml`'s nodes into ours; one instance serves one parse. */
class Converter {
  readonly #anchors = new Map<string, YamlNode>();

  constructor(
    readonly text: string,
    readonly problems: SyntaxProblem[],
  ) {}

  node(node: Node | ParsedNode | null | undefined): YamlNode | null {
    if (node === null || node === undefined) return null;
    if (isAlias(node)) return this.#alias(node.source, this.#span(node));
    if (isScalar(node)) return this.#scalar(node);
    if (isMap(node)) return this.#map(node);
    if (isSeq(node)) return this.#seq(node);
    return null;
  }

  #span(node: { range?: readonly [number, number, number] | null | undefined }): Spanned {
    const end = this.text.length;
    const [from, to] = node.range ?? [end, end];
    return { origin: ORIGIN, from: Math.min(from, end), to: Math.min(to, end) };
  }

  #alias(name: string, span: Spanned): AliasNode {
    const target = this.#anchors.get(name) ?? null;
    if (target === null) this.problems.push({ ...span, code: 'UNKNOWN_ALIAS', detail: name });
    return { ...span, type: 'alias', name, target };
  }

  #scalar(node: Scalar): YamlNode | null {
    const span = this.#span(node);
    const anchor = node.anchor;
    if (node.value === null && (node.source ?? '') === '' && anchor === undefined && node.tag === undefined) return null;
    const scalar: ScalarNode = {
      ...span,
      type: 'scalar',
      value: node.value,
      source: node.source ?? '',
      style: STYLES[node.type ?? 'PLAIN'] ?? 'plain',
    };
    if (anchor !== undefined) this.#anchors.set(anchor, scalar);
    return scalar;
  }

  #map(node: YAMLMap): MapNode {
    const pairs: Pair[] = [];
    const span = this.#span(node);
    for (const item of node.items) {
      const key = this.#key(item.key as Node | null, span);
      pairs.push({ key, value: this.node(item.value as Node | null), afterColon: this.#afterColon(key) });
    }
    const map: MapNode = { ...span, type: 'map', flow: node.flow === true, pairs };
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, map);
    return map;
  }

  #key(node: Node | null, map: Spanned): KeyNode {
    const span = node === null ? { ...map, to: map.from } : this.#span(node);
    const written = this.text.slice(span.from, span.to);
    const name = isScalar(node) ? (typeof node.value === 'string' ? node.value : (node.source ?? written)) : written;
    return { ...span, name };
  }

  #afterColon(key: KeyNode): number {
    let at = key.to;
    while (this.text[at] === ' ' || this.text[at] === '\t') at += 1;
    return this.text[at] === ':' ? at + 1 : -1;
  }

  #seq(node: YAMLSeq): SeqNode {
    const items = node.items.map((item) => this.#item(item));
    const seq: SeqNode = { ...this.#span(node), type: 'seq', flow: node.flow === true, items };
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, seq);
    return seq;
  }

  /** An entry of a sequence; a pair in a flow sequence (`[a: 1]`) counts as a mapping of one. */
  #item(item: unknown): YamlNode | null {
    if (typeof item === 'object' && item !== null && 'key' in item && 'value' in item && !('range' in item)) {
      const pair = item as { key: Node | null; value: Node | null };
      const value = this.node(pair.value);
      const key = this.#key(pair.key, { origin: ORIGIN, from: value?.from ?? 0, to: value?.to ?? 0 });
      return { origin: ORIGIN, from: key.from, to: value?.to ?? key.to, type: 'map', flow: true, pairs: [{ key, value, afterColon: this.#afterColon(key) }] };
    }
    return this.node(item as Node | null);
  }
}
