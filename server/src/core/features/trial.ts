/**
 * Tries completions before they are offered, where the place does not vouch for them: beside deeper lines, in flow style,
 * at a key that has a value, in text that stands in two places or has odd line breaks.
 */
import type { Assessment, Engine } from '../assessment/assess';
import { AssessmentMemory } from '../assessment/memory';
import { structureFindings } from '../assessment/structure';
import { withPresentNames } from '../document/aliases';
import { IncrementalDocument } from '../syntax/incrementalDocument';
import { absolute } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';

/** A text in place of a stretch of the document. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly plain: string;
}

const START = absolute(0, 0);

/**
 * True where lines and indentation do not say all: an anchor may make what stands around an offset stand in two places,
 * and a carriage return alone is a line break in YAML, and none here.
 */
export function isUnusual(tree: SyntaxTree, offset: number): boolean {
  const section = tree.lines.slice(...sectionAround(tree, offset, offset));
  return (tree.hasAliases && section.includes('&')) || /\r(?!\n)/u.test(section);
}

/** The changes that leave good YAML without a new structural finding; all of them where the text is broken elsewhere. */
export function soundChanges<T extends Change>(engine: Engine, assessment: Assessment, changes: readonly T[]): readonly T[] {
  const [first] = changes;
  if (first === undefined) return changes;
  const { tree, kind } = assessment;
  const [start, end] = excerpt(tree, Math.min(...changes.map(({ from }) => from)), Math.max(...changes.map(({ to }) => to)));
  const document = IncrementalDocument.open(tree.lines.slice(start, end));
  const memory = new AssessmentMemory(engine.catalog.placeholder);
  const isGood = (): boolean => document.tree.problems.length === 0;
  /** Without places in lists, which a new entry moves. */
  const labels = (): readonly string[] => [
    ...structureFindings(kind, engine.validators, withPresentNames(kind.root, document.tree.root), START, memory).map(
      ({ code, path }) => `${code} ${path.replaceAll(/\[\d+\]/gu, '[]')}`,
    ),
    ...(document.tree.secondDocument === null ? [] : ['several-documents']),
  ];
  const base = { isGood: isGood(), labels: labels() };
  const known = new Map<string, { readonly isGood: boolean; readonly labels: ReadonlySet<string> }>();
  return changes.filter(({ from, to, plain }) => {
    const before = document.text.slice(from - start, to - start);
    document.edit(from - start, to - start, '');
    const stretch = `${from}-${to}`;
    const expected = known.get(stretch) ?? { isGood: base.isGood || isGood(), labels: new Set([...base.labels, ...labels()]) };
    known.set(stretch, expected);
    document.edit(from - start, from - start, plain);
    const isSound = !expected.isGood || (isGood() && labels().every((label) => expected.labels.has(label)));
    document.edit(from - start, from - start + plain.length, before);
    return isSound;
  });
}

/** The stretch of text that is tried: the whole text where it holds together in other ways than by indentation. */
function excerpt(tree: SyntaxTree, from: number, to: number): readonly [number, number] {
  const { root, lines } = tree;
  const [start, end] = sectionAround(tree, from, to);
  const isWhole = root?.type === 'map' && !root.flow && !/[&*]\w/u.test(lines.slice(start, end));
  return isWhole ? [start, end] : [0, lines.length];
}

/** The top-level keys around a stretch of text, as whole lines. */
function sectionAround({ lines }: SyntaxTree, from: number, to: number): readonly [number, number] {
  const isTop = (line: number): boolean => /^[\w"'$]/u.test(lines.textOf(line));
  let first = lines.above(lines.lineOf(from), 0);
  while (first > 0 && !isTop(first)) first = lines.above(first, 0);
  let last = lines.below(lines.lineOf(to), 0);
  while (last < lines.count && !isTop(last)) last = lines.below(last, 0);
  return [first <= 0 ? 0 : lines.startOf(first), lines.startOf(last)];
}
