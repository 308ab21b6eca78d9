// From the start of a process to the right diagnostics of the first document.
import { Client, reports } from './client.mjs';
import { withOneError, writtenRecord } from './documents.mjs';
import { Samples, timed } from './samples.mjs';

/**
 * @param {readonly import('./servers.mjs').Server[]} servers
 * @param {{ lines: number, rounds: number }} options
 * @returns {Promise<import('./report.mjs').Row[]>}
 */
export async function measureStart(servers, { lines, rounds }) {
  const samples = new Samples();
  for (let round = 0; round <= rounds; round += 1) {
    for (const server of servers) {
      const { text, place } = withOneError(writtenRecord(lines, server.notation));
      const uri = `file:///bench/crisp-ml.${server.notation}`;
      /** @type {Client | undefined} */
      let client;
      const time = await timed(async () => {
        client = await Client.start(server);
        await client.open(uri, text);
        await client.diagnostics(uri, reports(place.line, place.start, place.character + 1));
      });
      await client?.stop();
      // The first round warms the file cache up.
      if (round > 0) samples.add(server.id, time);
    }
  }
  return [{ name: `start to right diagnostics, ${lines} lines`, unit: 'ms', values: samples.summaries(), targets: { yaml: 5 } }];
}
