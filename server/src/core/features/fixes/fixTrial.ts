/** Tries changes on a copy of the document, so that only those are offered that do what a fix promises. */
import type { Assessment, Engine } from '../../assessment/assess';
import { assess } from '../../assessment/assess';
import type { Finding } from '../../assessment/finding';
import { GAP_CODES } from '../../assessment/finding';
import { AssessmentMemory } from '../../assessment/memory';
import { assessConfig } from '../../config/assessConfig';
import { mayHoldAliases } from '../../edit/aliases';
import { columnOf, keyColumn } from '../../edit/layout';
import type { TextEdit } from '../../edit/textEdit';
import { applyEdits } from '../../edit/textEdit';
import type { YamlNode } from '../../syntax/node';
import { startOf } from '../../syntax/node';
import type { SyntaxTree } from '../../syntax/parse';
import { toValue } from '../../syntax/value';
import type { Candidate } from './fix';
import { ReadableDocument } from '../../syntax/readableDocument';

/**
 * What comes of a change. `clean`: the finding is gone, nothing else is wrong that was not. `reveals`: it is gone, and
 * something shows that it hid. `fails`: it is still there, or the text is worse YAML than before.
 */
export type Outcome = 'clean' | 'reveals' | 'fails';

/** What a change is held to besides. */
type Promises = Pick<Candidate, 'insertsKeys' | 'keepsValues'>;

/** Findings that depend on other files; a trial does not look there. */
const isLocal = ({ code }: Finding): boolean => !code.startsWith('evidence-') && code !== 'duplicate-system' && code !== 'kind-mismatch';

/** Without places in lists, which change when an entry is added or goes. */
const labelOf = ({ code, path }: Finding): string => `${code} ${path.replaceAll(/\[\d+\]/gu, '[]')}`;

function counted(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings.filter(isLocal)) counts.set(labelOf(finding), (counts.get(labelOf(finding)) ?? 0) + 1);
  return counts;
}

/** True for good YAML of the usual form, in which keys are put where they belong by construction. */
export function isUsual({ tree }: Assessment): boolean {
  const { root } = tree;
  return (
    tree.problems.length === 0 &&
    !mayHoldAliases(tree) &&
    root?.type === 'map' &&
    root.pairs.every((pair) => pair.afterColon >= 0 && (root.flow || columnOf(tree, startOf(pair.key)) === keyColumn(tree, root)))
  );
}

/** True for edits that leave the text no worse YAML than it is. */
export const leavesGoodYaml = (engine: Engine, assessment: Assessment, edits: readonly TextEdit[]): boolean =>
  isUsual(assessment) || FixTrial.of(engine, assessment).problemsAfter(edits) <= assessment.tree.problems.length;

/** Every single value of a document, as often as it counts. */
function valuesOf(node: YamlNode | null): readonly string[] {
  const values: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) for (const below of Object.values(value)) visit(below);
    else if (value !== null && value !== undefined) values.push(String(value));
  };
  visit(toValue(node));
  return values.toSorted();
}

const hasSameValues = (a: YamlNode | null, b: YamlNode | null): boolean => valuesOf(a).join('\n') === valuesOf(b).join('\n');

const trials = new WeakMap<Assessment, FixTrial>();

export class FixTrial {
  readonly #text: string;
  readonly #document: ReadableDocument;
  readonly #memory: AssessmentMemory;
  readonly #before: ReadonlyMap<string, number>;
  /** What came of changes that were tried: a menu of actions asks for the same ones several times. */
  readonly #outcomes = new Map<string, Outcome>();
  readonly #problems = new Map<string, number>();

  private constructor(
    readonly engine: Engine,
    readonly assessment: Assessment,
  ) {
    this.#text = assessment.tree.text;
    this.#document = ReadableDocument.open(this.#text);
    this.#memory = new AssessmentMemory(engine.catalog.placeholder);
    // Judged like what comes of a change, without what a configuration makes of it.
    this.#before = counted(this.after([]).findings);
  }

  /** The trial of a document; one for all its findings. */
  static of(engine: Engine, assessment: Assessment): FixTrial {
    const trial = trials.get(assessment) ?? new FixTrial(engine, assessment);
    trials.set(assessment, trial);
    return trial;
  }

  /** The document as it would be after some edits. Its positions hold until the next call. */
  after(edits: readonly TextEdit[]): Assessment {
    const tree = this.#treeAfter(edits);
    const { kind, header } = this.assessment;
    if (kind === this.engine.catalog.config) return assessConfig(this.engine, tree, this.#memory);
    return assess(this.engine, kind, '', tree, { memory: this.#memory, record: header.record });
  }

  #treeAfter(edits: readonly TextEdit[]): SyntaxTree {
    // In one step: in a text with faults, each step looks for them anew.
    this.#document.replace(applyEdits(this.#text, edits));
    return this.#document.tree;
  }

  /** How many syntax problems the text would have after some edits. */
  problemsAfter(edits: readonly TextEdit[]): number {
    const change = JSON.stringify(edits);
    const count = this.#problems.get(change) ?? this.#treeAfter(edits).problems.length;
    this.#problems.set(change, count);
    return count;
  }

  /** `how`: whether edits put in keys without values, and whether all values have to stay. */
  outcome(finding: Finding, edits: readonly TextEdit[], { insertsKeys = false, keepsValues = false }: Promises = {}): Outcome {
    const change = JSON.stringify([labelOf(finding), edits, insertsKeys, keepsValues]);
    const outcome = this.#outcomes.get(change) ?? this.#tried(finding, edits, { insertsKeys, keepsValues });
    this.#outcomes.set(change, outcome);
    return outcome;
  }

  #tried(finding: Finding, edits: readonly TextEdit[], { insertsKeys, keepsValues }: Promises): Outcome {
    const result = this.after(edits);
    const after = counted(result.findings);
    const label = labelOf(finding);
    const problems = [this.assessment.tree.problems.length, result.tree.problems.length] as const;
    if (problems[1] > problems[0] || (finding.code === 'yaml-syntax' && problems[1] === problems[0])) return 'fails';
    if (isLocal(finding) && (after.get(label) ?? 0) >= (this.#before.get(label) ?? 0)) return 'fails';
    if (keepsValues && !hasSameValues(this.assessment.root, result.root)) return 'fails';
    // Where nothing but keys comes in, nothing but placeholders can.
    const isExpected = ({ code }: Finding): boolean => (insertsKeys ? code === 'placeholder-answer' : GAP_CODES.has(code));
    const isNew = (found: Finding): boolean =>
      isLocal(found) && !isExpected(found) && (after.get(labelOf(found)) ?? 0) > (this.#before.get(labelOf(found)) ?? 0);
    return result.findings.some(isNew) ? 'reveals' : 'clean';
  }
}
