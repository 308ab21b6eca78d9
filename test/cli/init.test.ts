/** `init`: from answers, out of a file or typed line by line, to a new record of a system. */
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { commandLine } from '../support/commandLine';

const run = commandLine();
/** As on a full disk: the system lets no file grow. */
const onFullDisk = commandLine(['bash', '-c', 'ulimit -f 0; exec "$@"', 'bash']);

const SCORING = `Q1: { answer: yes, reason: "It learns: from past loans", by: A. Vogel, date: 2026-11-02 }
Q2: yes
Q3: no
Q4: [provider]
Q5: no
Q6: { none: screened on 2026-11-02 }
Q7: no
Q8: yes
Q9: [5b, "unsure"]
Q10: unsure
Q13: []
Q14: no
Q16: []
`;

interface Written {
  readonly classification: { readonly answers: Readonly<Record<string, unknown>>; readonly result: string };
}

describe('from an answers file', () => {
  test('writes header and classification, with the reasons, and only what was asked', () => {
    const { code, stdout, stderr, files, read } = run({ 'a.yaml': SCORING }, ['init', '--answers', 'a.yaml']);
    expect([code, stderr]).toEqual([0, '']);
    expect(files).toEqual(['a.yaml', 'ai-system.yaml']);
    expect(parse(read('ai-system.yaml'))).toEqual({
      kind: 'ai-system',
      system: 'retail-score',
      risk_tier: 'high',
      risk_tier_rationale: 'Art. 6(2), 6(3); Annex III(5)(b)',
      operator_roles: ['provider'],
      classification: {
        law: '02024R1689-20260727',
        answers: {
          Q1: { answer: 'yes', reason: 'It learns: from past loans', by: 'A. Vogel', date: '2026-11-02' },
          Q2: { answer: 'yes' },
          Q3: { answer: 'no' },
          Q4: { answer: ['provider'] },
          Q5: { answer: 'no' },
          Q6: { answer: [], reason: 'screened on 2026-11-02' },
          Q7: { answer: 'no' },
          Q9: { answer: ['5b', 'unsure'] },
          Q10: { answer: 'unsure' },
          Q13: { answer: [] },
          Q14: { answer: 'no' },
          Q16: { answer: [] },
        },
        result: 'high',
      },
    });
    expect(stdout).toContain('Result: High risk (Art. 6(2), 6(3); Annex III(5)(b))');
    expect(stdout).toContain('Q9 (Annex III purposes), Q10 (Profiling)');
    expect(stdout).toMatch(
      /\nWritten: ai-system\.yaml\. Duties owed as Provider: \d\d; possible: \d+\.\nNext: `ai-act-canvas check` names what is still to be answered.*\n$/u,
    );
  });

  test('what is out of scope is recorded with the tier minimal', () => {
    const { read } = run({ 'a.yaml': 'Q1: no\n' }, ['init', '--answers', 'a.yaml']);
    expect(parse(read('ai-system.yaml'))).toMatchObject({
      risk_tier: 'minimal',
      classification: { answers: { Q1: { answer: 'no' } }, result: 'out_of_scope' },
    });
  });

  test('the recorded answers lead to the same again', () => {
    const { read } = run({ 'a.yaml': SCORING }, ['init', '--answers', 'a.yaml']);
    const { classification } = parse(read('ai-system.yaml')) as Written;
    const again = run({ 'b.yaml': JSON.stringify(classification.answers) }, ['classify', '--answers', 'b.yaml', '--format', 'json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ tier: classification.result, needsReview: true });
  });

  test('makes the folder that is named', () => {
    const { code, stdout, read } = run({ 'a.yaml': SCORING }, ['init', '--answers', 'a.yaml', '--dir', 'systems/Loan Bot']);
    expect(code).toBe(0);
    expect(stdout).toContain('Next: `ai-act-canvas check "systems/Loan Bot"`');
    expect(parse(read('systems/Loan Bot/ai-system.yaml'))).toMatchObject({ system: 'loan-bot' });
  });

  test.each(['ai-system.yaml', 'ai-system.yml'])('leaves a %s that is there as it is', (file) => {
    const { code, stderr, files, read } = run({ 'a.yaml': SCORING, [file]: 'system: mine\n' }, ['init', '--answers', 'a.yaml']);
    expect(code).toBe(2);
    expect(stderr).toContain(file);
    expect(read(file)).toBe('system: mine\n');
    expect(files).toEqual(['a.yaml', file]);
  });

  test.each([
    ['an answer lacks', SCORING.replace('Q10: unsure\n', ''), /\bQ10\b/u],
    ['a list has only begun', SCORING.replace('Q13: []', 'Q13:\n  -'), /\bQ13\b/u],
    ['an id is unknown', `${SCORING}Q99: yes\n`, /\bQ99\b/u],
    ['it is no good YAML', 'Q1: [yes\n', /[Ll]ine/u],
  ])('writes nothing, not even the folder, where %s', (_, text, message) => {
    const { code, stderr, files } = run({ 'a.yaml': text }, ['init', '--answers', 'a.yaml', '--dir', 'new']);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(files).toEqual(['a.yaml']);
  });

  test('a file in place of the folder is refused', () => {
    const { code, stderr } = run({ 'a.yaml': SCORING, new: 'a file' }, ['init', '--answers', 'a.yaml', '--dir', 'new']);
    expect([code, stderr]).toEqual([2, 'ai-act-canvas: new is no folder\n']);
  });

  test.each([
    ['a file is on the way', 'new/a/b', 'something on the way to it is no folder'],
    [
      'no folder can be made',
      '/proc/nowhere/a',
      '(?:there is no such place, and it cannot be made|permission is lacking|the disk is read-only)',
    ],
    ['its name is too long', 'a'.repeat(300), 'its name or path is too long'],
  ])('one line where %s, before anything is asked', (_, dir, reason) => {
    for (const answers of [['--answers', 'a.yaml'], []]) {
      const { code, stderr, files } = run({ 'a.yaml': SCORING, new: 'a file' }, ['init', ...answers, '--dir', dir]);
      // Without answers nobody is asked where it is known beforehand.
      if (answers.length > 0 || dir.startsWith('new'))
        expect(stderr).toMatch(new RegExp(`^ai-act-canvas: .* cannot be written: ${reason}\n$`, 'u'));
      expect([code, files]).toEqual([2, ['a.yaml', 'new']]);
    }
  });

  test.each(['pilot.ai-system.yaml', 'old.ai-system.yml', 'record.yaml'])('a system that has a record in %s gets no second one', (file) => {
    const other = 'kind: ai-system\nsystem: retail-score\n';
    const { code, stdout, stderr, files, read } = run({ 'a.yaml': SCORING, [file]: other }, ['init', '--answers', 'a.yaml']);
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      `ai-act-canvas: ${file} is the record of retail-score already, and a system has one; choose another id or folder\n`,
    ]);
    expect([files, read(file)]).toEqual([['a.yaml', file].toSorted(), other]);
    const another = run({ 'a.yaml': SCORING, [file]: 'kind: ai-system\nsystem: another\n' }, ['init', '--answers', 'a.yaml']);
    expect(another.code).toBe(0);
  });

  test('a disk that is full leaves no file and no folder', () => {
    for (const dir of ['.', 'new/folder']) {
      const { code, stdout, stderr, files } = onFullDisk({ 'a.yaml': SCORING }, ['init', '--answers', 'a.yaml', '--dir', dir]);
      expect([code, stdout, files]).toEqual([2, '', ['a.yaml']]);
      expect(stderr).toMatch(/^ai-act-canvas: .*ai-system\.yaml cannot be written: there is no room left for it\n$/u);
    }
  });

  test('a link that leads nowhere in place of the file is left as it is', () => {
    const { code, stderr } = run({ 'a.yaml': SCORING, 'ai-system.yaml': { link: 'gone.yaml' } }, ['init', '--answers', 'a.yaml']);
    expect([code, stderr]).toEqual([
      2,
      'ai-act-canvas: ai-system.yaml cannot be written: a file of that name is there already; it was left as it is\n',
    ]);
  });
});

describe('asked line by line', () => {
  /** Answers that lead to minimal, up to and with the last question. */
  const LINES = ['yes', 'y', 'n', '1,2', 'no', 'none', 'no', 'none', 'none', 'no', 'none'];
  const ask = (...lines: string[]): ReturnType<typeof run> => run({}, ['init'], `${lines.join('\n')}\n`);

  test('asks every question on the way, then id, name and author', () => {
    const { code, stdout, read } = ask(...LINES, 'loan-bot', 'Loan Bot', 'A. Vogel');
    expect(code).toBe(0);
    expect(Array.from(stdout.matchAll(/^(Q\d+b?) {2}/gmu), ([, id]) => id)).toEqual([
      'Q1',
      'Q2',
      'Q3',
      'Q4',
      'Q5',
      'Q6',
      'Q7',
      'Q9',
      'Q13',
      'Q14',
      'Q16',
    ]);
    const written = parse(read('ai-system.yaml')) as Written;
    expect(written).toMatchObject({
      system: 'loan-bot',
      project_name: 'Loan Bot',
      risk_tier: 'minimal',
      operator_roles: ['provider', 'deployer'],
    });
    expect(written.classification.answers['Q5']).toEqual({
      answer: 'no',
      by: 'A. Vogel',
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/u),
    });
  });

  test('takes the words for help and for the way back as no name', () => {
    const { code, stdout, read } = ask(...LINES, 'b', 'loan-bot', '?', 'Loan Bot', 'back', 'A. Vogel');
    expect(code).toBe(0);
    expect(stdout.split('what is typed here is recorded').length).toBe(4);
    expect(parse(read('ai-system.yaml'))).toMatchObject({ system: 'loan-bot', project_name: 'Loan Bot' });
  });

  test('takes the folder’s name and no author where the input ends with the questions', () => {
    const { code, read } = ask(...LINES);
    expect(code).toBe(0);
    expect(parse(read('ai-system.yaml'))).toMatchObject({ system: 'retail-score', classification: { answers: { Q5: { answer: 'no' } } } });
  });

  test('explains, goes back, keeps an earlier answer, and takes reasons', () => {
    const { code, stdout, read } = ask('b', '?', 'yes', 'yes', 'b', 'b', '', 'yes; sold in Vienna', ...LINES.slice(2));
    expect(code).toBe(0);
    expect(stdout).toContain('This is the first question.');
    expect(stdout).toContain('A model alone is no AI system');
    expect(stdout).toContain('Your answer was: yes. Enter keeps it.');
    const { answers } = (parse(read('ai-system.yaml')) as Written).classification;
    expect([answers['Q1'], answers['Q2']]).toEqual([{ answer: 'yes' }, { answer: 'yes', reason: 'sold in Vienna' }]);
  });

  test('asks again after an answer that fits no option, and after an empty line', () => {
    const { code, stdout } = ask('', 'perhaps', ...LINES.slice(0, 3), '9', ...LINES.slice(3));
    expect(code).toBe(0);
    expect(stdout).toContain('perhaps is no answer here.');
    expect(stdout).toContain('9 is no answer here.');
    // The line that was typed is not in the output.
    expect(stdout).toContain('> Answer yes, no or unsure.');
  });

  test('takes neither a placeholder nor a reason alone for an answer, nor none beside an option', () => {
    const { code, stdout } = ask('TODO', ...LINES.slice(0, 3), '; later', '1, none', ...LINES.slice(3));
    expect(code).toBe(0);
    expect(stdout).toContain('TODO is no answer here.');
    expect(stdout).toContain('; later is no answer here.');
    expect(stdout).toContain('None beside provider is no answer: keep one of the two.');
  });

  test('takes names of options, and `unsure` with the branch it names', () => {
    const { stdout, read } = ask('u', 'yes', 'no', 'provider', 'no', 'none', 'no', '5b, 4a', 'u', 'none', 'no', 'sme 10');
    expect(stdout).toContain('Q1 (AI at all), Q10 (Profiling)');
    expect(parse(read('ai-system.yaml'))).toMatchObject({
      risk_tier: 'high',
      classification: { answers: { Q9: { answer: ['4a', '5b'] }, Q16: { answer: ['sme', 'placed_before_2026_08_02'] } } },
    });
  });

  test('asks for another id where a record has it', () => {
    const other = { 'pilot.ai-system.yaml': 'system: retail-score\n' };
    const typed = (...lines: string[]): ReturnType<typeof run> => run(other, ['init'], `${[...LINES, ...lines].join('\n')}\n`);
    const { code, stdout, read } = typed('', 'retail-score', 'loan-bot', '', '');
    expect(code).toBe(0);
    expect(stdout.match(/pilot\.ai-system\.yaml is the record of retail-score already/gu)).toHaveLength(2);
    expect(parse(read('ai-system.yaml'))).toMatchObject({ system: 'loan-bot' });
    const ended = typed();
    expect([ended.code, ended.files]).toEqual([2, ['pilot.ai-system.yaml']]);
    expect(ended.stderr).toMatch(/^ai-act-canvas: pilot\.ai-system\.yaml is the record of retail-score already.*\n$/u);
  });

  test('writes nothing where the input ends before the questions do', () => {
    const { code, stderr, files } = ask('yes', 'yes');
    expect([code, stderr, files]).toEqual([2, 'ai-act-canvas: the input ended at Q3; nothing was written\n', []]);
  });

  test('asks nothing where the file is there already', () => {
    const { code, stdout } = run({ 'ai-system.yaml': 'system: mine\n' }, ['init'], 'yes\n');
    expect([code, stdout]).toEqual([2, '']);
  });
});
