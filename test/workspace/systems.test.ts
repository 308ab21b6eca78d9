/** Which record a document belongs to, what it takes from it, and what happens when records change: files in, findings out. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../server/src/core/assessment/finding';
import { isElsewhere } from '../../server/src/core/assessment/finding';
import { readSystemRecord } from '../../server/src/core/document/systemRecord';
import { parse } from '../../server/src/core/syntax/parse';
import { ProgressTree } from '../../server/src/workspace/progressTree';
import { engine, messages } from '../support/engine';
import type { Files } from '../support/memoryFiles';
import { FOLDER, memoryWorkspace, uriOf } from '../support/memoryFiles';

interface Said {
  readonly tier: string | null;
  readonly system: string | null;
  readonly findings: readonly Finding[];
}

const ABOUT_SYSTEMS: ReadonlySet<string> = new Set(['tier-missing', 'tier-mismatch', 'duplicate-system', 'prohibited-practice']);

const codes = (said: Said | undefined): readonly string[] =>
  (said?.findings ?? []).map(({ code }) => code).filter((code) => ABOUT_SYSTEMS.has(code));

/** A workspace over these files, and what it says of each, by path. */
function open(contents: Readonly<Record<string, string>>): {
  readonly files: Files;
  readonly said: Map<string, Said>;
  readonly workspace: ReturnType<typeof memoryWorkspace>;
  /** Paths that were assessed since the last call, in their order. */
  readonly assessed: () => readonly string[];
  readonly write: (path: string, text: string | null) => Promise<void>;
} {
  const files: Files = new Map(Object.entries(contents));
  const said = new Map<string, Said>();
  let assessed: string[] = [];
  const workspace = memoryWorkspace(files, {
    assessed: ({ uri, assessment }) => {
      const path = uri.slice(FOLDER.length + 1);
      assessed.push(path);
      if (assessment !== undefined)
        said.set(path, { tier: assessment.tier, system: assessment.header.systemId, findings: assessment.findings });
    },
  });
  return {
    files,
    said,
    workspace,
    assessed: () => {
      const since = assessed;
      assessed = [];
      return since;
    },
    write: async (path, text) => {
      if (text === null) {
        files.delete(path);
        workspace.forget([uriOf(path)]);
      } else {
        files.set(path, text);
        workspace.reread(uriOf(path));
      }
      await workspace.idle();
    },
  };
}

async function scanned(contents: Readonly<Record<string, string>>): Promise<ReturnType<typeof open>> {
  const opened = open(contents);
  await opened.workspace.scan([FOLDER]);
  await opened.workspace.idle();
  return opened;
}

const tiers = async (contents: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string | null>>> => {
  const { said } = await scanned(contents);
  return Object.fromEntries([...said].map(([path, { tier }]) => [path, tier]));
};

const record = (tier: string, system: string | null = 's'): string =>
  `kind: ai-system\n${system === null ? '' : `system: ${system}\n`}risk_tier: ${tier}\n`;

describe('the record of a document that names its system', () => {
  test('stands beside it, or above it, or anywhere if there is one', async () => {
    expect(
      await tiers({
        'ai-system.yaml': record('high'),
        'mlops-canvas.yaml': 'system: s\n',
        'a/b/crisp-ml.yaml': 'system: s\n',
        'a/b/t.ai-system.yaml': record('minimal', 't'),
        'c/d/ml-canvas.yaml': 'system: t\n',
        'c/unknown.ml-canvas.yaml': 'system: u\n',
      }),
    ).toEqual({
      'ai-system.yaml': 'high',
      'mlops-canvas.yaml': 'high',
      'a/b/crisp-ml.yaml': 'high',
      'a/b/t.ai-system.yaml': 'minimal',
      'c/d/ml-canvas.yaml': 'minimal',
      'c/unknown.ml-canvas.yaml': null,
    });
  });

  test('is the nearest on the way up', async () => {
    const { said } = await scanned({
      'ai-system.yaml': record('high'),
      'a/ai-system.yaml': record('limited'),
      'a/b/mlops-canvas.yaml': 'system: s\n',
      'c/mlops-canvas.yaml': 'system: s\n',
    });
    expect(said.get('a/b/mlops-canvas.yaml')?.tier).toBe('limited');
    expect(said.get('c/mlops-canvas.yaml')?.tier).toBe('high');
    // The nearer one is no duplicate: no document finds both at the same distance.
    expect(codes(said.get('ai-system.yaml'))).toEqual([]);
    expect(codes(said.get('a/ai-system.yaml'))).toEqual([]);
  });

  test('may be called otherwise, if it says what it is', async () => {
    expect(await tiers({ 'docs/record.yml': record('limited'), 'mlops-canvas.yaml': 'system: s\n' })).toEqual({
      'docs/record.yml': 'limited',
      'mlops-canvas.yaml': 'limited',
    });
  });

  test('is not that of another workspace folder', async () => {
    const { workspace, said } = open({ 'one/ai-system.yaml': record('high'), 'two/mlops-canvas.yaml': 'system: s\n' });
    await workspace.scan([`${FOLDER}/one`, `${FOLDER}/two`]);
    await workspace.idle();
    expect(codes(said.get('two/mlops-canvas.yaml'))).toEqual(['tier-missing']);
  });

  test('is found whatever characters its folder has', async () => {
    expect(await tiers({ 'größe & co/ai-system.yaml': record('limited'), 'größe & co/x y/ml-canvas.yaml': 'system: s\n' })).toEqual({
      'gr%C3%B6%C3%9Fe%20%26%20co/ai-system.yaml': 'limited',
      'gr%C3%B6%C3%9Fe%20%26%20co/x%20y/ml-canvas.yaml': 'limited',
    });
  });
});

describe('a document without `system`', () => {
  test('belongs to the nearest record beside or above it', async () => {
    const { said } = await scanned({
      'ai-system.yaml': record('high'),
      'a/ai-system.yaml': record('minimal', null),
      'a/mlops-canvas.yaml': 'project_name: x\n',
      'b/mlops-canvas.yaml': 'project_name: x\n',
    });
    expect(said.get('a/mlops-canvas.yaml')).toMatchObject({ tier: 'minimal', system: null });
    expect(said.get('b/mlops-canvas.yaml')).toMatchObject({ tier: 'high', system: 's' });
  });

  test('does not look sideways', async () => {
    const { said } = await scanned({ 'a/ai-system.yaml': record('high'), 'b/mlops-canvas.yaml': 'project_name: x\n' });
    expect(codes(said.get('b/mlops-canvas.yaml'))).toEqual(['tier-missing']);
  });

  test('does not choose between the records of two systems', async () => {
    const { said } = await scanned({
      'a.ai-system.yaml': record('high', 'a'),
      'b.ai-system.yaml': record('minimal', 'b'),
      'mlops-canvas.yaml': 'project_name: x\n',
    });
    expect(codes(said.get('mlops-canvas.yaml'))).toEqual(['tier-missing']);
    expect(said.get('mlops-canvas.yaml')?.findings[0]?.message).toBe('tier-missing.rivals');
    expect(codes(said.get('a.ai-system.yaml'))).toEqual([]);
  });
});

describe('two records of one system', () => {
  test('in one folder are both reported, each with the place of the other, and neither counts', async () => {
    const { said } = await scanned({
      'ai-system.yaml': record('high'),
      'old.ai-system.yaml': record('limited'),
      'mlops-canvas.yaml': 'system: s\n',
    });
    expect(codes(said.get('mlops-canvas.yaml'))).toEqual(['tier-missing']);
    const [missing] = said.get('mlops-canvas.yaml')?.findings ?? [];
    expect(messages.of(missing!)).toMatch(/^No risk tier counts here: `ai-system\.yaml`, `old\.ai-system\.yaml` could each be the record/u);
    expect(missing?.related?.at).toMatchObject({ uri: uriOf('ai-system.yaml'), range: { start: { line: 1, character: 8 } } });
    for (const [path, other] of [
      ['ai-system.yaml', 'old.ai-system.yaml'],
      ['old.ai-system.yaml', 'ai-system.yaml'],
    ] as const) {
      const found = said.get(path)?.findings.find(({ code }) => code === 'duplicate-system');
      if (found?.related == null || !isElsewhere(found.related.at)) expect.fail(`${path} names no other record`);
      expect(found.related.at).toEqual({ uri: uriOf(other), range: { start: { line: 1, character: 8 }, end: { line: 1, character: 9 } } });
      expect(messages.of(found)).toContain(`\`${other}\``);
    }
  });

  test('in folders apart are reported, and count only for what lies beside them', async () => {
    const { said } = await scanned({
      'a/ai-system.yaml': record('high'),
      'a/mlops-canvas.yaml': 'system: s\n',
      'b/ai-system.yaml': record('limited'),
      'b/mlops-canvas.yaml': 'system: s\n',
      'c/mlops-canvas.yaml': 'system: s\n',
    });
    expect(said.get('a/mlops-canvas.yaml')?.tier).toBe('high');
    expect(said.get('b/mlops-canvas.yaml')?.tier).toBe('limited');
    expect(codes(said.get('c/mlops-canvas.yaml'))).toEqual(['tier-missing']);
    expect(messages.of(said.get('c/mlops-canvas.yaml')!.findings[0]!)).toContain('`../a/ai-system.yaml`, `../b/ai-system.yaml`');
    expect(codes(said.get('a/ai-system.yaml'))).toEqual(['duplicate-system']);
    expect(codes(said.get('b/ai-system.yaml'))).toEqual(['duplicate-system']);
  });

  test('without an id in one folder are asked for one', async () => {
    const { said } = await scanned({ 'a.ai-system.yaml': record('high', null), 'b.ai-system.yaml': record('high', null) });
    const found = said.get('a.ai-system.yaml')?.findings.find(({ code }) => code === 'duplicate-system');
    expect(found?.message).toBe('duplicate-system.unnamed');
  });

  test('a thousand times name only a few', async () => {
    const { said } = await scanned(Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`${at}/ai-system.yaml`, record('high')])));
    const found = said.get('7/ai-system.yaml')?.findings.find(({ code }) => code === 'duplicate-system');
    expect(messages.of(found!).length).toBeLessThan(400);
  });
});

test('a record belongs to no other, not even to itself', async () => {
  const { said } = await scanned({ 'ai-system.yaml': record('high'), 'a/ai-system.yaml': 'system: s\nkind: ai-system\n' });
  expect(codes(said.get('a/ai-system.yaml'))).toEqual(['tier-missing']);
});

describe('when a record changes', () => {
  const FILES = {
    'ai-system.yaml': `${record('high')}intended_purpose: Score\n`,
    'mlops-canvas.yaml': 'system: s\n',
    'a/crisp-ml.yaml': 'project_name: x\n',
    'other.ml-canvas.yaml': 'system: t\nrisk_tier: minimal\n',
  };

  test('what depends on it is assessed anew, and nothing else', async () => {
    const { assessed, said, write } = await scanned(FILES);
    expect(assessed().toSorted()).toEqual(Object.keys(FILES).toSorted());
    await write('ai-system.yaml', record('limited'));
    expect(assessed()).toEqual(
      ['ai-system.yaml', 'a/crisp-ml.yaml', 'mlops-canvas.yaml'].toSorted((a, b) =>
        a === 'ai-system.yaml' ? -1 : b === 'ai-system.yaml' ? 1 : b < a ? -1 : 1,
      ),
    );
    expect([said.get('mlops-canvas.yaml')?.tier, said.get('a/crisp-ml.yaml')?.tier]).toEqual(['limited', 'limited']);
  });

  test('nothing is, where only its other text changed', async () => {
    const { assessed, write } = await scanned(FILES);
    assessed();
    await write('ai-system.yaml', `${record('high')}intended_purpose: Score loans\n`);
    expect(assessed()).toEqual(['ai-system.yaml']);
  });

  test('a file written anew with the same bytes is not assessed', async () => {
    const { assessed, write } = await scanned(FILES);
    assessed();
    await write('mlops-canvas.yaml', FILES['mlops-canvas.yaml']);
    expect(assessed()).toEqual([]);
  });

  test('one that is gone, renamed or no record any more leaves its documents without a tier', async () => {
    for (const change of [
      { 'ai-system.yaml': null },
      { 'ai-system.yaml': null, 'b/ai-system.yaml': record('minimal') },
      { 'ai-system.yaml': 'kind: ai-system\nsystem: s\n' },
    ] as const) {
      const { said, write } = await scanned(FILES);
      for (const [path, text] of Object.entries(change)) await write(path, text);
      const isMoved = 'b/ai-system.yaml' in change;
      expect(said.get('mlops-canvas.yaml')?.tier, JSON.stringify(change)).toBe(isMoved ? 'minimal' : null);
      expect(said.get('a/crisp-ml.yaml')?.tier).toBe(null);
    }
  });

  test('a folder that is gone takes its record with it', async () => {
    const { files, workspace, said } = await scanned({ 'r/ai-system.yaml': record('high'), 'mlops-canvas.yaml': 'system: s\n' });
    expect(said.get('mlops-canvas.yaml')?.tier).toBe('high');
    files.delete('r/ai-system.yaml');
    workspace.forget([uriOf('r')]);
    await workspace.idle();
    expect(said.get('mlops-canvas.yaml')?.tier).toBe(null);
  });

  test('one that is open counts as it is typed, and as it was saved once it is closed', async () => {
    const { workspace, said } = await scanned(FILES);
    const uri = uriOf('ai-system.yaml');
    workspace.setOpen(uri, readSystemRecord(engine, engine.catalog.kinds.get('ai-system')!, uri, parse(record('minimal'))));
    await workspace.idle();
    expect(said.get('mlops-canvas.yaml')?.tier).toBe('minimal');
    workspace.close(uri);
    await workspace.idle();
    expect(said.get('mlops-canvas.yaml')?.tier).toBe('high');
  });
});

describe('systems', () => {
  test('join documents of one id over all folders; the tier is that of the record', async () => {
    const { workspace } = await scanned({
      'ai-system.yaml': record('limited'),
      'a/mlops-canvas.yaml': 'system: s\nrisk_tier: high\n',
      'b/crisp-ml.yaml': 'system: s\n',
      'alone.ml-canvas.yaml': 'risk_tier: minimal\nsystem: t\n',
    });
    expect(workspace.systems.all.map(({ system, tier, documents }) => ({ system, tier, count: documents.length }))).toEqual([
      { system: 's', tier: 'limited', count: 3 },
      { system: 't', tier: 'minimal', count: 1 },
    ]);
    const [first] = workspace.systems.all;
    expect(first?.missing.map(({ kind, level }) => `${kind.id}: ${level}`)).toEqual([]);
    expect(Object.values(first?.phases ?? {}).some(({ mandatory }) => mandatory.total > 0)).toBe(true);
  });

  test('without a record have the strictest tier that a document states, and lack the record', async () => {
    const { workspace } = await scanned({
      'mlops-canvas.yaml': 'system: s\nrisk_tier: high\n',
      'a/crisp-ml.yaml': 'system: s\nrisk_tier: limited\n',
    });
    const [only] = workspace.systems.all;
    expect(only?.tier).toBe('high');
    expect(only?.missing.map(({ kind, level }) => `${kind.id}: ${level}`)).toContain('ai-system: mandatory');
  });

  test('with several records say so in the tree, until one is gone', async () => {
    const { workspace, write } = await scanned({
      'ai-system.yaml': record('high'),
      'old.ai-system.yaml': record('limited'),
      'mlops-canvas.yaml': 'system: s\n',
    });
    const tree = new ProgressTree(engine.catalog, messages, workspace.systems);
    const [row] = tree.children(undefined).nodes;
    expect(row).toMatchObject({ label: 's', icon: 'warning', tooltip: expect.stringContaining('the strictest tier') });
    expect(row?.description).toMatch(/^several records · High risk · 0 of \d+ mandatory$/u);
    await write('old.ai-system.yaml', null);
    expect(tree.children(undefined).nodes[0]?.description).toMatch(/^High risk · 0 of \d+ mandatory$/u);
  });

  test('follow when a document changes its system or goes', async () => {
    const { workspace, write } = await scanned({ 'mlops-canvas.yaml': 'system: s\nrisk_tier: high\n', 'crisp-ml.yaml': 'system: s\n' });
    const names = (): readonly (string | null)[] => workspace.systems.all.map(({ system }) => system);
    await write('crisp-ml.yaml', 'system: t\n');
    expect(names()).toEqual(['s', 't']);
    await write('mlops-canvas.yaml', null);
    expect(names()).toEqual(['t']);
  });
});

/** Whatever is done to the files one after the other: in the end all is said as if they had been read at once. */
test('a workspace that followed changes says what a new one says', async () => {
  const path = fc
    .tuple(
      fc.constantFrom('', 'a/', 'b/', 'a/b/'),
      fc.constantFrom('ai-system.yaml', 'x.ai-system.yaml', 'mlops-canvas.yaml', 'ml-canvas.yaml', 'notes.yaml'),
    )
    .map((parts) => parts.join(''));
  const text = fc
    .tuple(
      fc.constantFrom('', 'system: s\n', 'system: t\n'),
      fc.constantFrom('', 'risk_tier: high\n', 'risk_tier: minimal\n'),
      fc.constantFrom('', 'kind: ai-system\n', 'notes: n\n'),
    )
    .map((parts) => parts.join(''));
  const change = fc.tuple(path, fc.option(text));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), fc.array(change, { maxLength: 6 }), async (start, changes) => {
      const first = Object.fromEntries(start.flatMap(([name, content]) => (content === null ? [] : [[name, content]])));
      const { files, said, workspace, write } = await scanned(first);
      for (const [name, content] of changes) await write(name, content);
      const fresh = await scanned(Object.fromEntries(files));
      const shown = (of: typeof said): unknown =>
        Object.fromEntries(
          [...fresh.said.keys()].map((name) => [
            name,
            (of.get(name)?.findings ?? []).map((found) => [found.code, messages.of(found), found.related?.at]),
          ]),
        );
      expect(JSON.parse(JSON.stringify(shown(said), withoutOrigins))).toEqual(
        JSON.parse(JSON.stringify(shown(fresh.said), withoutOrigins)),
      );
      const grouped = (of: typeof workspace): unknown =>
        of.systems.all.map(({ id, tier, counts, documents }) => ({ id, tier, counts, documents: documents.length }));
      expect(grouped(workspace)).toEqual(grouped(fresh.workspace));
    }),
    { numRuns: 300 },
  );
});

const withoutOrigins = (key: string, value: unknown): unknown => (key === 'origin' ? undefined : value);
