/**
 * What every fix promises: afterwards its finding is gone, no other is there but placeholders of the keys that it put in
 * and what the finding hid, and every byte outside its edits is as it was.
 */
import type { Assessment } from '../../server/src/core/assessment/assess';
import type { Finding } from '../../server/src/core/assessment/finding';
import { applyEdits } from '../../server/src/core/edit/textEdit';
import type { FixContext, QuickFix } from '../../server/src/core/features/fixes/fix';
import { remediesOf } from '../../server/src/core/features/quickFixes';
import { assessFile, engine, guidance, messages } from './engine';
import { isGap, label } from './findings';
import type { Random } from '../syntax/randomDocuments';
import { broken, HOLDS, VACUOUS, type Verdict } from './properties';
import { leaves, valueOf } from './yamlText';

export const contextOf = (assessment: Assessment): FixContext => ({ engine, assessment, messages, guidance });

/** A finding's label without places in lists, which change when an entry is added or goes. */
export const unplaced = (finding: Finding): string => label(finding).replaceAll(/\[\d+\]/gu, '[]');

/** Findings that are looked at in one document. */
const TRIED = 2;

/** Every fix of a few findings of a document, faults before gaps. */
export function judge(name: string, text: string, source: () => Random): Verdict {
  const assessment = assessFile(name, text);
  const random = source();
  const faults = assessment.findings.filter((finding) => !isGap(finding));
  const gaps = assessment.findings.filter(isGap);
  const some = (findings: readonly Finding[]): readonly Finding[] =>
    findings.length <= TRIED ? findings : Array.from({ length: TRIED }, () => random.pick(findings));
  let tried = 0;
  for (const finding of [...some(faults), ...some(gaps)]) {
    const { fixes, blocked } = remediesOf(finding, contextOf(assessment));
    const where = `${label(finding)} ("${messages.of(finding)}")`;
    if (fixes.length === 0 && blocked === null) return broken(`neither a fix nor a reason for ${where}`);
    if (fixes.length > 0 && fixes.filter((fix) => fix.preferred).length !== 1) return broken(`not one preferred fix for ${where}`);
    if (new Set(fixes.map((fix) => fix.title)).size < fixes.length) return broken(`two fixes of one title for ${where}`);
    for (const fix of fixes) {
      const wrong = verdict(name, assessment, finding, fix);
      if (wrong !== null) return broken(`"${fix.title}" for ${where}: ${wrong}`);
      tried += 1;
    }
  }
  return tried === 0 ? VACUOUS : HOLDS;
}

export function verdict(name: string, before: Assessment, finding: Finding, fix: QuickFix): string | null {
  const { text } = before.tree;
  const wrongRange = fix.edits.find(({ from, to }) => from < 0 || from > to || to > text.length);
  if (wrongRange !== undefined) return `range ${wrongRange.from}-${wrongRange.to} of ${text.length}`;
  const after = applyEdits(text, fix.edits);
  const trace = `\n${text}\n=====>\n${after}`;
  if (after === text) return 'changes nothing';
  const result = assessFile(name, after);
  const count = (findings: readonly Finding[], of: Finding): number => findings.filter((other) => unplaced(other) === unplaced(of)).length;
  if (finding.code === 'yaml-syntax') {
    if (result.tree.problems.length >= before.tree.problems.length) return `no fewer syntax problems${trace}`;
    return null;
  }
  if (result.tree.problems.length > before.tree.problems.length) return `new syntax problems${trace}`;
  if (count(result.findings, finding) >= count(before.findings, finding)) {
    // Keys without values do not complete an answer; but then there are no more to be put in.
    const again = result.findings
      .filter((found) => unplaced(found) === unplaced(finding))
      .flatMap((found) => remediesOf(found, contextOf(result)).fixes);
    const isUnderWay = fix.insertsKeys && (finding.code === 'incomplete-answer' || finding.code === 'placeholder-answer');
    if (!isUnderWay || again.some(({ insertsKeys }) => insertsKeys)) return `the finding stays${trace}`;
  }
  const isNew = (found: Finding): boolean => count(result.findings, found) > count(before.findings, found);
  const added = result.findings.filter((found) => isNew(found) && !isExpected(found, finding, fix));
  if (added.length > 0) return `adds ${added.map(label).join(', ')}${trace}`;
  return lostValue(text, after, finding, trace);
}

/** Placeholders of new keys, and gaps that a finding of another sort hid. */
function isExpected(found: Finding, { code }: Finding, fix: QuickFix): boolean {
  if (!isGap(found)) return code === 'tier-missing' || code === 'tier-mismatch' || code === 'tier-too-low';
  if (found.code === 'placeholder-answer') return true;
  return !fix.insertsKeys;
}

/** Fixes that put another value in place of one may lose that one, and no other. */
function lostValue(text: string, after: string, { code, params }: Finding, trace: string): string | null {
  const [before, result] = [valueOf(text), valueOf(after)];
  if (
    before === undefined ||
    result === undefined ||
    code === 'invalid-value' ||
    code === 'wrong-type' ||
    /^(?:tier|kind|consistency)-/u.test(code)
  )
    return null;
  // Of a key that stands twice, here or at its place, and says the same both times, one may go: then the other says it still.
  const isOfTwo = code === 'duplicate-key' || code === 'misplaced-key';
  const left = leaves(result.value);
  const kept = [...left.values()].map(String);
  const lost = [...leaves(before.value)].filter(([path, leaf]) => {
    if (leaf === null || typeof leaf === 'object' || isPlaceholder(leaf)) return false;
    const at = kept.indexOf(String(leaf));
    if (at >= 0) kept.splice(at, 1);
    return at < 0 && !(isOfTwo && hasCopy(left, path, leaf, params['present']));
  });
  return lost.length > 0 ? `loses ${lost.map(([, leaf]) => String(leaf)).join(', ')}${trace}` : null;
}

/** True where a value stands by the same name, or by the name that its key has now, wherever that is. */
function hasCopy(among: ReadonlyMap<string, unknown>, path: string, leaf: unknown, present: unknown): boolean {
  const names = [path.slice(path.lastIndexOf('/')), `/${String(present)}`];
  return [...among].some(([other, value]) => value === leaf && names.some((name) => other.endsWith(name)));
}

const isPlaceholder = (leaf: unknown): boolean => typeof leaf === 'string' && engine.catalog.placeholder.test(leaf);

/** More rounds than any small document needs. */
const ROUNDS = 600;

/** Fixes one after another, the preferred one of the first finding that has any: they come to an end, and leave no finding that has one. */
export function judgeAll(name: string, text: string): Verdict {
  let now = text;
  const steps: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const assessment = assessFile(name, now);
    const next = nextFix(assessment);
    if (next === undefined) return steps.length === 0 ? VACUOUS : HOLDS;
    steps.push(`${next.title} (${next.at})`);
    now = applyEdits(now, next.edits);
  }
  return broken(`no end:\n${steps.slice(-12).join('\n')}\n${now}`);
}

function nextFix(assessment: Assessment): (QuickFix & { readonly at: string }) | undefined {
  for (const finding of assessment.findings) {
    const fix = remediesOf(finding, contextOf(assessment)).fixes.find(({ preferred }) => preferred);
    if (fix !== undefined) return { ...fix, at: label(finding) };
  }
  return undefined;
}
