/** The tier wizard page by page, as editors and the terminal show it. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { wizardPage } from '../../server/src/core/features/wizardPage';
import type { WizardPage, WizardQuestion } from '../../server/src/core/features/wizardWords';
import { classify } from '../../server/src/core/regulation/classify';
import { messages } from '../support/engine';
import { PLAIN, regulation } from '../support/regulation';
import { root } from '../support/repository';

type Given = Readonly<Record<string, unknown>>;

const page = (answers: Given): WizardPage => wizardPage(regulation, messages, answers);

/** The question that is asked when everything before it is answered as for a plain system. */
function question(id: string, answers: Given = {}): WizardQuestion {
  const { [id]: _, ...rest } = { ...PLAIN, ...answers };
  const asked = page(rest).question;
  if (asked?.id !== id) throw new Error(`${asked?.id ?? 'nothing'} is asked in place of ${id}`);
  return asked;
}

/** The whole result of a plain system with these answers instead. */
function result(answers: Given) {
  const found = page({ ...PLAIN, ...answers }).result;
  if (found === null) throw new Error('no result');
  return found;
}

describe('a question', () => {
  test('says what is asked, why, and what each answer means', () => {
    expect(question('Q10', { Q9: ['5b'] })).toMatchObject({
      title: 'Profiling',
      ask: 'Does it profile natural persons?',
      articles: 'Art. 6(3)',
      type: 'one',
      asksReason: true,
      options: [
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
        { value: 'unsure', label: 'Unsure', detail: 'Counts as "yes", the stricter answer. Marked for review.' },
      ],
    });
    expect(question('Q10', { Q9: ['5b'] }).help).toMatch(/GDPR.*\n\nAsked because of Art\. 6\(3\)\.\n\nLaw as of 22 November 2026/su);
  });

  test('offers the points of a list with their articles, by area, then none of them and unsure', () => {
    const { type, options } = question('Q9');
    expect(type).toBe('many');
    expect(options.filter(({ group }) => group !== undefined).map(({ group }) => group)).toEqual([
      'Biometrics',
      'Critical infrastructure',
      'Education and vocational …',
      'Employment',
      'Essential private and public …',
      'Law enforcement',
      'Migration',
      'Justice and democratic …',
      'If none fits, or you are not sure',
    ]);
    expect(options.find(({ value }) => value === '5b')).toMatchObject({
      label: 'Creditworthiness or credit score of natural persons',
      description: 'Annex III(5)(b)',
      detail: 'Not: detecting financial fraud',
      alone: false,
    });
    expect(options.slice(-2)).toMatchObject([
      { value: '', label: 'None of these', alone: true },
      { value: 'unsure', label: 'Unsure', alone: true },
    ]);
  });

  test('shows the whole of a long point, on two lines', () => {
    const long = question('Q9').options.find(({ value }) => value === '4b');
    expect(`${long?.label} ${long?.detail}`).toMatch(/^Decisions on terms.* … .*evaluating performance$/u);
    expect(long?.help).toMatch(/^Decisions on terms.*evaluating performance\./u);
  });

  test('shows a long practice below its short name; exceptions that do not fit are in its help', () => {
    const row = (id: string) => question('Q6').options.find(({ value }) => value === id);
    expect(row('art5.c')).toMatchObject({
      label: 'Social scoring',
      description: 'Art. 5(1)(c)',
      detail: 'Social scoring over time leading to unrelated or disproportionate detriment',
    });
    expect(row('art5.a')).toMatchObject({
      label: 'Manipulation',
      description: 'Art. 5(1)(a) · Subliminal, manipulative or deceptive techniques that distort',
      detail: '… behaviour and cause or are likely to cause significant harm',
    });
    expect(row('art5.f')).toMatchObject({
      label: 'Emotions at work or in education',
      description: 'Art. 5(1)(f) · Inferring emotions of people at work or',
      detail: '… in education (workers, applicants, learners) · Has exceptions (?)',
    });
    expect(row('art5.f')?.help).toMatch(/^Inferring emotions.*Not: medical or safety reasons.*\n\nArt\. 5\(1\)\(f\)$/su);
  });

  test.each([...regulation.questions.values()].filter(({ type }) => type !== 'yes_no'))('$id: no row is too long to be read', (of) => {
    for (const { value, label, description, detail, group = '' } of question(of.id, { Q9: ['5b'] }).options) {
      expect(label.length + 0.9 * description.length + group.length, value).toBeLessThanOrEqual(84);
      expect(detail.length, value).toBeLessThanOrEqual(76);
      const text = of.options.find(({ id }) => id === value)?.text ?? '';
      // It begins in the label, or beside it, and goes on below.
      const read = [label, description, ''].map((start) => `${start} ${detail.replace('… ', '')}`.toLowerCase());
      expect(
        read.some((line) => line.includes(text.toLowerCase())),
        value,
      ).toBe(true);
    }
  });

  test('says what being unsure does where no answer is stricter', () => {
    expect(question('Q16').options.at(-1)?.detail).toMatch(/stay open/u);
    expect(question('Q11', { Q9: ['5b'], Q10: 'no' }).options.at(-1)?.detail).toMatch(/Counts as none of these/u);
  });

  test('asks again what was answered in no way of its own', () => {
    expect(page({ ...PLAIN, Q3: 'perhaps' })).toMatchObject({ question: { id: 'Q3' }, result: null });
    expect(page({ ...PLAIN, Q3: 'perhaps' }).path.map((line) => line.question)).toEqual(['Q1', 'Q2']);
  });
});

test('steps are counted: never fewer than there will be', () => {
  expect(page({})).toMatchObject({ path: [], total: regulation.questions.size });
  const given: Record<string, unknown> = {};
  for (let now = page(given), step = 1; now.question !== null; now = page(given), step += 1) {
    expect(now.path).toHaveLength(step - 1);
    expect(now.total).toBeGreaterThanOrEqual(page(PLAIN).path.length);
    given[now.question.id] = PLAIN[now.question.id];
  }
  expect(page(given).total).toBe(page(given).path.length);
});

describe('a result', () => {
  test('names the answers and articles that led there', () => {
    expect(result({ Q9: ['5b'], Q10: 'yes' })).toMatchObject({
      title: 'High risk',
      reasons: [
        {
          question: 'Q9',
          text: 'Annex III purposes: creditworthiness or credit score of natural persons',
          articles: 'Art. 6(2); Annex III(5)(b)',
        },
        { question: 'Q10', text: 'Profiling: yes', articles: 'Art. 6(3)', isUnsure: false },
      ],
      notes: ['High-risk by its purpose (Art. 6(2); Annex III).'],
    });
    expect(result({ Q9: ['5b'], Q10: 'yes' }).summary).toMatch(/^Duties owed as Provider: \d\d; possible: \d+\.$/u);
  });

  test('says what is to be reviewed', () => {
    const { reasons, summary } = result({ Q9: ['5b'], Q10: 'unsure' });
    expect(reasons.at(-1)).toMatchObject({ text: 'Profiling: not sure, taken as "yes"', isUnsure: true });
    expect(summary).toContain('One answer is not sure: the stricter way was taken. Review it.');
    expect(result({ Q6: 'unsure' }).reasons).toMatchObject([{ question: 'Q6', articles: 'Art. 5(1)', isUnsure: true }]);
    expect(result({ Q13: ['art50.1', 'unsure'] }).reasons[0]?.text).toMatch(/; not sure about others$/u);
  });

  test('says that nothing stricter was found', () => {
    expect(result({})).toMatchObject({
      title: 'Minimal',
      reasons: [],
      notes: ['Art. 4 literacy still binds; Art. 95 codes are voluntary.', 'No answer led to a stricter tier.'],
    });
  });

  test('tells of the way out of high risk no more than is certain', () => {
    const { title, notes } = result({ Q9: ['5b'], Q10: 'no', Q11: ['d6_3.a'], Q12: 'no' });
    expect(title).toBe('Minimal');
    expect(notes.join(' ')).toMatch(/Held not to be high-risk although Annex III lists it.*Our reading, the stricter of two/u);
  });

  test('of a product under sector law says that little is owed directly', () => {
    const { title, notes } = result({ Q7: 'yes', Q8: 'yes', Q8b: 'yes' });
    expect(title).toBe('High risk');
    expect(notes.join(' ')).toMatch(/Tier stays high as a fact of Art\. 6\(1\)/u);
  });

  test('adds the role that an answer brings', () => {
    expect(result({ Q4: ['deployer'], Q5: 'yes', Q9: ['5b'], Q10: 'yes' }).notes).toContain('You count as Provider (Art. 25(1)).');
  });

  test('of a model alone names the model', () => {
    expect(result({ Q14: 'yes', Q15: 'yes' }).notes.join(' ')).toMatch(/general-purpose AI model with systemic risk \(Art\. 51, 55\)/u);
  });

  test('may be none of the tiers', () => {
    expect(page({ Q1: 'no' }).result).toMatchObject({
      title: 'Out of scope',
      reasons: [{ question: 'Q1', articles: 'Art. 3(1)' }],
      notes: ['As answered, the AI Act does not apply to the system.'],
    });
    expect(result({ Q6: ['art5.c'] })).toMatchObject({
      title: 'Unacceptable (prohibited practice)',
      notes: ['May not be placed on the market, put into service or used.'],
      reasons: [{ text: 'Prohibited practices: Social scoring' }],
    });
  });
});

const folder = path.join(root, 'test/core/regulation/samples');

describe.each(fs.readdirSync(folder).filter((file) => file.endsWith('.yaml')))('the sample %s', (file) => {
  test('is asked question by question what its way needs, and ends where it should', () => {
    const { answers } = parse(fs.readFileSync(path.join(folder, file), 'utf8')) as { readonly answers: Given };
    const { path: way, tier } = classify(regulation, answers);
    const given: Record<string, unknown> = {};
    const asked: string[] = [];
    for (let now = page(given).question; now !== null; now = page(given).question) {
      asked.push(now.id);
      given[now.id] = answers[now.id];
    }
    expect(asked).toEqual(way);
    expect(page(given).result?.title).toBe(regulation.results.get(tier ?? '')?.title);
  });
});
