/** Tries changes on a copy of the document, so that only those are offered that do what a fix promises. */
import type { Assessment, Engine } from '../../assessment/assess';
import { assess } from '../../assessment/assess';
import type { Finding } from '../../assessment/finding';
import { GAP_CODES } from '../../assessment/finding';
import { AssessmentMemory } from '../../assessment/memory';
import type { TextEdit } from '../../edit/textEdit';
import { IncrementalDocument } from '../../syntax/incrementalDocument';

/**
 * What comes of a change. `clean`: the finding is gone, nothing else is wrong that was not. `reveals`: it is gone, and
 * something shows that it hid. `fails`: it is still there, or the text is worse YAML than before.
 */
export type Outcome = 'clean' | 'reveals' | 'fails';

/** Findings that depend on other files; a trial does not look there. */
const isLocal = ({ code }: Finding): boolean => !code.startsWith('evidence-') && code !== 'duplicate-system' && code !== 'kind-mismatch';

/** Without places in lists, which change when an entry is added or goes. */
const labelOf = ({ code, path }: Finding): string => `${code} ${path.replaceAll(/\[\d+\]/gu, '[]')}`;

function counted(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings.filter(isLocal)) counts.set(labelOf(finding), (counts.get(labelOf(finding)) ?? 0) + 1);
  return counts;
}

const trials = new WeakMap<Assessment, FixTrial>();

export class FixTrial {
  readonly #text: string;
  readonly #document: IncrementalDocument;
  readonly #memory: AssessmentMemory;
  readonly #before: ReadonlyMap<string, number>;

  private constructor(
    readonly engine: Engine,
    readonly assessment: Assessment,
  ) {
    this.#text = assessment.tree.text;
    this.#document = IncrementalDocument.open(this.#text);
    this.#memory = new AssessmentMemory(engine.catalog.placeholder);
    this.#before = counted(assessment.findings);
  }

  /** The trial of a document; one for all its findings. */
  static of(engine: Engine, assessment: Assessment): FixTrial {
    const trial = trials.get(assessment) ?? new FixTrial(engine, assessment);
    trials.set(assessment, trial);
    return trial;
  }

  /** The document as it would be after some edits. Its positions hold until the next call. */
  after(edits: readonly TextEdit[]): Assessment {
    this.#document.replace(this.#text);
    // From the end, so that the offsets of the others still hold; of edits at one place, the last one first.
    for (const { from, to, text } of edits.toSorted((a, b) => a.from - b.from).toReversed()) this.#document.edit(from, to, text);
    const { kind, header } = this.assessment;
    return assess(this.engine, kind, '', this.#document.tree, { memory: this.#memory, record: header.record });
  }

  outcome(finding: Finding, edits: readonly TextEdit[]): Outcome {
    const result = this.after(edits);
    const after = counted(result.findings);
    const label = labelOf(finding);
    const problems = [this.assessment.tree.problems.length, result.tree.problems.length] as const;
    if (problems[1] > problems[0] || (finding.code === 'yaml-syntax' && problems[1] === problems[0])) return 'fails';
    if (isLocal(finding) && (after.get(label) ?? 0) >= (this.#before.get(label) ?? 0)) return 'fails';
    const isNew = (found: Finding): boolean =>
      isLocal(found) && !GAP_CODES.has(found.code) && (after.get(labelOf(found)) ?? 0) > (this.#before.get(labelOf(found)) ?? 0);
    return result.findings.some(isNew) ? 'reveals' : 'clean';
  }
}
