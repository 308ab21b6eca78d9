// A folder with many files: how long it takes to be known, what a request waits meanwhile, and what the client's pulls of
// the whole workspace and the tree cost afterwards. Ours alone: the others only look at open files.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from './client.mjs';
import { writeFiles } from './commandLine.mjs';
import { writtenRecord } from './documents.mjs';
import { heap, HEAP_OPTIONS, memory } from './process.mjs';
import { Samples, sleep, timed } from './samples.mjs';

/** Between two requests, in milliseconds. */
const PAUSE = 5;

/** @param {readonly import('./servers.mjs').Server[]} servers @param {{ count: number, folder: string }} options */
export async function measureWorkspace(servers, { count, folder }) {
  const [ours] = servers;
  const files = path.join(folder, 'workspace');
  writeFiles(files, count);
  const samples = { hover: new Samples(), key: new Samples(), pull: new Samples(), tree: new Samples(), one: new Samples() };
  const begin = performance.now();
  const heapFile = path.join(folder, 'heap-workspace');
  const client = await Client.start(ours, {
    folder: pathToFileURL(files).href,
    nodeOptions: HEAP_OPTIONS,
    env: { BENCH_HEAP: heapFile },
  });
  const uri = `${pathToFileURL(files).href}/open/crisp-ml.yaml`;
  const { text, places } = writtenRecord(1000, 'yaml');
  await client.open(uri, text);
  const place = places[10] ?? { line: 0, indent: 0, character: 0 };
  const at = { line: place.line, character: place.indent + 1 };
  const reading = { isDone: false };
  void client.worked.then(() => (reading.isDone = true));
  while (!reading.isDone) {
    samples.hover.add('ours', await timed(() => client.request('textDocument/hover', uri, at)));
    samples.key.add(
      'ours',
      await timed(async () => {
        const end = { line: place.line, character: place.character };
        await client.change(uri, end, end, 'x');
        const pulled = client.request('textDocument/diagnostic', uri);
        await client.change(uri, end, { ...end, character: end.character + 1 }, '');
        await pulled.catch(() => null);
      }),
    );
    await sleep(PAUSE);
  }
  samples.one.add('ours', performance.now() - begin);
  let previousResultIds = [];
  for (let round = 0; round < 6; round += 1) {
    const time = await timed(async () => {
      const items = await client.allDiagnostics(previousResultIds);
      const isFirst = round === 0;
      if (!isFirst && items.some(({ kind }) => kind !== 'unchanged')) throw new Error('a pull says anew what has not changed');
      if (isFirst) previousResultIds = items.map(({ uri: of, resultId: value }) => ({ uri: of, value }));
    });
    if (round > 0) samples.pull.add('ours', time);
    samples.tree.add('ours', await timed(() => client.connection.sendRequest('aiActCanvas/tree', {})));
  }
  const size = memory(client.pid)?.now ?? Number.NaN;
  const kept = (await heap(client.pid, heapFile)) / count;
  await client.stop();
  fs.rmSync(files, { recursive: true });
  const name = `workspace of ${count.toLocaleString('en')} files`;
  const only = (value) => ({ ours: { p50: value, p95: value, min: value, max: value, count: 1 } });
  return [
    { name: `${name}: start until all are known`, unit: 'ms', values: samples.one.summaries() },
    { name: `${name}: hover meanwhile`, unit: 'ms', values: samples.hover.summaries() },
    { name: `${name}: longest hover meanwhile`, unit: 'ms', values: only(samples.hover.summaries().ours.max), targets: { atMost: 50 } },
    { name: `${name}: keystroke to diagnostics meanwhile`, unit: 'ms', values: samples.key.summaries() },
    { name: `${name}: pull of all that is unchanged`, unit: 'ms', values: samples.pull.summaries() },
    { name: `${name}: first rows of the tree`, unit: 'ms', values: samples.tree.summaries() },
    { name: `${name}: memory`, unit: 'MB', values: only(size) },
    { name: `${name}: heap per file`, unit: 'KB', values: only(kept) },
  ];
}
