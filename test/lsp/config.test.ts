/** The configuration in the editor: at once for all documents, from the open text before the file, with help of its own. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { addTo, makeFolder, uriOf } from '../support/folders';
import type { Server } from '../support/serverProcess';
import { MODERN, startServer } from '../support/serverProcess';

const WATCHING = {
  ...MODERN,
  workspace: { ...MODERN.workspace, didChangeWatchedFiles: { dynamicRegistration: true }, diagnostics: { refreshSupport: true } },
};
const CONFIG = 'ai-act-canvas.config.yaml';
const DOCUMENT = 'system: demo\nrisk_tier: minimal\nnonsense: 1\n';

async function withServer(
  content: Parameters<typeof makeFolder>[0],
  run: (server: Server, folder: string) => Promise<void>,
  capabilities: Record<string, unknown> = WATCHING,
): Promise<void> {
  const folder = makeFolder(content);
  const server = await startServer(capabilities, uriOf(folder));
  try {
    await run(server, folder);
  } finally {
    await server.stop();
  }
}

const found = async (server: Server, uri: string): Promise<readonly string[]> =>
  (await server.pull(uri)).map(({ code, severity }) => `${code} ${severity}`);

describe('the configuration', () => {
  test('counts from the first answer on', async () => {
    await withServer({ [CONFIG]: 'severity:\n  unknown-key: hint\n  missing-recommended: off\n' }, async (server, folder) => {
      const uri = uriOf(folder, 'mlops-canvas.yaml');
      await server.open(uri, DOCUMENT);
      expect(await found(server, uri)).toEqual(['unknown-key 4']);
    });
  });

  test('that changes on disk, comes or goes is followed at once', async () => {
    await withServer({ 'mlops-canvas.yaml': DOCUMENT }, async (server, folder) => {
      const uri = uriOf(folder, 'mlops-canvas.yaml');
      const told = async (type: 1 | 2 | 3, count: number): Promise<void> => {
        await server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(folder, CONFIG), type }] });
        await server.refreshed(count);
      };
      await server.open(uri, DOCUMENT);
      expect(await found(server, uri)).toContain('unknown-key 2');
      addTo(folder, { [CONFIG]: 'severity: { unknown-key: error }\n' });
      await told(1, 1);
      expect(await found(server, uri)).toContain('unknown-key 1');
      addTo(folder, { [CONFIG]: 'severity: { unknown-key: off }\n' });
      await told(2, 2);
      expect((await found(server, uri)).filter((code) => code.startsWith('unknown-key'))).toEqual([]);
      fs.rmSync(path.join(folder, CONFIG));
      await told(3, 3);
      expect(await found(server, uri)).toContain('unknown-key 2');
    });
  });

  test('that is open counts as it is typed, and as it is on disk once it is closed', async () => {
    await withServer({ [CONFIG]: 'severity: { unknown-key: hint }\n' }, async (server, folder) => {
      const uri = uriOf(folder, 'mlops-canvas.yaml');
      const config = uriOf(folder, CONFIG);
      await server.open(uri, DOCUMENT);
      await server.open(config, 'severity: { unknown-key: error }\n');
      expect(await found(server, uri)).toContain('unknown-key 1');
      await server.change(config, { start: { line: 0, character: 25 }, end: { line: 0, character: 30 } }, 'warning');
      expect(await found(server, uri)).toContain('unknown-key 2');
      await server.close(config);
      await server.refreshed(1);
      expect(await found(server, uri)).toContain('unknown-key 4');
    });
  });

  test('that excludes a document takes it out of everything, and gives it back', async () => {
    await withServer({ 'drafts/mlops-canvas.yaml': DOCUMENT, 'mlops-canvas.yaml': DOCUMENT }, async (server, folder) => {
      const uri = uriOf(folder, 'drafts/mlops-canvas.yaml');
      const config = uriOf(folder, CONFIG);
      const documents = async (): Promise<number> => {
        await server.request('workspace/diagnostic', { previousResultIds: [] });
        return (await server.request('aiActCanvas/tree', null)).documents;
      };
      await server.open(uri, DOCUMENT);
      expect(await documents()).toBe(2);
      await server.open(config, 'exclude: [drafts]\n');
      expect(await found(server, uri)).toEqual([]);
      expect(await server.request('textDocument/hover', { textDocument: { uri }, position: { line: 1, character: 3 } })).toBeNull();
      expect(await documents()).toBe(1);
      await server.change(config, null, 'include: [drafts/**]\n');
      expect(await found(server, uri)).toContain('unknown-key 2');
      expect(await documents()).toBe(1);
      await server.change(config, null, '');
      expect(await documents()).toBe(2);
    });
  });

  test('is one of its folder alone', async () => {
    await withServer({ 'a/mlops-canvas.yaml': DOCUMENT, [`a/${CONFIG}`]: 'severity: { unknown-key: error }\n' }, async (server, folder) => {
      const uri = uriOf(folder, 'a/mlops-canvas.yaml');
      await server.open(uri, DOCUMENT);
      expect(await found(server, uri)).toContain('unknown-key 2');
      await server.notify('workspace/didChangeWorkspaceFolders', {
        event: { added: [{ uri: uriOf(folder, 'a'), name: 'a' }], removed: [] },
      });
      await server.refreshed(1);
      expect(await found(server, uri)).toContain('unknown-key 1');
    });
  });

  test('names overlays, which count at once and are explained', async () => {
    const overlay = (level: string): string =>
      `x-guidance: { document: { id: mlops-canvas } }\nproperties: { custom: { properties: { inventory_id: { x-guidance: { unit: { id: acme.1, question: Which number?, why: Audit asks., levels: { minimal: ${level} } } } } } } }\n`;
    const text = 'system: demo\nrisk_tier: minimal\ncustom:\n  \n';
    const content = { [CONFIG]: 'policies: [policies/ours.yaml]\n', 'policies/ours.yaml': overlay('mandatory'), 'mlops-canvas.yaml': text };
    await withServer(content, async (server, folder) => {
      const uri = uriOf(folder, 'mlops-canvas.yaml');
      const config = uriOf(folder, CONFIG);
      const asked = async (): Promise<readonly string[]> =>
        (await server.pull(uri)).filter(({ message }) => message.includes('Which number?')).map(({ severity }) => String(severity));
      await server.open(uri, text.replace('  \n', '  other: 1\n  \n'));
      expect(await asked()).toEqual(['1']);
      const textDocument = { uri };
      const { items } = await server.request('textDocument/completion', { textDocument, position: { line: 4, character: 2 } });
      const item = items.find(({ label }: { label: string }) => label === 'inventory_id');
      expect((await server.request('completionItem/resolve', item)).documentation.value).toContain('Audit asks.');
      addTo(folder, { 'policies/ours.yaml': overlay('recommended') });
      await server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(folder, 'policies/ours.yaml'), type: 2 }] });
      await server.refreshed(1);
      expect(await asked()).toEqual(['3']);
      await server.open(config, 'policies: [policies/ours.yaml, ../x.json, policies/gone.json]\n');
      await server.refreshed(2);
      expect((await server.pull(config)).map(({ code, range }) => [code, range.start.character])).toEqual([
        ['config-invalid', 31],
        ['config-invalid', 42],
      ]);
      addTo(folder, { 'policies/gone.json': overlay('optional').replace('acme.1, ', 'acme.2, ').replace('inventory_id', 'other_id') });
      await server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(folder, 'policies/gone.json'), type: 1 }] });
      await server.refreshed(3);
      expect(await server.pull(config)).toHaveLength(1);
      await server.change(config, null, '');
      await server.refreshed(4);
      expect(await asked()).toEqual([]);
    });
  });

  test('that is broken is said in its file, and the rest of it counts', async () => {
    await withServer({}, async (server, folder) => {
      const uri = uriOf(folder, 'mlops-canvas.yaml');
      const config = uriOf(folder, CONFIG);
      await server.open(uri, DOCUMENT);
      await server.open(config, 'severity:\n  unknown-key: hint\n  wrong-type: loud\nexclude: [\n');
      const problems = await server.pull(config);
      expect(problems.map(({ code, severity, message }) => [code, severity, message])).toEqual([
        [
          'config-invalid',
          1,
          '`loud` is not a value of `severity.wrong-type`. Choose one of `error`, `warning`, `information`, `hint`, `off`.',
        ],
        ['config-invalid', 1, expect.stringMatching(/^Line \d: /u)],
      ]);
      expect(problems[0].codeDescription.href).toMatch(/docs\/rules\/config-invalid\.md$/u);
      expect(await found(server, uri)).toContain('unknown-key 4');
      await server.change(config, null, 'a\0b');
      expect((await server.pull(config)).map(({ code }) => code)).toEqual(['config-invalid']);
      expect(await found(server, uri)).toContain('unknown-key 2');
    });
  });

  test('that is broken and closed is among the problems of the workspace', async () => {
    await withServer({ [CONFIG]: 'failOn: often\n' }, async (server, folder) => {
      const { items } = await server.request('workspace/diagnostic', { previousResultIds: [] });
      expect(
        items.map(({ uri, items: found }: { uri: string; items: { code: string }[] }) => [uri, found.map(({ code }) => code)]),
      ).toEqual([[uriOf(folder, CONFIG), ['config-invalid']]]);
      const [{ uri, resultId }] = items;
      const again = await server.request('workspace/diagnostic', { previousResultIds: [{ uri, value: resultId }] });
      expect(again.items.map(({ kind }: { kind: string }) => kind)).toEqual(['unchanged']);
    });
  });

  test('gets completion with documentation, hover, fixes and symbols, and no rows of its own', async () => {
    await withServer({}, async (server, folder) => {
      const uri = uriOf(folder, CONFIG);
      const textDocument = { uri };
      await server.open(uri, 'severity:\n  unknown-key: loud\n  \n');
      const { items } = await server.request('textDocument/completion', { textDocument, position: { line: 2, character: 2 } });
      const item = items.find(({ label }: { label: string }) => label === 'evidence-missing');
      expect((await server.request('completionItem/resolve', item)).documentation.value).toContain('is not there');
      const hover = await server.request('textDocument/hover', { textDocument, position: { line: 0, character: 2 } });
      expect(hover.contents.value).toContain('How serious each kind of finding is');
      const actions = await server.request('textDocument/codeAction', {
        textDocument,
        range: { start: { line: 1, character: 16 }, end: { line: 1, character: 16 } },
        context: { diagnostics: [] },
      });
      expect(actions.map(({ title }: { title: string }) => title)).toContain('Replace by `hint`');
      expect((await server.request('textDocument/documentSymbol', { textDocument })).map(({ name }: { name: string }) => name)).toEqual([
        'severity',
      ]);
      expect(await server.request('aiActCanvas/status', { uri })).toBeNull();
      expect((await server.request('aiActCanvas/tree', null)).documents).toBe(0);
    });
  });
});
