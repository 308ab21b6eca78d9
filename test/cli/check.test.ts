/** The built command line, as people and CI call it. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../support/repository';

interface Report {
  readonly version: number;
  readonly files: readonly {
    readonly system: string | null;
    readonly tier: string | null;
    readonly findings: readonly { readonly code: string; readonly severity: string; readonly range: { readonly start: object } }[];
    readonly progress: { readonly mandatory: object; readonly phases: object };
  }[];
  readonly systems: readonly { readonly missingDocuments: readonly { readonly kind: string; readonly level: string }[] }[];
  readonly summary: { readonly error: number };
}

let folder = '';

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'check-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** Writes files below a fresh folder and runs the command there. */
function run(
  files: Readonly<Record<string, string | Uint8Array>>,
  ...args: readonly string[]
): { code: number | null; stdout: string; stderr: string; json: () => Report } {
  const cwd = fs.mkdtempSync(path.join(folder, 'case-'));
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    fs.writeFileSync(path.join(cwd, name), content);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), ...args], { cwd, encoding: 'utf8' });
  return { code: status, stdout, stderr, json: () => JSON.parse(stdout) as Report };
}

const GAPS = 'system: demo\nrisk_tier: high\n';
const FINE = 'system: demo\nrisk_tier: minimal\nvalue_proposition:\n  user_goal: Decide sooner\n';

describe('check', () => {
  test('exits with 1 where errors are found, and names file, line and code', () => {
    const { code, stdout } = run({ 'mlops-canvas.yaml': GAPS }, 'check');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^mlops-canvas\.yaml:2:12: error: .*\[missing-mandatory\]$/mu);
  });

  test('exits with 0 where nothing reaches the severity that fails', () => {
    expect(run({ 'mlops-canvas.yaml': FINE }, 'check').code).toBe(0);
    expect(run({ 'mlops-canvas.yaml': FINE }, 'check', '--fail-on', 'information').code).toBe(1);
    expect(run({ 'mlops-canvas.yaml': GAPS }, 'check', '--fail-on', 'never').code).toBe(0);
  });

  test('exits with 0 where nothing but documents of the system is missing, and names them', () => {
    const files = {
      'mlops-canvas.yaml': 'system: demo\nrisk_tier: limited\nvalue_proposition:\n  user_goal: A\n  personas: [{ role: B }]\n',
    };
    const { code, stdout } = run(files, 'check');
    expect(code).toBe(0);
    expect(stdout).toContain('System demo: no AI system record, mandatory at Limited risk. Create ai-system.yaml.\n');
    expect(run(files, 'check', '--format', 'json').json().systems[0]?.missingDocuments).toContainEqual({
      kind: 'ai-system',
      level: 'mandatory',
    });
  });

  test('says the place of a slip once; in JSON the message is that of the editor', () => {
    const slips = {
      'crisp-ml.yaml': 'risk_tier: minimal\ndate: 2026: 11\nproject_name:\n\tnotes: A\n',
      'ml-canvas.yaml': 'notes: a\n---\nnotes: b\n',
    };
    const { stdout } = run(slips, 'check');
    expect(stdout).toContain('crisp-ml.yaml:2:7: error: A second `: ` on this line. Put the value in quotes. [yaml-syntax]\n');
    expect(stdout).toContain('crisp-ml.yaml:4:1: error: A tab cannot indent YAML. Replace it by spaces. [yaml-syntax]\n');
    expect(stdout).toMatch(/^ml-canvas\.yaml:2:1: error: A second YAML document begins in this file\. .* \[several-documents\]$/mu);
    const bytes = run({ 'ml-canvas.yaml': new Uint8Array([0x23, 0xe9, 0x0a]) }, 'check').stdout;
    expect(bytes).toMatch(/^ml-canvas\.yaml:1:2: error: Bytes here are no UTF-8\. /mu);
    expect(run(slips, 'check', '--format', 'json').stdout).toContain('"Line 4: a tab cannot indent YAML. Replace it by spaces."');
  });

  test('prints the JSON of the format', () => {
    const report = run(
      { 'a/mlops-canvas.yaml': GAPS, 'k8s.yaml': 'kind: Deployment\n', 'docs/record.yml': `kind: crisp-ml\n${GAPS}` },
      'check',
      '--format',
      'json',
    ).json();
    expect(report).toMatchObject({
      version: 1,
      files: [
        { path: 'a/mlops-canvas.yaml', kind: 'mlops-canvas', system: 'demo', tier: 'high' },
        { path: 'docs/record.yml', kind: 'crisp-ml' },
      ],
    });
    expect(report.systems).toMatchObject([{ id: 'demo', tier: 'high', documents: ['a/mlops-canvas.yaml', 'docs/record.yml'] }]);
    const lacking = report.systems[0]?.missingDocuments ?? [];
    expect(lacking.map(({ kind }) => kind)).not.toContain('crisp-ml');
    const [file] = report.files;
    expect(Object.keys(file?.findings[0] ?? {})).toEqual([
      'code',
      'severity',
      'message',
      'range',
      'path',
      'unit',
      'level',
      'articles',
      'appliesFrom',
      'waived',
    ]);
    expect(report.summary.error).toBe(report.files.flatMap((file) => file.findings).filter(({ severity }) => severity === 'error').length);
    expect(file?.progress.mandatory).toEqual({ total: 32, answered: 0, waived: 0 });
    expect(Object.keys(file?.progress.phases ?? {})).toContain('data_preparation');
  });

  test('says what a system lacks', () => {
    expect(run({ 'mlops-canvas.yaml': GAPS }, 'check', '--format', 'json').json().systems[0]?.missingDocuments).toEqual(
      expect.arrayContaining([
        { kind: 'crisp-ml', level: 'mandatory' },
        { kind: 'ml-canvas', level: 'recommended' },
        { kind: 'data-landscape', level: 'recommended' },
      ]),
    );
  });

  test('a document beside the checked one is not lacking', () => {
    const files = {
      'a/mlops-canvas.yaml': GAPS,
      'a/crisp-ml.yaml': GAPS,
      'b/ml-canvas.yaml': 'system: demo\n',
      'b/ai-system.yaml': 'system: other\n',
    };
    const lacking = (...paths: readonly string[]): readonly string[] | undefined =>
      run(files, 'check', ...paths, '--format', 'json')
        .json()
        .systems[0]?.missingDocuments.map(({ kind }) => kind);
    expect(lacking('a/mlops-canvas.yaml')).toEqual(['ai-system', 'data-landscape']);
    expect(lacking()).toEqual(['ai-system', 'data-landscape']);
  });

  test('finds nothing, says so on stderr, and exits with 0', () => {
    const { code, stdout, stderr } = run(
      { 'k8s.yaml': 'kind: Deployment\n', 'node_modules/x/mlops-canvas.yaml': GAPS },
      'check',
      '--format',
      'json',
    );
    expect({ code, files: JSON.parse(stdout).files, lines: stderr.trim().split('\n').length }).toEqual({ code: 0, files: [], lines: 1 });
  });

  test.each([
    [['check', 'nowhere']],
    [['check', '--format', 'sarif']],
    [['check', '--format', 'github']],
    [['check', '--format', 'xml']],
    [['check', '--fail-on', 'often']],
    [['check', '--as-of', 'tomorrow']],
    [['check', '--frobnicate']],
    [['check', '--as-of', '2026-02-30']],
    [['server']],
    [['report']],
    [['frobnicate']],
  ])('%j could not run: one line on stderr, exit code 2', (args) => {
    const { code, stdout, stderr } = run({ 'mlops-canvas.yaml': GAPS }, ...args);
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
  });

  test('reads what can be read of a file that is not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('system: demo\nrisk_tier: high\nproject_name: '), Buffer.from([0xe9, 0x0a])]);
    const [file] = run({ 'mlops-canvas.yaml': bytes }, 'check', '--format', 'json').json().files;
    expect(file?.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['file-unreadable', 'missing-mandatory']));
  });

  test('refuses a file of 5 MB with a finding, and a file with NUL', () => {
    const { files } = run(
      { 'crisp-ml.yaml': `notes: |\n${'  text\n'.repeat(760_000)}`, 'mlops-canvas.yaml': 'a\0b' },
      'check',
      '--format',
      'json',
    ).json();
    expect(files.map(({ findings }) => findings.map(({ code }) => code))).toEqual([['file-unreadable'], ['file-unreadable']]);
  });

  describe('dates', () => {
    const RECORD =
      'system: demo\nrisk_tier: high\nduties:\n  ai_literacy: { status: in_progress }\n  cybersecurity: { status: in_progress }\n';
    const severities = (basis: string, ...args: readonly string[]): readonly string[] =>
      run({ 'ai-system.yaml': RECORD, 'ai-act-canvas.config.yaml': `severityBasis: ${basis}\n` }, 'check', '--format', 'json', ...args)
        .json()
        .files[0]!.findings.filter(({ code }) => code === 'incomplete-answer')
        .map(({ severity }) => severity);

    test('the severity goes by the level, or by from when something is owed', () => {
      expect(severities('level', '--as-of', '2026-11-23')).toEqual(['error', 'error']);
      expect(severities('due-date', '--as-of', '2026-11-23')).toEqual(['error', 'information']);
      expect(severities('due-date', '--as-of', '2027-01-15')).toEqual(['error', 'warning']);
      expect(severities('due-date', '--as-of', '2027-12-02')).toEqual(['error', 'error']);
    });

    test('the date of the command line comes before that of the configuration, and that before today', () => {
      const files = { 'ai-system.yaml': RECORD, 'ai-act-canvas.config.yaml': 'as_of: 2027-11-30\n' };
      expect(run(files, 'check').stdout).toContain('from 2 December 2027, in 2 days (Annex III), or from 2 August 2028 (Annex I)');
      const settled = {
        ...files,
        'mlops-canvas.yaml': 'risk_tier: limited\nwaivers:\n  - { field: "1.1", reason: r, approved_by: a, expires: 2027-11-29 }\n',
      };
      expect(run(settled, 'check').stdout).toContain('waiver-expired');
      expect(run(settled, 'check', '--as-of', '2027-11-29').stdout).not.toContain('waiver-expired');
    });
  });

  test('takes a byte order mark for what it is', () => {
    const { files } = run({ 'mlops-canvas.yaml': `\uFEFF${GAPS}` }, 'check', '--format', 'json').json();
    expect(files[0]).toMatchObject({ system: 'demo', tier: 'high' });
    expect(files[0]?.findings[0]?.range.start).toEqual({ line: 1, character: 11 });
  });
});
