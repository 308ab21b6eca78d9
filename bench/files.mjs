// Many files: opened at once until each has its right diagnostics, closed again, and what a server keeps of them.
import path from 'node:path';
import { Client, reports } from './client.mjs';
import { withOneError, writtenRecord } from './documents.mjs';
import { heap, HEAP_OPTIONS, memory } from './process.mjs';
import { Samples, sleep, timed } from './samples.mjs';
import { ROW_TARGETS } from './targets.mjs';

const LINES = 150;

/** Opens files with the numbers `from` to `to` and waits for all. @param {Client} client @param {number} from @param {number} to */
async function openAll(client, from, to) {
  const { text, place } = withOneError(writtenRecord(LINES, client.server.notation));
  const expected = reports(place.line, place.start, place.character + 1);
  const uris = Array.from({ length: to - from }, (_, at) => `file:///bench/${from + at}/crisp-ml.${client.server.notation}`);
  // Texts differ, so that nothing can be shared between files.
  const waits = uris.map((uri, at) => {
    void client.open(uri, text.replaceAll('retail-score', `retail-score-${from + at}`));
    return client.diagnostics(uri, expected);
  });
  await Promise.all(waits);
  return uris;
}

/**
 * @param {readonly import('./servers.mjs').Server[]} servers
 * @param {{ count: number, rounds: number }} options
 */
export async function measureOpening(servers, { count, rounds }) {
  const times = new Samples();
  const open = new Samples();
  const closed = new Samples();
  for (let round = 0; round < rounds; round += 1) {
    for (const server of servers) {
      const client = await Client.start(server);
      // The schema is loaded before the clock runs.
      await openAll(client, 0, 1);
      /** @type {readonly string[]} */
      let uris = [];
      times.add(
        server.id,
        await timed(async () => {
          uris = await openAll(client, 1, count + 1);
        }),
      );
      open.add(server.id, memory(client.pid)?.now ?? Number.NaN);
      for (const uri of uris) await client.close(uri);
      await sleep(2000);
      closed.add(server.id, memory(client.pid)?.now ?? Number.NaN);
      await client.stop();
    }
  }
  const name = `${count.toLocaleString('en')} files`;
  return [
    { name: `open ${name}: to all diagnostics`, unit: 'ms', values: times.summaries(), targets: ROW_TARGETS.openTime[count] },
    { name: `open ${name}: memory while open`, unit: 'MB', values: open.summaries(), targets: ROW_TARGETS.openMemory[count] },
    { name: `open ${name}: memory after closing`, unit: 'MB', values: closed.summaries(), targets: ROW_TARGETS.openMemory[count] },
  ];
}

/**
 * Opens and closes file after file; what the heap has grown by, garbage collected, is kept for good.
 * @param {readonly import('./servers.mjs').Server[]} servers
 * @param {{ rounds: number, folder: string }} options
 */
export async function measureKept(servers, { rounds, folder }) {
  const PER_ROUND = 200;
  const samples = new Samples();
  for (const server of servers) {
    const file = path.join(folder, `heap-${server.id}`);
    const client = await Client.start(server, { nodeOptions: HEAP_OPTIONS, env: { BENCH_HEAP: file } });
    let before = 0;
    for (let round = 0; round <= rounds; round += 1) {
      const uris = await openAll(client, round * PER_ROUND, (round + 1) * PER_ROUND);
      for (const uri of uris) await client.close(uri);
      await sleep(400);
      const after = await heap(client.pid, file);
      // The first round fills what is filled once.
      if (round > 0) samples.add(server.id, (after - before) / PER_ROUND);
      before = after;
    }
    await client.stop();
  }
  return [{ name: 'heap kept per file opened and closed', unit: 'KB', values: samples.summaries(), targets: { atMost: 10 } }];
}
