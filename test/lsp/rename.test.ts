/** Definition, references, highlight and rename over the protocol: in one document, and across those of a workspace. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LspEdit } from '../support/lspEdits';
import { applied, positionOf } from '../support/lspEdits';
import type { ProjectFolder } from '../support/projectFolder';
import { projectFolder } from '../support/projectFolder';
import type { Server } from '../support/serverProcess';
import { MODERN, PLAIN, startServer } from '../support/serverProcess';

const RECORD = `system: demo
risk_tier: high
data_preparation:
  tasks:
    clean_data:
      risks:
        - id: R-1
          description: Rows are lost
        - id: "R-2"
      quality_assurance_methods:
        - method: Counting R-1
          mitigates: [R-1, 'R-2']
`;
const CANVAS = "system: 'demo'\nrisk_tier: high\n";
const OTHER = 'system: other\nrisk_tier: minimal\n';

const REQUEST_FAILED = -32803;

let folder: ProjectFolder;
let server: Server;
let uri: string;
beforeAll(async () => {
  folder = projectFolder({ 'crisp-ml.yaml': RECORD, 'docs/mlops-canvas.yaml': CANVAS, 'other/mlops-canvas.yaml': OTHER });
  uri = folder.file('crisp-ml.yaml');
  server = await startServer({ ...MODERN, textDocument: { ...MODERN.textDocument, rename: { prepareSupport: true } } }, folder.uri);
  await server.open(uri, RECORD);
  await known(server, 3);
});
afterAll(async () => {
  await server.stop();
  folder.remove();
});

/** Waits until the server has found so many documents. */
async function known(of: Server, count: number): Promise<void> {
  while ((await of.request('aiActCanvas/tree', {})).documents < count);
}

const at = (word: string, by = 1): { textDocument: { uri: string }; position: { line: number; character: number } } => ({
  textDocument: { uri },
  position: positionOf(RECORD, word, by),
});

interface DocumentEdit {
  readonly textDocument: { readonly uri: string; readonly version: number | null };
  readonly edits: readonly LspEdit[];
}

const rename = async (word: string, newName: string): Promise<readonly DocumentEdit[]> =>
  (await server.request('textDocument/rename', { ...at(word), newName }))?.documentChanges;

describe('a risk', () => {
  test('is highlighted where it is stated and where it is named', async () => {
    const found = await server.request('textDocument/documentHighlight', at('R-1'));
    expect(found.map(({ range, kind }: { range: { start: { line: number } }; kind: number }) => [range.start.line, kind])).toEqual([
      [6, 3],
      [11, 2],
    ]);
    expect(await server.request('textDocument/documentHighlight', at('Counting R-1'))).toBeNull();
  });

  test('is defined in its list', async () => {
    expect(await server.request('textDocument/definition', at("'R-2'"))).toEqual([
      { uri, range: { start: { line: 8, character: 15 }, end: { line: 8, character: 18 } } },
    ]);
  });

  test('has its references, with or without the place that states it', async () => {
    const found = async (includeDeclaration: boolean): Promise<number[]> =>
      (await server.request('textDocument/references', { ...at('R-1'), context: { includeDeclaration } })).map(
        ({ range }: { range: { start: { line: number } } }) => range.start.line,
      );
    expect(await found(true)).toEqual([6, 11]);
    expect(await found(false)).toEqual([11]);
  });

  test('is renamed everywhere in the document, in the quotes that stand there', async () => {
    expect(await server.request('textDocument/prepareRename', at('"R-2"', 2))).toEqual({
      range: { start: { line: 8, character: 15 }, end: { line: 8, character: 18 } },
      placeholder: 'R-2',
    });
    const changes = await rename("'R-2'", "Lost data, it's");
    expect(changes.map(({ textDocument }) => textDocument)).toEqual([{ uri, version: 1 }]);
    expect(applied(RECORD, changes[0]?.edits ?? [])).toBe(
      RECORD.replace('"R-2"', `"Lost data, it's"`).replace("'R-2'", "'Lost data, it''s'"),
    );
  });

  test('gets no empty name and not that of another risk', async () => {
    await expect(rename('R-1', ' ')).rejects.toMatchObject({
      code: REQUEST_FAILED,
      message: expect.stringContaining('at least one letter'),
    });
    await expect(rename('R-1', 'R-2')).rejects.toMatchObject({ code: REQUEST_FAILED, message: expect.stringContaining('R-2') });
  });
});

describe('a system', () => {
  test('is found and renamed in all its documents, open or not', async () => {
    const found = await server.request('textDocument/references', { ...at('demo'), context: { includeDeclaration: true } });
    expect(found.map((location: { uri: string }) => location.uri)).toEqual([uri, folder.file('docs/mlops-canvas.yaml')]);
    const changes = await rename('demo', 'retail');
    expect(changes.map(({ textDocument }) => textDocument)).toEqual([
      { uri, version: 1 },
      { uri: folder.file('docs/mlops-canvas.yaml'), version: null },
    ]);
    expect(applied(RECORD, changes[0]?.edits ?? [])).toBe(RECORD.replace('demo', 'retail'));
    expect(applied(CANVAS, changes[1]?.edits ?? [])).toBe(CANVAS.replace('demo', 'retail'));
  });

  test('does not become another one', async () => {
    await expect(rename('demo', 'other')).rejects.toMatchObject({ code: REQUEST_FAILED });
  });

  test('comes as plain changes to a client that knows no versions', async () => {
    const plain = await startServer(PLAIN, folder.uri);
    await plain.open(uri, RECORD);
    await known(plain, 3);
    const edit = await plain.request('textDocument/rename', { ...at('demo'), newName: 'retail' });
    expect(Object.keys(edit.changes)).toEqual([uri, folder.file('docs/mlops-canvas.yaml')]);
    expect(plain.capabilities.renameProvider).toBe(true);
    await plain.stop();
  });
});

test('nothing else is renamed', async () => {
  for (const word of ['risk_tier', 'Counting', 'clean_data', 'high'])
    expect(await server.request('textDocument/prepareRename', at(word)), word).toBeNull();
  expect(await rename('Counting', 'x')).toBeUndefined();
  for (const method of ['definition', 'references', 'documentHighlight', 'prepareRename', 'rename']) {
    const params = { context: { includeDeclaration: true }, newName: 'x' };
    const past = { textDocument: { uri }, position: { line: 900, character: 900 } };
    expect(await server.request(`textDocument/${method}`, { ...past, ...params }), method).toBeNull();
    const unknown = { ...past, textDocument: { uri: 'file:///nowhere/crisp-ml.yaml' } };
    expect(await server.request(`textDocument/${method}`, { ...unknown, ...params }), method).toBeNull();
  }
});
