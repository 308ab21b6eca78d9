/** Files of evidence over the protocol: links, definition, rename, and paths that follow files that move. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LspEdit } from '../support/lspEdits';
import { applied, positionOf } from '../support/lspEdits';
import type { ProjectFolder } from '../support/projectFolder';
import { projectFolder } from '../support/projectFolder';
import type { Server } from '../support/serverProcess';
import { MODERN, PLAIN, startServer } from '../support/serverProcess';

const RECORD = `system: demo
risk_tier: high
risk_tier_rationale: Annex III 5(b), and Art. 35 GDPR
data_preparation:
  tasks:
    clean_data:
      evidence: [docs/report.md#counted-rows, 'docs/a b.md', docs/none.md]
  outputs:
    final_datasets: ./docs/report.md
`;
const CANVAS = 'risk_tier: minimal\nnotes: report\nevidence: "../docs/report.md"\n';
const REPORT = '# Report\n\n## Counted rows\n';

const RENAMES = {
  ...MODERN,
  workspace: { ...MODERN.workspace, workspaceEdit: { ...MODERN.workspace.workspaceEdit, resourceOperations: ['create', 'rename'] } },
};

let folder: ProjectFolder;
let server: Server;
let uri: string;
beforeAll(async () => {
  folder = projectFolder({
    'crisp-ml.yaml': RECORD,
    'canvas/mlops-canvas.yaml': CANVAS,
    'docs/report.md': REPORT,
    'docs/a b.md': '# A\n',
    'docs/unnamed.md': '# Unnamed\n',
  });
  uri = folder.file('crisp-ml.yaml');
  server = await startServer(RENAMES, folder.uri);
  await server.open(uri, RECORD);
});
afterAll(async () => {
  await server.stop();
  folder.remove();
});

interface Change {
  readonly textDocument?: { readonly uri: string; readonly version: number | null };
  readonly edits?: readonly LspEdit[];
  readonly kind?: string;
}

const TEXTS: Readonly<Record<string, string>> = { 'crisp-ml.yaml': RECORD, 'canvas/mlops-canvas.yaml': CANVAS };

/** The documents that result, by name; and operations on files. */
function results(changes: readonly Change[]): { readonly texts: Readonly<Record<string, string>>; readonly operations: readonly Change[] } {
  const texts = Object.entries(TEXTS).flatMap(([name, text]) => {
    const change = changes.find(({ textDocument }) => textDocument?.uri === folder.file(name));
    if (change === undefined) return [];
    expect(change.textDocument?.version).toBe(name === 'crisp-ml.yaml' ? 1 : null);
    return [[name, applied(text, change.edits ?? [])]];
  });
  return { texts: Object.fromEntries(texts), operations: changes.filter(({ textDocument }) => textDocument === undefined) };
}

const at = (word: string): { textDocument: { uri: string }; position: { line: number; character: number } } => ({
  textDocument: { uri },
  position: positionOf(RECORD, word, 2),
});

test('links lead to files and headings that are there, and to the law', async () => {
  const links = await server.request('textDocument/documentLink', { textDocument: { uri } });
  const shown = links.map(
    ({ range, target }: { range: { start: { line: number; character: number }; end: { character: number } }; target: string }) => [
      RECORD.split('\n')[range.start.line]?.slice(range.start.character, range.end.character),
      target,
    ],
  );
  expect(shown).toEqual([
    ['docs/report.md#counted-rows', `${folder.file('docs/report.md')}#L3`],
    ['docs/a b.md', folder.file('docs/a b.md')],
    ['./docs/report.md', folder.file('docs/report.md')],
    ['Annex III 5(b)', expect.stringContaining('02024R1689-20260727')],
  ]);
});

test('the definition of evidence is its file, at its heading', async () => {
  const place = (line: number): object => ({ start: { line, character: 0 }, end: { line, character: 0 } });
  expect(await server.request('textDocument/definition', at('docs/report.md#'))).toEqual([
    { uri: folder.file('docs/report.md'), range: place(2) },
  ]);
  expect(await server.request('textDocument/definition', at('docs/a b.md'))).toEqual([
    { uri: folder.file('docs/a b.md'), range: place(0) },
  ]);
  expect(await server.request('textDocument/definition', at('docs/none.md'))).toEqual([]);
});

describe('rename', () => {
  test('of a path renames the file and every path that names it', async () => {
    expect(await server.request('textDocument/prepareRename', at('docs/report.md#'))).toMatchObject({ placeholder: 'docs/report.md' });
    const { documentChanges } = await server.request('textDocument/rename', { ...at('docs/report.md#'), newName: 'docs/data quality.md' });
    const { texts, operations } = results(documentChanges);
    expect(texts).toEqual({
      'crisp-ml.yaml': RECORD.replace('docs/report.md#counted-rows', 'docs/data quality.md#counted-rows').replace(
        './docs/report.md',
        './docs/data quality.md',
      ),
      'canvas/mlops-canvas.yaml': CANVAS.replace('../docs/report.md', '../docs/data quality.md'),
    });
    expect(operations).toEqual([{ kind: 'rename', oldUri: folder.file('docs/report.md'), newUri: folder.file('docs/data quality.md') }]);
  });

  test('of a path to nothing changes the path alone', async () => {
    const { documentChanges } = await server.request('textDocument/rename', { ...at('docs/none.md'), newName: 'docs/a b.md' });
    const { texts, operations } = results(documentChanges);
    expect(texts).toEqual({ 'crisp-ml.yaml': RECORD.replace('docs/none.md', 'docs/a b.md') });
    expect(operations).toEqual([]);
  });

  test('to an address is refused', async () => {
    const newName = 'https://example.com/report';
    await expect(server.request('textDocument/rename', { ...at('docs/report.md#'), newName })).rejects.toMatchObject({ code: -32803 });
  });

  test('finds all places that name a file', async () => {
    const found = await server.request('textDocument/references', { ...at('docs/report.md#'), context: { includeDeclaration: true } });
    expect(found.map((location: { uri: string }) => location.uri)).toEqual([uri, uri, folder.file('canvas/mlops-canvas.yaml')]);
  });
});

describe('before files move', () => {
  const willRename = async (...files: readonly (readonly [string, string])[]): Promise<Readonly<Record<string, string>> | null> => {
    const params = { files: files.map(([from, to]) => ({ oldUri: folder.file(from), newUri: folder.file(to) })) };
    const edit = await server.request('workspace/willRenameFiles', params);
    return edit === null ? null : results(edit.documentChanges).texts;
  };

  test('paths follow a file', async () => {
    expect(await willRename(['docs/report.md', 'evidence/rows.md'])).toEqual({
      'crisp-ml.yaml': RECORD.replace('docs/report.md#', 'evidence/rows.md#').replace('./docs/report.md', './evidence/rows.md'),
      'canvas/mlops-canvas.yaml': CANVAS.replace('../docs/report.md', '../evidence/rows.md'),
    });
  });

  test('paths follow a folder', async () => {
    expect(await willRename(['docs', 'canvas/evidence'])).toEqual({
      'crisp-ml.yaml': RECORD.replaceAll('docs/', 'canvas/evidence/'),
      'canvas/mlops-canvas.yaml': CANVAS.replace('../docs/', 'evidence/'),
    });
  });

  test('paths of a document that moves lead where they led', async () => {
    expect(await willRename(['crisp-ml.yaml', 'records/crisp-ml.yaml'])).toEqual({
      'crisp-ml.yaml': RECORD.replaceAll(/(?:\.\/)?docs\//gu, '../docs/'),
    });
  });

  test('nothing changes where a document moves with its evidence, or nobody names what moves', async () => {
    expect(await willRename(['crisp-ml.yaml', 'records/crisp-ml.yaml'], ['docs', 'records/docs'], ['canvas', 'records/canvas'])).toBeNull();
    expect(await willRename(['docs/unnamed.md', 'docs/renamed.md'])).toBeNull();
    expect(await willRename(['doc', 'other'])).toBeNull();
  });
});

test('a client that cannot rename files gets the paths alone, and no version', async () => {
  const plain = await startServer(PLAIN, folder.uri);
  await plain.open(uri, RECORD);
  const edit = await plain.request('textDocument/rename', { ...at('docs/report.md#'), newName: 'docs/rows.md' });
  expect(Object.keys(edit.changes)).toEqual([uri, folder.file('canvas/mlops-canvas.yaml')]);
  await plain.stop();
});
