/** The configuration file: what it says, what is wrong with it, and the help that it gets while it is written. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverageOf, DEFAULT_CONFIG, readConfig } from '../../server/src/core/config/config';
import { configured } from '../../server/src/core/config/configSeverity';
import { globMatcher } from '../../server/src/core/config/glob';
import { parse } from '../../server/src/core/syntax/parse';
import { checkCompletion, checkDiagnostics, checkFix, checkHover } from '../support/checks';
import { assessFile, engine, messages } from '../support/engine';
import { expectSound } from '../support/findings';

const NAME = 'ai-act-canvas.config.yaml';

const configOf = (text: string): ReturnType<typeof readConfig> => readConfig(engine.catalog, parse(text).root);

describe('what it says', () => {
  test('is read whole', () => {
    const text = `include: [systems/**]
exclude:
  - archive
  - "**/drafts/**"
severity:
  missing-recommended: hint
  unknown-key: off
severityBasis: due-date
failOn: warning
policies: [policies/credit.schema.json]
as_of: 2026-12-31
x-note: ours
`;
    expect(configOf(text)).toEqual({
      include: ['systems/**'],
      exclude: ['archive', '**/drafts/**'],
      severity: { 'missing-recommended': 'hint', 'unknown-key': 'off' },
      severityBasis: 'due-date',
      failOn: 'warning',
      policies: ['policies/credit.schema.json'],
      asOf: '2026-12-31',
    });
    checkDiagnostics(NAME, text, []);
  });

  test.each(['', '# nothing yet\n', 'severity:\n', 'exclude: []\n', '~\n', '- a\n', '{', 'exclude: *x\n', 'severity: [a]\n', '\0'])(
    'is nothing in %j',
    (text) => {
      expect(configOf(text)).toEqual(DEFAULT_CONFIG);
    },
  );

  test('is read around what is wrong', () => {
    expect(configOf('severity:\n  unknown-key: loud\n  wrong-type: hint\nfailOn: often\nexclude: archive\nas_of: soon\n')).toEqual({
      ...DEFAULT_CONFIG,
      severity: { 'wrong-type': 'hint' },
      exclude: ['archive'],
    });
  });
});

describe('what is wrong with it', () => {
  test('stands where it is written, and has one code', () => {
    const { findings } = checkDiagnostics(
      NAME,
      `«excludes»: [a]
«nonsense»: 1
severity:
  «missing-mandatry»: off
  unknown-key: «loud»
  wrong-type: «1»
severityBasis: «due»
failOn: «[error]»
as_of: «2026-02-30»
policies: «3»
«missing-recommended»: off
`,
      [
        'config-invalid: excludes',
        'config-invalid: nonsense',
        'config-invalid: severity.missing-mandatry',
        'config-invalid: severity.unknown-key',
        'config-invalid: severity.wrong-type',
        'config-invalid: severityBasis',
        'config-invalid: failOn',
        'config-invalid: as_of',
        'config-invalid: policies',
        'config-invalid: missing-recommended',
      ],
    );
    expect(findings.every(({ severity }) => severity === 'error')).toBe(true);
    expect(findings.map((finding) => messages.of(finding)).slice(0, 5)).toEqual([
      '`excludes` is not a key here. Did you mean `exclude`?',
      '`nonsense` is no setting. Known here are `$schema`, `include`, `exclude`. Rename or remove it.',
      '`severity.missing-mandatry` is not a key here. Did you mean `missing-mandatory`?',
      '`loud` is not a value of `severity.unknown-key`. Choose one of `error`, `warning`, `information`, `hint`, `off`.',
      '`severity.wrong-type` takes one of its listed values, but a number stands here.',
    ]);
  });

  test('a pattern that YAML takes for an alias is put in quotes', () => {
    checkDiagnostics(NAME, 'exclude: [«*.draft.yaml],»\n', ['config-invalid'], () => true);
  });

  test.each([
    ['exclude:\n  - **/drafts/**\n', 'Put the value in quotes', 'exclude:\n  - "**/drafts/**"\n'],
    ['failOn: warnings\n', 'Replace by `warning`', 'failOn: warning\n'],
    ['severity:\n  unknownkey: hint\n', 'Rename to `unknown-key`', 'severity:\n  unknown-key: hint\n'],
  ])('%j is mended by "%s"', (before, title, after) => {
    checkFix(NAME, before, title, after);
    expectSound(assessFile(NAME, after));
    expect(assessFile(NAME, after).findings).toEqual([]);
  });

  test('every severity that a code may have is read, and every code can be written', () => {
    for (const { name, choices } of engine.catalog.config.root.child('severity')?.keys ?? [])
      for (const { value } of choices) {
        const text = `severity:\n  ${name}: ${value}\n`;
        expect(configOf(text).severity).toEqual({ [name]: value });
        expect(assessFile(NAME, text).findings).toEqual([]);
      }
  });

  test('no text makes it throw, and every finding is sound', () => {
    const piece = fc.constantFrom(
      'severity:',
      'exclude:',
      'failOn: ',
      '  ',
      '- ',
      '*',
      '"',
      '[',
      '{',
      '\n',
      'unknown-key: off',
      ': ',
      'a',
      '\0',
      '#',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const assessment = assessFile(NAME, text);
        expectSound(assessment);
        expect(assessment.findings.every(({ code }) => code === 'config-invalid')).toBe(true);
        configOf(text);
      }),
      { numRuns: 500, seed: 20261123 },
    );
  });
});

describe('help while writing', () => {
  test('keys', () => {
    checkCompletion(NAME, 'exclude: [a]\n‸\n', {
      offers: ['include', 'severity', 'failOn', 'as_of'],
      lacks: ['exclude', 'risk_tier', 'notes'],
    });
    checkCompletion(NAME, '‸', { offers: ['severity'], accept: 'severity', snippet: 'severity:\n  ‸', plain: 'severity:\n  ' });
  });

  test('codes below severity', () => {
    checkCompletion(NAME, 'severity:\n  missing-mandatory: off\n  ‸\n', {
      offers: ['missing-recommended', 'evidence-missing'],
      lacks: ['missing-mandatory', 'exclude'],
      accept: 'evidence-missing',
      snippet: 'severity:\n  missing-mandatory: off\n  evidence-missing: ‸\n',
    });
  });

  test('values', () => {
    checkCompletion(NAME, 'severity:\n  unknown-key: ‸\n', { exactly: ['error', 'warning', 'information', 'hint', 'off'] });
    checkCompletion(NAME, 'failOn: ‸\n', { exactly: ['error', 'warning', 'information', 'never'] });
    checkCompletion(NAME, 'severityBasis: d‸\n', { accept: 'due-date', plain: 'severityBasis: due-date\n' });
  });

  test('hover on keys, codes and values', () => {
    checkHover(NAME, 'excl‸ude: [a]\n', ['**Exclude**', 'left alone', 'archive']);
    checkHover(NAME, 'severity:\n  unknown-k‸ey: off\n', ['**unknown-key**', 'Without a setting: warning', '`off`: Not reported at all.']);
    checkHover(NAME, 'failOn: nev‸er\n', ['`never`', 'Nothing fails']);
  });
});

describe('patterns', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['archive', ['archive', 'archive/a.yaml', 'archive/b/c.yaml'], ['archives/a.yaml', 'x/archive/a.yaml']],
    ['archive/', ['archive/a.yaml'], ['archive.yaml']],
    ['./archive/**', ['archive/a.yaml', 'archive/b/c.yaml'], ['b/archive/a.yaml']],
    ['**/drafts/**', ['drafts/a.yaml', 'x/y/drafts/z/a.yaml'], ['draft/a.yaml', 'xdrafts/a.yaml']],
    ['**/*.draft.yaml', ['a.draft.yaml', 'x/a.draft.yaml'], ['a.draft.yml', 'x/adraft.yaml']],
    ['*.yaml', ['a.yaml', '.a.yaml'], ['x/a.yaml']],
    ['**', ['a.yaml', 'x/y/a.yaml'], []],
    ['.', ['a.yaml', 'x/a.yaml'], []],
    ['a?.yaml', ['ab.yaml'], ['a.yaml', 'a/.yaml', 'abc.yaml']],
    ['{old,ol[xd]er}/*.yaml', ['old/a.yaml', 'older/a.yaml'], ['oler/a.yaml', 'old,older/a.yaml']],
    ['v[0-9]/**', ['v1/a.yaml'], ['vx/a.yaml', 'v10/a.yaml']],
    ['v[!0-9]', ['vx/a.yaml'], ['v1/a.yaml', 'v/a.yaml']],
    ['a\\*b', ['a*b'], ['axb']],
    ['a+(b).c$|^', ['a+(b).c$|^'], ['aab.c']],
    ['a,b}', ['a,b}'], ['a', 'b}']],
    ['{a,b', ['a', 'b/c'], ['{a']],
    ['[z-a]', [], ['z', 'a']],
    ['', [], ['a']],
    ['ä/日本', ['ä/日本/x.yaml'], ['a/日本']],
  ])('%j', (pattern, covered, others) => {
    const matches = globMatcher([pattern]);
    expect([...covered, ...others].filter(matches)).toEqual(covered);
  });

  test('say what is looked at', () => {
    const { excludes, excludesFolder } = coverageOf(configOf('include: systems/**\nexclude: ["**/drafts"]\n'));
    expect(['systems/a.yaml', 'a.yaml', 'systems/drafts/a.yaml'].map(excludes)).toEqual([false, true, true]);
    expect(['systems', 'other', 'systems/drafts'].map(excludesFolder)).toEqual([false, false, true]);
  });
});

test('severity of findings follows the configuration, and progress does not', () => {
  const { findings } = assessFile('mlops-canvas.yaml', 'risk_tier: high\nnonsense: 1\nvalue_proposition:\n  user_goal: x\n');
  const changed = configured(
    findings,
    configOf('severity:\n  missing-mandatory: warning\n  missing-recommended: off\n  unknown-key: error\n'),
  );
  const severities = (code: string): ReadonlySet<string> =>
    new Set(changed.filter((found) => found.code === code).map(({ severity }) => severity));
  expect([...severities('missing-mandatory'), ...severities('missing-recommended'), ...severities('unknown-key')]).toEqual([
    'warning',
    'error',
  ]);
  expect(configured(findings, DEFAULT_CONFIG)).toEqual(findings);
});
