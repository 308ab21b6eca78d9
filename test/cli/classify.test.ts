/** `classify`: an answers file in, tier, flags and duties out; one line on stderr where that cannot be. */
import { describe, expect, test } from 'vitest';
import { commandLine } from '../support/commandLine';

const run = commandLine();

const MINIMAL = 'Q1: yes\nQ2: true\nQ3: no\nQ4: [provider]\nQ5: no\nQ6: []\nQ7: false\nQ9: none\nQ13: []\nQ14: no\nQ16: []\n';
const CHATBOT = MINIMAL.replace('Q13: []', 'Q13: [art50.1]');

/** Runs it over a text as the answers file. */
const classify = (text: string | Uint8Array, ...args: string[]): ReturnType<typeof run> =>
  run({ 'answers.yaml': text }, ['classify', '--answers', 'answers.yaml', ...args]);

test('prints the JSON of the format', () => {
  const { code, stdout, stderr } = classify(CHATBOT, '--format', 'json');
  expect([code, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toEqual({
    tier: 'limited',
    flags: ['art50'],
    roles: ['provider'],
    needsReview: false,
    path: ['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6', 'Q7', 'Q9', 'Q13', 'Q14', 'Q16'],
    articles: ['Art. 50(1)'],
    duties: ['D-4', 'D-5', 'D-25-2', 'D-50-1', 'D-50-5'],
    possibleDuties: [],
  });
});

test('prints the same for people, with roles, articles and dates', () => {
  const { code, stdout } = classify(CHATBOT);
  expect(code).toBe(0);
  expect(stdout).toContain('Result: Limited (transparency) (Art. 50(1))');
  expect(stdout).toContain('  D-50-1 Disclose AI interaction: Art. 50(1); Provider; from 2 August 2026');
  expect(stdout).toContain('from 2 December 2027 (Annex III) or 2 August 2028 (Annex I)');
  expect(stdout).toContain('Voluntary (1):');
});

test('says of each duty where it is answered: in the record, or by what other documents ask', () => {
  const { stdout } = classify(MINIMAL.replace('Q9: none', 'Q9: [5b]\nQ10: yes'));
  const below = (title: string): string | undefined => new RegExp(`^ .* ${title}: .*\\n +(.*)$`, 'mu').exec(stdout)?.[1];
  expect(below('Cybersecurity')).toBe('answer in ai-system.yaml (duties.cybersecurity)');
  expect(below('No prohibited practice')).toBe('answer in ai-system.yaml (Classification)');
  expect(below('Data quality and context fit')).toBe('answer in crisp-ml.yaml (Verify data quality, Final data sets)');
  expect(below('Risk management system')).toBe('answer in crisp-ml.yaml (Review the process), mlops-canvas.yaml (11.2 ML governance)');
  const lines = stdout.split('\n');
  const duties = lines.filter((line) => /^ {2}D-/u.test(line));
  expect(lines.filter((line) => /^ +answer in /u.test(line))).toHaveLength(duties.length);
});

test('says which answers contradict each other', () => {
  expect(classify(MINIMAL.replace('Q4: [provider]', 'Q4: [gpai_provider]')).stdout).toContain(
    'Q4 (Your roles) says gpai_provider, but Q14 (General-purpose model) says no (Art. 53). Settle which is right, and correct the other.\n',
  );
});

test('says from when a ban applies that is new', () => {
  expect(classify(MINIMAL.replace('Q6: []', 'Q6: [art5.ba]')).stdout).toContain(
    'D-5 No prohibited practice: Art. 5; Provider; from 2 December 2026\n',
  );
  expect(classify(MINIMAL.replace('Q6: []', 'Q6: [art5.ba, art5.f]')).stdout).toContain('from 2 February 2025\n');
});

test('says of a high-risk system that was there before when it is covered', () => {
  const scoring = MINIMAL.replace('Q9: none', 'Q9: [5b]\nQ10: yes');
  const { stdout } = classify(scoring.replace('Q16: []', 'Q16: [placed_before_high_risk_date]'));
  expect(stdout).toContain(
    'D-14-1 Human oversight measures: Art. 14(1)-(3); Provider; from 2 December 2027, once its design changes significantly (Art. 111(2))',
  );
  expect(stdout).toContain('D-4 AI literacy: Art. 4(1); Provider; from 2 February 2025\n');
  expect(stdout).toMatch(
    /\n\nArt\. 111\(2\): a high-risk system that is on the market before its date .* 2 August 2030 .* \(checked in a second copy of the consolidated text\)\.\n$/u,
  );
  expect(classify(scoring).stdout).not.toContain('111');
});

test('takes the long form, numbers, and answers that are not sure', () => {
  const text = MINIMAL.replace('Q9: none', 'Q9: { answer: [2], reason: Grid, by: A. Vogel, date: 2026-11-02 }\nQ10: unsure');
  expect(JSON.parse(classify(text, '--format', 'json').stdout)).toMatchObject({
    tier: 'high',
    flags: ['annex_iii'],
    needsReview: true,
    articles: ['Art. 6(2)', 'Annex III(2)', 'Art. 6(3)'],
  });
  expect(classify(text).stdout).toContain('Q10 (Profiling)');
});

test('a result that is no tier has no duties', () => {
  const report = JSON.parse(classify('Q1: no\nQ9: [5z]\n', '--format', 'json').stdout) as object;
  expect(report).toMatchObject({ tier: 'out_of_scope', path: ['Q1'], duties: [], possibleDuties: [] });
});

describe('exits with 2 and one line, and prints nothing', () => {
  const refused: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ['a needed answer lacks', MINIMAL.replace('Q14: no\n', ''), /\bQ14\b/u],
    ['a needed answer has no value', MINIMAL.replace('Q14: no', 'Q14:'), /\bQ14\b/u],
    ['a list holds nothing', MINIMAL.replace('Q6: []', 'Q6: [~]'), /\bQ6\b.*needs an answer/u],
    ['a list has only begun', MINIMAL.replace('Q6: []', 'Q6:\n  -'), /\bQ6\b.*needs an answer/u],
    ['a list holds an empty text', MINIMAL.replace('Q6: []', 'Q6: [""]'), /\bQ6\b.*needs an answer/u],
    ['a long form holds nothing', MINIMAL.replace('Q6: []', 'Q6: { answer: [null] }'), /\bQ6\b.*needs an answer/u],
    ['the reason for none is to come', MINIMAL.replace('Q6: []', 'Q6: { none: TODO }'), /\bQ6\b.*needs an answer/u],
    ['none stands beside an option', MINIMAL.replace('Q9: none', 'Q9: [5b, none]'), /\bQ9\b says none beside 5b\. Keep one/u],
    ['there are no answers', '', /\bQ1\b/u],
    ['there are only comments', '# later\n', /\bQ1\b/u],
    ['an id is unknown', `${MINIMAL}Q99: yes\n`, /\bQ99\b/u],
    ['an answer fits no question', MINIMAL.replace('Q3: no', 'Q3: perhaps'), /\bQ3\b.*perhaps.*yes, no, unsure/u],
    ['an option is unknown', MINIMAL.replace('Q9: none', 'Q9: [9z]'), /\bQ9\b.*9z.*5b/u],
    ['a key stands twice', `${MINIMAL}Q3: yes\n`, /line 12.*\bQ3\b/u],
    ['a key of an answer stands twice', MINIMAL.replace('Q3: no', 'Q3: { answer: no, answer: yes }'), /line 3.*answer/u],
    ['it is no good YAML', 'Q1: yes\n\tQ2: no\n', /[Ll]ine 2/u],
    ['a quote is open', 'Q1: "yes\nQ2: no\n', /[Ll]ine/u],
    ['an alias leads nowhere', 'Q1: *other\n', /[Ll]ine 1/u],
    ['it is a list', '- Q1: yes\n', /maps no question ids/u],
    ['it is a text', 'yes\n', /maps no question ids/u],
    ['it holds two documents', `${MINIMAL}---\nQ1: no\n`, /[Ll]ine 12/u],
    ['it is no text', new Uint8Array([0x51, 0x31, 0, 1]), /NUL/u],
    ['it is no UTF-8', new Uint8Array([0x51, 0x31, 0x3a, 0x20, 0xe9, 0x0a]), /UTF-8/u],
  ];

  test.each(refused)('where %s', (_, text, message) => {
    const { code, stdout, stderr } = classify(text, '--format', 'json');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd()).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  test.each([
    ['the file does not exist', ['--answers', 'none.yaml'], /no such file: none\.yaml/u],
    ['it is a folder', ['--answers', '.'], /folder/u],
    ['no file is named', [], /--answers/u],
    ['the format is unknown', ['--answers', 'answers.yaml', '--format', 'xml'], /xml/u],
    ['an option is unknown', ['--answer', 'answers.yaml'], /--answer/u],
    ['an argument is left over', ['--answers', 'answers.yaml', 'more'], /more/u],
  ])('where %s', (_, args, message) => {
    const { code, stdout, stderr } = run({ 'answers.yaml': MINIMAL }, ['classify', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd()).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
  });
});
