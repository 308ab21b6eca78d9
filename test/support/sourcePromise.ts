/** What changes of whole documents promise, and what a waiver promises once it is filled in. */
import type { Assessment } from '../../server/src/core/assessment/assess';
import type { Finding } from '../../server/src/core/assessment/finding';
import { applyEdits } from '../../server/src/core/edit/textEdit';
import { waiveFix } from '../../server/src/core/features/fixes/waive';
import { fixAllAction, sortAction } from '../../server/src/core/features/sourceActions';
import { assessFile } from './engine';
import { isGap, label, labels, structural } from './findings';
import { contextOf, unplaced } from './fixPromise';
import { broken, HOLDS, VACUOUS, type Verdict } from './properties';
import { leaves, valueOf } from './yamlText';

/** What "fix all that is safe" promises: nothing safe is left, no gap comes or goes, no value is lost. */
export function judgeFixAll(name: string, text: string): Verdict {
  const assessment = assessFile(name, text);
  const fix = fixAllAction(contextOf(assessment));
  if (fix === undefined) return VACUOUS;
  const after = applyEdits(text, fix.edits);
  const trace = `\n${text}\n=====>\n${after}`;
  const result = assessFile(name, after);
  if (fixAllAction(contextOf(result)) !== undefined) return broken(`safe fixes are left${trace}`);
  if (result.tree.problems.length > assessment.tree.problems.length) return broken(`new syntax problems${trace}`);
  const old = new Set(assessment.findings.map(unplaced));
  const isTrouble = (found: Finding): boolean => !isGap(found) && !old.has(unplaced(found)) && assessment.tree.problems.length === 0;
  const added = result.findings.filter(isTrouble);
  return added.length > 0 ? broken(`adds ${added.map(label).join(', ')}${trace}`) : HOLDS;
}

/** What sorting promises: the same values and findings, every line still there, in an order that sorting leaves as it is. */
export function judgeSort(name: string, text: string): Verdict {
  const assessment = assessFile(name, text);
  const fix = sortAction(contextOf(assessment));
  if (fix === undefined) return VACUOUS;
  const after = applyEdits(text, fix.edits);
  const trace = `\n${text}\n=====>\n${after}`;
  const result = assessFile(name, after);
  const lines = (of: string): string =>
    of
      .split(/\r?\n/u)
      .filter((line) => line !== '')
      .toSorted()
      .join('\n');
  if (lines(after) !== lines(text)) return broken(`other lines${trace}`);
  if (sortAction(contextOf(result)) !== undefined) return broken(`not sorted${trace}`);
  const sorted = (of: Assessment): string => of.findings.map(label).toSorted().join('\n');
  if (sorted(result) !== sorted(assessment)) return broken(`other findings${trace}`);
  const [a, b] = [valueOf(text), valueOf(after)];
  const shown = (value: unknown): string =>
    [...leaves(value)]
      .map(([path, leaf]) => `${path}=${String(leaf)}`)
      .toSorted()
      .join('\n');
  return shown(a?.value) === shown(b?.value) ? HOLDS : broken(`other values${trace}`);
}

/** What a waiver promises, once a person fills it in: the gap counts as waived, and nothing else changes. */
export function judgeWaive(name: string, text: string): Verdict {
  const assessment = assessFile(name, text);
  let tried = 0;
  for (const finding of assessment.findings) {
    const fix = waiveFix(finding, contextOf(assessment));
    if (fix === undefined || assessment.tree.problems.length > 0) continue;
    tried += 1;
    const filledIn = fix.edits.map((edit) => ({
      ...edit,
      text: edit.text.replaceAll(/(reason|approved_by):(?= *(?:[\r\n,}]|$))/gu, '$1: A. Vogel'),
    }));
    const after = applyEdits(text, filledIn);
    const trace = ` for ${label(finding)}\n${text}\n=====>\n${after}`;
    const result = assessFile(name, after);
    if (structural(result).length > structural(assessment).length) return broken(`new faults${trace}`);
    if (result.findings.some((found) => label(found) === label(finding) && !found.waived)) return broken(`not waived${trace}`);
    if (
      result.findings.some(({ code }) => code === 'waiver-unused' || code === 'waiver-incomplete') &&
      !/waiver/u.test(labels(assessment).join())
    )
      return broken(`a waiver of no use${trace}`);
  }
  return tried === 0 ? VACUOUS : HOLDS;
}
