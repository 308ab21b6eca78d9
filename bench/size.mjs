// The size of each server, bundled into one file and minified.
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { Samples } from './samples.mjs';

/** What the servers' commands load. */
const ENTRIES = { yaml: '../out/src/server.js', json: '../lib/json-language-server/node/jsonServerMain.js' };

/** @param {readonly import('./servers.mjs').Server[]} servers @param {string} folder */
export async function measureSize(servers, folder) {
  const plain = new Samples();
  const zipped = new Samples();
  for (const { id, entry } of servers) {
    const outfile = id === 'ours' ? entry : path.join(folder, `${id}.cjs`);
    if (id !== 'ours') {
      const source = path.resolve(path.dirname(entry), ENTRIES[id]);
      await build({
        entryPoints: [source],
        outfile,
        bundle: true,
        minify: true,
        platform: 'node',
        format: 'cjs',
        logLevel: 'silent',
        legalComments: 'none',
        mainFields: ['module', 'main'],
      });
    }
    const bytes = fs.readFileSync(outfile);
    plain.add(id, bytes.length / 1000);
    zipped.add(id, gzipSync(bytes, { level: 9 }).length / 1000);
  }
  return [
    { name: 'server bundle, minified', unit: 'KB', values: plain.summaries() },
    { name: 'server bundle, gzipped', unit: 'KB', values: zipped.summaries() },
  ];
}
