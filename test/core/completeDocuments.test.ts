/** A document in which everything is answered has no gap, at any tier, stage and layout. */
import { describe, expect, test } from 'vitest';
import { completeDocument } from '../support/completeDocument';
import { assessFile } from '../support/engine';
import { expectSound, labels } from '../support/findings';
import { KINDS, TIERS } from '../support/rawUnits';
import { keyRange, layoutName, LAYOUTS } from '../support/yamlText';
import { startOf } from '../../server/src/core/syntax/node';

describe.each(KINDS)('%s', (kind) => {
  const name = `${kind}.yaml`;

  test.each(TIERS.flatMap((tier) => ['planned', 'in_development', 'in_use', 'retired'].map((stage) => [tier, stage] as const)))(
    '%s, %s: nothing is found',
    (tier, stage) => {
      const assessment = assessFile(name, completeDocument(kind, tier, stage));
      expect(labels(assessment)).toEqual([]);
      expect([...assessment.units.values()].filter((result) => result.state !== 'answered').map((result) => result.unit.id)).toEqual([]);
      const { mandatory, recommended } = assessment.progress;
      expect([mandatory.answered, recommended.answered]).toEqual([mandatory.total, recommended.total]);
    },
  );

  test.each(LAYOUTS.map((layout) => [layoutName(layout), layout] as const))('%s: nothing is found', (_, layout) => {
    expect(labels(assessFile(name, completeDocument(kind, 'high', 'in_use', layout)))).toEqual([]);
  });

  test('unacceptable: the practice is prohibited, nothing else', () => {
    const text = completeDocument(kind, 'unacceptable');
    const assessment = assessFile(name, text);
    expectSound(assessment);
    expect(labels(assessment)).toEqual(['prohibited-practice: risk_tier']);
    const [finding] = assessment.findings;
    expect(finding?.severity).toBe('error');
    expect(text.slice(startOf(finding?.anchor ?? { origin: { offset: 0 }, from: 0, to: 0 })).startsWith('unacceptable')).toBe(true);
  });

  test('unacceptable with a header only: the same one', () => {
    expect(labels(assessFile(name, 'system: a\nrisk_tier: unacceptable\n'))).toEqual(['prohibited-practice: risk_tier']);
  });

  test('without a tier: one finding asks for it, structure is checked all the same', () => {
    const text = completeDocument(kind, 'high').replace(/^risk_tier:.*\n/mu, 'unknown_thing: 1\n');
    const assessment = assessFile(name, text);
    expect(labels(assessment).toSorted()).toEqual(['tier-missing: risk_tier', 'unknown-key: unknown_thing']);
    expect(
      startOf(assessment.findings.find((finding) => finding.code === 'tier-missing')?.anchor ?? { origin: { offset: -1 }, from: 0, to: 0 }),
    ).toBe(keyRange(text, ['kind'])?.[0]);
  });
});
