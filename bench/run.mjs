// Measures the built product beside the language servers that people use instead (see docs/performance.md). Figures of
// one run belong together; absolute ones depend on the machine. Options:
//   --quick       fewer rounds and no 20,000 lines, about a minute
//   --only NAME   start, keystroke, requests, burst, files, kept, workspace, size or cli; more than one with commas
//   --lines N,N   sizes of the documents that are edited
//   --markdown    prints the table of docs/performance.md instead of text
import os from 'node:os';
import { parseArgs } from 'node:util';
import { measureCommandLine } from './commandLine.mjs';
import { measureEditing } from './editing.mjs';
import { measureKept, measureOpening } from './files.mjs';
import { markdown, plain } from './report.mjs';
import { copyOfBuild, installPeers, servers, versionOf } from './servers.mjs';
import { measureSize } from './size.mjs';
import { measureStart } from './start.mjs';
import { FLAT } from './targets.mjs';
import { measureWorkspace } from './workspace.mjs';

const NAMES = ['start', 'keystroke', 'requests', 'burst', 'files', 'kept', 'workspace', 'size', 'cli'];
const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    lines: { type: 'string' },
    markdown: { type: 'boolean', default: false },
  },
});
const { quick } = options;
const chosen = options.only?.split(',') ?? NAMES;
for (const name of chosen) if (!NAMES.includes(name)) throw new Error(`--only takes ${NAMES.join(', ')}, not ${name}`);
const only = (/** @type {string} */ name) => chosen.includes(name);
const sizes = (options.lines ?? (quick ? '100,1000,5000' : '100,1000,5000,20000')).split(',').map(Number);

/** @type {import('./report.mjs').Row[]} */
const rows = [];
/** Keeps rows and shows them as they come. @param {readonly import('./report.mjs').Row[]} found */
function report(found) {
  rows.push(...found);
  // The table comes at the end; meanwhile one sees where the run is.
  for (const row of found) (options.markdown ? console.error : console.log)(plain(row));
}

/** The median keystroke in the longest document against that in the shortest. */
function flatness() {
  const medians = sizes.map(
    (lines) => rows.find(({ name }) => name === `keystroke to right diagnostics, ${lines.toLocaleString('en')} lines`)?.values.ours,
  );
  const [first, last] = [medians[0], medians.at(-1)];
  if (first === undefined || last === undefined || sizes.length < 2) return [];
  const times = last.p50 / first.p50;
  const name = `flat: keystroke in ${sizes.at(-1)?.toLocaleString('en')} lines ÷ in ${sizes[0]}`;
  return [
    { name, unit: 'times', values: { ours: { p50: times, p95: times, min: times, max: times, count: 1 } }, targets: { atMost: FLAT } },
  ];
}

installPeers();
const copy = copyOfBuild();
process.on('exit', copy.remove);
const all = servers(copy);
const versions = `yaml-language-server ${versionOf('yaml-language-server')}, vscode-langservers-extracted ${versionOf('vscode-langservers-extracted')}`;
const machine = `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown processor'}, ${os.platform()}, load ${os.loadavg()[0]?.toFixed(1)}`;
const head = `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${machine}; ${versions}`;
if (!options.markdown) console.log(head);

if (only('start')) report(await measureStart(all, { lines: 100, rounds: quick ? 3 : 9 }));
if (only('keystroke') || only('requests') || only('burst')) {
  for (const lines of sizes) {
    const bursts = lines < sizes.at(-1) ? 0 : quick ? 2 : 5;
    report(await measureEditing(all, { lines, edits: quick ? 20 : 80, requests: quick ? 3 : 20, bursts, only }));
  }
  report(flatness());
}
if (only('files')) {
  report(await measureOpening(all, { count: 200, rounds: quick ? 1 : 3 }));
  if (!quick) report(await measureOpening(all, { count: 2000, rounds: 3 }));
}
if (only('kept')) report(await measureKept(all, { rounds: quick ? 2 : 6, folder: copy.folder }));
if (only('workspace')) report(await measureWorkspace(all, { count: quick ? 1000 : 10_000, folder: copy.folder }));
if (only('cli')) report(await measureCommandLine(copy, { count: quick ? 200 : 2000, rounds: quick ? 3 : 5 }));
if (only('size')) report(await measureSize(all, copy.folder));
if (options.markdown) console.log(`${head}\n\n${markdown(rows)}`);
