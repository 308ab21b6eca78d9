/** From a header to a document without missing sections by quick fixes alone, whatever the header looks like. */
import { describe, expect, test } from 'vitest';
import type { Assessment } from '../../server/src/core/assessment/assess';
import type { Finding } from '../../server/src/core/assessment/finding';
import { applyEdits } from '../../server/src/core/edit/textEdit';
import type { QuickFix } from '../../server/src/core/features/fixes/fix';
import { addAllFix } from '../../server/src/core/features/fixes/gapFixes';
import { quickFixes } from '../../server/src/core/features/quickFixes';
import { assessFile, engine, messages } from '../support/engine';
import { expectSound, isGap, label, labels, structural } from '../support/findings';
import { KINDS, TIERS } from '../support/rawUnits';
import { leaves, valueOf } from '../support/yamlText';

/** Headers as people write them; all but the first few lack something that is easy to forget. */
const HEADERS: Readonly<Record<string, string>> = {
  plain: 'system: retail-score\nrisk_tier: high\n',
  CRLF: 'system: retail-score\r\nrisk_tier: high\r\n',
  'no line break at the end': 'system: retail-score\nrisk_tier: high',
  'CRLF, no line break at the end': 'system: retail-score\r\nrisk_tier: high',
  'CRLF, cut between the two signs of the last line break': 'system: retail-score\r\nrisk_tier: "high"\r',
  'blank lines at the end': 'system: retail-score\nrisk_tier: high\n\n\n',
  'blanks at the end': 'system: retail-score\nrisk_tier: high\n   ',
  'a comment at the end': 'system: retail-score\nrisk_tier: high\n# to be continued',
  'comments between': '# canvas\n\nsystem: retail-score # id\n# tier\nrisk_tier: high # Annex III\n# end\n',
  'a document start': '---\nsystem: retail-score\nrisk_tier: high\n',
  'a document start and end': '---\nsystem: retail-score\nrisk_tier: high\n...\n',
  'a directive': '%YAML 1.2\n---\nsystem: retail-score\nrisk_tier: high\n',
  'a second document': 'system: retail-score\nrisk_tier: high\n---\nsystem: other\n',
  'a byte order mark': '\uFEFFsystem: retail-score\nrisk_tier: high\n',
  'an indented root': '  system: retail-score\n  risk_tier: high\n',
  'flow style': '{ system: retail-score, risk_tier: high }\n',
  'flow style over lines': '{\n  system: retail-score,\n  risk_tier: high\n}\n',
  'flow style with a comma at the end': '{ system: retail-score, risk_tier: high, }\n',
  'flow style, a comment before the end': '{\n  system: retail-score,\n  risk_tier: high # Annex III\n}\n',
  JSON: '{\n  "system": "retail-score",\n  "risk_tier": "high"\n}\n',
  'quoted keys': '"system": retail-score\n\'risk_tier\': "high"\n',
  '4 spaces': 'system: retail-score\nrisk_tier: high\nvalue_proposition:\n    notes: draft\nmodel_engineering:\n    notes: draft\n',
  '4 spaces, CRLF': 'system: retail-score\r\nrisk_tier: high\r\ncustom:\r\n    unit: 7\r\n',
  'a literal text at the end': 'system: retail-score\nrisk_tier: high\nrisk_tier_rationale: |\n  Annex III\n  5(b)\n',
  'a kept literal text at the end': 'system: retail-score\nrisk_tier: high\nrisk_tier_rationale: |+\n  Annex III\n\n',
  'a kept literal text at the end, blanks behind it': 'system: retail-score\nrisk_tier: high\nrisk_tier_rationale: |+\n  Annex III\n  ',
  'a kept literal text at the end, blanks of its own': 'system: retail-score\nrisk_tier: high\nrisk_tier_rationale: |+\n  Annex III\n   ',
  'a tab on a blank line': 'system: retail-score\nrisk_tier: high\nvalue_proposition:\n  \t\n  notes: draft\n',
  'a literal text at the end, no line break': 'system: retail-score\nrisk_tier: high\nrisk_tier_rationale: |-\n  Annex III',
  'a folded text over lines': 'system: retail-score\nrisk_tier: high\nrisk_tier_rationale: Annex III\n  5(b)\n',
  'a list at the end, not indented': 'system: retail-score\nrisk_tier: high\nteam_members:\n- A. Vogel\n- R. Iyer\n',
  'a list at the end, indented': 'system: retail-score\nrisk_tier: high\nteam_members:\n    - A. Vogel\n    - R. Iyer',
  'an empty list entry at the end': 'system: retail-score\nrisk_tier: high\nteam_members:\n  -\n',
  'a key without a value at the end': 'system: retail-score\nrisk_tier: high\nproject_name:\n',
  'a key without a value or line break at the end': 'system: retail-score\nrisk_tier: high\nproject_name:',
  'own keys and notes at the end': 'system: retail-score\nrisk_tier: high\nnotes: draft\nx-team: { id: 7 }\ncustom:\n  a: 1\n',
  'the tier last but one': 'risk_tier: high\nsystem: retail-score\n',
  'an anchor': 'system: &id retail-score\nrisk_tier: high\nproject_name: *id\n',
};

/** A section of each kind, or a question where a kind has no sections. */
const SECTIONS: Readonly<Record<(typeof KINDS)[number], string>> = {
  'mlops-canvas': 'foundations',
  'crisp-ml': 'model_engineering',
  'ml-canvas': 'prediction_task',
  'data-landscape': 'entries',
};

function check(name: string, text: string): Assessment {
  const assessment = assessFile(name, text);
  expectSound(assessment);
  return assessment;
}

interface Step {
  readonly finding: Finding;
  readonly fix: QuickFix;
}

function nextStep(assessment: Assessment, choose: 'preferred' | 'recommended'): Step | undefined {
  for (const finding of assessment.findings) {
    // Faults have fixes too: what those promise is in `fixPromise.ts`.
    if (!isGap(finding) && finding.path !== 'risk_tier') continue;
    const fixes = quickFixes(finding, { engine, assessment, messages });
    if (fixes.length === 0) continue;
    expect(fixes.filter((fix) => fix.preferred).length, `preferred fixes of ${label(finding)}`).toBe(1);
    const fix =
      (choose === 'recommended' ? fixes.find((candidate) => /recommended/u.test(candidate.title)) : undefined) ??
      fixes.find((candidate) => candidate.preferred);
    if (fix !== undefined) return { finding, fix };
  }
  return undefined;
}

/** A value without what a syntax finding stands for; texts that are no good YAML are compared by their text alone. */
const parses = (text: string): boolean => valueOf(text.replace(/^---\n(?=system: other)[^]*$/mu, '')) !== undefined;

function apply(text: string, { finding, fix }: Step): string {
  const sorted = fix.edits.toSorted((a, b) => a.from - b.from);
  for (const [index, edit] of sorted.entries()) {
    expect(edit.from, label(finding)).toBeLessThanOrEqual(edit.to);
    expect(edit.to).toBeLessThanOrEqual(sorted[index + 1]?.from ?? text.length);
    if (fix.insertsKeys) expect(text.slice(edit.from, edit.to), `${fix.title} removes text`).toMatch(/^(?:\{\s*\}|null|~)?$/u);
  }
  return applyEdits(text, fix.edits);
}

/** What is half there or empty stays so until the new keys get values; but then nothing is left to insert. */
function isLeft({ finding }: Step, result: Assessment): boolean {
  return result.findings.some(
    (left) =>
      label(left) === label(finding) &&
      ((finding.code !== 'incomplete-answer' && finding.code !== 'placeholder-answer') ||
        quickFixes(left, { engine, assessment: result, messages }).length > 0),
  );
}

/** Applies fixes until none is left and returns what results. */
function fixAll(name: string, start: string, choose: 'preferred' | 'recommended', strict: boolean): Assessment {
  let text = start;
  let assessment = check(name, text);
  const initial = structural(assessment);
  for (let round = 0; round < 400; round += 1) {
    const step = nextStep(assessment, choose);
    if (step === undefined) return assessment;
    const after = apply(text, step);
    const trace = `after "${step.fix.title}" for ${label(step.finding)}:\n${text}\n=>\n${after}`;
    const before = valueOf(text);
    const value = valueOf(after);
    if (before !== undefined && value === undefined) expect.fail(`no good YAML ${trace}`);
    if (before !== undefined && value !== undefined) {
      const kept = leaves(value.value);
      for (const [path, leaf] of leaves(before.value))
        if (leaf !== null && !(typeof leaf === 'object' && Object.keys(leaf).length === 0) && kept.get(path) !== leaf)
          expect.fail(`${path} was ${String(leaf)}, is ${String(kept.get(path))} ${trace}`);
    }
    const result = check(name, after);
    if (structural(result).toString() !== initial.toString()) expect.fail(`structural findings ${structural(result).toString()} ${trace}`);
    if (isLeft(step, result)) expect.fail(`still ${label(step.finding)} ${trace}`);
    const old = new Set(labels(assessment));
    const added = result.findings.filter((finding) => !old.has(label(finding)) && finding.code !== 'placeholder-answer');
    // Section 4: the inner gaps of a section are reported once it exists; none of them may be a mandatory one.
    const unexpected = added.filter((finding) =>
      strict || step.finding.code === 'tier-missing'
        ? step.finding.code !== 'tier-missing'
        : !(finding.code === 'missing-recommended' && finding.path.startsWith(`${step.finding.path}.`)),
    );
    if (unexpected.length > 0) expect.fail(`new: ${unexpected.map(label).join(', ')} ${trace}`);
    text = after;
    assessment = result;
  }
  return expect.fail(`no end:\n${text}`);
}

describe.each(KINDS)('%s', (kind) => {
  const name = `${kind}.yaml`;

  test.each(TIERS)('%s: preferred fixes alone leave nothing missing', (tier) => {
    const result = fixAll(name, `system: a\nrisk_tier: ${tier}\n`, 'preferred', false);
    expect(labels(result, (finding) => finding.code !== 'placeholder-answer')).toEqual([]);
    expect(parses(result.tree.text)).toBe(true);
  });

  test.each(TIERS)('%s: fixes that add what is recommended too leave placeholders and nothing else at every step', (tier) => {
    const result = fixAll(name, `system: a\nrisk_tier: ${tier}\n`, 'recommended', true);
    expect(labels(result, (finding) => finding.code !== 'placeholder-answer')).toEqual([]);
  });

  test('in use, too', () => {
    const result = fixAll(name, 'system: a\nrisk_tier: high\nlifecycle_stage: in_use\n', 'recommended', true);
    expect(labels(result, (finding) => finding.code !== 'placeholder-answer')).toEqual([]);
  });

  test.each(Object.entries(HEADERS))('from a header with %s', (_, header) => {
    const result = fixAll(name, header, 'recommended', true);
    expect(labels(result, (finding) => finding.code.startsWith('missing-'))).toEqual([]);
    if (!header.includes('---\nsystem: other')) expect(parses(result.tree.text)).toBe(true);
    if (header.includes('\r\n')) expect(result.tree.text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
    else expect(result.tree.text).not.toContain('\r');
    if (header.startsWith('\uFEFF')) expect(result.tree.text.startsWith('\uFEFF')).toBe(true);
    if (/^ {4}/mu.test(header))
      for (const line of result.tree.text.split(/\r?\n/u)) expect((/^ */u.exec(line)?.[0].length ?? 0) % 4, line).toBe(0);
  });

  test.each([
    ['an empty file', ''],
    ['blank lines', '\n\n'],
    ['only comments', '# canvas of RetailScore\n# to do\n'],
    ['only comments, no line break', '# canvas of RetailScore'],
    ['only a document start', '---\n'],
    ['only a document start, CRLF', '---\r\n'],
    ['only a byte order mark', '\uFEFF'],
    ['an empty flow mapping', '{}\n'],
    ['an empty flow mapping with a comment', '{} # nothing yet\n'],
    ['null', 'null\n'],
    ['a tilde', '~\n'],
    ['a tier without a value', 'risk_tier:\n'],
    ['a tier without a value or line break', 'risk_tier:'],
    ['a tier without a value, with a comment', 'risk_tier: # which?\n'],
    ['a null tier', 'risk_tier: null\n'],
    ['a placeholder tier', 'risk_tier: TODO\n'],
    ['an empty text as tier', 'risk_tier: ""\n'],
    ['a misspelt tier', 'risk_tier: hihg\n'],
    ['a list as tier', 'risk_tier: [high]\n'],
    ['a section alone', `${SECTIONS[kind]}:\n`],
    ['a section alone in flow style', `{${SECTIONS[kind]}: }`],
  ])('from %s: the tier comes first, then the rest', (_, text) => {
    let assessment = check(name, text);
    const start = assessment.findings.length;
    expect(start, 'says what to do').toBeGreaterThan(0);
    for (let round = 0; round < 5 && assessment.tier === null; round += 1) {
      const step = nextStep(assessment, 'preferred');
      if (step === undefined) expect.fail(`no fix for ${labels(assessment).join(', ')}`);
      const after = apply(assessment.tree.text, step);
      assessment = check(name, after);
      expect(valueOf(after), after).toBeDefined();
    }
    expect(assessment.tier).toBe('high');
    const result = fixAll(name, assessment.tree.text, 'recommended', true);
    expect(labels(result, (finding) => finding.code !== 'placeholder-answer')).toEqual([]);
  });

  test.each(['mandatory', 'recommended'] as const)('everything %s at once, from each header', (levels) => {
    for (const [title, header] of Object.entries(HEADERS)) {
      const assessment = check(name, header);
      const fix = addAllFix({ engine, assessment, messages }, levels);
      if (fix === undefined) expect.fail(`nothing to add for ${title}`);
      const result = check(name, applyEdits(header, fix.edits));
      const gone = levels === 'mandatory' ? ['missing-mandatory'] : ['missing-mandatory', 'missing-recommended'];
      expect(
        labels(result, (finding) => gone.includes(finding.code)),
        title,
      ).toEqual([]);
      expect(structural(result), title).toEqual(structural(assessment));
      if (valueOf(header) !== undefined) expect(valueOf(result.tree.text), result.tree.text).toBeDefined();
    }
  });
});

/** Documents that are begun: whatever stands there already stays as it is. */
const BEGUN: Readonly<Record<string, readonly [string, string]>> = {
  'a key in the middle of its siblings': [
    'mlops-canvas.yaml',
    'risk_tier: high\nvalue_proposition:\n  user_goal: a\n  # why now\n  problem_importance: b\n\n  # people\n  personas:\n    - role: x\nfoundations:\n  notes: c\n',
  ],
  'a group in flow style': [
    'mlops-canvas.yaml',
    'risk_tier: high\ndata_sources_and_versioning:\n  data_versioning: { requirement: mandatory }\n  labelling: {}\n',
  ],
  'a section in flow style': [
    'mlops-canvas.yaml',
    'risk_tier: high\ndata_sources_and_versioning: { data_versioning: { requirement: mandatory }, labelling: }\n',
  ],
  'a section in flow style over lines': [
    'mlops-canvas.yaml',
    'risk_tier: high\ndata_sources_and_versioning: {\n  data_versioning: {\n    requirement: mandatory\n  }, # so far\n}\n',
  ],
  'keys without values and comments': [
    'mlops-canvas.yaml',
    'risk_tier: high\nvalue_proposition: # block 1\n  # first\n\nfoundations: ~ # block 5\nmodel_deployment: {} # block 8\nmetadata_management: null\n',
  ],
  'a section at the end without a line break': ['mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:'],
  'an anchored section': ['mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition: &v\n  user_goal: a\n'],
  'an anchored empty section': ['mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition: &v\nfoundations: !!map\n'],
  'a group behind a text over lines': [
    'mlops-canvas.yaml',
    'risk_tier: high\nvalue_proposition:\n  user_goal: |\n    one\n\n    two\n\n  problem: >-\n    three\n    four\n',
  ],
  tasks: [
    'crisp-ml.yaml',
    'risk_tier: high\ndata_preparation:\n  tasks:\n    clean_data:\n      status: done\n    select_data: {}\n    construct_data: { status: done }\n    integrate_data:\n  outputs:\n    final_datasets:\n      status: done\n',
  ],
  'tasks, sequences not indented': [
    'crisp-ml.yaml',
    'risk_tier: high\ndata_preparation:\n  requirements_and_constraints:\n  - a\n  - b\n  tasks:\n    clean_data:\n      status: done\n      risks:\n      - id: R-1\n      evidence:\n      - docs/a.md\n',
  ],
  'tasks, 4 spaces and CRLF': [
    'crisp-ml.yaml',
    'risk_tier: high\r\ndata_preparation:\r\n    tasks:\r\n        clean_data:\r\n            status: done\r\n            risks:\r\n                -   id: R-1\r\n                    description: b\r\n',
  ],
  'keys at an odd indentation': [
    'crisp-ml.yaml',
    'risk_tier: high\ndata_preparation:\n     tasks:\n       clean_data:\n          status: done\n',
  ],
  'a phase by an older name': ['crisp-ml.yaml', 'risk_tier: high\ndata_engineering:\n  tasks:\n    clean_data:\n      status: done\n'],
  'a wrong type in a section': ['crisp-ml.yaml', 'risk_tier: high\ndata_preparation: soon\nmodel_engineering: [a]\n'],
  'a task in progress': ['crisp-ml.yaml', 'risk_tier: high\ndata_preparation:\n  tasks:\n    clean_data:\n      status: in_progress\n'],
  'a long form without its answer': [
    'mlops-canvas.yaml',
    'risk_tier: high\nvalue_proposition:\n  user_goal:\n    notes: soon\n  problem: { owner: me }\n',
  ],
};

describe('begun documents', () => {
  test.each(Object.entries(BEGUN))('%s', (_, [name, text]) => {
    const before = check(name, text);
    const initial = structural(before).filter((found) => !found.startsWith('deprecated-name'));
    let assessment = before;
    for (let round = 0; round < 400; round += 1) {
      const step = nextStep(assessment, 'recommended');
      if (step === undefined) break;
      const after = apply(assessment.tree.text, step);
      const trace = `after "${step.fix.title}" for ${label(step.finding)}:\n${assessment.tree.text}\n=>\n${after}`;
      const value = valueOf(after);
      if (value === undefined) expect.fail(`no good YAML ${trace}`);
      if (step.fix.insertsKeys) {
        const kept = leaves(value.value);
        for (const [path, leaf] of leaves(valueOf(assessment.tree.text)?.value))
          if (leaf !== null && typeof leaf !== 'object' && kept.get(path) !== leaf) expect.fail(`${path} is changed ${trace}`);
        for (const comment of assessment.tree.text.match(/#.*/gu) ?? []) if (!after.includes(comment)) expect.fail(`comment lost ${trace}`);
      }
      const result = check(name, after);
      expect(
        structural(result).filter((found) => !found.startsWith('deprecated-name')),
        trace,
      ).toEqual(initial);
      if (isLeft(step, result)) expect.fail(`still ${label(step.finding)} ${trace}`);
      assessment = result;
    }
    const left = labels(assessment, (finding) => finding.code.startsWith('missing-'));
    expect(left).toEqual([]);
  });
});

describe('a preferred fix leaves placeholders, never again something missing (section 10)', () => {
  test.each(KINDS)('%s', (kind) => {
    fixAll(`${kind}.yaml`, 'system: a\nrisk_tier: high\n', 'preferred', true);
  });
});
