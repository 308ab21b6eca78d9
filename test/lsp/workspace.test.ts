/** Many documents over the protocol: what is said of closed ones, records that others depend on, and progress. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeFolder, uriOf } from '../support/folders';
import { root } from '../support/repository';
import type { Server } from '../support/serverProcess';
import { MODERN, PLAIN, startServer } from '../support/serverProcess';

interface Told {
  readonly code: string;
  readonly message: string;
  readonly range: object;
}

interface Report {
  readonly kind: 'full' | 'unchanged';
  readonly uri: string;
  readonly version: number | null;
  readonly resultId: string;
  readonly items?: readonly Told[];
}

const FULL = {
  ...MODERN,
  window: { workDoneProgress: true },
  workspace: { ...MODERN.workspace, diagnostics: { refreshSupport: true } },
};

const RECORD = 'system: s\nrisk_tier: high\n';
const CANVAS = 'system: s\n';

async function serve(folder: string, capabilities: Record<string, unknown> = FULL): Promise<Server> {
  const server = await startServer(capabilities, pathToFileURL(folder).href);
  onTestFinished(() => server.stop());
  return server;
}

async function pullAll(server: Server, previous: readonly Report[] = [], more: object = {}): Promise<readonly Report[]> {
  const previousResultIds = previous.map(({ uri, resultId }) => ({ uri, value: resultId }));
  return ((await server.request('workspace/diagnostic', { previousResultIds, ...more })) as { items: readonly Report[] }).items;
}

const nameOf = (folder: string, { uri }: Report): string => decodeURIComponent(uri.slice(pathToFileURL(folder).href.length + 1));

/** What is said of each document: codes, or that nothing changed. */
const told = (folder: string, reports: readonly Report[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    reports.map((report) => [
      nameOf(folder, report),
      report.kind === 'unchanged' ? 'unchanged' : new Set(report.items?.map(({ code }) => code)),
    ]),
  );

/** Resolves when the server next asks the client to pull anew. */
const refreshed = (server: Server): Promise<void> =>
  new Promise((resolve) => server.connection.onRequest('workspace/diagnostic/refresh', () => resolve()));

describe('workspace/diagnostic', () => {
  test('tells of closed documents what check tells, with records of other folders', async () => {
    const folder = makeFolder({
      'ai-system.yaml': RECORD,
      'docs/mlops-canvas.yaml': CANVAS,
      'docs/notes.yaml': 'kind: ml-canvas\nsystem: s\nrisk_tier: limited\n',
      'a/ai-system.yaml': 'system: t\nrisk_tier: high\n',
      'b/ai-system.yaml': 'system: t\nrisk_tier: high\n',
      'b/crisp-ml.yaml': 'project_name: x\n',
      'broken/mlops-canvas.yaml': 'a\u0000b',
      'k8s.yaml': 'kind: Deployment\n',
    });
    const { stdout } = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), 'check', '--format', 'json'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const { files } = JSON.parse(stdout) as { files: { path: string; findings: (Told & { waived: boolean })[] }[] };
    const reports = await pullAll(await serve(folder));
    const essence = (findings: readonly Told[]): readonly object[] =>
      findings.map(({ code, message, range }) => ({ code, message, range }));
    expect(Object.fromEntries(reports.map((report) => [nameOf(folder, report), essence(report.items ?? [])]))).toEqual(
      Object.fromEntries(files.map((file) => [file.path, essence(file.findings)])),
    );
    expect(files.length).toBe(7);
  });

  test('says unchanged of what the client has, and tells of files that changed, came and went', async () => {
    const folder = makeFolder({
      'ai-system.yaml': RECORD,
      'mlops-canvas.yaml': CANVAS,
      'ml-canvas.yaml': 'risk_tier: minimal\nsystem: t\n',
    });
    const server = await serve(folder);
    const first = await pullAll(server);
    expect(told(folder, await pullAll(server, first))).toEqual({
      'ai-system.yaml': 'unchanged',
      'ml-canvas.yaml': 'unchanged',
      'mlops-canvas.yaml': 'unchanged',
    });
    fs.writeFileSync(path.join(folder, 'ml-canvas.yaml'), 'system: t\n');
    fs.writeFileSync(path.join(folder, 'crisp-ml.yaml'), 'system: u\n');
    fs.rmSync(path.join(folder, 'mlops-canvas.yaml'));
    await server.notify('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: uriOf(folder, 'ml-canvas.yaml'), type: 2 },
        { uri: uriOf(folder, 'crisp-ml.yaml'), type: 1 },
        { uri: uriOf(folder, 'mlops-canvas.yaml'), type: 3 },
      ],
    });
    const second = await pullAll(server, first);
    expect(told(folder, second)).toEqual({
      'ai-system.yaml': 'unchanged',
      'ml-canvas.yaml': new Set(['tier-missing']),
      'crisp-ml.yaml': new Set(['tier-missing']),
      'mlops-canvas.yaml': new Set(),
    });
    expect(told(folder, await pullAll(server, second))['mlops-canvas.yaml']).toBe(undefined);
  });

  test('tells anew of what depends on a record that changed on disk, and of nothing else', async () => {
    const folder = makeFolder({
      'ai-system.yaml': RECORD,
      'mlops-canvas.yaml': CANVAS,
      'ml-canvas.yaml': 'risk_tier: minimal\nsystem: t\n',
    });
    const server = await serve(folder);
    const first = await pullAll(server);
    fs.writeFileSync(path.join(folder, 'ai-system.yaml'), 'system: s\n');
    await server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(folder, 'ai-system.yaml'), type: 2 }] });
    expect(told(folder, await pullAll(server, first))).toEqual({
      'ai-system.yaml': new Set(['tier-missing']),
      'mlops-canvas.yaml': new Set(['tier-missing']),
      'ml-canvas.yaml': 'unchanged',
    });
  });

  test('tells of open documents by their text, with their version', async () => {
    const folder = makeFolder({ 'mlops-canvas.yaml': 'risk_tier: minimal\n' });
    const server = await serve(folder);
    await server.open(uriOf(folder, 'mlops-canvas.yaml'), CANVAS);
    const reports = await pullAll(server);
    expect(reports.map(({ version }) => version)).toEqual([1]);
    expect(told(folder, reports)).toEqual({ 'mlops-canvas.yaml': new Set(['tier-missing']) });
  });

  test('comes bit by bit where the client takes that', async () => {
    const count = 120;
    const folder = makeFolder(Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}/ml-canvas.yaml`, `system: s${at}\n`])));
    const server = await serve(folder);
    const parts: Report[] = [];
    server.connection.onNotification('$/progress', ({ token, value }: { token: string; value: { items: Report[] } }) => {
      if (token === 'bits') parts.push(...value.items);
    });
    expect(await pullAll(server, [], { partialResultToken: 'bits' })).toEqual([]);
    expect(new Set(parts.map(({ uri }) => uri)).size).toBe(count);
  });
});

describe('a record that is edited', () => {
  const RANGE = { start: { line: 1, character: 11 }, end: { line: 1, character: 15 } };

  test('makes the client pull anew; what depends on it is another, the rest is unchanged', async () => {
    const folder = makeFolder({
      'ai-system.yaml': RECORD,
      'mlops-canvas.yaml': CANVAS,
      'ml-canvas.yaml': 'risk_tier: minimal\nsystem: t\n',
    });
    const server = await serve(folder);
    await pullAll(server);
    const [record, canvas, other] = ['ai-system.yaml', 'mlops-canvas.yaml', 'ml-canvas.yaml'].map((name) => uriOf(folder, name)) as [
      string,
      string,
      string,
    ];
    for (const uri of [record, canvas, other]) await server.open(uri, fs.readFileSync(new URL(uri), 'utf8'));
    const pull = (uri: string, previousResultId?: string): Promise<Report> =>
      server.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId }) as Promise<Report>;
    const before = await pull(canvas);
    const otherBefore = await pull(other);
    expect(before.items?.some(({ message }) => message.includes('High risk (from `ai-system.yaml`)'))).toBe(true);
    // Other text of the record: nothing depends on it.
    await server.change(record, { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } }, 'notes: n\n');
    expect((await pull(canvas, before.resultId)).kind).toBe('unchanged');
    const asked = refreshed(server);
    await server.change(record, RANGE, 'limited');
    await asked;
    const after = await pull(canvas, before.resultId);
    expect(after.items?.some(({ message }) => message.includes('Limited risk (from `ai-system.yaml`)'))).toBe(true);
    expect((await pull(other, otherBefore.resultId)).kind).toBe('unchanged');
  });

  test('does no harm where the client refuses to pull anew', async () => {
    const folder = makeFolder({});
    const server = await serve(folder);
    const refused = new Promise<void>((resolve) =>
      server.connection.onRequest('workspace/diagnostic/refresh', () => {
        resolve();
        throw new Error('not now');
      }),
    );
    await server.open(uriOf(folder, 'ai-system.yaml'), RECORD);
    await refused;
    await server.open(uriOf(folder, 'mlops-canvas.yaml'), CANVAS);
    expect((await server.pull(uriOf(folder, 'mlops-canvas.yaml'))).map(({ code }: Told) => code)).not.toContain('tier-missing');
  });

  test('makes diagnostics be pushed anew to a client that cannot pull', async () => {
    const folder = makeFolder({});
    const server = await serve(folder, PLAIN);
    const canvas = uriOf(folder, 'mlops-canvas.yaml');
    const record = uriOf(folder, 'ai-system.yaml');
    await server.open(canvas, CANVAS);
    expect((await server.pushed(canvas)).map(({ code }: Told) => code)).toEqual(['tier-missing']);
    server.forgetPushed(canvas);
    await server.open(record, RECORD);
    expect((await server.pushed(canvas)).map(({ code }: Told) => code)).not.toContain('tier-missing');
    server.forgetPushed(canvas);
    await server.close(record);
    expect((await server.pushed(canvas)).map(({ code }: Told) => code)).toEqual(['tier-missing']);
  });
});

test('progress is shown while many files are read, and ends', async () => {
  const count = 300;
  const folder = makeFolder(
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`${at}/mlops-canvas.yaml`, `system: s${at}\nrisk_tier: high\n${'notes: n\n'.repeat(20)}`]),
    ),
  );
  const server = await startServer(FULL, pathToFileURL(folder).href);
  onTestFinished(() => server.stop());
  const seen: { kind: string; message?: string; percentage?: number }[] = [];
  const ended = new Promise<void>((resolve) =>
    server.connection.onNotification('$/progress', ({ value }: { value: (typeof seen)[number] }) => {
      seen.push(value);
      if (value.kind === 'end') resolve();
    }),
  );
  await ended;
  expect(seen[0]).toMatchObject({ kind: 'begin', title: 'AI Act Canvas: reading documents' });
  expect(seen.every(({ message }) => message === undefined || message.endsWith(`of ${count} files`))).toBe(true);
  const percentages = seen.flatMap(({ percentage }) => percentage ?? []);
  expect(percentages).toEqual(percentages.toSorted((a, b) => a - b));
});
