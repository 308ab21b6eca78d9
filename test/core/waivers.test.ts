/** Waivers: what they cover, and what is said of those that cover nothing (format.md, section 5). */
import { describe, expect, test } from 'vitest';
import type { Assessment } from '../../server/src/core/assessment/assess';
import { hoverAt } from '../../server/src/core/features/hover';
import { assessFile, guidance, messages } from '../support/engine';
import { expectSound, label } from '../support/findings';

const canvas = (waiver: string, body = ''): Assessment => {
  const assessment = assessFile('mlops-canvas.yaml', `risk_tier: high\n${body}waivers:\n  - ${waiver.trim().replaceAll('\n', '\n    ')}\n`);
  expectSound(assessment);
  return assessment;
};

const waiver = (field: string): string => `field: ${field}\nreason: No features are shared\napproved_by: A. Vogel`;

const waived = (assessment: Assessment): string[] =>
  [...assessment.units.values()].filter(({ state }) => state === 'waived').map(({ unit }) => unit.id);

const findings = (assessment: Assessment, code: RegExp): string[] =>
  assessment.findings
    .filter((finding) => code.test(finding.code))
    .map((finding) => `${label(finding)}${finding.waived ? ' (waived)' : ''}`);

describe('what a waiver covers', () => {
  test.each([
    ['"2.1"', ['2.1']],
    ['feature_store_and_workflows.feature_computation', ['4.2']],
    ['value_proposition.user_goal', ['1.1']],
    ['data_sources_and_versioning.nothing', []],
  ])('%s', (field, units) => expect(waived(canvas(waiver(field)))).toEqual(units));

  test('a section covers all gaps below it, and its one finding is waived', () => {
    const assessment = canvas(waiver('feature_store_and_workflows'));
    expect(waived(assessment)).toEqual(['4.1', '4.2', '4.3']);
    expect(findings(assessment, /missing/u).filter((text) => text.includes('feature_store'))).toEqual([
      'missing-mandatory: feature_store_and_workflows (waived)',
    ]);
  });

  test('a field that a unit needs covers that unit', () => {
    const assessment = assessFile(
      'mlops-canvas.yaml',
      `risk_tier: high\ndata_sources_and_versioning:\n  data_versioning:\n    requirement: mandatory\nwaivers:\n  - ${waiver('data_sources_and_versioning.data_versioning.method').replaceAll('\n', '\n    ')}\n`,
    );
    expect(waived(assessment)).toEqual(['2.5']);
  });

  test('a section that is partly waived asks for the rest only', () => {
    const whole = canvas(waiver('nothing.at.all')).findings.find(({ path }) => path === 'value_proposition');
    const rest = canvas(waiver('"1.1"')).findings.find(({ path }) => path === 'value_proposition');
    expect(Number(rest?.params['mandatory'])).toBe(Number(whole?.params['mandatory']) - 1);
    expect(rest?.waived).toBe(false);
  });

  test('progress counts it as answered, and says how many are waived', () => {
    const { mandatory } = canvas(waiver('"1.1"')).progress;
    expect({ answered: mandatory.answered, waived: mandatory.waived }).toEqual({ answered: 1, waived: 1 });
  });

  test('an answer under way is waived with its own finding', () => {
    const assessment = canvas(waiver('"1.1"'), 'value_proposition:\n  user_goal: TODO\n');
    expect(findings(assessment, /placeholder/u)).toEqual(['placeholder-answer: value_proposition.user_goal (waived)']);
  });
});

describe('waivers that waive nothing', () => {
  test.each([
    [
      'field: "1.1"\nreason: x',
      'waiver-incomplete',
      'Waiver 1 lacks `approved_by`, so it waives nothing. Add what lacks, or remove the waiver.',
    ],
    [
      'field: "1.1"\nreason: TODO\napproved_by: ',
      'waiver-incomplete',
      'Waiver 1 lacks `reason`, `approved_by`, so it waives nothing. Add what lacks, or remove the waiver.',
    ],
    [
      'reason: x\napproved_by: y',
      'waiver-incomplete',
      'Waiver 1 lacks `field`, so it waives nothing. Add what lacks, or remove the waiver.',
    ],
    [
      `${waiver('"1.1"')}\nexpires: 2026-11-22`,
      'waiver-expired',
      'The waiver of `1.1` ended on 22 November 2026, so its gap counts again. Close the gap, or have the waiver approved anew with a later date.',
    ],
    [
      waiver('"77.7"'),
      'waiver-unused',
      'The waiver of `77.7` covers no gap of this document. Remove it, or correct `field`: the id of a question, or a path.',
    ],
  ])('%j', (text, code, message) => {
    const assessment = canvas(text);
    expect(waived(assessment)).toEqual([]);
    const found = assessment.findings.filter((finding) => finding.code.startsWith('waiver-'));
    expect(found.map((finding) => [finding.code, messages.of(finding)])).toEqual([[code, message]]);
  });

  test('a waiver holds on the day on which it expires', () => {
    expect(waived(canvas(`${waiver('"1.1"')}\nexpires: 2026-11-23`))).toEqual(['1.1']);
  });

  test.each(['waivers:', 'waivers: []', 'waivers: none', 'waivers: [~]', 'waivers:\n  -\n', 'waivers:\n  - {}\n'])(
    'nothing is said of %j',
    (text) => {
      const assessment = assessFile('mlops-canvas.yaml', `risk_tier: high\n${text}`);
      expect(findings(assessment, /^waiver/u)).toEqual([]);
    },
  );

  test('nothing is said of a waiver while no tier is known', () => {
    expect(findings(assessFile('mlops-canvas.yaml', `waivers:\n  - ${waiver('"1.1"').replaceAll('\n', '\n    ')}\n`), /^waiver/u)).toEqual(
      [],
    );
  });
});

test('hovering over what is waived says who approved it until when, and why', () => {
  const text = `risk_tier: high\nvalue_proposition:\n  user_goal: TODO\nwaivers:\n  - ${waiver('"1.1"').replaceAll('\n', '\n    ')}\n    expires: 2027-03-31\n`;
  const hover = hoverAt(assessFile('mlops-canvas.yaml', text), text.indexOf('user_goal'), { guidance: guidance(), messages });
  expect(hover?.markdown).toContain('**Waived** by A. Vogel until 31 March 2027: No features are shared');
});

test('a rule is waived by its code', () => {
  const text = `risk_tier: minimal\nclassification:\n  answers:\n    Q1: no\n  result: limited\nwaivers:\n  - ${waiver('consistency-classification').replaceAll('\n', '\n    ')}\n`;
  const assessment = assessFile('ai-system.yaml', text);
  expect(findings(assessment, /consistency|waiver/u)).toEqual(['consistency-classification: classification.result (waived)']);
});

test('of a missing section, what is waived is reported by itself', () => {
  const found = findings(canvas(waiver('"1.1"')), /missing-mandatory/u).filter((text) => text.includes('value_proposition'));
  expect(found).toEqual(['missing-mandatory: value_proposition.user_goal (waived)', 'missing-mandatory: value_proposition']);
});

test.each(['soon', '2027-02-30', '2027-13-01', '2027', '[2027-03-31]', '[]', '{ answer: 2027-03-31 }'])(
  'a waiver whose end (%s) is no date waives nothing, and that is said',
  (expires) => {
    const assessment = canvas(`${waiver('"1.1"')}\nexpires: ${expires}`);
    expect(waived(assessment)).toEqual([]);
    expect(findings(assessment, /^(?:invalid-value|wrong-type)$/u)).toEqual([expect.stringMatching(/: waivers\[0\]\.expires/u)]);
  },
);

test('a waiver whose end is still to be named waives nothing; one without an end does', () => {
  const open = canvas(`${waiver('"1.1"')}\nexpires: TODO`);
  expect([waived(open), findings(open, /^waiver/u)]).toEqual([[], ['waiver-incomplete: waivers[0]']]);
  for (const none of ['', '~', '""']) expect(waived(canvas(`${waiver('"1.1"')}\nexpires: ${none}`))).toEqual(['1.1']);
});
