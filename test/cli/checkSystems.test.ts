/** `check` and the records of systems: where they are looked for, and what is said of systems. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { TerminalProgress } from '../../server/src/cli/progress';
import type { Content } from '../support/folders';
import { makeFolder } from '../support/folders';
import { root } from '../support/repository';

interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly system: string | null;
    readonly tier: string | null;
    readonly findings: readonly { readonly code: string }[];
  }[];
  readonly systems: readonly {
    readonly id: string | null;
    readonly tier: string | null;
    readonly documents: readonly string[];
    readonly missingDocuments: readonly { readonly kind: string; readonly level: string }[];
    readonly phases: Readonly<Record<string, { readonly mandatory: { readonly total: number } }>>;
  }[];
}

/** Runs check in a folder below one with this content. */
function check(content: Content, at: string, ...args: readonly string[]): Report {
  const folder = makeFolder(content);
  const { stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), 'check', '--format', 'json', ...args], {
    cwd: path.join(folder, at),
    encoding: 'utf8',
  });
  if (stdout === '') expect.fail(stderr);
  return JSON.parse(stdout) as Report;
}

const tiers = ({ files }: Report): Readonly<Record<string, string | null>> =>
  Object.fromEntries(files.map((file) => [file.path, file.tier]));

const RECORD = 'kind: ai-system\nsystem: s\nrisk_tier: high\n';
const CANVAS = 'system: s\n';

describe('the record of a checked document', () => {
  test('is found above the named file, up to the working directory', () => {
    const report = check({ 'ai-system.yaml': RECORD, 'a/b/mlops-canvas.yaml': 'project_name: x\n' }, '.', 'a/b/mlops-canvas.yaml');
    expect(tiers(report)).toEqual({ 'a/b/mlops-canvas.yaml': 'high' });
    expect(report.files[0]?.system).toBe('s');
  });

  test('is found above the working directory, up to the folder that is marked as the workspace', () => {
    const content = { 'ai-system.yaml': RECORD, 'a/mlops-canvas.yaml': CANVAS };
    expect(tiers(check({ ...content, '.git': null }, 'a'))).toEqual({ 'mlops-canvas.yaml': 'high' });
    expect(tiers(check({ ...content, 'ai-act-canvas.config.yaml': '' }, 'a'))).toEqual({ 'mlops-canvas.yaml': 'high' });
    expect(tiers(check(content, 'a'))).toEqual({ 'mlops-canvas.yaml': null });
  });

  test('is found anywhere in the workspace, whatever its file is called, and is not checked itself', () => {
    const report = check({ 'x/record.yaml': RECORD, 'a/mlops-canvas.yaml': CANVAS }, '.', 'a');
    expect(tiers(report)).toEqual({ 'a/mlops-canvas.yaml': 'high' });
    expect(report.systems.map(({ documents }) => documents)).toEqual([['a/mlops-canvas.yaml']]);
  });

  test('of a file outside the working directory is looked for beside it', () => {
    const outside = makeFolder({ 'ai-system.yaml': RECORD, 'mlops-canvas.yaml': CANVAS });
    const { files } = check({ 'ai-system.yaml': RECORD.replace('high', 'limited') }, '.', path.join(outside, 'mlops-canvas.yaml'));
    expect(files.map(({ tier }) => tier)).toEqual(['high']);
  });

  test('that has a double outside the checked folder is reported', () => {
    const { files } = check({ 'a/ai-system.yaml': RECORD, 'b/ai-system.yaml': RECORD }, '.', 'a');
    expect(files.map(({ findings }) => findings.some(({ code }) => code === 'duplicate-system'))).toEqual([true]);
  });
});

test('a system joins its documents, with the tier of its record, what it lacks, and its six phases', () => {
  const { systems } = check(
    {
      'ai-system.yaml': RECORD,
      'docs/crisp-ml.yaml': CANVAS,
      'docs/mlops-canvas.yaml': 'system: s\nrisk_tier: limited\n',
      'alone/ml-canvas.yaml': 'risk_tier: minimal\n',
    },
    '.',
  );
  expect(systems.map(({ id, tier, documents }) => ({ id, tier, documents }))).toEqual([
    { id: 's', tier: 'high', documents: ['ai-system.yaml', 'alone/ml-canvas.yaml', 'docs/crisp-ml.yaml', 'docs/mlops-canvas.yaml'] },
  ]);
  const [system] = systems;
  expect(system?.missingDocuments).toEqual([{ kind: 'data-landscape', level: 'recommended' }]);
  const asked = Object.entries(system?.phases ?? {}).filter(([, { mandatory }]) => mandatory.total > 0);
  expect(asked.map(([phase]) => phase)).toEqual(expect.arrayContaining(PHASES));
});

/** The phases of CRISP-ML(Q): its tasks, the canvas blocks that belong to them, and the duties of the system. */
const PHASES = [
  'business_and_data_understanding',
  'data_preparation',
  'model_engineering',
  'model_evaluation',
  'model_deployment',
  'monitoring_and_maintenance',
];

describe('progress', () => {
  const shown = (isTTY: boolean): string => {
    let written = '';
    const stream = { isTTY, write: (text: string | Uint8Array) => ((written += String(text)), true) };
    const progress = new TerminalProgress((done, total) => `${done} of ${total}`, stream);
    progress.report(5, 2000);
    progress.end();
    return written;
  };

  test('is one line on a terminal, taken away in the end', () => {
    expect(shown(true)).toBe(`\r5 of 2000\r${' '.repeat(9)}\r`);
  });

  test('is nothing elsewhere', () => {
    expect(shown(false)).toBe('');
    const folder = makeFolder({ 'ml-canvas.yaml': 'risk_tier: minimal\n' });
    const { stderr } = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), 'check', fs.realpathSync(folder)], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
  });
});
