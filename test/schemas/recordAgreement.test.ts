/** The published schemas of a system's record ask for the duties and wizard answers that the server asks for. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse as parseYaml, stringify } from 'yaml';
import { assessFile, engine } from '../support/engine';
import { tierValidator } from '../support/publishedSchemas';

const { regulation, catalog } = engine;

/** What people answer: mostly something that the question takes. */
const answers = fc.record(
  Object.fromEntries(
    [...regulation.questions.values()].map((question) => {
      const ids = question.options.map(({ id }) => id);
      const numeric = ids.map((id): string | number => (/^\d+$/u.test(id) ? Number(id) : id));
      const word =
        question.type === 'yes_no'
          ? fc.constantFrom<unknown>('yes', 'no', true, false, 'unsure')
          : fc.oneof(
              { weight: 3, arbitrary: fc.constantFrom<unknown>([], 'none', { none: 'for a reason' }) },
              { weight: 4, arbitrary: fc.subarray([...ids, 'unsure'], { maxLength: 3 }) },
              { weight: 1, arbitrary: fc.subarray([...ids, 'none', 'unsure', null], { maxLength: 3 }) },
              { weight: 1, arbitrary: fc.constantFrom<unknown>(...numeric, 'unsure') },
            );
      const odd = fc.constantFrom<unknown>(
        null,
        'TODO',
        '',
        [null],
        ['TODO'],
        {},
        { reason: 'x' },
        { answer: null },
        { none: '' },
        'other',
        ['other'],
        7,
      );
      const plain = fc.oneof({ weight: 60, arbitrary: word }, { weight: 1, arbitrary: odd });
      return [
        question.id,
        fc.oneof(
          { weight: 8, arbitrary: plain },
          { weight: 2, arbitrary: plain.map((answer) => ({ answer, reason: 'x' })) },
          { weight: question.type === 'multi' ? 1 : 0, arbitrary: plain.map((answer) => ({ answer, none: 'for a reason' })) },
        ),
      ];
    }),
  ),
  { requiredKeys: [] },
);

/** Of most runs all questions are answered, so that conditions are settled. */
const whole = fc.oneof(
  { weight: 12, arbitrary: answers.map((given) => ({ Q1: 'yes', Q2: true, Q3: 'no', Q5: 'no', ...given })) },
  { weight: 1, arbitrary: fc.constant({ Q1: 'no' }) },
);

const keys = catalog.kinds
  .get('ai-system')!
  .units.filter(({ type }) => type === 'duty')
  .map(({ fields }) => fields[0]!.key.name);
const duty = fc.constantFrom<unknown>(
  null,
  { status: 'done', summary: 'So it is' },
  { status: 'not_applicable', notes: 'No' },
  { status: 'in_progress' },
  { status: 'not_started' },
  { owner: 'A. Vogel' },
);

const record = fc.record(
  {
    system: fc.constant('demo'),
    risk_tier: fc.constantFrom('high', 'limited', 'minimal'),
    lifecycle_stage: fc.constantFrom('planned', 'in_development', 'in_use', 'retired'),
    operator_roles: fc.oneof(
      fc.subarray(
        catalog.roles.map(({ id }) => id),
        { minLength: 1 },
      ),
      fc.constantFrom('provider', { answer: ['deployer'] }),
    ),
    intended_purpose: fc.constantFrom('Lend', null),
    classification: fc.record({ answers: whole }),
    duties: fc.oneof(
      fc.dictionary(fc.constantFrom(...keys), duty, { minKeys: 1 }),
      // Everything is done but for one or two: whether these are owed decides.
      fc
        .tuple(fc.subarray(keys, { maxLength: 2 }), duty)
        .map(([few, value]) =>
          Object.fromEntries(keys.map((key) => [key, few.includes(key) ? value : { status: 'done', summary: 'So it is' }])),
        ),
      fc
        .subarray(keys, { minLength: 1, maxLength: 2 })
        .map((few) =>
          Object.fromEntries(keys.filter((key) => !few.includes(key)).map((key) => [key, { status: 'done', summary: 'So it is' }])),
        ),
    ),
  },
  { requiredKeys: ['system', 'risk_tier', 'lifecycle_stage', 'operator_roles'] },
);

const REJECTING = new Set(['wrong-type', 'invalid-value', 'unknown-key', 'misplaced-key', 'missing-mandatory']);

test('schemas and server agree on records of all tiers, roles, stages and answers', () => {
  let rejections = 0;
  let runs = 0;
  fc.assert(
    fc.property(record, (value) => {
      const text = stringify(value);
      const rejected = assessFile('ai-system.yaml', text)
        .findings.filter(({ code, level }) => REJECTING.has(code) || (code === 'incomplete-answer' && level === 'mandatory'))
        .map(({ code, path }) => `${code} ${path}`);
      const accepts = tierValidator('ai-system', value.risk_tier)(parseYaml(text));
      runs += 1;
      if (rejected.length > 0) rejections += 1;
      expect({ accepts, rejected: accepts ? rejected : [] }, text).toEqual({ accepts: rejected.length === 0, rejected: [] });
    }),
    { numRuns: 1500 },
  );
  expect(rejections).toBeGreaterThan(runs / 10);
  expect(rejections).toBeLessThan((runs * 9.5) / 10);
}, 120_000);
