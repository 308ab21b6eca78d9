/** Forms in which an answer may be written, and what happens to those that are none. */
import { describe, expect, test } from 'vitest';
import { classify } from '../../../server/src/core/regulation/classify';
import { factsOf } from '../../../server/src/core/regulation/facts';
import { classifyWith, dutiesWith, PLAIN, regulation } from '../../support/regulation';

describe('yes or no', () => {
  test.each([
    ['yes'],
    ['Yes'],
    [' yes '],
    [true],
    [{ answer: 'yes' }],
    [{ answer: true, reason: 'It learns', by: 'A. Vogel', date: '2026-11-02' }],
  ])('%j is yes', (written) => {
    expect(classifyWith({ Q7: written, Q8: 'yes' }).path).toContain('Q8');
  });

  test.each([['no'], ['NO'], [false], [{ answer: 'no' }]])('%j is no', (written) => {
    expect(classifyWith({ Q7: written }).path).not.toContain('Q8');
  });

  test.each([['maybe'], [1], [['yes']], [{ answer: { answer: 'yes' } }]])('%j is no answer', (written) => {
    expect(classifyWith({ Q7: written })).toMatchObject({ tier: null, invalid: { question: 'Q7', allowed: ['yes', 'no', 'unsure'] } });
  });
});

describe('options', () => {
  test.each([[['2']], [[2]], [2], ['2'], [{ answer: [2] }], [['2', '2']]])('%j chooses Annex III point 2', (written) => {
    expect(classifyWith({ Q9: written, Q10: 'yes' }).articles).toContain('Annex III(2)');
  });

  test.each([[[]], ['none'], [['none']], ['no'], [false], [{ none: 'Reference data only' }], [{ answer: [] }]])(
    '%j chooses nothing',
    (written) => {
      expect(classifyWith({ Q9: written })).toMatchObject({ tier: 'minimal', review: [] });
    },
  );

  test.each([[['5z']], ['5B.'], [{ answer: ['5b', 'nothing'] }], [true], [[['5b']]]])('%j is no answer', (written) => {
    const { tier, invalid } = classifyWith({ Q9: written });
    expect(tier).toBeNull();
    expect(invalid?.question).toBe('Q9');
    expect(invalid?.allowed).toEqual(expect.arrayContaining(['5b', 'none', 'unsure']));
  });

  test.each([
    [['5b', 'none'], '5b'],
    [['none', '4a', '5b'], '4a, 5b'],
    [['5b', 'no'], '5b'],
    [['5b', false], '5b'],
    [{ answer: ['5b', 'none', 'unsure'] }, '5b'],
    [{ answer: '5b', none: 'Reference data only' }, '5b'],
  ])('%j contradicts itself', (written, value) => {
    expect(classifyWith({ Q9: written })).toMatchObject({ tier: null, invalid: { question: 'Q9', value, isClash: true } });
  });

  test('`none` beside `unsure` is not sure; a reason for none beside an empty list is none', () => {
    expect(classifyWith({ Q9: ['none', 'unsure'], Q10: 'yes' })).toMatchObject({ tier: 'high', review: ['Q9'] });
    expect(classifyWith({ Q9: { answer: [], none: 'Reference data only' } })).toMatchObject({ tier: 'minimal', invalid: null });
  });

  test('what stands beside `unsure` is chosen, and there may be more', () => {
    const answers = { Q4: ['deployer'], Q9: ['2', 'unsure'], Q10: 'yes' };
    expect(classifyWith(answers)).toMatchObject({ tier: 'high', review: ['Q9'] });
    expect(dutiesWith(answers, 'possible')).toContain('D-27');
  });
});

describe('what lacks', () => {
  test.each([[undefined], [null], [''], [{}], [{ answer: null }], [{ reason: 'no answer yet' }], [{ none: '' }]])(
    '%j is no answer yet',
    (written) => {
      expect(classifyWith({ Q7: written })).toMatchObject({ tier: null, missing: 'Q7', path: ['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6', 'Q7'] });
    },
  );

  test.each([[[null]], [['']], [{ answer: [null] }], [{ answer: [''] }], [{ none: 'TODO' }], [{ none: null }], [['TODO']], ['TBD'], [' ']])(
    '%j does not say that nothing applies',
    (written) => {
      expect(classifyWith({ Q9: written })).toMatchObject({ tier: null, missing: 'Q9', invalid: null });
    },
  );

  test('what holds a place beside an answer says nothing', () => {
    expect(classifyWith({ Q9: ['5b', null, 'TODO'], Q10: 'yes' }).articles).toContain('Annex III(5)(b)');
    expect(classifyWith({ Q9: { answer: 'TODO', none: 'Reference data only' } }).tier).toBe('minimal');
  });

  test('only answers that are needed are missed', () => {
    const { Q8, Q8b, Q10, Q11, Q12, Q15, ...asked } = PLAIN;
    expect([Q8, Q8b, Q10, Q11, Q12, Q15]).toHaveLength(6);
    expect(classify(regulation, asked)).toMatchObject({ tier: 'minimal', missing: null });
    expect(classify(regulation, {})).toMatchObject({ tier: null, missing: 'Q1', path: ['Q1'] });
  });

  test('answers that are not reached may be anything', () => {
    expect(classifyWith({ Q1: 'no', Q2: 'maybe', Q9: ['5z'] })).toMatchObject({ tier: 'out_of_scope', path: ['Q1'], invalid: null });
  });

  test('ids of no question are named, also those that every object knows', () => {
    expect(classifyWith({ Q17: 'yes', toString: 'yes', end: 'yes' }).unknown).toEqual(['Q17', 'toString', 'end']);
    expect(classifyWith({}).unknown).toEqual([]);
  });
});

describe('out of scope', () => {
  test.each([
    ['no AI system', { Q1: 'no' }],
    ['no link to the EU', { Q2: 'no' }],
    ['defence, research alone or private use', { Q3: 'yes' }],
  ])('%s: no tier, no duties', (_, answers) => {
    expect(classifyWith(answers).tier).toBe('out_of_scope');
    expect(dutiesWith(answers)).toEqual([]);
    expect(regulation.results.get('out_of_scope')?.recordedAs).toBe('minimal');
  });
});

describe('not sure', () => {
  test.each([
    ['Q1', 'minimal', ['Q2']],
    ['Q3', 'minimal', ['Q4']],
    ['Q6', 'unacceptable', []],
    ['Q9', 'minimal', ['Q10']],
    ['Q13', 'limited', []],
    ['Q14', 'minimal', ['Q15']],
  ])('%s takes the branch that the question names', (id, tier, then) => {
    // Q10 to Q12 lead out of Annex III again.
    const result = classifyWith({ Q11: ['d6_3.a'], [id]: 'unsure' });
    expect(result).toMatchObject({ tier, review: [id] });
    expect(result.path).toEqual(expect.arrayContaining(then));
  });

  test('a tier that such an answer alone leads to rests on the articles of its question', () => {
    expect(classifyWith({ Q6: 'unsure' })).toMatchObject({ tier: 'unacceptable', articles: ['Art. 5(1)'] });
    expect(classifyWith({ Q13: ['unsure'] })).toMatchObject({ tier: 'limited', articles: ['Art. 50'] });
    // Points that are named say more, and a question that led nowhere is none to rest on.
    expect(classifyWith({ Q13: ['art50.1', 'unsure'] }).articles).toEqual(['Art. 50(1)']);
    expect(classifyWith({ Q1: 'unsure', Q5: 'unsure', Q14: 'unsure', Q15: 'no' }).articles).toEqual(['Art. 53']);
  });

  test('Q8b: Section A, which owes more; Q11: no condition holds', () => {
    expect(classifyWith({ Q7: 'yes', Q8: 'yes', Q8b: 'unsure' }).flags).toContain('annex_i_section_a');
    expect(classifyWith({ Q9: ['4a'], Q11: 'unsure' }).tier).toBe('high');
  });

  test('a duty whose point is not sure is possible; one that the stricter branch brings is owed', () => {
    expect(dutiesWith({ Q13: 'unsure' }, 'possible')).toEqual(['D-50-1', 'D-50-2']);
    expect(dutiesWith({ Q13: 'unsure' })).toContain('D-50-5');
    expect(dutiesWith({ Q9: ['4a'], Q10: 'unsure' })).toContain('D-49-1');
    expect(dutiesWith({ Q9: ['4a'], Q10: 'yes', Q16: 'unsure' }, 'possible')).toEqual(['D-4a', 'D-22']);
  });

  test('where the roles are not sure, duties of those not named are possible', () => {
    const answers = { Q4: ['provider', 'unsure'], Q9: ['4a'], Q10: 'yes' };
    expect(dutiesWith(answers)).toContain('D-14-1');
    expect(dutiesWith(answers, 'possible')).toEqual(expect.arrayContaining(['D-23', 'D-26-1']));
  });
});

describe('facts without a classification', () => {
  test('settle nothing but what is stated: what hangs on flags is possible', () => {
    const facts = factsOf(null, { tier: 'high', roles: ['provider'] });
    expect([facts.role('provider'), facts.role('deployer'), facts.flag('annex_iii')]).toEqual([true, false, null]);
  });

  test('stated roles come on top of those of the classification', () => {
    const facts = factsOf(classifyWith({ Q4: ['deployer'] }), { tier: 'high', roles: ['importer'] });
    expect([facts.tier, facts.role('importer'), facts.role('deployer'), facts.role('provider')]).toEqual(['high', true, true, false]);
  });
});
