/** What fixes make of keys that belong elsewhere, stand twice, or are nobody's: lines around them stay as they mean. */
import { describe, expect, test } from 'vitest';
import { remediesOf } from '../../server/src/core/features/quickFixes';
import { checkFix } from '../support/checks';
import { assessFile, engine, messages } from '../support/engine';
import { isGap, label } from '../support/findings';

describe('keys that belong elsewhere', () => {
  test('a copy of what stands at its place goes', () => {
    const there = 'risk_tier: minimal\nci_ct_cd_pipeline_orchestration:\n  training_location: hybrid\n';
    checkFix('mlops-canvas.yaml', `${there}training_location: hybrid\n`, 'Remove this copy of `training_location`', there);
  });

  test('the text above a key that moves keeps the blank lines that it has', () =>
    checkFix(
      'ml-canvas.yaml',
      'risk_tier: minimal\ncustom:\n  why: |+\n    so\n\ntiming: at noon\n\ntest_data: a month\n',
      'Move `timing` to `making_predictions.timing`',
      'risk_tier: minimal\nmaking_predictions:\n  timing: at noon\n\ncustom:\n  why: |+\n    so\n\ntest_data: a month\n',
    ));

  test('below a line that is no key, there is a reason at least', () => {
    const text =
      'risk_tier: high\nmodel_engineering:\n  tasks:\n    assess_model:\n      notes: a\n      [a, b]\n      outputs:\n        statsu:\n';
    const assessment = assessFile('crisp-ml.yaml', text);
    const faults = assessment.findings.filter((finding) => !isGap(finding));
    expect(faults.map(({ code }) => code)).toContain('yaml-syntax');
    for (const finding of faults) {
      const { fixes, blocked } = remediesOf(finding, { engine, assessment, messages });
      expect([fixes.length > 0, blocked !== null], label(finding)).toContain(true);
    }
  });
});
