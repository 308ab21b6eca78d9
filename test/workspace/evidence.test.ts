/** Evidence over real folders: text and files in, findings out; nothing outside the workspace folder is touched. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../server/src/core/syntax/parse';
import { EvidenceFiles } from '../../server/src/workspace/evidence';
import type { Content } from '../support/folders';
import { addTo, makeFolder, recordingFileSystem, uriOf } from '../support/folders';
import { assessFile, messages } from '../support/engine';

/** A document with these values as evidence. */
const documentOf = (...values: readonly string[]): string =>
  `risk_tier: minimal\ndata_preparation:\n  evidence:\n${values.map((value) => `    - ${JSON.stringify(value)}\n`).join('')}`;

interface Look {
  readonly folder: string;
  readonly files: EvidenceFiles;
  readonly asked: readonly string[];
  /** What is said of a document's values now, as `code severity: message` without the path. */
  readonly said: (text: string, name?: string) => Promise<readonly string[]>;
}

function look(content: Content, workspace = ''): Look {
  const folder = makeFolder(content);
  const { fileSystem, asked } = recordingFileSystem();
  const root = uriOf(folder, workspace);
  const files = new EvidenceFiles(fileSystem, () => root);
  return {
    folder,
    files,
    asked,
    said: async (text, name = 'ai/crisp-ml.yaml') => {
      const assessment = assessFile('crisp-ml.yaml', text);
      const uri = uriOf(folder, workspace, name);
      await files.load(uri, assessment);
      expect(files.isKnown(uri, assessment)).toBe(true);
      return files
        .findings(uri, assessment)
        .map((finding) => `${finding.code} ${finding.severity}: ${messages.of(finding).replace(/^`[^`]*`: /u, '')}`);
    },
  };
}

const PROJECT: Content = {
  'ai/crisp-ml.yaml': '',
  'ai/docs/data quality.md': '# Data quality\n\n## Sampling plan\n',
  'ai/docs/100%.md': '',
  'ai/docs/c#.md': '',
  'ai/docs/report.pdf': '%PDF',
  'ai/folder/x.txt': '',
  'top.md': '# Top\n',
};

describe('evidence that is there gives no finding', () => {
  test.each([
    'docs/data quality.md',
    'docs/data%20quality.md',
    './docs//data quality.md',
    '../top.md',
    '../ai/docs/data quality.md',
    'docs/data quality.md#sampling-plan',
    'docs/data quality.md#Sampling plan',
    'docs/data quality.md#Data-Quality',
    'docs/100%.md',
    'docs/c#.md',
    'docs/c%23.md',
    'docs/report.pdf#page=3',
    'folder',
    'folder/',
    '.',
    'https://example.org/does/not/exist',
    'mailto:dpo@example.org',
    'TODO',
    '',
  ])('%j', async (value) => {
    expect(await look(PROJECT).said(documentOf(value))).toEqual([]);
  });
});

describe('evidence that is not there', () => {
  test.each([
    [
      'docs/other.md',
      "evidence-missing warning: there is no `docs/other.md`. Create it or correct the path, which begins at this document's folder.",
    ],
    [
      'docs/data quality.md/x.md',
      "evidence-missing warning: there is no `docs/data quality.md/x.md`. Create it or correct the path, which begins at this document's folder.",
    ],
    ['docs/Data Quality.md', 'evidence-missing warning: there is no `docs/Data Quality.md`. Did you mean `docs/data quality.md`?'],
    ['doc/report.pdf', 'evidence-missing warning: there is no `doc/report.pdf`. Did you mean `docs/report.pdf`?'],
    ['ai/docs/report.pdf', 'evidence-missing warning: there is no `ai/docs/report.pdf`. Did you mean `docs/report.pdf`?'],
    ['top.md#top', 'evidence-missing warning: there is no `top.md`. Did you mean `../top.md#top`?'],
    [
      'docs/data quality.md#sampling-plam',
      'evidence-missing warning: `docs/data quality.md` has no heading `#sampling-plam`. Did you mean `docs/data quality.md#sampling-plan`?',
    ],
    [
      'docs/data quality.md#budget',
      'evidence-missing warning: `docs/data quality.md` has no heading `#budget`. Add the heading, or point to another one.',
    ],
    [
      'docs\\report.pdf',
      'evidence-missing hint: `docs\\report.pdf` is found only where `\\` separates folders. Write `docs/report.pdf`, which every system reads.',
    ],
  ])('%j', async (value, message) => {
    expect(await look(PROJECT).said(documentOf(value))).toEqual([message]);
  });

  test('in a document without a folder of its own on disk', async () => {
    expect(await look(PROJECT).said(documentOf('a.md'), 'nowhere/crisp-ml.yaml')).toHaveLength(1);
  });

  test('nothing is said of a document outside every workspace folder', async () => {
    const { fileSystem, asked } = recordingFileSystem();
    const files = new EvidenceFiles(fileSystem, () => null);
    const assessment = assessFile('crisp-ml.yaml', documentOf('/etc/passwd', 'a.md'));
    await files.load('untitled:crisp-ml.yaml', assessment);
    expect(files.findings('untitled:crisp-ml.yaml', assessment)).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe('what leaves the workspace folder', () => {
  const STEPS = 'leads out of the workspace folder, so it is neither read nor created. Copy it into the workspace, or name a URL.';
  const ABSOLUTE =
    "begins at a disk or home folder, which is another one on every other machine. Write the path from this document's folder.";

  test.each([
    ['../../secret.md', `\`../../secret.md\` ${STEPS}`],
    ['docs/../../../x/y.md', `\`docs/../../../x/y.md\` ${STEPS}`],
    ['%2e%2e/%2e%2e/secret.md', `\`%2e%2e/%2e%2e/secret.md\` ${STEPS}`],
    ['..\\..\\secret.md', `\`..\\..\\secret.md\` ${STEPS}`],
    ['../../inside/top.md', `\`../../inside/top.md\` ${STEPS}`],
    ['/etc/passwd', `\`/etc/passwd\` ${ABSOLUTE}`],
    ['~/notes.md', `\`~/notes.md\` ${ABSOLUTE}`],
    ['C:\\docs\\a.md', `\`C:\\docs\\a.md\` ${ABSOLUTE}`],
    ['file:///etc/passwd', `\`file:///etc/passwd\` ${ABSOLUTE}`],
  ])('%j', async (value, message) => {
    const { said, asked } = look({ 'inside/ai/crisp-ml.yaml': '', 'inside/top.md': '', 'secret.md': '' }, 'inside');
    expect(await said(documentOf(value))).toEqual([`evidence-outside-workspace error: ${message}`]);
    expect(asked).toEqual([]);
  });

  const LINK = 'leads out of the workspace folder, so it is not followed. Copy the file into the workspace, or name a URL.';

  test('by a link, to a file, to a folder, and by a link to a link', async () => {
    const { said, asked, folder } = look(
      {
        'outside/secret.md': '# Secret\n',
        'inside/ai/file.md': { link: '../../outside/secret.md' },
        'inside/ai/folder': { link: '../../outside' },
        'inside/ai/again': { link: 'folder' },
        'inside/ai/gone': { link: '../../nowhere' },
      },
      'inside',
    );
    const values = ['file.md#secret', 'folder/secret.md', 'again/secret.md', 'gone/x.md'];
    expect(await said(documentOf(...values))).toEqual(
      values.map((value) => `evidence-outside-workspace error: a link on the way to \`${value.split('#')[0]}\` ${LINK}`),
    );
    expect(asked.filter((uri) => !uri.startsWith(uriOf(folder, 'inside')))).toEqual([]);
  });

  test('a link that stays inside is followed, wherever it leads', async () => {
    const { said, folder } = look({ 'docs/a.md': '# A\n', 'ai/docs': { link: '../docs' }, 'ai/loop': { link: 'loop' } });
    fs.symlinkSync(path.join(folder, 'docs', 'a.md'), path.join(folder, 'ai', 'b.md'));
    expect(await said(documentOf('docs/a.md#a', 'b.md#a'))).toEqual([]);
    expect(await said(documentOf('docs/b.md', 'loop', 'b.md#b'))).toEqual([
      expect.stringContaining('there is no `docs/b.md`'),
      expect.stringContaining('there is no `loop`'),
      expect.stringContaining('has no heading `#b`'),
    ]);
  });

  test('a workspace folder that is reached by a link is the workspace folder', async () => {
    const folder = makeFolder({ 'real/ai/docs/a.md': '', 'real/ai/b.md': { link: 'docs/a.md' }, workspace: { link: 'real' } });
    fs.symlinkSync(path.join(folder, 'real', 'ai', 'docs'), path.join(folder, 'real', 'ai', 'absolute'));
    const { fileSystem } = recordingFileSystem();
    const files = new EvidenceFiles(fileSystem, () => uriOf(folder, 'workspace'));
    const assessment = assessFile('crisp-ml.yaml', documentOf('b.md', 'absolute/a.md'));
    await files.load(uriOf(folder, 'workspace/ai/crisp-ml.yaml'), assessment);
    expect(files.findings(uriOf(folder, 'workspace/ai/crisp-ml.yaml'), assessment)).toEqual([]);
  });

  test('whatever the values, nothing outside is read, listed or followed, and nothing is to be created there', async () => {
    const { folder, asked, files } = look(
      {
        'inside/ai/docs/a.md': '# A\n',
        'inside/ai/up': { link: '..' },
        'inside/ai/out': { link: '../..' },
        'inside/ai/etc': { link: '/etc' },
        'outside.md': '# A\n',
      },
      'inside',
    );
    const step = fc.constantFrom(
      '..',
      '.',
      'ai',
      'docs',
      'up',
      'out',
      'etc',
      'a.md',
      'outside.md',
      'new.md',
      '%2e%2e',
      '',
      'passwd',
      'inside',
    );
    const value = fc
      .record({
        start: fc.constantFrom('', '', '', '/', './', `${folder}/`, 'file://', '\\'),
        steps: fc.array(step, { minLength: 1, maxLength: 6 }),
        separator: fc.constantFrom('/', '/', '\\'),
        end: fc.constantFrom('', '#a', '#b', '/'),
      })
      .map(({ start, steps, separator, end }) => start + steps.join(separator) + end);
    const inside = path.join(folder, 'inside');
    /** Where a file is in truth, or would be: links followed, except at the end. */
    const real = (file: string): string => {
      const parent = path.dirname(file);
      return path.join(fs.existsSync(parent) ? fs.realpathSync(parent) : real(parent), path.basename(file));
    };
    const expectInside = (each: string): void => expect(path.relative(inside, real(fileURLToPath(each))), each).not.toMatch(/^\.\./u);
    const uri = uriOf(folder, 'inside/ai/crisp-ml.yaml');
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 5 }), async (values) => {
        files.clear();
        const assessment = assessFile('crisp-ml.yaml', documentOf(...values));
        await files.load(uri, assessment);
        for (const { fix } of files.findings(uri, assessment)) {
          if (fix?.fix === 'evidence' && fix.create !== null) expectInside(fix.create.uri);
        }
      }),
      { numRuns: 500, seed: 20261123 },
    );
    for (const each of new Set(asked)) expectInside(each);
  });
});

describe('what was looked up is remembered', () => {
  test('and nothing is read twice, however often it is asked for', async () => {
    const { said, asked } = look(PROJECT);
    const text = documentOf('docs/report.pdf', 'docs/data quality.md#sampling-plan', 'docs/no.md');
    await said(text);
    const before = asked.length;
    await said(text);
    await said(documentOf('docs/other.md', 'docs/rep', 'folder'));
    expect(asked.length).toBe(before);
    expect(new Set(asked).size).toBe(asked.length);
  });

  test.each<readonly [string, string, (folder: string, files: EvidenceFiles) => void, number, number]>([
    [
      'a file is created',
      'docs/new.md',
      (folder, files) => {
        addTo(folder, { 'ai/docs/new.md': '' });
        files.changed(uriOf(folder, 'ai/docs/new.md'), 'made');
      },
      1,
      0,
    ],
    [
      'a file is created in folders that are new, and nobody speaks of the folders',
      'one/two/new.md',
      (folder, files) => {
        addTo(folder, { 'ai/one/two/new.md': '' });
        files.changed(uriOf(folder, 'ai/one/two/new.md'), 'made');
      },
      1,
      0,
    ],
    [
      'a file is deleted',
      'docs/report.pdf',
      (folder, files) => {
        fs.rmSync(path.join(folder, 'ai/docs/report.pdf'));
        files.changed(uriOf(folder, 'ai/docs/report.pdf'), 'removed');
      },
      0,
      1,
    ],
    [
      'a folder is renamed, and nobody speaks of its files',
      'docs/report.pdf',
      (folder, files) => {
        fs.renameSync(path.join(folder, 'ai/docs'), path.join(folder, 'ai/papers'));
        files.changed(uriOf(folder, 'ai/docs'), 'removed');
        files.changed(uriOf(folder, 'ai/papers'), 'made');
      },
      0,
      1,
    ],
    [
      'a heading is written',
      'docs/data quality.md#budget',
      (folder, files) => {
        addTo(folder, { 'ai/docs/data quality.md': '# Budget\n' });
        files.changed(uriOf(folder, 'ai/docs/data quality.md'), 'changed');
      },
      1,
      0,
    ],
    [
      'a link is put in place of a folder',
      'folder/x.txt',
      (folder, files) => {
        fs.rmSync(path.join(folder, 'ai/folder'), { recursive: true });
        addTo(folder, { 'ai/folder': { link: 'docs' } });
        files.changed(uriOf(folder, 'ai/folder'), 'removed');
        files.changed(uriOf(folder, 'ai/folder'), 'made');
      },
      0,
      1,
    ],
  ])('until %s', async (_, value, change, before, after) => {
    const { said, folder, files } = look(PROJECT);
    expect(await said(documentOf(value))).toHaveLength(before);
    change(folder, files);
    expect(await said(documentOf(value))).toHaveLength(after);
  });

  test('and what happens elsewhere does not matter', async () => {
    const { said, folder, files } = look({ ...PROJECT, 'node_modules/x/y.js': '' });
    await said(documentOf('docs/report.pdf', 'docs/no.md'));
    expect(files.changed(uriOf(folder, 'node_modules/x/z.js'), 'made')).toEqual([]);
    expect(files.changed(uriOf(folder, 'node_modules/x/y.js'), 'removed')).toEqual([]);
    expect(files.changed(uriOf(folder, 'ai/docs/report.pdf'), 'changed')).toEqual([]);
    expect(files.changed(uriOf(folder, 'ai/docs/more.md'), 'made')).toEqual([uriOf(folder, 'ai/crisp-ml.yaml')]);
  });
});

test('each finding stands at its value, a missing heading at the heading', async () => {
  const { files, folder } = look(PROJECT);
  const text = 'data_preparation:\n  outputs:\n    final_datasets: ["no.md", docs/data%20quality.md#no]\n';
  const assessment = assessFile('crisp-ml.yaml', text);
  const uri = uriOf(folder, 'ai/crisp-ml.yaml');
  await files.load(uri, assessment);
  const { lines } = parse(text);
  expect(
    files.findings(uri, assessment).map(({ anchor, path: at, unit }) => {
      const offset = (anchor as { from: number; origin: { offset: number } }).origin.offset;
      const { from, to } = anchor as { from: number; to: number };
      return [at, unit, lines.text.slice(offset + from, offset + to)];
    }),
  ).toEqual([
    ['data_preparation.outputs.final_datasets[0]', 'output.final_datasets', '"no.md"'],
    ['data_preparation.outputs.final_datasets[1]', 'output.final_datasets', 'no'],
  ]);
});
