/** Sample systems through the wizard, to what the law gives; each is a file of `samples/`. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { classify } from '../../../server/src/core/regulation/classify';
import { appliesFrom } from '../../../server/src/core/regulation/dates';
import { dutiesOf } from '../../../server/src/core/regulation/duties';
import { factsOf } from '../../../server/src/core/regulation/facts';
import { regulation } from '../../support/regulation';
import { root } from '../../support/repository';

interface Sample {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly expect: {
    readonly tier: string;
    readonly flags: readonly string[];
    readonly roles: readonly string[];
    readonly needsReview: boolean;
    readonly path?: readonly string[];
    readonly articles: readonly string[];
    readonly owed: readonly string[];
    readonly possible: readonly string[];
    readonly notOwed: readonly string[];
    readonly dates: Readonly<Record<string, string>>;
  };
}

const folder = path.join(root, 'test/core/regulation/samples');
const samples = fs.readdirSync(folder).filter((file) => file.endsWith('.yaml'));

describe.each(samples)('%s', (file) => {
  const { answers, expect: expected } = parse(fs.readFileSync(path.join(folder, file), 'utf8')) as Sample;
  const classification = classify(regulation, answers);
  const facts = factsOf(classification);
  const duties = dutiesOf(regulation, facts);
  const inState = (...states: readonly string[]): readonly string[] =>
    duties.flatMap(({ duty, state }) => (states.includes(state) ? [duty.id] : []));

  test('tier, flags, roles and articles', () => {
    const { tier, flags, roles, articles } = classification;
    expect({ tier, flags: flags.toSorted(), roles, articles }).toEqual({
      tier: expected.tier,
      flags: expected.flags.toSorted(),
      roles: expected.roles,
      articles: expected.articles,
    });
    expect(classification.review.length > 0).toBe(expected.needsReview);
    if (expected.path !== undefined) expect(classification.path).toEqual(expected.path);
  });

  test('duties', () => {
    expect(inState('owed')).toEqual(expect.arrayContaining([...expected.owed]));
    expect(inState('possible')).toEqual(expected.possible);
    expect(inState('owed', 'possible').filter((id) => expected.notOwed.includes(id))).toEqual([]);
  });

  test('dates', () => {
    const dates = Object.keys(expected.dates).map((id) => {
      const duty = regulation.duties.get(id);
      return [id, duty === undefined ? null : appliesFrom(regulation, duty, facts, null).date];
    });
    expect(Object.fromEntries(dates)).toEqual(expected.dates);
  });
});
