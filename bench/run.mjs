// Measures the built server over stdio. `npm run bench` prints medians with min and max; figures of one run belong
// together, absolute ones depend on the machine. `--runs N` repeats the start (default 7), `--keys N` the keystrokes (60).
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { root } from '../scripts/schemas.mjs';
import { startLanguageServer } from '../test/support/languageServer.mjs';
import { record } from './documents.mjs';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '7' }, keys: { type: 'string', default: '60' }, lines: { type: 'string', default: '100,1000,5000' } } });
const server = [process.execPath, path.join(root, 'dist/server.js'), '--stdio'];
const capabilities = { textDocument: { diagnostic: {} }, workspace: { diagnostics: {} } };
const uri = 'file:///bench/crisp-ml.yaml';

const quantile = (sorted, at) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0;
const ms = (value) => value.toFixed(1).padStart(7);

function row(name, samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  console.log(`${name.padEnd(44)} p50 ${ms(quantile(sorted, 0.5))}  p95 ${ms(quantile(sorted, 0.95))}  min ${ms(sorted[0] ?? 0)}  max ${ms(sorted.at(-1) ?? 0)}  (ms, n=${sorted.length})`);
}

async function start(text) {
  const begin = performance.now();
  const client = await startLanguageServer(server, { capabilities });
  await client.open(uri, text);
  await client.pull(uri);
  const time = performance.now() - begin;
  await client.stop();
  return time;
}

async function keystrokes(text, count) {
  const client = await startLanguageServer(server, { capabilities });
  await client.open(uri, text);
  await client.pull(uri);
  const lines = text.split('\n');
  const places = lines.flatMap((line, at) => (line.includes('description:') ? [{ line: at, character: line.length }] : []));
  const keys = [];
  const completions = [];
  for (let at = 0; at < count; at += 1) {
    const place = places[(at * 7919) % places.length];
    const begin = performance.now();
    await client.change(uri, { start: place, end: place }, 'x');
    await client.pull(uri);
    keys.push(performance.now() - begin);
    const next = performance.now();
    await client.change(uri, { start: place, end: { ...place, character: place.character + 1 } }, '');
    await client.request('textDocument/completion', { textDocument: { uri }, position: place });
    completions.push(performance.now() - next);
  }
  await client.stop();
  return { keys, completions };
}

console.log(`Node ${process.version}, server bundle ${(fs.statSync(server[1]).size / 1000).toFixed(0)} kB`);
const sizes = values.lines.split(',').map(Number);
const texts = new Map(sizes.map((lines) => [lines, stringify(record(lines), { lineWidth: 0 })]));
const first = texts.get(sizes[0]) ?? '';
await start(first);
const starts = [];
for (let run = 0; run < Number(values.runs); run += 1) starts.push(await start(first));
row(`start to first diagnostics, ${first.split('\n').length} lines`, starts);
for (const text of texts.values()) {
  const { keys, completions } = await keystrokes(text, Number(values.keys));
  row(`keystroke to diagnostics, ${text.split('\n').length} lines`, keys);
  row(`completion after a keystroke, ${text.split('\n').length} lines`, completions);
}
