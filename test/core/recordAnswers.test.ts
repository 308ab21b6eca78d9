/** Answers of the tier wizard written into a record: text in, text out. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnswerToRecord, Recording } from '../../server/src/core/edit/recordAnswers';
import { recordAnswers } from '../../server/src/core/edit/recordAnswers';
import { applyEdits } from '../../server/src/core/edit/textEdit';
import { recordedAnswers } from '../../server/src/core/features/recordedAnswers';
import { classify } from '../../server/src/core/regulation/classify';
import { parse } from '../../server/src/core/syntax/parse';
import { engine } from '../support/engine';
import { regulation } from '../support/regulation';
import { at, leaves, valueOf } from '../support/yamlText';

const KIND = 'ai-system';

function rootKey() {
  const kind = engine.catalog.kinds.get(KIND);
  if (kind === undefined) throw new Error(`no kind ${KIND}`);
  return kind.root;
}

const recording = (answers: Readonly<Record<string, AnswerToRecord>>, rest: Omit<Recording, 'answers'> = {}): Recording => ({
  answers: new Map(Object.entries(answers)),
  ...rest,
});

/** The text after answers were written into it; says why where they are not. */
function written(text: string, what: Recording): string {
  const tree = parse(text);
  const result = recordAnswers(tree, tree.root, rootKey(), what);
  return 'refused' in result ? `refused: ${result.refused}` : applyEdits(text, result.edits);
}

const below = (lines: string): string => `classification:\n  answers:\n${lines}`;

describe('an answer that stands', () => {
  test('keeps everything but itself', () => {
    const before = `# record
kind: ai-system
risk_tier: minimal # to be seen
x-ticket: 12
classification:
  # asked by the board
  answers:
    Q10: { answer: no,   reason: "Nobody, it seems", by: A. Vogel, date: 2026-01-02, notes: kept } # profiling
  result: minimal
`;
    const answers = { Q10: { answer: 'yes', reason: 'Every score evaluates a person', by: 'R. Iyer', date: '2026-11-23' } };
    expect(written(before, recording(answers, { result: 'high', tier: 'high' }))).toBe(`# record
kind: ai-system
risk_tier: high # to be seen
x-ticket: 12
classification:
  # asked by the board
  answers:
    Q10: { answer: yes,   reason: Every score evaluates a person, by: R. Iyer, date: 2026-11-23, notes: kept } # profiling
  result: high
`);
  });

  test.each([
    ['a plain one', '    Q10: yes # sure\n', { answer: 'yes', by: 'B', date: '2026-11-23' }],
    ['a truth value', '    Q10: true\n', { answer: 'yes', by: 'B', date: '2026-11-23' }],
    [
      'a long one',
      '    Q10: { answer: yes, reason: r, by: A, date: 2026-01-01 }\n',
      { answer: 'yes', reason: 'r', by: 'B', date: '2026-11-23' },
    ],
    ['a list in another order', '    Q9: ["5b", "4a"]\n', { answer: ['4a', '5b'], by: 'B', date: '2026-11-23' }],
    ['one entry without a list', '    Q9: 5b\n', { answer: ['5b'], by: 'B', date: '2026-11-23' }],
    ['a word for nothing', '    Q9: none\n', { answer: [], by: 'B', date: '2026-11-23' }],
    [
      'nothing, with the reason why',
      '    Q13: { none: It talks to nobody }\n',
      { answer: [], reason: 'It talks to nobody', by: 'B', date: '2026-11-23' },
    ],
  ])('is not touched where it is given again: %s', (_, lines, answer) => {
    const [id = ''] = /Q\d+/u.exec(lines) ?? [];
    expect(written(below(lines), recording({ [id]: answer }))).toBe(below(lines));
  });

  test.each<[string, string, AnswerToRecord, string]>([
    ['a plain word', '    Q10: no # c\n', { answer: 'yes' }, '    Q10: yes # c\n'],
    ['a plain word with details', '    Q10: no # c\n', { answer: 'yes', by: 'B. C' }, '    Q10: { answer: yes, by: B. C } # c\n'],
    ['no value', '    Q10: # c\n', { answer: 'unsure' }, '    Q10: unsure # c\n'],
    ['no value, with details', '    Q10:\n', { answer: 'no', by: 'B' }, '    Q10:\n      answer: no\n      by: B\n'],
    ['an empty mapping', '    Q10: {}\n', { answer: 'no', by: 'B' }, '    Q10: \n      answer: no\n      by: B\n'],
    ['a list on a line', '    Q9: [ "5b", "4a", "4b" ] # c\n', { answer: ['4a', '5c'] }, '    Q9: [ "4a", "5c" ] # c\n'],
    ['the last entries of a list', '    Q9: ["5b", "4a", "4b"]\n', { answer: ['5b', '1a'] }, '    Q9: ["5b", "1a"]\n'],
    [
      'a list over lines',
      '    Q9: [\n      "5b", # credit\n      "4a", # jobs\n    ]\n',
      { answer: ['4a'] },
      '    Q9: [\n      "4a", # jobs\n    ]\n',
    ],
    [
      'a list in block style',
      '    Q9: # c\n      # why\n      - "5b" # credit\n      - "4a" # jobs\n',
      { answer: ['4a', '4b'] },
      '    Q9: # c\n      # why\n      - "4a" # jobs\n      - "4b"\n',
    ],
    ['a list in block style that ends the text', '    Q9:\n    - "5b"', { answer: ['5b', '4b'] }, '    Q9:\n    - "5b"\n    - "4b"'],
    [
      'a list in block style by nothing',
      '    Q9: # c\n      - "5b"\n      - "4a"\n    Q10: yes\n',
      { answer: [] },
      '    Q9: [] # c\n    Q10: yes\n',
    ],
    ['a list by a word', '    Q9:\n      - "5b"\n', { answer: 'unsure' }, '    Q9: unsure\n'],
    [
      'a list in block style that gets details',
      '    Q9: # c\n      - "5b" # credit\n      - "4a"\n',
      { answer: ['5b'], reason: 'Loans', by: 'B' },
      '    Q9: # c\n      answer:\n      - "5b" # credit\n      reason: Loans\n      by: B\n',
    ],
    [
      'the same, not indented',
      '    Q9:\n    - "5b" # credit\n    - "4a"\n    Q10: yes\n',
      { answer: ['4a', '1b'], date: '2026-11-23' },
      '    Q9:\n      answer:\n      - "4a"\n      - "1b"\n      date: 2026-11-23\n    Q10: yes\n',
    ],
    [
      'a long form in block style',
      '    Q10:\n      answer: no # c\n      # said in the meeting\n      reason: >-\n        Nobody,\n        it seems\n      by: A\n',
      { answer: 'yes', reason: 'It: #does', by: 'B', date: '2026-11-23' },
      '    Q10:\n      answer: yes # c\n      # said in the meeting\n      reason: "It: #does"\n      by: B\n      date: 2026-11-23\n',
    ],
    ['a long form without its answer', '    Q10:\n      reason: r\n', { answer: 'yes' }, '    Q10:\n      answer: yes\n      reason: r\n'],
    [
      'nothing with a reason',
      '    Q13: { none: It talks to nobody, by: A } # c\n',
      { answer: ['art50.1'], reason: 'It answers the phone' },
      '    Q13: { answer: [art50.1], by: A, reason: It answers the phone } # c\n',
    ],
    [
      'nothing with a reason, in block style',
      '    Q13:\n      none: |\n        It talks\n        to nobody\n      by: A\n',
      { answer: ['art50.1'], by: 'B' },
      '    Q13:\n      answer: [art50.1]\n      by: B\n',
    ],
    [
      'only its reason',
      '    Q13: { none: It talks to nobody }\n',
      { answer: [], reason: 'Nobody talks to it' },
      '    Q13: { none: Nobody talks to it }\n',
    ],
    [
      'a reason that is taken away',
      '    Q10: { answer: no, reason: r }\n',
      { answer: 'no', reason: '' },
      '    Q10: { answer: no, reason: "" }\n',
    ],
    ['an alias', '    Q9: &list ["5b"]\n    Q13: *list\n', { answer: [] }, '    Q9: &list ["5b"]\n    Q13: []\n'],
  ])('changes alone: %s', (_, before, answer, after) => {
    const id = before.includes('Q13') ? 'Q13' : before.includes('Q9') ? 'Q9' : 'Q10';
    expect(written(below(before), recording({ [id]: answer }))).toBe(below(after));
    const crlf = (text: string): string => below(text).replaceAll('\n', '\r\n');
    expect(written(crlf(before), recording({ [id]: answer }))).toBe(crlf(after));
  });
});

describe('an answer that is new', () => {
  test('goes where the questions go, in the layout of the text', () => {
    expect(
      written(
        'system: x\r\nclassification:\r\n    answers:\r\n        Q1: yes\r\n        # the rest\r\n        Q13: []\r\n',
        recording(
          { Q2: { answer: 'yes' }, Q9: { answer: ['5b'], reason: 'Loans', date: '2026-11-23' } },
          { result: 'high', roles: ['provider'] },
        ),
      ),
    ).toBe(
      'system: x\r\noperator_roles: [provider]\r\nclassification:\r\n    answers:\r\n        Q1: yes\r\n        Q2: yes\r\n        Q9:\r\n            answer: ["5b"]\r\n            reason: Loans\r\n            date: 2026-11-23\r\n        # the rest\r\n        Q13: []\r\n    result: high\r\n',
    );
  });

  test('opens a flow mapping', () => {
    expect(written('classification: { answers: { Q1: yes } }\n', recording({ Q2: { answer: 'no', by: 'A, B' } }, { law: 'L' }))).toBe(
      'classification: { answers: { Q1: yes, Q2: {answer: no, by: "A, B"} }, law: L }\n',
    );
  });

  test.each(['', '# nothing yet\n', 'risk_tier: minimal', 'classification:\n', 'classification: ~\nduties: {}\n'])(
    'finds its way into %j',
    (before) => {
      const after = written(before, recording({ Q1: { answer: 'no' } }, { result: 'out_of_scope', tier: 'minimal' }));
      expect(valueOf(after)?.value).toMatchObject({
        risk_tier: 'minimal',
        classification: { answers: { Q1: 'no' }, result: 'out_of_scope' },
      });
    },
  );
});

describe('a record is left alone', () => {
  test.each([
    ['with a syntax error', 'classification:\n  answers:\n    Q1: [yes\n', 'syntax'],
    ['where a text stands for the answers', 'classification:\n  answers: see the wiki\n', 'place'],
    ['where the answers are a list', 'classification:\n  answers:\n    - Q1: yes\n', 'place'],
    ['where the answers are those of another place', 'x-old: &old\n  Q1: yes\nclassification:\n  answers: *old\n', 'place'],
    ['where another place says the same by reference', 'classification:\n  answers:\n    Q1: &say yes\nx-said: *say\n', 'place'],
  ])('%s', (_, text, why) => {
    expect(written(text, recording({ Q1: { answer: 'no' } }))).toBe(`refused: ${why}`);
  });
});

/** A question of the wizard with an answer to it. */
const answerTo = (id: string): fc.Arbitrary<AnswerToRecord> => {
  const question = regulation.questions.get(id);
  const ids = question?.options.map((option) => option.id) ?? [];
  const answer = question?.type === 'yes_no' ? fc.constantFrom('yes', 'no', 'unsure') : fc.subarray([...ids, 'unsure']);
  const text = fc.constantFrom(
    'because',
    'It: is, so #1',
    '[draft] "really"',
    ' padded',
    'yes',
    '2026',
    'Ünlü – ja',
    "o'clock",
    '-',
    '!tag',
    '{a}',
  );
  return fc.record({ answer, reason: text, by: text, date: fc.constantFrom('2026-11-23', '2025-01-01') }, { requiredKeys: ['answer'] });
};

const QUESTIONS = [...regulation.questions.keys()];
const someAnswers: fc.Arbitrary<Readonly<Record<string, AnswerToRecord>>> = fc
  .subarray(QUESTIONS)
  .chain((ids) => fc.record(Object.fromEntries(ids.map((id) => [id, answerTo(id)]))));

/** How an answer is laid out in a record: every form that people write. */
const STYLES = ['plain', 'flow', 'block', 'list', 'bare list', 'none'] as const;

interface Layout {
  readonly step: 2 | 4;
  readonly eol: '\n' | '\r\n';
  readonly styles: readonly (typeof STYLES)[number][];
}

const layouts: fc.Arbitrary<Layout> = fc.record({
  step: fc.constantFrom(2, 4),
  eol: fc.constantFrom('\n', '\r\n'),
  styles: fc.array(fc.constantFrom(...STYLES), { minLength: QUESTIONS.length, maxLength: QUESTIONS.length }),
});

/** A record with a comment at every line that is not a list's entry. */
function recordText(answers: Readonly<Record<string, AnswerToRecord>>, { step, eol, styles }: Layout): string {
  const pad = (depth: number): string => ' '.repeat(step * depth);
  const lines = [
    '# head',
    'kind: ai-system # kind',
    'risk_tier: limited # tier',
    'x-own: [a, b] # own',
    'classification: # cl',
    `${pad(1)}answers: # an`,
  ];
  for (const [index, [id, { answer, ...details }]] of Object.entries(answers).entries()) {
    const style = styles[index] ?? 'plain';
    const value = JSON.stringify(answer);
    const fields = Object.entries(details).map(([name, text]) => `${name}: ${JSON.stringify(text)}`);
    lines.push(`${pad(2)}# before ${id}`);
    const isList = typeof answer !== 'string' && answer.length > 0;
    if (style === 'flow') lines.push(`${pad(2)}${id}: { answer: ${value}, x: [1], ${fields.join(', ')} } # at ${id}`);
    else if (style === 'block')
      lines.push(
        `${pad(2)}${id}: # at ${id}`,
        ...[`answer: ${value}`, 'notes: kept', ...fields].map((field) => `${pad(3)}${field} # in ${id}`),
      );
    else if (isList && style === 'list')
      lines.push(`${pad(2)}${id}: # at ${id}`, ...answer.map((item) => `${pad(3)}- ${JSON.stringify(item)}`));
    else if (isList && style === 'bare list')
      lines.push(`${pad(2)}${id}: # at ${id}`, ...answer.map((item) => `${pad(2)}- ${JSON.stringify(item)}`));
    else if (answer.length === 0 && style === 'none') lines.push(`${pad(2)}${id}: { none: Not here } # at ${id}`);
    else lines.push(`${pad(2)}${id}: ${value} # at ${id}`);
  }
  if (Object.keys(answers).length === 0) lines.push(`${pad(2)}# none yet`);
  return [...lines, 'duties: # du', `${pad(1)}cybersecurity: # cy`, `${pad(2)}status: done # st`].map((line) => line + eol).join('');
}

const readBack = (text: string): Readonly<Record<string, AnswerToRecord>> =>
  Object.fromEntries(recordedAnswers(regulation, parse(text).root));

describe('any record', () => {
  test('changes nowhere but where it is asked to, and reads back as it was answered', () => {
    fc.assert(
      fc.property(someAnswers, layouts, someAnswers, (before, layout, given) => {
        const text = recordText(before, layout);
        const result = classify(regulation, { ...readBack(text), ...given });
        const tier = regulation.results.get(result.tier ?? '')?.recordedAs;
        const after = written(text, recording(given, tier === undefined ? {} : { tier, result: result.tier ?? '' }));
        const value = valueOf(after)?.value;
        expect(value, after).toBeDefined();
        // What was answered now stands there, what was not stands as before; nothing else is another.
        const read = readBack(after);
        expect(classify(regulation, read), after).toEqual(result);
        for (const id of QUESTIONS) {
          const { answer } = given[id] ?? readBack(text)[id] ?? {};
          expect([read[id]?.answer ?? null].flat().toSorted(), after).toEqual([answer ?? null].flat().toSorted());
          if (given[id] === undefined)
            expect(at(value, ['classification', 'answers', id])).toEqual(at(valueOf(text)?.value, ['classification', 'answers', id]));
          else if (given[id].reason !== undefined && given[id].reason !== '') expect(read[id]?.reason).toBe(given[id].reason);
        }
        const others = (whole: unknown): unknown =>
          [...leaves(whole)].filter(([path]) => !/^\/(?:classification\/(?:answers|result)|risk_tier)(?:\/|$)/u.test(path));
        expect(others(value)).toEqual(others(valueOf(text)?.value));
        // Every comment is where it was, and every line ends as before.
        const comments = (whole: string): readonly string[] => whole.match(/# .*?$/gmu)?.map((comment) => comment.trim()) ?? [];
        expect(comments(after).toSorted()).toEqual(comments(text).toSorted());
        expect(after.replaceAll(layout.eol, '')).not.toMatch(/[\r\n]/u);
        // Once is enough.
        expect(written(after, recording(given))).toBe(after);
      }),
      { numRuns: 150 },
    );
  });
});
