/** Evidence in the editor: findings, fixes that create files, and what follows when files come and go. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { addTo, makeFolder, uriOf } from '../support/folders';
import type { Server } from '../support/serverProcess';
import { MODERN, startServer } from '../support/serverProcess';

/** An editor that watches files and lets a fix create them. */
const WATCHING = {
  ...MODERN,
  workspace: {
    ...MODERN.workspace,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
  },
};

const documentOf = (value: string): string =>
  `system: demo\nrisk_tier: minimal\ndata_preparation:\n  outputs:\n    final_datasets: ${value}\n`;

const PLACE = { start: { line: 4, character: 22 }, end: { line: 4, character: 22 } };

async function withServer(
  capabilities: Record<string, unknown>,
  content: Parameters<typeof makeFolder>[0],
  run: (server: Server, folder: string, uri: string) => Promise<void>,
): Promise<void> {
  const folder = makeFolder(content);
  const server = await startServer(capabilities, uriOf(folder));
  try {
    await run(server, folder, uriOf(folder, 'ai/crisp-ml.yaml'));
  } finally {
    await server.stop();
  }
}

const evidenceCodes = async (server: Server, uri: string): Promise<readonly string[]> =>
  (await server.pull(uri)).map(({ code }) => String(code)).filter((code) => code.startsWith('evidence-'));

interface Action {
  readonly title: string;
  readonly isPreferred?: boolean;
  readonly diagnostics?: readonly { readonly code: string }[];
  readonly edit: {
    readonly documentChanges: readonly {
      readonly kind?: string;
      readonly uri: string;
      readonly edits: readonly { readonly newText: string }[];
    }[];
  };
}

const fixes = async (server: Server, uri: string): Promise<readonly Action[]> => {
  const actions: readonly Action[] = await server.request('textDocument/codeAction', {
    textDocument: { uri },
    range: PLACE,
    context: { diagnostics: [] },
  });
  return actions.filter(({ diagnostics = [] }) => diagnostics.some(({ code }) => code.startsWith('evidence-')));
};

const changedFile = (server: Server, uri: string, type: 1 | 2 | 3): Promise<void> =>
  server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });

describe('evidence', () => {
  test('that is missing is found at the first look, and created from the template of its output', async () => {
    await withServer(WATCHING, { 'ai/docs/a.md': '' }, async (server, folder, uri) => {
      await server.open(uri, documentOf('docs/final datasets.md#splits'));
      expect(await evidenceCodes(server, uri)).toEqual(['evidence-missing']);
      const [create, ...others] = await fixes(server, uri);
      expect(others).toEqual([]);
      expect(create).toMatchObject({ title: 'Create `docs/final datasets.md`', isPreferred: true });
      const [made, filled] = create!.edit.documentChanges;
      expect(made).toMatchObject({ kind: 'create', options: { overwrite: false, ignoreIfExists: false } });
      expect(fileURLToPath(made!.uri)).toBe(path.join(folder, 'ai', 'docs', 'final datasets.md'));
      const text = filled!.edits[0]!.newText;
      expect(text).toMatch(
        /^# Final data sets\n\n.+\?\n\n<!-- .+ -->\n\nTo be shown here:\n\n- \[ \] .+\n(?:- \[ \] .+\n)*\n## Splits\n$/u,
      );
      fs.writeFileSync(fileURLToPath(made!.uri), text);
      await changedFile(server, made!.uri, 1);
      await server.refreshed(1);
      expect(await evidenceCodes(server, uri)).toEqual([]);
    });
  });

  test('is found missing at once after a file, or the folder it lies in, was renamed', async () => {
    await withServer(WATCHING, { 'ai/docs/a.md': '# A\n' }, async (server, folder, uri) => {
      await server.open(uri, documentOf('docs/a.md#a'));
      expect(await evidenceCodes(server, uri)).toEqual([]);
      fs.renameSync(path.join(folder, 'ai/docs'), path.join(folder, 'ai/papers'));
      await server.notify('workspace/didRenameFiles', {
        files: [{ oldUri: uriOf(folder, 'ai/docs'), newUri: uriOf(folder, 'ai/papers') }],
      });
      await server.refreshed(1);
      expect(await evidenceCodes(server, uri)).toEqual(['evidence-missing']);
      fs.renameSync(path.join(folder, 'ai/papers'), path.join(folder, 'ai/docs'));
      await changedFile(server, uriOf(folder, 'ai/papers'), 3);
      await changedFile(server, uriOf(folder, 'ai/docs'), 1);
      await server.refreshed(2);
      expect(await evidenceCodes(server, uri)).toEqual([]);
      addTo(folder, { 'ai/docs/a.md': '# B\n' });
      await changedFile(server, uriOf(folder, 'ai/docs/a.md'), 2);
      await server.refreshed(3);
      expect((await server.pull(uri)).map(({ message }) => message)).toContain(
        '`data_preparation.outputs.final_datasets`: `docs/a.md` has no heading `#a`. Did you mean `docs/a.md#b`?',
      );
    });
  });

  test('is looked at again when the window is, though no event told of it', async () => {
    await withServer(WATCHING, { 'ai/docs/a.md': '' }, async (server, folder, uri) => {
      await server.open(uri, documentOf('docs/a.md'));
      expect(await evidenceCodes(server, uri)).toEqual([]);
      fs.rmSync(path.join(folder, 'ai/docs/a.md'));
      expect(await evidenceCodes(server, uri)).toEqual([]);
      await server.notify('aiActCanvas/recheck', null);
      await server.refreshed(1);
      expect(await evidenceCodes(server, uri)).toEqual(['evidence-missing']);
    });
  });

  test('follows every keystroke', async () => {
    await withServer(WATCHING, { 'ai/docs/abc.md': '' }, async (server, _, uri) => {
      await server.open(uri, documentOf('docs/ab.md'));
      expect(await evidenceCodes(server, uri)).toEqual(['evidence-missing']);
      const at = { line: 4, character: '    final_datasets: docs/ab'.length };
      await server.change(uri, { start: at, end: at }, 'c');
      expect(await evidenceCodes(server, uri)).toEqual([]);
    });
  });

  test('is replaced by the path that was meant, in quotes where YAML needs them', async () => {
    await withServer(WATCHING, { 'ai/docs/a: b.md': '' }, async (server, _, uri) => {
      await server.open(uri, documentOf('"docs/a: B.md"'));
      const [replace, create] = await fixes(server, uri);
      expect([replace?.title, replace?.isPreferred, create?.title, create?.isPreferred]).toEqual([
        'Replace by `docs/a: b.md`',
        true,
        'Create `docs/a: B.md`',
        undefined,
      ]);
      expect(replace?.edit.documentChanges[0]?.edits).toEqual([
        { range: { start: { line: 4, character: 20 }, end: { line: 4, character: 34 } }, newText: '"docs/a: b.md"' },
      ]);
    });
  });

  test('is not created outside the workspace, nor as anything but text, nor by a client that cannot', async () => {
    await withServer(WATCHING, { 'ai/out': { link: '../..' } }, async (server, _, uri) => {
      for (const value of ['../../x.md', 'out/x.md', 'docs/x.pdf', '/tmp/x.md', 'docs']) {
        await server.open(uri, documentOf(value));
        expect(await evidenceCodes(server, uri), value).toHaveLength(1);
        expect(await fixes(server, uri), value).toEqual([]);
        await server.close(uri);
      }
    });
    await withServer(MODERN, {}, async (server, _, uri) => {
      await server.open(uri, documentOf('docs/x.md'));
      expect(await evidenceCodes(server, uri)).toHaveLength(1);
      expect(await fixes(server, uri)).toEqual([]);
    });
  });

  test('an absolute path into the workspace is made relative', async () => {
    await withServer(WATCHING, { 'docs/x.md': '' }, async (server, folder, uri) => {
      await server.open(uri, documentOf(path.join(folder, 'docs/x.md#a')));
      expect((await fixes(server, uri)).map(({ title }) => title)).toEqual(['Replace by `../docs/x.md#a`']);
    });
  });

  test('of a client that takes what is pushed comes as soon as it is known', async () => {
    const plain = { textDocument: {}, workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
    await withServer(plain, { 'ai/docs/a.md': '' }, async (server, folder, uri) => {
      const pushedCodes = async (): Promise<readonly string[]> => (await server.pushed(uri)).map(({ code }) => code as string);
      await server.open(uri, documentOf('docs/b.md'));
      while (!(await pushedCodes()).includes('evidence-missing')) server.forgetPushed(uri);
      addTo(folder, { 'ai/docs/b.md': '' });
      server.forgetPushed(uri);
      await changedFile(server, uriOf(folder, 'ai/docs/b.md'), 1);
      while ((await pushedCodes()).includes('evidence-missing')) server.forgetPushed(uri);
    });
  });

  test('of closed documents is in the diagnostics of the workspace, and follows files', async () => {
    await withServer(
      WATCHING,
      { 'ai/crisp-ml.yaml': documentOf('docs/a.md'), 'mlops-canvas.yaml': 'risk_tier: minimal\n' },
      async (server, folder, uri) => {
        const pull = async (
          previousResultIds: readonly object[],
        ): Promise<readonly { uri: string; kind: string; resultId: string; items?: readonly { code: string }[] }[]> =>
          (await server.request('workspace/diagnostic', { previousResultIds })).items;
        const first = await pull([]);
        expect(first.find((item) => item.uri === uri)?.items?.map(({ code }) => code)).toContain('evidence-missing');
        addTo(folder, { 'ai/docs/a.md': '' });
        await changedFile(server, uriOf(folder, 'ai/docs/a.md'), 1);
        const second = await pull(first.map(({ uri: known, resultId }) => ({ uri: known, value: resultId })));
        expect(second.find((item) => item.uri === uri)?.items?.map(({ code }) => code)).not.toContain('evidence-missing');
        expect(second.filter(({ kind }) => kind === 'unchanged')).toHaveLength(1);
      },
    );
  });
});
