/** Stage and roles that contradict the record of the system, or its answers: files in, findings out. */
import { describe, expect, test } from 'vitest';
import { quickFixes } from '../../server/src/core/features/quickFixes';
import { applyEdits } from '../../server/src/core/edit/textEdit';
import { assessFile, engine, messages } from '../support/engine';
import { readSystemRecord } from '../../server/src/core/document/systemRecord';
import type { SystemRecord } from '../../server/src/core/document/systemRecord';
import { kindById } from '../../server/src/core/catalog/catalog';
import { parse } from '../../server/src/core/syntax/parse';
import type { Assessment } from '../../server/src/core/assessment/assess';

const RECORD = `kind: ai-system
system: s
risk_tier: high
lifecycle_stage: in_use
operator_roles: [provider, deployer]
`;

function recordOf(text: string): SystemRecord {
  const kind = kindById(engine.catalog, 'ai-system');
  if (kind === undefined) throw new Error('no such kind');
  return readSystemRecord(engine, kind, 'ai-system.yaml', parse(text));
}

const beside = (text: string, record = RECORD): Assessment => assessFile('mlops-canvas.yaml', text, { record: recordOf(record) });

const said = (assessment: Assessment): readonly string[] =>
  assessment.findings
    .filter(({ code }) => code.startsWith('consistency-'))
    .map((finding) => `${finding.severity} ${finding.path}${finding.waived ? ' (waived)' : ''}: ${messages.of(finding)}`);

const fixed = (assessment: Assessment): Readonly<Record<string, string>> => {
  const finding = assessment.findings.find(({ code }) => code.startsWith('consistency-'));
  if (finding === undefined) throw new Error('no finding');
  return Object.fromEntries(
    quickFixes(finding, { engine, assessment, messages }).map(({ title, edits }) => [title, applyEdits(assessment.tree.text, edits)]),
  );
};

test('a stage other than the record states', () => {
  const assessment = beside('system: s\nlifecycle_stage: planned # since May\n');
  expect(said(assessment)).toEqual([
    'warning lifecycle_stage: This document states planned, the record of its system in `ai-system.yaml` states in_use. Settle which is right: remove `lifecycle_stage` here, or correct one of the two.',
  ]);
  expect(fixed(assessment)).toEqual({
    'Replace by `in_use`': 'system: s\nlifecycle_stage: in_use # since May\n',
    'Remove `lifecycle_stage` here: the record states it': 'system: s\n',
  });
});

test('roles that the record does not state', () => {
  const assessment = beside('system: s\noperator_roles:\n  - deployer\n  - importer # since May\n');
  expect(said(assessment)).toEqual([
    'warning operator_roles: This document states `importer`, which the record of its system in `ai-system.yaml` does not: it states `provider`, `deployer`. Settle which is right: remove `operator_roles` here, or correct one of the two.',
  ]);
  expect(fixed(assessment)).toEqual({
    'Replace by `provider, deployer`': 'system: s\noperator_roles:\n  - deployer\n  - provider\n',
    'Remove `operator_roles` here: the record states it': 'system: s\n',
  });
});

test('what agrees, what is left out, and what the record leaves out is no contradiction', () => {
  expect(said(beside('system: s\nlifecycle_stage: in_use\noperator_roles: [deployer]\n'))).toEqual([]);
  expect(said(beside('system: s\n'))).toEqual([]);
  expect(said(beside('system: s\nlifecycle_stage: planned\noperator_roles: [importer]\n', 'kind: ai-system\nrisk_tier: high\n'))).toEqual(
    [],
  );
});

test('both can be waived by their code', () => {
  const assessment = beside(
    'system: s\nlifecycle_stage: planned\nwaivers:\n  - { field: consistency-stage, reason: A pilot of its own, approved_by: A. Vogel }\n',
  );
  expect(said(assessment).map((line) => line.split(':')[0])).toEqual(['warning lifecycle_stage (waived)']);
  expect(assessment.findings.some(({ code }) => code === 'waiver-unused')).toBe(false);
});

const answers = (roles: string, q4: string, q5 = 'no'): string => `system: s
risk_tier: minimal
operator_roles: ${roles}
classification:
  answers: { Q1: yes, Q2: yes, Q3: no, Q4: ${q4}, Q5: ${q5}, Q6: none, Q7: no, Q9: none, Q13: none, Q14: no, Q16: none }
  result: minimal
`;

const record = (text: string): Assessment => assessFile('ai-system.yaml', text);

test('roles of a record and its answers', () => {
  expect(said(record(answers('[provider]', '[provider]')))).toEqual([]);
  const lacking = record(answers('[provider]', '[provider, deployer]'));
  expect(said(lacking)).toEqual([
    'warning operator_roles: The recorded answers lead to `deployer`, which `operator_roles` does not state. Settle which is right, and correct the roles or the answers.',
  ]);
  expect(fixed(lacking)).toEqual({ 'Replace by `provider, deployer`': answers('[provider, deployer]', '[provider, deployer]') });
  expect(said(record(answers('[provider, importer]', '[provider]')))).toEqual([
    'warning operator_roles: `operator_roles` states `importer`, which the recorded answers do not lead to. Settle which is right, and correct the roles or the answers.',
  ]);
});

test('answers that are not sure of the roles, or that name none, contradict nothing', () => {
  expect(said(record(answers('[provider]', 'unsure'))).filter((line) => line.includes('operator_roles'))).toEqual([]);
  expect(said(record(answers('[provider]', 'none')))).toEqual([]);
  expect(said(record('risk_tier: minimal\noperator_roles: [importer]\nclassification:\n  answers: { Q4: [provider] }\n'))).toEqual([]);
});

describe('answers that contradict each other', () => {
  const given = (changes: Readonly<Record<string, string>>, header = ''): Assessment => {
    const all = { Q1: 'yes', Q2: 'yes', Q3: 'no', Q4: '[provider]', Q5: 'no', Q6: 'none', Q7: 'no', Q9: '["5b"]', Q10: 'yes', Q13: 'none' };
    const list = Object.entries({ ...all, Q14: 'no', Q16: '[]', ...changes }).map(([id, answer]) => `    ${id}: ${answer}\n`);
    return record(`system: s\nrisk_tier: high\n${header}classification:\n  answers:\n${list.join('')}`);
  };
  const contradictions = (assessment: Assessment): readonly string[] => said(assessment).filter((line) => line.includes('says'));

  test('the provider of a model that is not provided', () => {
    const assessment = given({ Q4: '[provider, gpai_provider]' });
    expect(contradictions(assessment)).toEqual([
      'warning classification.answers.Q4: Q4 (Your roles) says gpai_provider, but Q14 (General-purpose model) says no (Art. 53). Settle which is right, and correct the other.',
    ]);
    const found = assessment.findings.find(({ code }) => code === 'consistency-answers');
    expect(found?.related && 'from' in found.related.at && assessment.tree.text.slice(found.related.at.from, found.related.at.to)).toBe(
      'Q14',
    );
    for (const Q14 of ['yes\n    Q15: no', 'unsure\n    Q15: no', ''])
      expect(contradictions(given({ Q4: '[gpai_provider]', Q14 }))).toEqual([]);
    // What is not reached says nothing.
    expect(contradictions(given({ Q4: '[gpai_provider]', Q6: '[art5.f]' }))).toEqual([]);
  });

  test.each([
    ['placed_before_2026_08_02', '2026-08-02', '2026-08-01', '2 August 2026 (Art. 111(4))'],
    ['placed_before_high_risk_date', '2027-12-02', '2027-12-01', '2 December 2027 (Art. 111(2))'],
  ])('%s, and a date that is later', (flag, later, before, shown) => {
    const at = (date: string): readonly string[] => contradictions(given({ Q16: `[sme, ${flag}]` }, `placed_on_market: ${date}\n`));
    expect(at(later)).toEqual([
      `warning classification.answers.Q16: Q16 (Context) says ${flag}, but \`placed_on_market\` says ${shown}. Settle which is right, and correct the other.`,
    ]);
    for (const date of [before, 'planned', '']) expect(at(date)).toEqual([]);
  });

  test('while the route to high risk is not known, only a date after all of its dates', () => {
    const at = (date: string): readonly string[] =>
      contradictions(given({ Q9: 'none', Q16: '[placed_before_high_risk_date]' }, `placed_on_market: ${date}\n`));
    expect(at('2028-01-01')).toEqual([]);
    expect(at('2028-08-02')).toHaveLength(1);
  });

  test('is waived by its code, and nothing is changed for it', () => {
    const text = 'waivers:\n  - { field: consistency-answers, reason: Agreed, approved_by: A. Vogel }\n';
    const assessment = given({ Q4: '[gpai_provider]' }, text);
    expect(contradictions(assessment)).toEqual([expect.stringMatching(/^warning classification\.answers\.Q4 \(waived\)/u)]);
    expect(fixed(assessment)).toEqual({});
  });
});
