/** The load-bearing facts of the law, one by one: a wrong one misleads everybody who relies on this tool. */
import { describe, expect, test } from 'vitest';
import { readSchema } from '../../../scripts/schemas.mjs';
import { classifyWith, dateWith, dutiesWith, regulation } from '../../support/regulation';

const law = readSchema('regulation/regulation.json');
const byId = (list: string, id: string): Record<string, unknown> =>
  law[list].find((entry: { readonly id: string }) => entry.id === id) as Record<string, unknown>;

/** Annex III point 5(b), profiling: the plainest way to high risk by purpose. */
const SCORING = { Q9: ['5b'], Q10: 'yes' };
/** A product of Annex I Section A, and nothing of Annex III. */
const DEVICE = { Q7: 'yes', Q8: 'yes', Q8b: 'no' };
const MACHINE = { Q7: 'yes', Q8: 'yes', Q8b: 'yes' };
const HIGH_RISK = [...regulation.duties.values()].filter(({ dates }) => dates.startsWith('high_risk'));

describe('dates', () => {
  test.each(HIGH_RISK.map(({ id }) => id))(
    '%s applies from 2 December 2027 to Annex III systems, from 2 August 2028 to Annex I ones',
    (id) => {
      expect(dateWith(SCORING, id).date).toBe('2027-12-02');
      expect(dateWith(DEVICE, id).date).toBe('2028-08-02');
    },
  );

  test('a system on both routes takes the earlier date, and that is said to be a reading', () => {
    expect(dateWith({ ...DEVICE, ...SCORING }, 'D-14-1')).toMatchObject({ date: '2027-12-02', confidence: 'interpretive' });
  });

  test('articles outside Chapter III Sections 1 to 3 formally apply since 2 August 2026; that they wait is a reading', () => {
    expect(regulation.applicationRules.get('high_risk_linked')).toMatchObject({ formal: '2026-08-02', confidence: 'interpretive' });
    for (const id of ['D-43', 'D-47', 'D-48', 'D-49-1', 'D-71', 'D-72', 'D-73', 'D-86'])
      expect(regulation.duties.get(id)?.dates).toBe('high_risk_linked');
  });

  test('where the route is not known, both dates are named and none is chosen', () => {
    expect(dateWith({}, 'D-25-2')).toMatchObject({
      date: null,
      alternatives: [{ date: '2027-12-02' }, { date: '2028-08-02' }],
    });
  });

  test('what a derogated system owes as such takes the date of Annex III, whatever else it is', () => {
    const derogated = { Q9: ['4a'], Q11: ['d6_3.a'] };
    for (const id of ['D-6-4', 'D-49-2', 'D-71']) expect(dateWith(derogated, id).date).toBe('2027-12-02');
    for (const id of ['D-6-4', 'D-49-2']) expect(dateWith({ ...DEVICE, ...derogated }, id).date).toBe('2027-12-02');
  });

  test('a product whose Annex III match was derogated is high-risk by Annex I alone, and takes its date', () => {
    const answers = { ...DEVICE, Q9: ['4a'], Q11: ['d6_3.a'] };
    expect(classifyWith(answers)).toMatchObject({ tier: 'high', flags: ['annex_i', 'annex_i_section_a', 'derogation_6_3'] });
    expect(dateWith(answers, 'D-14-1')).toMatchObject({ date: '2028-08-02', confidence: 'primary' });
    expect(dateWith(answers, 'D-73').date).toBe('2028-08-02');
  });

  test('Art. 50 was not postponed: it applies since 2 August 2026', () => {
    for (const id of ['D-50-1', 'D-50-2', 'D-50-3', 'D-50-4', 'D-50-5']) expect(dateWith({ Q13: ['art50.1'] }, id).date).toBe('2026-08-02');
  });

  test('only Art. 50(2) has a time of grace, only for what was placed before 2 August 2026, and it ends on 2 December 2026', () => {
    const generator = { Q13: ['art50.2'] };
    expect(dateWith(generator, 'D-50-2', '2026-08-01')).toMatchObject({ date: '2026-12-02', legacy: { applies: true } });
    expect(dateWith(generator, 'D-50-2', '2026-08-02')).toMatchObject({ date: '2026-08-02', legacy: { applies: false } });
    expect(dateWith({ ...generator, Q16: ['placed_before_2026_08_02'] }, 'D-50-2').date).toBe('2026-12-02');
    for (const id of ['D-50-1', 'D-50-3', 'D-50-4', 'D-50-5'])
      expect(dateWith(generator, id, '2026-01-01')).toMatchObject({ date: '2026-08-02', legacy: null });
  });

  test('literacy and prohibitions apply since 2 February 2025, bias data rules since 27 July 2026', () => {
    expect(dateWith({}, 'D-4').date).toBe('2025-02-02');
    expect(dateWith({}, 'D-5').date).toBe('2025-02-02');
    expect(dateWith({}, 'D-4a').date).toBe('2026-07-27');
  });

  test('model duties apply since 2 August 2025; models placed before have until 2 August 2027', () => {
    expect(dateWith({ Q14: 'yes' }, 'D-53-2', '2025-08-02').date).toBe('2025-08-02');
    expect(dateWith({ Q14: 'yes' }, 'D-53-2', '2025-08-01').date).toBe('2027-08-02');
    expect(dateWith({ Q14: 'yes' }, 'D-53-2')).toMatchObject({ date: '2025-08-02', legacy: { applies: null } });
  });

  test('a high-risk system that was there before its date is pointed to Art. 111(2)', () => {
    expect(dateWith(SCORING, 'D-14-1', '2027-12-01').earlier).toMatchObject({
      articles: ['Art. 111(2)'],
      public_authorities_by: '2030-08-02',
    });
    expect(dateWith({ ...SCORING, Q16: ['placed_before_high_risk_date'] }, 'D-14-1').earlier).not.toBeNull();
    expect(dateWith(SCORING, 'D-14-1', '2027-12-02').earlier).toBeNull();
    expect(dateWith(SCORING, 'D-4', '2020-01-01').earlier).toBeNull();
    // It speaks of high-risk systems.
    expect(dateWith({}, 'D-25-2', '2020-01-01').earlier).toBeNull();
  });

  test('penalties apply since 2 August 2025, those for model providers since 2 August 2026', () => {
    expect(regulation.applicationRules.get('penalties')?.applies_from).toBe('2025-08-02');
    expect(byId('penalties', 'gpai')).toMatchObject({ articles: ['Art. 101'], applies_from: '2026-08-02' });
  });

  test('dates that were moved name the date that they replace', () => {
    const moved = law.dates
      .filter((entry: object) => 'superseded' in entry)
      .map(({ date, superseded }: Record<string, string>) => [superseded, date]);
    expect(moved).toEqual([
      ['2026-08-02', '2027-12-02'],
      ['2027-08-02', '2028-08-02'],
    ]);
  });
});

describe('prohibited practices', () => {
  test('are ten; (ba) and (bb) are new and count from 2 December 2026, the others since 2 February 2025', () => {
    const from = Object.fromEntries(law.art5.map(({ id, applies_from }: Record<string, string>) => [id, applies_from]));
    expect(from).toEqual({
      'art5.a': '2025-02-02',
      'art5.b': '2025-02-02',
      'art5.ba': '2026-12-02',
      'art5.bb': '2026-12-02',
      'art5.c': '2025-02-02',
      'art5.d': '2025-02-02',
      'art5.e': '2025-02-02',
      'art5.f': '2025-02-02',
      'art5.g': '2025-02-02',
      'art5.h': '2025-02-02',
    });
  });

  test.each(law.art5.map(({ id }: { id: string }) => id) as string[])('%s ends the questions; nothing but the ban counts', (id) => {
    expect(classifyWith({ Q6: [id], Q14: 'yes' })).toMatchObject({
      tier: 'unacceptable',
      flags: [],
      path: ['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6'],
    });
    expect(dutiesWith({ Q6: [id], Q14: 'yes' })).toEqual(['D-5']);
  });

  test('not doing it is owed from when the points that were chosen apply, the earliest of them', () => {
    const from = (...points: string[]): string | null => dateWith({ Q6: points }, 'D-5').date;
    expect([from('art5.ba'), from('art5.ba', 'art5.bb')]).toEqual(['2026-12-02', '2026-12-02']);
    expect([from('art5.f'), from('art5.ba', 'art5.c'), from('art5.ba', 'unsure'), from('unsure'), from()]).toEqual(
      Array.from({ length: 5 }, () => '2025-02-02'),
    );
  });

  test('emotions at work and in education are banned, with medical and safety reasons as exceptions', () => {
    expect(byId('art5', 'art5.f')).toMatchObject({
      articles: ['Art. 5(1)(f)'],
      exceptions: expect.arrayContaining(['medical or safety reasons']),
    });
  });
});

describe('high risk', () => {
  test('Annex III has eight areas with 25 points, all with their article', () => {
    expect(law.annex_iii.map(({ id, points }: { id: string; points: object[] }) => [id, points.length])).toEqual([
      ['1', 3],
      ['2', 1],
      ['3', 4],
      ['4', 2],
      ['5', 4],
      ['6', 5],
      ['7', 4],
      ['8', 2],
    ]);
    const points = regulation.questions.get('Q9')?.options ?? [];
    expect(points.find(({ id }) => id === '5b')?.articles).toEqual(['Annex III(5)(b)']);
    expect(points.find(({ id }) => id === '2')?.articles).toEqual(['Annex III(2)']);
  });

  test.each(regulation.questions.get('Q9')?.options.map(({ id }) => id) ?? [])(
    'Annex III %s with profiling is high risk, whatever else is said',
    (id) => {
      for (const Q11 of [[], ['d6_3.a'], ['d6_3.a', 'd6_3.b', 'd6_3.c', 'd6_3.d']]) {
        expect(classifyWith({ Q9: [id], Q10: 'yes', Q11, Q12: 'no' })).toMatchObject({ tier: 'high', flags: ['annex_iii'] });
      }
    },
  );

  test('the way out of Art. 6(3) needs a condition and no significant risk', () => {
    expect(classifyWith({ Q9: ['4a'], Q11: ['d6_3.a'], Q12: 'no' })).toMatchObject({ tier: 'minimal', flags: ['derogation_6_3'] });
    expect(classifyWith({ Q9: ['4a'], Q11: [], Q12: 'no' }).tier).toBe('high');
    expect(classifyWith({ Q9: ['4a'], Q11: ['d6_3.a'], Q12: 'yes' }).tier).toBe('high');
  });

  test('who takes the way out owes the record of Art. 6(4) and the registration of Art. 49(2), which was kept', () => {
    expect(dutiesWith({ Q9: ['4a'], Q11: ['d6_3.d'] })).toEqual(['D-4', 'D-5', 'D-6-4', 'D-25-2', 'D-49-2', 'D-71']);
    expect(law.omnibus_not_adopted.join()).toContain('Art. 49(2) kept');
  });

  test('a product is high-risk only where both limbs of Art. 6(1) hold', () => {
    expect(classifyWith(DEVICE)).toMatchObject({ tier: 'high', flags: ['annex_i', 'annex_i_section_a'] });
    expect(classifyWith({ ...DEVICE, Q8: 'no' }).tier).toBe('minimal');
  });

  test('products of Section B owe almost nothing directly, machinery among them since 2026', () => {
    expect(law.annex_i.section_b).toContain('machinery (Regulation (EU) 2023/1230)');
    expect(law.annex_i.section_a).not.toContain('machinery');
    expect(classifyWith(MACHINE)).toMatchObject({ tier: 'high', flags: ['annex_i', 'annex_i_section_b'] });
    expect(dutiesWith({ ...MACHINE, Q4: ['provider', 'deployer', 'importer', 'product_manufacturer'] })).toEqual(['D-4', 'D-5']);
    expect(dutiesWith(MACHINE, 'possible')).toEqual([]);
    expect(dutiesWith({ ...MACHINE, Q14: 'yes' })).toEqual(['D-4', 'D-5', 'D-53-1', 'D-53-2', 'D-53-3']);
  });

  test('registration, impact assessment, notice and explanation belong to Annex III, not to Annex I', () => {
    const all = { Q4: ['provider', 'deployer'], Q16: ['public_body_or_public_service', 'decisions_about_persons'] };
    const annexIii = ['D-26-11', 'D-27', 'D-49-1', 'D-49-3', 'D-86'];
    expect(dutiesWith({ ...all, ...SCORING })).toEqual(expect.arrayContaining(annexIii));
    expect(dutiesWith({ ...all, ...DEVICE }).filter((id) => annexIii.includes(id))).toEqual([]);
    expect(dutiesWith({ ...all, ...DEVICE })).toContain('D-11-2');
  });

  test('the impact assessment: public bodies and public services; any deployer for 5(b) and 5(c); never for point 2', () => {
    const deployer = (point: string, ...flags: string[]): object => ({ Q4: ['deployer'], Q9: [point], Q10: 'yes', Q16: flags });
    const owes = (point: string, ...flags: string[]): boolean => dutiesWith({ ...deployer(point, ...flags) }).includes('D-27');
    expect([owes('5b'), owes('5c'), owes('4a'), owes('2')]).toEqual([true, true, false, false]);
    const isPublic = 'public_body_or_public_service';
    expect([owes('4a', isPublic), owes('5d', isPublic), owes('2', isPublic)]).toEqual([true, true, false]);
    expect(dutiesWith({ ...deployer('5b'), Q4: ['provider'] })).not.toContain('D-27');
  });

  test('point 2 gives no right to an explanation and no registration by public deployers', () => {
    const grid = { Q4: ['deployer'], Q9: ['2'], Q10: 'yes', Q16: ['public_body_or_public_service', 'decisions_about_persons'] };
    expect(dutiesWith(grid).filter((id) => ['D-27', 'D-49-3', 'D-86'].includes(id))).toEqual([]);
    expect(dutiesWith({ ...grid, Q9: ['2', '8a'] })).toEqual(expect.arrayContaining(['D-27', 'D-49-3', 'D-86']));
  });

  test('remote biometric identification brings extra logs and two-person verification', () => {
    expect(dutiesWith({ Q9: ['1a'], Q10: 'yes' })).toEqual(expect.arrayContaining(['D-12-3', 'D-14-5']));
    expect(dutiesWith({ Q9: ['1b'], Q10: 'yes' }).filter((id) => ['D-12-3', 'D-14-5'].includes(id))).toEqual([]);
  });
});

describe('roles', () => {
  test('who rebrands, modifies or repurposes becomes provider of a high-risk system, and only of such a one', () => {
    expect(classifyWith({ ...SCORING, Q4: ['deployer'], Q5: 'yes' }).roles).toEqual(['provider', 'deployer']);
    expect(classifyWith({ Q4: ['deployer'], Q5: 'yes' })).toMatchObject({ roles: ['deployer'], flags: ['role_provider'] });
  });

  test('the manufacturer of a Section A product counts as provider of its high-risk system', () => {
    expect(classifyWith({ ...DEVICE, Q4: ['product_manufacturer'] }).roles).toEqual(['provider', 'product_manufacturer']);
    expect(classifyWith({ ...MACHINE, Q4: ['product_manufacturer'] }).roles).toEqual(['product_manufacturer']);
    expect(classifyWith({ ...SCORING, Q4: ['product_manufacturer'] }).roles).toEqual(['product_manufacturer']);
  });

  test('a provider outside the EU needs a representative', () => {
    expect(dutiesWith({ ...SCORING, Q16: ['provider_outside_eu'] })).toContain('D-22');
    expect(dutiesWith(SCORING)).not.toContain('D-22');
    // The role exists only with such a provider, so its duties do not wait for the flag.
    expect(dutiesWith({ ...SCORING, Q4: ['authorised_representative'] })).toContain('D-22');
    expect(dutiesWith({ Q4: ['authorised_representative'] })).not.toContain('D-22');
  });
});

describe('transparency', () => {
  test('stacks on high risk, and makes any other system limited', () => {
    expect(classifyWith({ Q13: ['art50.1'] })).toMatchObject({ tier: 'limited', flags: ['art50'] });
    expect(classifyWith({ ...SCORING, Q13: ['art50.1'] })).toMatchObject({ tier: 'high', flags: ['annex_iii', 'art50'] });
    expect(dutiesWith({ ...SCORING, Q13: ['art50.1'] })).toEqual(expect.arrayContaining(['D-50-1', 'D-50-5']));
  });

  test('telling and marking are the provider’s, emotion notices and labels the deployer’s', () => {
    const owed = (role: string): readonly string[] =>
      dutiesWith({ Q4: [role], Q13: ['art50.1', 'art50.2', 'art50.3', 'art50.4a'] }).filter((id) => id.startsWith('D-50'));
    expect(owed('provider')).toEqual(['D-50-1', 'D-50-2', 'D-50-5']);
    expect(owed('deployer')).toEqual(['D-50-3', 'D-50-4', 'D-50-5']);
  });
});

describe('general-purpose models', () => {
  test('systemic risk is presumed above 10^25 FLOP', () => {
    expect(byId('gpai_axis', 'gpai_systemic')['presumption']).toContain('strictly above 10^25 FLOP');
  });

  test('a free and open-source model skips documentation and representative, unless it poses systemic risk', () => {
    const model = { Q4: [], Q14: 'yes', Q16: ['gpai_open_source', 'provider_outside_eu'] };
    expect(classifyWith(model)).toMatchObject({ tier: 'minimal', roles: ['gpai_provider'], flags: expect.arrayContaining(['gpai_open']) });
    expect(dutiesWith(model)).toEqual(['D-53-2', 'D-53-3']);
    expect(dutiesWith({ ...model, Q15: 'yes' })).toEqual(['D-53-1', 'D-53-2', 'D-53-3', 'D-54', 'D-55']);
    expect(dutiesWith({ ...model, Q16: ['provider_outside_eu'] })).toEqual(['D-53-1', 'D-53-2', 'D-53-3', 'D-54']);
  });
});

describe('clocks and sums', () => {
  test('a death is the 10-day clock, not the 2-day one', () => {
    expect(law.incident_deadlines.map(({ id, days, articles }: Record<string, unknown>) => [id, days, articles])).toEqual([
      ['general', 15, ['Art. 73(2)']],
      ['critical', 2, ['Art. 73(3)']],
      ['death', 10, ['Art. 73(4)']],
    ]);
    expect(byId('incident_deadlines', 'critical')['when']).not.toMatch(/death/u);
  });

  test('documents are kept ten years, logs at least six months', () => {
    expect(byId('retention', 'documents')).toMatchObject({ years: 10 });
    expect(byId('retention', 'logs')).toMatchObject({ months: 6, minimum: true, articles: ['Art. 19(1)', 'Art. 26(6)'] });
  });

  test('fines', () => {
    expect(byId('penalties', 'prohibited')).toMatchObject({ eur: 35_000_000, turnover_pct: 7, rule: 'higher', articles: ['Art. 99(3)'] });
    expect(byId('penalties', 'operator')).toMatchObject({ eur: 15_000_000, turnover_pct: 3, rule: 'higher', articles: ['Art. 99(4)'] });
    expect(byId('penalties', 'information')).toMatchObject({ eur: 7_500_000, turnover_pct: 1, rule: 'higher' });
  });

  test('the lower sum: for small and medium-sized enterprises always, for small mid-caps not where a practice is prohibited', () => {
    expect(byId('penalty_relief', 'sme')['covers']).toEqual(['Art. 99(3)', 'Art. 99(4)', 'Art. 99(5)']);
    expect(byId('penalty_relief', 'smc')['covers']).toEqual(['Art. 99(4)', 'Art. 99(5)']);
  });

  test('duties that Art. 99(4) does not name carry no fine of it', () => {
    const duties = readSchema('regulation/duties.json').duties as readonly { readonly id: string; readonly fine: string }[];
    for (const id of ['D-6-4', 'D-27', 'D-49-2', 'D-71', 'D-72', 'D-73', 'D-86'])
      expect(duties.find((duty) => duty.id === id)?.fine).toBe('none_listed');
    expect(duties.find(({ id }) => id === 'D-4')?.fine).toBe('national');
  });
});

test('lists are whole', () => {
  const count = (list: string): number => law[list].length as number;
  expect([count('annex_iv'), count('annex_v'), count('instructions_for_use'), count('qms'), count('fria')]).toEqual([25, 8, 12, 13, 6]);
  expect(law.bias_data_conditions.conditions).toHaveLength(6);
  expect(regulation.duties.size).toBe(67);
  expect(regulation.questions.size).toBe(17);
});

test('the version names the day and the consolidated text', () => {
  expect(regulation).toMatchObject({ asOf: '2026-11-22', version: '02024R1689-20260727' });
  expect(regulation.textUrl).toBe(`https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:${regulation.version}`);
});

test('what is only a reading says so', () => {
  expect(law.art6.derogation).toMatchObject({ confidence: 'interpretive' });
  const rules = readSchema('regulation/wizard.json').flag_rules as readonly { readonly id: string; readonly confidence: string }[];
  expect(rules.find(({ id }) => id === 'section_b')?.confidence).toBe('interpretive');
  expect(law.unconfirmed).toHaveLength(8);
});
