// Measures the parser alone, as an open document has it: the median cost of an edit at several document sizes, and of
// opening against a full parse. Figures of one run belong together; absolute ones depend on the machine. `--edits N`
// (default 200), `--lines 100,1000`, `--memory` for the heap that a tree keeps (run node with --expose-gc).
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import { stringify } from 'yaml';
import { root } from '../scripts/schemas.mjs';
import { record } from './documents.mjs';

const { values } = parseArgs({
  options: {
    edits: { type: 'string', default: '200' },
    lines: { type: 'string', default: '100,1000,5000,20000' },
    memory: { type: 'boolean', default: false },
  },
});

/** The parser as the server bundles it. */
async function readParser() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ai-act-canvas-'));
  try {
    const outfile = path.join(folder, 'syntax.mjs');
    const contents =
      "export * from './server/src/core/syntax/incrementalDocument'; export * from './server/src/core/syntax/readableDocument'; export * from './server/src/core/syntax/parse';";
    buildSync({
      absWorkingDir: root,
      stdin: { contents, resolveDir: root, loader: 'ts' },
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile,
      logLevel: 'warning',
      // `yaml` asks for `process` by require, which an ES module lacks.
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const { IncrementalDocument, ReadableDocument, parse } = await readParser();

const quantile = (samples, at) => samples.toSorted((a, b) => a - b)[Math.min(samples.length - 1, Math.floor(samples.length * at))] ?? 0;
const row = (name, samples, more = '') =>
  console.log(
    `  ${name.padEnd(34)} p50 ${quantile(samples, 0.5).toFixed(2).padStart(7)}  p95 ${quantile(samples, 0.95).toFixed(2).padStart(7)} ms  n=${samples.length}${more}`,
  );

function timed(run) {
  const begin = performance.now();
  const result = run();
  return [performance.now() - begin, result];
}

/** Places all over a text where a pattern ends. */
const places = (text, pattern) => Array.from(text.matchAll(pattern), (match) => match.index + match[0].length);

/** What people do, as editors do it that indent a new line: `[name, place, texts typed there one after the other]`. */
const SCENARIOS = [
  ['prose in a scalar', /description: Arrears/g, ['x']],
  ['new key in a task', /done_on: .*/g, ['\n      ', 'n', 'o', 'te', ':', ' x']],
  ['new list entry', / risks:/g, ['\n        ', '-', ' ', 'id: R-0']],
  ['unfinished key above a section', /\n(?:  .*)(?=\n[a-z_]+:\n)/g, ['\n', 'f', 'oo', ':', ' x']],
  ['unfinished key above a task', /\n(?:      .*)(?=\n    [a-z_]+:\n)/g, ['\n    ', 'f', 'oo', ':', ' x']],
  ['comment', /status: done/g, ['\n      ', '#', ' w', 'hy']],
  ['quoted value', /owner: /g, ['"', 'a', ' b', '"', ' #']],
  ['flow list, brackets closed at once', /status: done/g, ['\n      notes: ', '[]', ' # x']],
  ['flow list, bracket left open', /status: done/g, ['\n      notes: ', '[', 'a', ', b', ']']],
  ['line break in a plain value', /instantiation: What/g, ['\n      ']],
  ['anchor and alias', /status: done/g, ['\n      a: ', '&x 1', '\n      b: ', '*x']],
  ['below a stray bracket', /status: done/g, ['\n      ]', '\n      notes: a', 'b']],
  ['below a tab', /status: done/g, ['\n\tx: 1', '\n      notes: a', 'b']],
  ['below a template', /status: done/g, ['\n{{ x }}', '\n      notes: a', 'b']],
  ['in a line too deep', /status: done/g, ['\n          notes: a', 'b']],
  ['above a second document', /status: done/g, ['\n---', '\nnotes: a', 'b']],
];

function edits(document, name, pattern, typed, count) {
  const samples = [];
  const found = places(document.text, pattern);
  if (found.length === 0) return [];
  for (let at = 0; samples.length < count && found.length > 0; at += 1) {
    const place = found[(at * 7919) % found.length];
    let behind = place;
    const one = (from, to, text) => {
      const [time, tree] = timed(() => {
        document.edit(from, to, text);
        return document.tree;
      });
      if (tree.root === null) throw new Error('No tree');
      samples.push(time);
    };
    for (const text of typed) {
      one(behind, behind, text);
      behind += text.length;
    }
    one(place, behind, '');
  }
  row(name, samples);
  return samples;
}

function heapOf(make) {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const kept = make();
  globalThis.gc?.();
  const size = process.memoryUsage().heapUsed - before;
  return kept === undefined ? 0 : size / 1e6;
}

console.log(`Node ${process.version}`);
for (const lines of values.lines.split(',').map(Number)) {
  const text = stringify(record(lines), { lineWidth: 0 });
  const runs = Math.max(5, Math.min(40, Math.round(100_000 / lines)));
  console.log(`${text.split('\n').length} lines, ${(text.length / 1000).toFixed(0)} KB`);
  // Turn by turn, so that a busy machine slows both.
  const full = [];
  const opened = [];
  const slices = [];
  for (let run = 0; run < runs; run += 1) {
    full.push(timed(() => parse(text))[0]);
    opened.push(timed(() => IncrementalDocument.open(text))[0]);
    const steps = IncrementalDocument.openSlices(text);
    for (;;) {
      const [time, { done }] = timed(() => steps.next());
      slices.push(time);
      if (done) break;
    }
  }
  row('full parse', full);
  row('open', opened, `  ${(quantile(opened, 0.5) / quantile(full, 0.5)).toFixed(2)} × full parse`);
  row('one slice of opening', slices, `  max ${Math.max(...slices).toFixed(1)}`);
  const document = ReadableDocument.open(text);
  const all = SCENARIOS.flatMap(([name, pattern, typed]) => edits(document, name, pattern, typed, Number(values.edits)));
  row('all edits', all);
  const [whole] = [timed(() => document.replace(text.replace('description: Arrears', 'description: Late arrears')))];
  row('whole text replaced, one word new', [whole[0]]);
  if (values.memory)
    console.log(
      `  heap: full parse ${heapOf(() => parse(text)).toFixed(1)} MB, incremental ${heapOf(() => IncrementalDocument.open(text)).toFixed(1)} MB`,
    );
}
