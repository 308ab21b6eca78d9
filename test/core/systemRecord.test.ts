/** The record of a system: classification, duties by role, tier and answers, and from when they apply. */
import { describe, expect, test } from 'vitest';
import type { Assessment } from '../../server/src/core/assessment/assess';
import { readSystemRecord } from '../../server/src/core/document/systemRecord';
import { parse } from '../../server/src/core/syntax/parse';
import { hoverOf } from '../support/checks';
import { assessFile, engine, messages } from '../support/engine';
import { expectSound, label } from '../support/findings';

/** Answers of a credit score up to profiling, and to the end. */
const CREDIT = {
  Q1: 'yes',
  Q2: 'yes',
  Q3: 'no',
  Q4: '[provider]',
  Q5: 'no',
  Q6: '[]',
  Q7: 'no',
  Q9: '["5b"]',
  Q10: 'yes',
  Q13: '[]',
  Q14: 'no',
  Q16: '[decisions_about_persons]',
};

const answersOf = (answers: Readonly<Record<string, string>>): string =>
  `classification:\n  answers:\n${Object.entries(answers)
    .map(([id, answer]) => `    ${id}: ${answer}\n`)
    .join('')}`;

function record(header: string, body = ''): Assessment {
  const assessment = assessFile('ai-system.yaml', `system: demo\n${header.trim()}\n${body}`);
  expectSound(assessment);
  return assessment;
}

/** Ids of duties at a level. */
const duties = ({ units }: Assessment, level: string): string[] =>
  [...units.values()].filter((result) => result.unit.type === 'duty' && result.level === level).map(({ unit }) => unit.id);

const says = (assessment: Assessment, code: RegExp): string[] =>
  assessment.findings.filter((finding) => code.test(finding.code)).map((finding) => `${label(finding)}: ${messages.of(finding)}`);

describe('which duties are asked', () => {
  test('of a provider at the high tier, before anything is classified: what every provider owes', () => {
    const found = duties(record('risk_tier: high'), 'mandatory');
    expect(found).toContain('D-14-1');
    expect(found).toContain('D-4');
    expect(found).not.toContain('D-26-1');
    // Annex III has not been answered, so registration is only possible.
    expect(found).not.toContain('D-27');
  });

  test('what the answers do not settle is recommended', () => {
    expect(duties(record('risk_tier: high\nlifecycle_stage: in_use\noperator_roles: [deployer]'), 'recommended')).toContain('D-27');
    const settled = record(
      'risk_tier: high\nlifecycle_stage: in_use\noperator_roles: [deployer]',
      answersOf({ ...CREDIT, Q4: '[deployer]' }),
    );
    expect(duties(settled, 'mandatory')).toContain('D-27');
    expect(duties(settled, 'recommended')).not.toContain('D-26-7');
  });

  test('duties of use are asked from use on', () => {
    const header = 'risk_tier: high\noperator_roles: [provider]';
    expect(duties(record(header, answersOf(CREDIT)), 'mandatory')).not.toContain('D-48');
    expect(duties(record(`${header}\nlifecycle_stage: in_use`, answersOf(CREDIT)), 'mandatory')).toContain('D-48');
  });

  test('what a canvas or the classification answers is not asked twice', () => {
    const found = duties(record('risk_tier: high', answersOf(CREDIT)), 'mandatory');
    for (const covered of ['D-5', 'D-9-1', 'D-10-2', 'D-15-1', 'D-72']) expect(found).not.toContain(covered);
  });

  test('a product of Annex I Section B owes almost nothing here', () => {
    const answers = {
      Q1: 'yes',
      Q2: 'yes',
      Q3: 'no',
      Q4: '[provider]',
      Q5: 'no',
      Q6: '[]',
      Q7: 'yes',
      Q8: 'yes',
      Q8b: 'yes',
      Q14: 'no',
      Q16: '[]',
    };
    expect(duties(record('risk_tier: high\noperator_roles: [provider]', answersOf(answers)), 'mandatory')).toEqual(['D-4']);
  });

  test('the roles of the answers count where the header states none', () => {
    const found = duties(record('risk_tier: high\nlifecycle_stage: in_use', answersOf({ ...CREDIT, Q4: '[importer]' })), 'mandatory');
    expect(found).toContain('D-23');
    expect(found).not.toContain('D-14-1');
  });

  test.each(['', 'operator_roles:', 'operator_roles: []', 'operator_roles: TODO'])(
    'where the answers leave the roles open and the header (%j) states none, duties of every role may be owed',
    (roles) => {
      const open = record(`risk_tier: high\nlifecycle_stage: in_use\n${roles}`, answersOf({ ...CREDIT, Q4: 'unsure' }));
      const asked = duties(record('risk_tier: high\nlifecycle_stage: in_use', answersOf(CREDIT)), 'mandatory');
      expect(duties(open, 'mandatory')).toEqual([]);
      expect(duties(open, 'recommended')).toEqual(expect.arrayContaining([...asked, 'D-23', 'D-24', 'D-26-1']));
    },
  );

  test('the authorised representative owes what the role is there for', () => {
    const header = 'risk_tier: high\nlifecycle_stage: in_use\noperator_roles: [authorised_representative]';
    expect(duties(record(header, answersOf({ ...CREDIT, Q4: '[authorised_representative]' })), 'mandatory')).toEqual([
      'D-22',
      'D-49-1',
      'D-71',
    ]);
    expect(duties(record(header), 'mandatory')).toEqual(['D-22']);
  });

  test('roles that are named are owed, those beside `unsure` possible; stated roles settle it', () => {
    const answers = answersOf({ ...CREDIT, Q4: '[deployer, unsure]' });
    const open = record('risk_tier: high\nlifecycle_stage: in_use', answers);
    expect(duties(open, 'mandatory')).toContain('D-26-1');
    expect(duties(open, 'recommended')).toEqual(expect.arrayContaining(['D-14-1', 'D-23']));
    const stated = record('risk_tier: high\nlifecycle_stage: in_use\noperator_roles: [deployer]', answers);
    expect(duties(stated, 'mandatory')).toEqual(duties(open, 'mandatory'));
    expect(duties(stated, 'recommended')).not.toContain('D-14-1');
  });

  test('the provider of a model owes the duties of Chapter V at any tier', () => {
    const answers = {
      Q1: 'yes',
      Q2: 'yes',
      Q3: 'no',
      Q4: '[gpai_provider]',
      Q5: 'no',
      Q6: '[]',
      Q7: 'no',
      Q9: '[]',
      Q13: '[]',
      Q14: 'yes',
      Q15: 'no',
      Q16: '[]',
    };
    expect(duties(record('risk_tier: minimal', answersOf(answers)), 'mandatory')).toEqual(['D-53-1', 'D-53-2']);
    expect(duties(record('risk_tier: minimal', answersOf({ ...answers, Q16: '[gpai_open_source]' })), 'mandatory')).toEqual(['D-53-2']);
  });

  describe('a ban that applies later', () => {
    const banned = (q6: string): Readonly<Record<string, string>> => ({
      Q1: 'yes',
      Q2: 'yes',
      Q3: 'no',
      Q4: '[provider]',
      Q5: 'no',
      Q6: q6,
    });
    const said = (q6: string, asOf?: string): string | undefined => {
      const text = `risk_tier: unacceptable\n${answersOf(banned(q6))}`;
      const [finding, ...others] = assessFile('ai-system.yaml', text, asOf === undefined ? {} : { asOf }).findings;
      expect([finding?.code, finding?.severity, others.filter(({ code }) => code !== 'consistency-unsure')]).toEqual([
        'prohibited-practice',
        'error',
        [],
      ]);
      return finding && /The ban of .*? now\./u.exec(messages.of(finding))?.[0];
    };

    test.each(['[art5.ba]', 'art5.ba', '{ answer: [art5.ba] }'])('is said where the answers name nothing else: %s', (q6) => {
      expect(said(q6)).toBe(
        'The ban of what the answers name applies from 2 December 2026, in 9 days (Art. 5(1)(ba)); treat it as blocking now.',
      );
    });

    test('with both points, a day before, and once it applies', () => {
      expect(said('[art5.ba, art5.bb]', '2026-12-01')).toContain('from 2 December 2026, in 1 day (Art. 5(1)(ba), 5(1)(bb));');
      expect(said('[art5.bb]', '2026-12-02')).toContain('since 2 December 2026 (Art. 5(1)(bb));');
    });

    test.each(['[art5.f]', '[art5.ba, art5.a]', '[art5.ba, unsure]', 'unsure'])(
      'not where they name what is banned already, or may: %s',
      (q6) => {
        expect(said(q6)).toBeUndefined();
      },
    );

    test('the hover on the tier and a canvas beside the record say it too', () => {
      const text = `risk_tier: unacceptable\n${answersOf(banned('[art5.bb]'))}`;
      expect(hoverOf('ai-system.yaml', text, text.indexOf('unacceptable'))).toContain(
        'The ban of what the answers name applies from 2 December 2026, in 9 days (Art. 5(1)(bb)).',
      );
      const beside = readSystemRecord(engine, engine.catalog.kinds.get('ai-system')!, 'ai-system.yaml', parse(text));
      const [finding] = assessFile('mlops-canvas.yaml', 'value_proposition:\n', { record: beside }).findings;
      expect(finding && messages.of(finding)).toContain('from 2 December 2026, in 9 days (Art. 5(1)(bb))');
    });
  });

  test('nothing is asked of a prohibited practice but to look again', () => {
    expect(record('risk_tier: unacceptable').findings.map(({ code }) => code)).toEqual(['prohibited-practice']);
  });
});

describe('the state of a duty', () => {
  const stateOf = (duty: string): string | undefined => {
    const { kind, units } = record('risk_tier: high', `duties:\n  human_oversight_measures:${duty}\n`);
    return units.get(kind.unitById.get('D-14-1')!)?.state;
  };
  test.each([
    ['', 'placeholder'],
    [' TODO', 'placeholder'],
    [' {}', 'placeholder'],
    [' { status: }', 'placeholder'],
    [' { status: not_started }', 'missing'],
    [' { status: in_progress }', 'partial'],
    [' { owner: A. Vogel }', 'partial'],
    [' { status: done }', 'partial'],
    [' { status: done, summary: TODO }', 'partial'],
    [' { status: done, summary: Officers may overrule }', 'answered'],
    [' { status: done, evidence: [docs/oversight.md] }', 'answered'],
    [' { status: not_applicable }', 'partial'],
    [' { status: not_applicable, notes: Nobody acts on it }', 'answered'],
    [' { summary: Officers may overrule }', 'partial'],
  ])('%j is %s', (duty, state) => expect(stateOf(duty)).toBe(state));
});

describe('the classification', () => {
  const classification = (answers: Readonly<Record<string, string>>): string[] =>
    says(record('risk_tier: high', answersOf(answers)), /./u).filter((text) => text.includes('classification'));

  test('is complete when the last question that is reached is answered', () => {
    expect(classification(CREDIT)).toEqual([]);
    expect(classification({ Q1: 'no' }).filter((text) => !text.includes('consistency'))).toEqual([]);
  });

  test('asks for the next question only', () => {
    const [first, ...more] = classification({ Q1: 'yes', Q2: 'yes' });
    expect(first).toContain('incomplete-answer: classification.answers.Q3');
    expect(more).toEqual([]);
  });

  test('`[]`, `none` and `{ none: reason }` say that nothing applies; a placeholder says nothing', () => {
    for (const none of ['[]', 'none', '{ none: only loan data }', '{ answer: [] }', '{ answer: [], reason: only loan data }'])
      expect(classification({ ...CREDIT, Q6: none })).toEqual([]);
    for (const open of [
      '',
      'TODO',
      '[TODO]',
      '[~]',
      '[""]',
      '{ none: TODO }',
      '{ answer: [~] }',
      '{ answer: }',
      '{ reason: only loan data }',
    ])
      expect(classification({ ...CREDIT, Q6: open })[0]).toContain('classification.answers.Q6');
  });

  test('`none` beside an option is no answer: the question lacks one', () => {
    for (const clash of ['[art5.f, none]', '{ answer: [none, art5.f] }', '{ answer: [art5.f], none: only loan data }'])
      expect(classification({ ...CREDIT, Q6: clash })).toEqual([
        'consistency-answers: classification.answers.Q6: Q6 (Prohibited practices) says none beside art5.f, which is no answer. Keep one of the two.',
        expect.stringMatching(/^incomplete-answer: classification\.answers\.Q6: .*Still lacking: `answers\.Q6`\./u),
      ]);
  });

  test('truth values and the bare number of an Annex III point are understood', () => {
    const text = answersOf({ ...CREDIT, Q1: 'true', Q3: 'false', Q9: '[2]', Q10: 'true' });
    expect(says(record('risk_tier: high', text), /wrong|invalid|classification/u)).toEqual([]);
  });

  test('what is no answer is named with the values that are', () => {
    expect(says(record('risk_tier: high', answersOf({ ...CREDIT, Q9: '[5z]' })), /invalid/u)[0]).toMatch(
      /^invalid-value: classification\.answers\.Q9\[0\].*Did you mean/u,
    );
    expect(says(record('risk_tier: high', answersOf({ ...CREDIT, Q17: 'yes' })), /unknown/u)[0]).toMatch(
      /^unknown-key: classification\.answers\.Q17/u,
    );
  });

  test('a tier below the one that the answers lead to', () => {
    expect(says(record('risk_tier: limited', answersOf(CREDIT)), /tier/u)).toEqual([
      'tier-too-low: risk_tier: The recorded answers lead to High risk (Art. 6(2), 6(3); Annex III(5)(b)), but `risk_tier` says Limited risk. Correct the tier, or the answers under `classification`.',
    ]);
    expect(says(record('risk_tier: high', answersOf({ Q1: 'no' })), /tier/u)).toEqual([]);
  });

  test('a practice that is prohibited, under a lower tier', () => {
    const answers = { Q1: 'yes', Q2: 'yes', Q3: 'no', Q4: '[provider]', Q5: 'no', Q6: '[art5.f]' };
    expect(says(record('risk_tier: high', answersOf(answers)), /tier/u)[0]).toContain('lead to Unacceptable risk');
  });
});

describe('dates', () => {
  const due = (id: string, header: string, answers: Readonly<Record<string, string>> = CREDIT): string | undefined => {
    const { findings } = record(`lifecycle_stage: in_use\n${header}`, `${answersOf(answers)}duties:\n  notes: none yet\n`);
    const found = findings.find((finding) => finding.unit === id);
    return found === undefined ? undefined : /applies [^.]*/u.exec(messages.of(found))?.[0];
  };

  test.each([
    ['D-14-1', 'risk_tier: high', 'applies from 2 December 2027, in 374 days, to the provider'],
    ['D-4', 'risk_tier: high', 'applies since 2 February 2025 to the provider'],
    ['D-4', 'risk_tier: high\noperator_roles: [provider, deployer]', 'applies since 2 February 2025 to the provider and the deployer'],
    ['D-73', 'risk_tier: high', 'applies from 2 December 2027 (our reading of the law), in 374 days, to the provider'],
  ])('%s with %j', (id, header, text) => expect(due(id, header)).toBe(text));

  test('a product of Annex I has its own date; without a route both are named', () => {
    const product = { ...CREDIT, Q7: 'yes', Q8: 'yes', Q8b: 'no', Q9: '[]' };
    expect(due('D-14-1', 'risk_tier: high', product)).toBe('applies from 2 August 2028, in 618 days, to the provider');
    expect(due('D-14-1', 'risk_tier: high', { Q1: 'yes' })).toBe(
      'applies from 2 December 2027, in 374 days (Annex III), or from 2 August 2028 (Annex I) to the provider',
    );
  });

  test('marking of synthetic content has a grace period for systems that were there before', () => {
    const bot = {
      Q1: 'yes',
      Q2: 'yes',
      Q3: 'no',
      Q4: '[provider]',
      Q5: 'no',
      Q6: '[]',
      Q7: 'no',
      Q9: '[]',
      Q13: '[art50.2]',
      Q14: 'no',
      Q16: '[]',
    };
    expect(due('D-50-2', 'risk_tier: limited', bot)).toBe('applies since 2 August 2026 to the provider');
    const since = 'risk_tier: limited\nplaced_on_market: 2026-03-02';
    expect(due('D-50-2', since, bot)).toBe('applies from 2 December 2026, in 9 days, to the provider');
    // No such day: the date is wrong, so nothing is known of it.
    const never = 'risk_tier: limited\nplaced_on_market: 2026-02-30';
    expect(due('D-50-2', never, bot)).toBe('applies since 2 August 2026 to the provider');
  });

  describe('of a system that was there before', () => {
    const BEFORE = 'applies from 2 December 2027, in 374 days, to the provider; since the system is on the market before that,';
    const PLACED = 'risk_tier: high\nplaced_on_market: 2027-12-01';
    const flagged = { ...CREDIT, Q16: '[placed_before_high_risk_date]' };

    test.each([
      ['by its date', PLACED, CREDIT],
      ['by its flag', 'risk_tier: high', flagged],
      ['by its date alone, where both say something', PLACED, flagged],
    ])('%s: only once its design changes significantly', (_, header, answers) => {
      const assessment = record(`lifecycle_stage: in_use\n${header}`, `${answersOf(answers)}duties:\n  notes: none yet\n`);
      const found = assessment.findings.find(({ unit }) => unit === 'D-14-1');
      expect(found && messages.of(found)).toContain(
        `; ${BEFORE} only once its design changes significantly, or by 2 August 2030 where public authorities are to use it (Art. 111(2), checked in a second copy of the consolidated text). `,
      );
    });

    test('not what is on the market on the day or later, nor what is owed by others than high-risk systems', () => {
      expect(due('D-14-1', 'risk_tier: high\nplaced_on_market: 2027-12-02')).not.toContain('before');
      expect(due('D-14-1', 'risk_tier: high\nplaced_on_market: planned')).not.toContain('before');
      expect(due('D-4', PLACED)).not.toContain('before');
      const derogated = { ...CREDIT, Q10: 'no', Q11: '[d6_3.a]', Q12: 'no', Q16: '[placed_before_high_risk_date]' };
      expect(due('D-49-2', 'risk_tier: minimal', derogated)).not.toContain('before');
    });

    test('where the route is not known, before all of its dates', () => {
      expect(due('D-14-1', PLACED, { Q1: 'yes' })).toContain('since the system is on the market before that');
      expect(due('D-14-1', 'risk_tier: high\nplaced_on_market: 2028-03-01', { Q1: 'yes' })).not.toContain('before that');
    });

    test('the hover on the duty says it too, and a canvas beside the record', () => {
      const text = `risk_tier: high\nplaced_on_market: 2026-01-01\n${answersOf(CREDIT)}duties:\n  cybersecurity:\n`;
      expect(hoverOf('ai-system.yaml', text, text.indexOf('cybersecurity'))).toContain(
        'Applies from 2 December 2027, in 374 days, to the provider; since the system is on the market before that,',
      );
      const beside = readSystemRecord(engine, engine.catalog.kinds.get('ai-system')!, 'ai-system.yaml', parse(text));
      const canvas = assessFile('mlops-canvas.yaml', 'data_sources_and_versioning:\n  notes: x\n', { record: beside });
      const found = canvas.findings.find(({ unit }) => unit === '2.2');
      expect(found && messages.of(found)).toContain(BEFORE);
    });

    test.each([
      ['nobody knows whether it applies: information', CREDIT, '2028-01-01', 'information'],
      ['nor later', CREDIT, '2031-01-01', 'information'],
      ['a public body has its own date', { ...CREDIT, Q16: '[public_body_or_public_service]' }, '2028-01-01', 'information'],
      ['a year before it', { ...CREDIT, Q16: '[public_body_or_public_service]' }, '2029-08-02', 'warning'],
      ['and on the day', { ...CREDIT, Q16: '[public_body_or_public_service]' }, '2030-08-02', 'error'],
    ])('by due date %s', (_, answers, asOf, severity) => {
      const text = `risk_tier: high\n${PLACED.split('\n')[1]}\n${answersOf(answers)}duties:\n  notes: none yet\n`;
      const severityOf = (severityBasis: 'level' | 'due-date'): string | undefined =>
        assessFile('ai-system.yaml', text, { asOf, severityBasis }).findings.find(({ unit }) => unit === 'D-14-1')?.severity;
      expect([severityOf('due-date'), severityOf('level')]).toEqual([severity, 'error']);
    });

    test('by due date it is information, too, where the roles are open besides', () => {
      const text = `${PLACED}\n${answersOf({ ...CREDIT, Q4: 'unsure' })}`;
      const { findings } = assessFile('ai-system.yaml', text, { asOf: '2028-01-01', severityBasis: 'due-date' });
      expect(findings.find(({ unit }) => unit === 'intended_purpose')?.severity).toBe('information');
    });
  });

  test('an answer of a canvas is due with the duty that its article belongs to', () => {
    const canvas = assessFile('mlops-canvas.yaml', 'risk_tier: high\ndata_sources_and_versioning:\n  notes: x\n');
    const found = canvas.findings.find(({ unit }) => unit === '2.2');
    expect(found && messages.of(found)).toMatch(
      /; applies from 2 December 2027, in 374 days \(Annex III\), or from 2 August 2028 \(Annex I\) to the provider\. /u,
    );
    const deployed = assessFile(
      'mlops-canvas.yaml',
      'risk_tier: high\noperator_roles: [deployer]\ndata_sources_and_versioning:\n  notes: x\n',
    );
    const other = deployed.findings.find(({ unit }) => unit === '2.2');
    expect(other && messages.of(other)).not.toMatch(/applies/u);
  });
});

test.each([
  ['system: [a, b]', 'wrong-type: system: `system` takes a single text, but a list stands here.'],
  [
    'project_name: { a: b }',
    'unknown-key: project_name.a: `project_name.a` is not a key of `project_name`. Known ones are `answer`, `none`, `notes`, `evidence`, `owner`, `due`, `cost`. Rename it, remove it, or keep free text under `notes`.',
  ],
  ['project_name: 7', 'wrong-type: project_name: `project_name` takes a text or a list of texts, but a number stands here.'],
  [
    'intended_purpose:\n  - { a: b }',
    'wrong-type: intended_purpose[0]: `intended_purpose[0]` takes a single text, but a mapping stands here.',
  ],
  [
    'placed_on_market: soon',
    'invalid-value: placed_on_market: `soon` in `placed_on_market` is not a date. Write year-month-day, such as 2026-11-23, or `planned`.',
  ],
])('%s: what is wrong, and what it takes', (text, message) => {
  expect(says(assessFile('ai-system.yaml', `risk_tier: minimal\n${text}\n`), /wrong-type|invalid-value|unknown-key/u)).toEqual([message]);
});

test.each(['planned', '2027-06-01', '', 'TODO'])('placed_on_market: %s', (text) => {
  expect(says(assessFile('ai-system.yaml', `risk_tier: minimal\nplaced_on_market: ${text}\n`), /wrong|invalid/u)).toEqual([]);
});

test('what lies out of scope owes nothing', () => {
  expect(duties(record('risk_tier: minimal', answersOf({ Q1: 'no' })), 'mandatory')).toEqual([]);
  expect(duties(record('risk_tier: minimal', answersOf({ Q1: 'yes', Q2: 'no' })), 'recommended')).toEqual([]);
});
