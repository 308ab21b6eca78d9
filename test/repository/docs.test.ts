/** The documentation says what is true: every finding code has its page, the pages' examples do what they say, and the README's commands exist. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { isConfigFile } from '../../server/src/core/config/assessConfig';
import { parse } from '../../server/src/core/syntax/parse';
import { toValue } from '../../server/src/core/syntax/value';
import { overlaidEngine } from '../../server/src/engine';
import { nodeFileSystem } from '../../server/src/node/fileSystem';
import { EvidenceFiles } from '../../server/src/workspace/evidence';
import { assessFile, engine } from '../support/engine';
import { STRUCTURAL } from '../support/findings';
import { FOLDER, memoryWorkspace, uriOf } from '../support/memoryFiles';
import { root } from '../support/repository';

const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

/** The union in `finding.ts` is the list of codes; it exists for the compiler only, so it is read as text. */
const codes = Array.from(
  /export type FindingCode =([^;]+);/u.exec(read('server/src/core/assessment/finding.ts'))?.[1]?.matchAll(/'([a-z0-9-]+)'/gu) ?? [],
  ([, code = '']) => code,
);

const PAGES = 'docs/rules';
const pages = fs.readdirSync(path.join(root, PAGES)).toSorted();

/** Fenced blocks whose info string names a language and a file: ```` ```yaml crisp-ml.yaml ````. */
const examplesOf = (markdown: string): readonly { readonly file: string; readonly text: string }[] =>
  blocksOf(markdown, /^```yaml (\S+)\n(.*?)^```$/gmsu);

/** Those that stand for files beside a page's examples: ```` ```yaml beside ai-system.yaml ````. */
const besideExamples = (markdown: string): ReturnType<typeof examplesOf> => blocksOf(markdown, /^```yaml beside (\S+)\n(.*?)^```$/gmsu);

const blocksOf = (markdown: string, block: RegExp): readonly { readonly file: string; readonly text: string }[] =>
  Array.from(markdown.matchAll(block), ([, file = '', text = '']) => ({ file, text }));

type Example = ReturnType<typeof examplesOf>[number];

const codesIn = ({ file, text }: Example): readonly string[] => assessFile(file, text).findings.map((finding) => finding.code);

/** The same where other files lie beside the example. */
async function codesBeside({ file, text }: Example, beside: readonly Example[]): Promise<readonly string[]> {
  const found: string[] = [];
  const workspace = memoryWorkspace(new Map([...beside.map((other) => [other.file, other.text] as const), [file, text]]), {
    assessed: ({ uri, assessment }) => {
      if (uri === uriOf(file)) found.push(...(assessment?.findings.map(({ code }) => code) ?? []));
    },
  });
  await workspace.scan([FOLDER]);
  await workspace.idle();
  const configuration = isConfigFile(file) ? await workspace.assessor.configurations.read(uriOf(file)) : null;
  return [...found, ...(configuration?.assessment?.findings.map(({ code }) => code) ?? [])];
}

/** The same, and codes about its evidence: the example lies in a folder of the examples. */
async function allCodesIn(example: Example, beside: readonly Example[]): Promise<readonly string[]> {
  const folder = pathToFileURL(path.join(root, 'examples/credit-scoring')).href;
  const uri = `${folder}/${example.file}`;
  const evidence = new EvidenceFiles(nodeFileSystem, () => folder);
  const assessment = assessFile(example.file, example.text);
  await evidence.load(uri, assessment);
  return [
    ...(beside.length === 0 ? codesIn(example) : await codesBeside(example, beside)),
    ...evidence.findings(uri, assessment).map(({ code }) => code),
  ];
}

const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'docs/format.md',
  'docs/configuration.md',
  'docs/classification.md',
  'docs/editors.md',
  ...pages.map((page) => `${PAGES}/${page}`),
];

describe('docs/rules', () => {
  test('every finding code has a page, and every page a code', () => {
    expect(codes.length).toBeGreaterThan(10);
    expect(pages).toEqual(codes.map((code) => `${code}.md`).toSorted());
  });

  describe.each(codes)('%s', (code) => {
    const page = read(`${PAGES}/${code}.md`);
    const [wrong, right] = examplesOf(page);
    const beside = besideExamples(page);

    test('has the code as title, a severity, a reason and a way out', () => {
      expect(page.startsWith(`# ${code}\n`)).toBe(true);
      for (const part of ['**Severity:**', '## Why', '## Example', '## How to fix it']) expect(page).toContain(part);
    });

    test('the first example triggers the code, the second does not', async () => {
      if (wrong === undefined || right === undefined) throw new Error('a page needs two examples: ```yaml mlops-canvas.yaml');
      expect(await allCodesIn(wrong, beside)).toContain(code);
      expect(await allCodesIn(right, beside)).not.toContain(code);
    });

    test('its links lead to pages beside it: the extension carries nothing else', () => {
      for (const [, target = ''] of page.matchAll(/\]\(([^)]+)\)/gu)) expect(pages).toContain(target);
    });
  });
});

test('the examples of docs/format.md are good documents, whatever they leave open', () => {
  const examples = examplesOf(read('docs/format.md'));
  expect(examples.length).toBeGreaterThan(2);
  for (const example of examples)
    expect(
      codesIn(example).filter((code) => STRUCTURAL.has(code)),
      example.text,
    ).toEqual([]);
});

test('docs/configuration.md shows a good configuration and a good overlay, and names every setting', () => {
  const text = read('docs/configuration.md');
  for (const example of examplesOf(text)) expect(codesIn(example)).toEqual([]);
  const overlays = besideExamples(text).map(({ file, text: overlay }) => ({ path: file, value: toValue(parse(overlay).root) }));
  expect(overlays.length).toBe(1);
  expect(overlaidEngine(engine, overlays).refusals).toEqual([]);
  const named = Array.from(text.matchAll(/^\| `(\w+)` \|/gmu), ([, name = '']) => name);
  expect(named).toEqual(engine.catalog.config.root.keys.map(({ name }) => name).filter((name) => name !== '$schema'));
});

const CONFIGURATION: ReadonlySet<string> = new Set(['config-invalid', 'policy-weakens']);

test('every finding code can be given a severity', () => {
  const known = engine.catalog.config.root.child('severity')?.keys.map(({ name }) => name);
  // The configuration's own mistakes are always errors.
  expect(known).toEqual(expect.arrayContaining(codes.filter((code) => !CONFIGURATION.has(code))));
});

test('docs/format.md states how many answers each tier asks for', () => {
  for (const kind of engine.catalog.kinds.keys()) {
    const counts = ['high', 'limited', 'minimal'].map((tier) => assessFile(`${kind}.yaml`, `risk_tier: ${tier}\n`).progress);
    const cells = counts.map(({ mandatory, recommended }) => `${mandatory.total} / ${recommended.total}`).join(' | ');
    expect(read('docs/format.md')).toMatch(new RegExp(`^\\| \`${kind}\`[^|]*\\| ${cells} \\|$`, 'mu'));
  }
});

describe('docs/editors.md', () => {
  const page = read('docs/editors.md');
  /** Blocks whose info string names a language and what it configures, each with its words. */
  const blocks = new Map(
    Array.from(page.matchAll(/^ *```\w+ ([\w.-]+)\n(.*?)^ *```$/gmsu), ([, name = '', text = '']) => [name, text] as const),
  );
  const starting = [...blocks].filter(([name]) => name !== 'settings');

  test('has a configuration for each editor that it names', () => {
    expect([...blocks.keys()]).toEqual(['settings', 'neovim-0.7', 'neovim-0.11', 'emacs', 'helix', 'zed', 'lsp4ij']);
  });

  test.each(starting)('%s starts the server as the command line has it', (_, text) => {
    const { bin } = JSON.parse(read('package.json')) as { readonly bin: Readonly<Record<string, string>> };
    const file = `/path/to/ai-act-canvas/${bin['ai-act-canvas'] ?? ''}`;
    // Between the command and its arguments, some editors have a word of their own.
    const words: readonly string[] = text.match(/[\w./-]+/gu) ?? [];
    expect(words.slice(words.lastIndexOf('node'), words.indexOf(file)).filter((word) => !word.startsWith('arg'))).toEqual(['node']);
    expect(words.slice(words.indexOf(file)).slice(0, 3)).toEqual([file, 'server', '--stdio']);
  });

  test('its settings are those of the extension, with their defaults, and its JSON can be read', () => {
    const { contributes } = JSON.parse(read('package.json')) as {
      readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> } };
    };
    const own = Object.entries(contributes.configuration.properties).filter(([name]) => name.endsWith('.enabled'));
    const documented = Object.entries(JSON.parse(blocks.get('settings') ?? '') as Readonly<Record<string, { readonly enabled: unknown }>>);
    expect(documented.map(([name, { enabled }]) => [`aiActCanvas.${name}.enabled`, enabled])).toEqual(
      own.map(([name, { default: value }]) => [name, value]),
    );
    expect(() => JSON.parse(blocks.get('zed') ?? '')).not.toThrow();
  });

  test('names the files of all kinds where an editor goes by file name', () => {
    for (const kind of engine.catalog.kinds.keys()) expect(page).toContain(`*${kind}.yaml`);
  });

  test('says the same of Neovim as the README', () => {
    const [, configuration] = (blocks.get('neovim-0.11') ?? '').split(/^-- .*\n/mu);
    expect(read('README.md')).toContain(configuration);
  });
});

describe('README.md', () => {
  const readme = read('README.md');
  const { scripts, contributes } = JSON.parse(read('package.json')) as {
    readonly scripts: Readonly<Record<string, string>>;
    readonly contributes: { readonly commands: readonly { readonly title: string; readonly category: string }[] };
  };
  const titles = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;

  test('its example is read as the text beside it says', () => {
    const [example] = examplesOf(readme);
    if (example === undefined) throw new Error('no example: ```yaml mlops-canvas.yaml');
    expect(codesIn(example).filter((code) => code !== 'missing-recommended')).toEqual([]);
  });

  test('lists all scripts that people run', () => {
    const listed = Array.from(readme.matchAll(/^\| `npm (?:run )?([\w:]+)[^`]*` \|/gmu), ([, name = '']) => name);
    expect(listed.toSorted()).toEqual(Object.keys(scripts).toSorted());
  });

  test('names all commands of the palette, by their titles', () => {
    const named = new Set(Array.from(readme.matchAll(/\*AI Act Canvas: ([^*]+)\*/gu), ([, title = '']) => title));
    const hidden = new Set(['Open', 'Add', 'Create']);
    const inPalette = contributes.commands.map(({ title }) => titles[title.slice(1, -1)] ?? title).filter((title) => !hidden.has(title));
    expect([...named].toSorted()).toEqual(inPalette.toSorted());
  });
});

describe.each(DOCUMENTS)('%s', (file) => {
  const text = read(file);

  test('npm scripts that it names exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
    for (const [, name = ''] of text.matchAll(/npm run ([\w:]+)/gu)) expect(Object.keys(scripts)).toContain(name);
  });

  test('files that it names or links to exist', () => {
    const linked = Array.from(
      text.matchAll(/\]\(([^)#\s]+)[^)]*\)|^\[[^\]]+\]: (\S+)$/gmu),
      ([, inline, reference]) => inline ?? reference ?? '',
    ).filter((target) => !/^[a-z]+:/u.test(target));
    for (const target of linked) expect(fs.existsSync(path.join(root, path.dirname(file), target)), target).toBe(true);
    const named = Array.from(
      text.matchAll(/`((?:server|client|scripts|test|schemas|docs|l10n|bench|examples|syntaxes)\/[\w./-]+\.\w+)`/gu),
      ([, name = '']) => name,
    );
    for (const name of named) expect(fs.existsSync(path.join(root, name)), name).toBe(true);
  });

  test('makes no promise that the product does not make', () => {
    expect(text).not.toMatch(/\bcompliant\b/iu);
    expect(text).not.toMatch(/\p{Extended_Pictographic}/u);
  });
});
