/** Words for numbers and dates, in English and in a language with other plurals. */
import { describe, expect, test } from 'vitest';
import type { Due } from '../../server/src/core/assessment/due';
import { Messages } from '../../server/src/core/text/messages';
import { assessFile, messages } from '../support/engine';

const DUE: Due = { from: '2026-12-02', days: null, routes: [], roles: ['provider'], isReading: false, isOpen: false, earlier: null };

describe('days', () => {
  test.each([
    [-3, 'applies since 2 December 2026 to the provider'],
    [0, 'applies since 2 December 2026 to the provider'],
    [1, 'applies from 2 December 2026, in 1 day, to the provider'],
    [2, 'applies from 2 December 2026, in 2 days, to the provider'],
    [101, 'applies from 2 December 2026, in 101 days, to the provider'],
  ])('%i', (days, text) => expect(messages.due({ ...DUE, days })).toBe(text));

  test('to either of two dates', () => {
    const routes = [
      { title: 'A', date: '2026-12-02' },
      { title: 'B', date: '2027-12-02' },
    ];
    expect(messages.due({ ...DUE, days: 1, routes })).toContain('from 2 December 2026, in 1 day (A), or from 2 December 2027 (B)');
  });
});

test('a language has the plurals that it needs; what it lacks is English', () => {
  const polish = new Messages(
    {
      language: 'pl',
      'days.one': 'za {count} dzień',
      'days.few': 'za {count} dni',
      'days.other': 'za {count} dnia',
      'days.many': 'za {count} dni!',
    },
    messages.table,
  );
  expect([1, 2, 5, 22].map((days) => polish.counted('days', days))).toEqual(['za 1 dzień', 'za 2 dni', 'za 5 dni!', 'za 22 dni']);
  expect([1, 2].map((count) => polish.counted('wizard.review', count).slice(0, 15))).toEqual(['One answer is n', '2 answers are n']);
  expect(new Messages({ language: 'ja', 'days.other': '{count}日後' }, messages.table).counted('days', 1)).toBe('1日後');
});

test('a finding that names its line does so first, so that it can be left out where the line is shown', () => {
  const ofLines = Object.entries(messages.table).filter(
    ([key, text]) => text.includes('{line}') && !/^(?:fix|answers|finding)\./u.test(key),
  );
  expect(ofLines.length).toBeGreaterThan(15);
  expect(ofLines.filter(([, text]) => !text.startsWith(messages.table['finding.line'] ?? ''))).toEqual([]);
});

test('in the middle of a sentence no capital letter', () => {
  const missing = assessFile('ai-system.yaml', 'risk_tier: high\n').findings.find(({ path }) => path === 'duties');
  expect(missing && messages.of(missing)).toMatch(/ recommended here; the first of them applies since 2 February 2025 to the provider\. /u);
});

test.each([
  ['the role', 'mlops-canvas.yaml', 'risk_tier: high\noperator_roles: [deployer]\ndata_sources_and_versioning:\n  notes: x\n', '2.2'],
  [
    'Section B of Annex I',
    'ai-system.yaml',
    'risk_tier: high\nclassification:\n  answers: { Q1: yes, Q2: yes, Q3: no, Q4: [provider], Q5: no, Q6: none, Q7: yes, Q8: yes, Q8b: yes, Q14: no, Q16: none }\n',
    'intended_purpose',
  ],
])('where %s is why no duty with a date is owed, the tier alone is not blamed', (_, file, text, unit) => {
  const gap = assessFile(file, text).findings.find((finding) => finding.unit === unit);
  expect(gap && messages.of(gap)).toContain(
    'This tool asks for it; at this tier, with these roles and answers, no duty of the Act with a date stands behind it.',
  );
});
