/** What holds for every set of answers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from '../../../server/src/core/regulation/classify';
import type { Answers } from '../../../server/src/core/regulation/answers';
import { dutiesOf } from '../../../server/src/core/regulation/duties';
import { factsOf } from '../../../server/src/core/regulation/facts';
import { readRegulation } from '../../../server/src/core/regulation/read';
import { createRegulation } from '../../../server/src/engine';
import files from '../../../server/src/generated/regulation.json';
import { regulation } from '../../support/regulation';

const RUNS = { numRuns: Number(process.env['RUNS'] ?? 2000) };
const questions = [...regulation.questions.values()];

/** A full set of answers; `unsure` among them. */
const answers: fc.Arbitrary<Answers> = fc.record(
  Object.fromEntries(
    questions.map(({ id, type, options }) => [
      id,
      type === 'yes_no'
        ? fc.constantFrom('yes', 'no', 'unsure')
        : fc.oneof(
            { weight: 3, arbitrary: fc.constant([]) },
            { weight: 3, arbitrary: fc.subarray([...options.map((option) => option.id), 'unsure'], { maxLength: 4 }) },
            { weight: 1, arbitrary: fc.constant('unsure') },
          ),
    ]),
  ),
);

/** How strict a result is: what is out of scope is the least strict, though it ends the questions. */
const strictness = (tier: string | null): number => ['out_of_scope', 'minimal', 'limited', 'high', 'unacceptable'].indexOf(tier ?? '');

const owedBy = (given: Answers, ...states: readonly string[]): ReadonlySet<string> =>
  new Set(
    dutiesOf(regulation, factsOf(classify(regulation, given))).flatMap(({ duty, state }) => (states.includes(state) ? [duty.id] : [])),
  );

describe('any answers', () => {
  test('end in a result, along questions that follow each other, each at most once', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const { tier, path, missing, invalid, unknown } = classify(regulation, given);
        expect([strictness(tier) >= 0, missing, invalid, unknown]).toEqual([true, null, null, []]);
        const order = questions.map(({ id }) => id);
        expect(path).toEqual(order.filter((id) => path.includes(id)));
      }),
      RUNS,
    );
  });

  test('never throw, whatever stands there', () => {
    const anything = fc.dictionary(
      fc.oneof(fc.constantFrom(...questions.map(({ id }) => id)), fc.string()),
      fc.anything({ withBigInt: true }),
    );
    fc.assert(
      fc.property(anything, answers, (odd, given) => {
        const result = classify(regulation, { ...given, ...odd });
        dutiesOf(regulation, factsOf(result));
        expect(result.tier === null).toBe(result.missing !== null || result.invalid !== null);
      }),
      RUNS,
    );
  });

  test('taken together or asked one by one lead to the same', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const one: Record<string, unknown> = {};
        for (let step = classify(regulation, one); step.missing !== null; step = classify(regulation, one))
          one[step.missing] = given[step.missing];
        const { answers: asked, ...result } = classify(regulation, one);
        const { answers: all, ...expected } = classify(regulation, given);
        expect(result).toEqual(expected);
        expect([...asked]).toEqual([...all]);
      }),
      { numRuns: 300 },
    );
  });

  test('lead to the same with the outline that is bundled and with the whole data', () => {
    const outline = createRegulation();
    const whole = readRegulation(files);
    fc.assert(
      fc.property(answers, (given) => {
        const ids = (law: typeof whole): object => {
          const result = classify(law, given);
          return { ...result, duties: dutiesOf(law, factsOf(result)).map(({ duty, state, roles }) => [duty.id, state, roles]) };
        };
        expect(ids(outline)).toEqual(ids(whole));
      }),
      { numRuns: 300 },
    );
  });
});

describe('not sure', () => {
  const oneOpen = fc.tuple(answers, fc.constantFrom(...questions));

  test('is never laxer than any sure answer', () => {
    fc.assert(
      fc.property(oneOpen, fc.infiniteStream(fc.nat()), ([given, { id, type, options }], picks) => {
        const sure =
          type === 'yes_no' ? ['yes', 'no'] : [[], options.filter(() => (picks.next().value ?? 0) % 4 === 0).map((option) => option.id)];
        const unsure = strictness(classify(regulation, { ...given, [id]: 'unsure' }).tier);
        for (const answer of sure) expect(strictness(classify(regulation, { ...given, [id]: answer }).tier)).toBeLessThanOrEqual(unsure);
      }),
      RUNS,
    );
  });

  test('asks for a review exactly where such an answer was used', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const { review, path } = classify(regulation, given);
        const isUnsure = (id: string): boolean => given[id] === 'unsure' || (Array.isArray(given[id]) && given[id].includes('unsure'));
        expect(review).toEqual(path.filter(isUnsure));
      }),
      RUNS,
    );
  });

  test('about context or triggers never drops a duty that a sure answer brings: it is owed or possible', () => {
    fc.assert(
      fc.property(answers, fc.constantFrom('Q4', 'Q13', 'Q16'), (given, id) => {
        const before = owedBy({ ...given, Q14: 'no' }, 'owed');
        const after = owedBy({ ...given, Q14: 'no', [id]: 'unsure' }, 'owed', 'possible');
        expect([...before].filter((duty) => !after.has(duty))).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe('duties', () => {
  test('are owed by roles that are held, at the tier or for the model, and the prohibited tier owes nothing else', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const result = classify(regulation, given);
        const facts = factsOf(result);
        for (const { duty, state, roles } of dutiesOf(regulation, facts)) {
          expect(roles.length > 0).toBe(state !== 'not_owed');
          if (state !== 'owed') continue;
          expect(roles.filter((role) => !result.roles.includes(role))).toEqual([]);
          expect(duty.tiers.some((tier) => tier === result.tier || result.flags.includes(tier))).toBe(true);
          if (result.tier === 'unacceptable') expect(duty.tiers).toContain('unacceptable');
          expect(result.tier).not.toBe('out_of_scope');
        }
      }),
      RUNS,
    );
  });

  test('more roles never owe less', () => {
    fc.assert(
      fc.property(answers, fc.subarray(regulation.roles.map(({ id }) => id)), (given, more) => {
        const roles = Array.isArray(given['Q4']) ? (given['Q4'] as readonly string[]) : [];
        const fewer = owedBy({ ...given, Q4: roles }, 'owed');
        const all = owedBy({ ...given, Q4: [...roles, ...more] }, 'owed');
        expect([...fewer].filter((id) => !all.has(id))).toEqual([]);
      }),
      RUNS,
    );
  });
});
