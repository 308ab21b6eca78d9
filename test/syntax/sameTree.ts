/** Compares two syntax trees in all that a user of them can see. */
import type { Lines } from '../../server/src/core/syntax/lines';
import type { Pair, Spanned, YamlNode } from '../../server/src/core/syntax/node';
import { endOf, startOf } from '../../server/src/core/syntax/node';
import type { SyntaxProblem, SyntaxTree } from '../../server/src/core/syntax/parse';

/** The first difference in words; null when the trees are equal. */
export function difference(actual: SyntaxTree, expected: SyntaxTree): string | null {
  if (actual.text !== expected.text) return `text: ${JSON.stringify(actual.text)} / ${JSON.stringify(expected.text)}`;
  return (
    linesDifference(actual.lines, expected.lines) ??
    nodeDifference(actual.root, expected.root, 'root') ??
    unlike('problems', problemWords(actual), problemWords(expected)) ??
    unlike('unread', actual.unread.map(spanWords), expected.unread.map(spanWords)) ??
    unlike('hasAliases', actual.hasAliases, expected.hasAliases) ??
    unlike('secondDocument', spanWords(actual.secondDocument), spanWords(expected.secondDocument))
  );
}

const unlike = (what: string, actual: unknown, expected: unknown): string | null =>
  JSON.stringify(actual) === JSON.stringify(expected) ? null : `${what}: ${JSON.stringify(actual)} / ${JSON.stringify(expected)}`;

const spanWords = (span: Spanned | null): unknown => (span === null ? null : [startOf(span), endOf(span)]);

/** In any order: the first counts, see {@link readDifference}. */
const problemWords = ({ problems }: SyntaxTree): unknown =>
  problems.map((problem) => [startOf(problem), endOf(problem), problem.code, problem.detail].join(' ')).toSorted();

function linesDifference(actual: Lines, expected: Lines): string | null {
  const starts = (lines: Lines): number[] => Array.from({ length: lines.count + 1 }, (_, line) => lines.startOf(line));
  return unlike('lines', starts(actual), starts(expected));
}

function nodeDifference(actual: YamlNode | null, expected: YamlNode | null, path: string): string | null {
  if (actual === null || expected === null)
    return actual === expected ? null : `${path}: ${actual?.type ?? 'null'} / ${expected?.type ?? 'null'}`;
  const own = unlike(path, ownWords(actual), ownWords(expected));
  if (own !== null) return own;
  if (actual.type === 'seq' && expected.type === 'seq') {
    for (const [at, item] of actual.items.entries()) {
      const found = nodeDifference(item, expected.items[at] ?? null, `${path}[${at}]`);
      if (found !== null) return found;
    }
  }
  if (actual.type === 'map' && expected.type === 'map') {
    for (const [at, pair] of actual.pairs.entries()) {
      const other = expected.pairs[at];
      const found =
        other === undefined
          ? `${path}.${pair.key.name} / nothing`
          : (unlike(`${path}.${pair.key.name}`, keyWords(pair), keyWords(other)) ??
            nodeDifference(pair.value, other.value, `${path}.${pair.key.name}`));
      if (found !== null) return found;
    }
  }
  return null;
}

function ownWords(node: YamlNode): unknown {
  const span = spanWords(node);
  switch (node.type) {
    case 'scalar':
      return [span, node.type, typeof node.value, String(node.value), node.source, node.style];
    case 'alias':
      return [span, node.type, node.name, node.target === null ? null : ownWords(node.target)];
    case 'seq':
      return [span, node.type, node.flow, node.items.length];
    case 'map':
      return [span, node.type, node.flow, node.pairs.length];
  }
}

const keyWords = ({ key, afterColon }: Pair): unknown => [
  spanWords(key),
  key.name,
  key.written,
  afterColon < 0 ? -1 : key.origin.offset + afterColon,
];

/** The same for a tree of `IncrementalDocument`, which may end at the first problem: then that one must be the same. */
export function readDifference(actual: SyntaxTree, expected: SyntaxTree): string | null {
  const first = unlike('first problem', beginning(firstProblem(actual)), beginning(firstProblem(expected)));
  if (firstProblem(expected) === undefined || actual.root !== null) return first ?? difference(actual, expected);
  return linesDifference(actual.lines, expected.lines) ?? first;
}

/** Where a problem ends may depend on what follows. */
const beginning = (problem: SyntaxProblem | undefined): unknown => problem && [startOf(problem), problem.code, problem.detail];

const firstProblem = ({ problems }: SyntaxTree): SyntaxProblem | undefined => problems.find(({ code }) => code !== 'UNKNOWN_ALIAS');
