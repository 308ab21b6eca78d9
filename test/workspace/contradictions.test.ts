/** Stage and roles that contradict the record of the system, or its answers: files in, findings out. */
import { expect, test } from 'vitest';
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
