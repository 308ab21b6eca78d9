/** Inlay hints, for those who want them: progress behind the keys of sections, articles behind those of questions. */
import type { Assessment } from '../assessment/assess';
import { startOf } from '../syntax/node';
import { find } from '../syntax/path';
import { joinArticles, type Messages } from '../text/messages';
import { allSections } from './explain';
import { sectionProgress } from './symbols';

export interface InlayHint {
  /** End of the key's line, an offset in the text. */
  readonly at: number;
  readonly label: string;
}

/** Hints for the keys between two offsets, in the order of the text. */
export function inlayHints(assessment: Assessment, messages: Messages, from: number, to: number): readonly InlayHint[] {
  const { kind, root, units, tree } = assessment;
  const hints: InlayHint[] = [];
  const add = (path: readonly string[], label: string): void => {
    const { pair, depth } = find(root, path);
    if (label === '' || pair === null || depth < path.length) return;
    const start = startOf(pair.key);
    if (start >= from && start <= to) hints.push({ at: tree.lines.endOf(tree.lines.lineOf(start)), label });
  };
  for (const section of allSections(kind.sections)) add(section.path, sectionProgress(section, units, messages));
  for (const { unit, level } of units.values()) {
    const [field] = unit.fields;
    if (field !== undefined && level !== 'optional') add(field.path, joinArticles(unit.articles));
  }
  return hints.toSorted((a, b) => a.at - b.at);
}
