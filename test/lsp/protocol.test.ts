/** The built server over stdio, as editors drive it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applied } from '../support/lspEdits';
import type { Server } from '../support/serverProcess';
import { MODERN, PLAIN, startServer } from '../support/serverProcess';

const CANVAS = 'file:///project/mlops-canvas.yaml';
const HEADER = 'system: demo\nrisk_tier: high\n';

describe('a client that pulls', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  test('announces what it can do, and no commands', () => {
    expect(server.capabilities).toMatchObject({
      hoverProvider: true,
      documentSymbolProvider: true,
      foldingRangeProvider: true,
      diagnosticProvider: { identifier: 'ai-act-canvas' },
    });
    expect(server.capabilities.executeCommandProvider).toBeUndefined();
  });

  test('gets diagnostics of the newest text', async () => {
    await server.open(CANVAS, HEADER);
    const before = await server.pull(CANVAS);
    expect(before.map(({ code }) => code)).toContain('missing-mandatory');
    expect(before.every(({ source }) => source === 'ai-act-canvas')).toBe(true);
    await server.change(CANVAS, { start: { line: 1, character: 11 }, end: { line: 1, character: 15 } }, 'unacceptable');
    expect((await server.pull(CANVAS)).map(({ code }) => code)).toEqual(['prohibited-practice']);
    await server.close(CANVAS);
  });

  test('is told when nothing changed', async () => {
    await server.open(CANVAS, HEADER);
    const { resultId } = await server.request('textDocument/diagnostic', { textDocument: { uri: CANVAS } });
    expect(await server.request('textDocument/diagnostic', { textDocument: { uri: CANVAS }, previousResultId: resultId })).toEqual({
      kind: 'unchanged',
      resultId,
    });
    await server.close(CANVAS);
  });

  test('gets nothing at all for documents of others', async () => {
    const uri = 'file:///project/deployment.yaml';
    await server.open(uri, 'kind: Deployment\nmetadata:\n  name: x\n');
    const textDocument = { uri };
    const position = { line: 0, character: 1 };
    expect(await server.pull(uri)).toEqual([]);
    expect(await server.request('textDocument/hover', { textDocument, position })).toBeNull();
    expect(await server.request('textDocument/completion', { textDocument, position })).toBeNull();
    await server.close(uri);
  });

  test('gets a document by its kind where the name says nothing', async () => {
    const uri = 'file:///project/docs/canvas.yaml';
    await server.open(uri, `kind: mlops-canvas\n${HEADER}`);
    expect((await server.pull(uri)).map(({ code }) => code)).toContain('missing-mandatory');
    await server.close(uri);
  });

  test('completes keys with level and article, and documents them on resolve', async () => {
    const text = `${HEADER}value_proposition:\n  \n`;
    await server.open(CANVAS, text);
    const { items } = await server.request('textDocument/completion', {
      textDocument: { uri: CANVAS },
      position: { line: 3, character: 2 },
    });
    const [first] = items;
    expect(first).toMatchObject({ label: 'user_goal', labelDetails: { description: 'mandatory · Art. 3(12)' }, insertTextMode: 1 });
    expect(applied(text, [{ range: first.textEdit.replace, newText: first.textEdit.newText }])).toBe(
      `${HEADER}value_proposition:\n  user_goal: $1\n`,
    );
    const resolved = await server.request('completionItem/resolve', first);
    expect(resolved.documentation.value).toContain('What do we want to achieve');
    await server.close(CANVAS);
  });

  test('gets a snippet edit with tab stops for a missing section', async () => {
    await server.open(CANVAS, HEADER);
    const position = { line: 1, character: 12 };
    const actions = await server.request('textDocument/codeAction', {
      textDocument: { uri: CANVAS },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
    const add = actions.find(({ title }: { title: string }) => title === 'Add section Value proposition (4 mandatory, 2 recommended)');
    expect(add.isPreferred).toBe(true);
    expect(add.diagnostics[0].code).toBe('missing-mandatory');
    expect(add.edit.documentChanges[0].edits[0].snippet.value).toMatch(/ {2}user_goal: \$\d\n/u);
    expect(
      actions.filter(({ kind }: { kind: string }) => kind === 'refactor.rewrite').map(({ title }: { title: string }) => title),
    ).toContain('Change risk tier to Limited risk');
    await server.close(CANVAS);
  });

  test('gets symbols with progress and folds', async () => {
    await server.open(CANVAS, `${HEADER}value_proposition:\n  user_goal: Decide sooner\n`);
    const textDocument = { uri: CANVAS };
    const symbols = await server.request('textDocument/documentSymbol', { textDocument });
    expect(symbols.find(({ name }: { name: string }) => name === 'value_proposition')).toMatchObject({
      detail: '1 of 4 mandatory',
      children: [{ name: 'user_goal' }],
    });
    expect(await server.request('textDocument/foldingRange', { textDocument })).toContainEqual({
      startLine: 2,
      endLine: 3,
      kind: 'region',
    });
    await server.close(CANVAS);
  });

  test('links the articles of a hover to the text of the law', async () => {
    await server.open(CANVAS, `${HEADER}value_proposition:\n  problem: Slow\n`);
    const position = { line: HEADER.split('\n').length, character: 4 };
    const hover = await server.request('textDocument/hover', { textDocument: { uri: CANVAS }, position });
    expect(hover.contents.value).toMatch(/motivated by \[Art\. 10\(2\)\(d\)[^\]]*\]\(https:\/\/eur-lex\.europa\.eu\//u);
    await server.close(CANVAS);
  });

  test('survives positions past the end, unknown documents and texts that are no YAML', async () => {
    await server.open(CANVAS, ': : [}\n\t- "');
    const position = { line: 900, character: 900 };
    for (const method of ['textDocument/hover', 'textDocument/completion']) {
      await server.request(method, { textDocument: { uri: CANVAS }, position });
      expect(await server.request(method, { textDocument: { uri: 'file:///nowhere/crisp-ml.yaml' }, position })).toBeNull();
    }
    expect((await server.pull(CANVAS)).map(({ code }) => code)).toContain('yaml-syntax');
    await server.close(CANVAS);
  });

  test('answers our own requests', async () => {
    await server.open(CANVAS, `${HEADER}value_proposition:\n  user_goal: Decide sooner\n`);
    const inserted = await server.request('aiActCanvas/insertUnit', { uri: CANVAS, unit: '1.2' });
    expect(inserted).toMatchObject({ edits: [{ newText: '  problem: \n' }], caret: { line: 4, character: 11 } });
    expect(await server.request('aiActCanvas/status', { uri: CANVAS })).toMatchObject({
      kindTitle: 'MLOps Stack Canvas',
      tierTitle: 'High risk',
      mandatory: { answered: 1 },
    });
    const roots = await server.request('aiActCanvas/tree', {});
    expect(roots.nodes[0]).toMatchObject({ label: 'demo', kind: 'system' });
    const below = await server.request('aiActCanvas/tree', { parent: roots.nodes[0].id });
    const lacking = below.nodes.findIndex(({ kind }: { kind: string }) => kind === 'phase');
    expect(below.nodes.slice(0, lacking).map(({ label }: { label: string }) => label)).toEqual(
      expect.arrayContaining(['CRISP-ML(Q) record', 'Machine Learning Canvas', 'Data Landscape Canvas']),
    );
    expect(below.nodes.slice(lacking).map(({ kind }: { kind: string }) => kind)).toEqual(Array.from({ length: 7 }, () => 'phase'));
    expect(below.nodes.slice(lacking).map(({ label }: { label: string }) => label.replace(/ .*/u, ''))).toEqual([
      '1.',
      '2.',
      '3.',
      '4.',
      '5.',
      '6.',
      'Cross-cutting',
    ]);
    const template = await server.request('aiActCanvas/template', { kind: 'crisp-ml', tier: 'limited', system: 'demo' });
    expect(template.text).toContain('business_and_data_understanding:');
    await server.close(CANVAS);
  });
});

describe('a client without snippets', () => {
  const textEdit = async (completionItem: object): Promise<string> => {
    const server = await startServer({ textDocument: { completion: { completionItem } } });
    await server.open(CANVAS, `${HEADER}value_proposition:\n  \n`);
    const { items } = await server.request('textDocument/completion', {
      textDocument: { uri: CANVAS },
      position: { line: 3, character: 2 },
    });
    await server.stop();
    return items.find(({ label }: { label: string }) => label === 'positioning').textEdit.newText;
  };

  test('gets several lines where it says that it can insert them, else one', async () => {
    expect(await textEdit({ insertTextModeSupport: { valueSet: [1, 2] } })).toContain('positioning:\n    target_customer:');
    expect(await textEdit({})).toBe('positioning:');
  });
});

describe('a client that cannot pull', () => {
  test('gets diagnostics pushed, plain edits, and an empty list when it closes the document', async () => {
    const server = await startServer(PLAIN);
    expect(server.capabilities.diagnosticProvider).toBeUndefined();
    await server.open(CANVAS, HEADER);
    expect((await server.pushed(CANVAS)).map(({ code }) => code)).toContain('missing-mandatory');
    await server.change(CANVAS, null, 'risk_tier: minimal\n');
    expect((await server.pushed(CANVAS)).filter(({ severity }) => severity === 1)).toEqual([]);
    const symbols = await server.request('textDocument/documentSymbol', { textDocument: { uri: CANVAS } });
    expect(symbols[0]).toMatchObject({ name: 'risk_tier', location: { uri: CANVAS, range: { start: { line: 0, character: 0 } } } });
    await server.change(CANVAS, null, HEADER);
    const position = { line: 1, character: 12 };
    const actions = await server.request('textDocument/codeAction', {
      textDocument: { uri: CANVAS },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
    expect(applied(HEADER, actions[0].edit.changes[CANVAS])).toContain(
      `${HEADER}value_proposition:\n  positioning:\n    target_customer:\n`,
    );
    server.forgetPushed(CANVAS);
    await server.close(CANVAS);
    expect(await server.pushed(CANVAS)).toEqual([]);
    await server.stop();
  });
});

test('dist/server.js serves as well as the command line does', async () => {
  const server = await startServer(MODERN, null, ['dist/server.js', '--stdio']);
  await server.open(CANVAS, HEADER);
  expect((await server.pull(CANVAS)).length).toBeGreaterThan(5);
  await server.stop();
});
