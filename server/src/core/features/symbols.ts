/** Document symbols and folding, read from the tree. */
import type { Assessment } from '../assessment/assess';
import { unitsBelow } from '../assessment/gaps';
import type { Key, Section } from '../catalog/catalog';
import { pairEnd } from '../edit/layout';
import type { Pair, Spanned, YamlNode } from '../syntax/node';
import { startOf } from '../syntax/node';
import type { Messages } from '../text/messages';
import { allSections } from './explain';

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'section' | 'group' | 'field';
  readonly from: number;
  readonly to: number;
  readonly nameAt: Spanned;
  readonly children: readonly DocumentSymbol[];
}

/** How many of a section's mandatory answers are there; empty where none is asked. */
export function sectionProgress(section: Section, units: Assessment['units'], messages: Messages): string {
  const mandatory = unitsBelow(section)
    .flatMap((unit) => units.get(unit) ?? [])
    .filter((result) => result.level === 'mandatory');
  const answered = mandatory.filter((result) => result.state === 'answered' || result.state === 'waived').length;
  return mandatory.length === 0 ? '' : messages.text('symbol.progress', { answered, total: mandatory.length });
}

/** Sections, groups and fields with their progress; what lies inside an answer is left out. */
export function documentSymbols(assessment: Assessment, messages: Messages): readonly DocumentSymbol[] {
  const { root, kind, units } = assessment;
  const sections = new Map(allSections(kind.sections).map((section) => [section.key, section]));
  const detailOf = (key: Key | undefined): string => {
    const section = key === undefined ? undefined : sections.get(key);
    if (section !== undefined) return sectionProgress(section, units, messages);
    const state = key?.unit == null ? undefined : units.get(key.unit)?.state;
    return state === undefined || state === 'answered' ? '' : messages.text(`state.${state}`);
  };
  const visit = (node: YamlNode | null, parent: Key | undefined): readonly DocumentSymbol[] =>
    node?.type !== 'map'
      ? []
      : node.pairs
          .filter((pair) => pair.key.name !== '')
          .map((pair) => {
            const key = parent?.child(pair.key.name);
            const isContainer = key?.kind === 'section' || key?.kind === 'group';
            const from = startOf(pair.key);
            return {
              name: pair.key.written ?? pair.key.name,
              detail: detailOf(key),
              kind: key?.kind === 'section' ? 'section' : isContainer ? 'group' : 'field',
              from,
              to: Math.max(pairEnd(pair), from + 1),
              nameAt: pair.key,
              children: isContainer ? visit(pair.value, key) : [],
            } satisfies DocumentSymbol;
          });
  return visit(root, kind.root);
}

export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'region' | 'comment';
}

/** Folds of keys and list entries over several lines, and of comment blocks; zero-based lines. */
export function foldingRanges(assessment: Assessment): readonly FoldingRange[] {
  const { tree } = assessment;
  const ranges: FoldingRange[] = [];
  const add = (from: number, to: number): void => {
    const startLine = tree.lines.lineOf(from);
    const last = tree.lines.lineOf(to);
    const endLine = tree.lines.startOf(last) === to ? last - 1 : last;
    if (endLine > startLine) ranges.push({ startLine, endLine, kind: 'region' });
  };
  const visitPair = (pair: Pair): void => {
    add(startOf(pair.key), pairEnd(pair));
    visit(pair.value);
  };
  const visit = (node: YamlNode | null): void => {
    if (node?.type === 'map') node.pairs.forEach(visitPair);
    if (node?.type === 'seq') {
      for (const item of node.items) {
        if (item?.type === 'map' && !item.flow) {
          const last = item.pairs.at(-1);
          if (last !== undefined) add(startOf(item), pairEnd(last));
          item.pairs.slice(1).forEach(visitPair);
          visit(item.pairs[0]?.value ?? null);
        } else visit(item);
      }
    }
  };
  visit(assessment.root);
  return [...ranges, ...commentFolds(tree.lines)].toSorted((a, b) => a.startLine - b.startLine);
}

function commentFolds(lines: { readonly count: number; textOf(line: number): string }): readonly FoldingRange[] {
  const folds: FoldingRange[] = [];
  let start = -1;
  for (let line = 0; line <= lines.count; line += 1) {
    const isComment = line < lines.count && /^\s*#/u.test(lines.textOf(line));
    if (isComment && start < 0) start = line;
    if (!isComment && start >= 0) {
      if (line - 1 > start) folds.push({ startLine: start, endLine: line - 1, kind: 'comment' });
      start = -1;
    }
  }
  return folds;
}
