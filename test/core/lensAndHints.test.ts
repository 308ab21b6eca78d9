/** The code lens and the inlay hints: text in, text out. */
import { expect, test } from 'vitest';
import { codeLens } from '../../server/src/core/features/codeLens';
import { inlayHints } from '../../server/src/core/features/inlayHints';
import { endOf, startOf } from '../../server/src/core/syntax/node';
import { assessFile, messages } from '../support/engine';

test('one lens above the first key says how far the document is', () => {
  const text = '# Canvas\nrisk_tier: limited\nvalue_proposition:\n  user_goal: Decide sooner\n';
  const lens = codeLens(assessFile('mlops-canvas.yaml', text), messages);
  if (lens === null) expect.fail('no lens');
  expect(text.slice(startOf(lens.at), endOf(lens.at))).toBe('risk_tier');
  expect(lens.title).toMatch(/^Limited risk: 1 of 2 mandatory, 0 of \d+ recommended answered$/u);
  expect(lens.hasGaps).toBe(true);
});

test('there is no lens where nothing is counted', () => {
  for (const text of ['', '- a\n', 'system: demo\n', 'risk_tier: unacceptable\n'])
    expect(codeLens(assessFile('mlops-canvas.yaml', text), messages), text).toBeNull();
});

test('hints stand at the ends of the lines of sections and questions', () => {
  const text = 'risk_tier: limited\nvalue_proposition: # why\n  user_goal: Decide sooner\n  problem: Slow\n';
  const assessment = assessFile('mlops-canvas.yaml', text);
  const shown = (from: number, to: number): string =>
    inlayHints(assessment, messages, from, to).reduceRight(
      (result, { at, label }) => `${result.slice(0, at)} «${label}»${result.slice(at)}`,
      text,
    );
  expect(shown(0, text.length)).toMatch(
    /value_proposition: # why «1 of 2 mandatory»\n {2}user_goal: Decide sooner «Art\. 3\(12\)[^»]*»\n/u,
  );
  expect(shown(0, 10)).toBe(text);
});
