/** The configuration and evidence on the command line: the same as in the editor, and a mistake ends the run. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Content } from '../support/folders';
import { makeFolder } from '../support/folders';
import { root } from '../support/repository';

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** `path: code severity` of all findings. */
  readonly found: () => readonly string[];
  readonly files: () => readonly string[];
}

interface Report {
  readonly files: readonly { readonly path: string; readonly findings: readonly { readonly code: string; readonly severity: string }[] }[];
}

function check(content: Content, cwd = '', ...args: readonly string[]): Run {
  const folder = makeFolder(content);
  const shown = args.map((arg) => arg.replace('FOLDER', folder));
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), 'check', '--format', 'json', ...shown], {
    cwd: path.join(folder, cwd),
    encoding: 'utf8',
  });
  const { files = [] } = stdout === '' ? ({} as Partial<Report>) : (JSON.parse(stdout) as Report);
  return {
    code: status,
    stdout,
    stderr,
    found: () => files.flatMap((file) => file.findings.map(({ code, severity }) => `${file.path}: ${code} ${severity}`)),
    files: () => files.map((file) => file.path),
  };
}

const CONFIG = 'ai-act-canvas.config.yaml';
const FINE = 'system: demo\nrisk_tier: minimal\nvalue_proposition:\n  user_goal: Decide sooner\n';
const TYPO = `${FINE}nonsense: 1\n`;

describe('check with a configuration', () => {
  test('gives findings the severity that it says', () => {
    const run = check({ [CONFIG]: 'severity: { unknown-key: error, missing-recommended: off }\n', 'mlops-canvas.yaml': TYPO });
    expect(run.found()).toEqual(['mlops-canvas.yaml: unknown-key error']);
    expect(run.code).toBe(1);
  });

  test('fails on what it says, unless the command line says otherwise', () => {
    const content = { [CONFIG]: 'failOn: warning\n', 'mlops-canvas.yaml': TYPO };
    expect(check(content).code).toBe(1);
    expect(check(content, '', '--fail-on', 'error').code).toBe(0);
    expect(check({ ...content, [CONFIG]: 'failOn: never\nseverity: { unknown-key: error }\n' }).code).toBe(0);
  });

  test('leaves out what it excludes, also where that is named', () => {
    const content = {
      [CONFIG]: 'exclude: [archive, "**/*.draft.mlops-canvas.yaml"]\n',
      'mlops-canvas.yaml': FINE,
      'archive/mlops-canvas.yaml': TYPO,
      'a/x.draft.mlops-canvas.yaml': TYPO,
    };
    expect(check(content).files()).toEqual(['mlops-canvas.yaml']);
    const named = check(content, '', 'archive/mlops-canvas.yaml', 'archive');
    expect([named.files(), named.code, named.stderr.trim().split('\n').length]).toEqual([[], 0, 1]);
  });

  test('looks only at what it includes', () => {
    const content = { [CONFIG]: 'include: systems\n', 'mlops-canvas.yaml': FINE, 'systems/a/mlops-canvas.yaml': FINE };
    expect(check(content).files()).toEqual(['systems/a/mlops-canvas.yaml']);
  });

  test('takes it from the nearest folder at or above the working directory, or above a path elsewhere', () => {
    const content = { [CONFIG]: 'severity: { unknown-key: hint }\n', 'a/b/mlops-canvas.yaml': TYPO, elsewhere: null };
    expect(check(content, 'a/b').found()).toContain('mlops-canvas.yaml: unknown-key hint');
    expect(check({ ...content, 'elsewhere/.git': null }, 'elsewhere', 'FOLDER/a').found()).toContain(
      '../a/b/mlops-canvas.yaml: unknown-key hint',
    );
  });

  test('takes the date from it', () => {
    const waived = `${FINE}waivers:\n  - field: "1.2"\n    reason: Later\n    approved_by: A. Vogel\n    expires: 2026-12-31\n`;
    const at = (date: string): readonly string[] => check({ [CONFIG]: `as_of: ${date}\n`, 'mlops-canvas.yaml': waived }).found();
    expect(at('2026-12-30')).not.toContain('mlops-canvas.yaml: waiver-expired error');
    expect(at('2027-01-01')).toContain('mlops-canvas.yaml: waiver-expired error');
  });

  test('says that it reads none from a folder of its name', () => {
    const run = check({ [CONFIG]: null, 'mlops-canvas.yaml': FINE });
    expect([run.code, run.files(), run.stderr]).toEqual([
      0,
      ['mlops-canvas.yaml'],
      `${CONFIG} is a folder, so no configuration is read from it. Move it away, or put a file of that name in its place.\n`,
    ]);
    expect(check({ [CONFIG]: '', 'mlops-canvas.yaml': FINE }).stderr).toBe('');
  });

  test.each([
    ['severity:\n  unknown-keys: off\n', `${CONFIG}:2:3: \`severity.unknown-keys\` is not a key here. Did you mean \`unknown-key\`?`],
    ['failOn: often\n', `${CONFIG}:1:9: \`often\` is not a value of \`failOn\`. Choose one of`],
    ['exclude: [*.yaml]\n', `${CONFIG}:1:11: A text that begins with \`*\` needs quotes.`],
    ['- a\n', `${CONFIG}:1:3: \`Configuration\` takes a mapping`],
    ['a\0b', `${CONFIG}:1:1: This file is no UTF-8 text`],
  ])('%j: one line on stderr, exit code 2', (config, message) => {
    const { code, stdout, stderr } = check({ [CONFIG]: config, 'mlops-canvas.yaml': FINE });
    expect([code, stdout, stderr.split('\n').length]).toEqual([2, '', 2]);
    expect(stderr.startsWith(`ai-act-canvas: ${message}`), stderr).toBe(true);
  });
});

describe('check with overlays', () => {
  const overlay = (levels: string): string =>
    JSON.stringify({
      'x-guidance': { document: { id: 'mlops-canvas' } },
      properties: { value_proposition: { properties: { problem: { 'x-guidance': { unit: { levels: JSON.parse(levels) as object } } } } } },
    });

  test('asks for what they add', () => {
    const content = { [CONFIG]: 'policies: p.json\n', 'p.json': overlay('{"minimal":"mandatory"}'), 'mlops-canvas.yaml': FINE };
    expect(check(content).found()).toContain('mlops-canvas.yaml: missing-mandatory error');
  });

  test.each([
    ['{"high":"optional"}', '`p.json`: `value_proposition.problem` is mandatory at the tier high, and an overlay cannot make it optional.'],
    ['{"high":"never"}', '`p.json`: the levels of `value_proposition.problem` are not right.'],
  ])('that would weaken or cannot be read does not run: %s', (levels, message) => {
    const { code, stdout, stderr } = check({ [CONFIG]: 'policies: [p.json]\n', 'p.json': overlay(levels), 'mlops-canvas.yaml': FINE });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(`ai-act-canvas: ${CONFIG}:1:12: ${message}`), stderr).toBe(true);
  });

  test('does not read one outside the workspace folder', () => {
    const content = {
      'p.json': overlay('{"minimal":"mandatory"}'),
      [`a/${CONFIG}`]: 'policies: [../p.json]\n',
      'a/mlops-canvas.yaml': FINE,
    };
    const { code, stderr } = check(content, 'a');
    expect(code).toBe(2);
    expect(stderr).toContain('`../p.json` cannot be read');
  });
});

describe('check of evidence', () => {
  const withEvidence = (value: string): string =>
    `system: demo\nrisk_tier: minimal\ndata_preparation:\n  outputs:\n    final_datasets: ${value}\n`;
  const evidence = (run: Run): readonly string[] => run.found().filter((line) => line.includes('evidence-'));

  test('finds what is missing or outside, from the workspace folder of the working directory', () => {
    const content = {
      [CONFIG]: '',
      'ai/crisp-ml.yaml': withEvidence('[docs/a.md, ../docs/b.md, ../../c.md, docs/gone.md, docs/a.md#no]'),
      'ai/docs/a.md': '# A\n',
      'docs/b.md': '',
    };
    const expected = [
      'crisp-ml.yaml: evidence-outside-workspace error',
      'crisp-ml.yaml: evidence-missing warning',
      'crisp-ml.yaml: evidence-missing warning',
    ];
    expect(evidence(check(content, 'ai'))).toEqual(expected);
    expect(evidence(check(content))).toEqual(expected.map((line) => `ai/${line}`));
  });

  test('of a path outside the working directory begins at that path', () => {
    const content = { 'x/ai/crisp-ml.yaml': withEvidence('../docs/a.md'), 'x/docs/a.md': '', 'x/.git': null, elsewhere: null };
    expect(evidence(check(content, 'elsewhere', 'FOLDER/x/ai'))).toEqual([]);
  });

  test('does not follow a link out of the workspace folder', () => {
    const content = {
      'out/a.md': '',
      'in/.git': null,
      'in/crisp-ml.yaml': withEvidence('[link.md, folder/a.md]'),
      'in/link.md': { link: '../out/a.md' },
      'in/folder': { link: '../out' },
    };
    expect(evidence(check(content, 'in'))).toEqual([
      'crisp-ml.yaml: evidence-outside-workspace error',
      'crisp-ml.yaml: evidence-outside-workspace error',
    ]);
  });
});
