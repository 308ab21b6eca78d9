// `check` over many files, against one process that only parses the same files with `yaml` and runs the compiled schema
// over them (see `floor.mjs`); both with their start.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { buildFloor } from './buildFloor.mjs';
import { withOneError, writtenRecord } from './documents.mjs';
import { Samples, timed } from './samples.mjs';

const LINES = 150;

/** So many records, each in a folder of its own and different from the others. @param {string} folder @param {number} count */
export function writeFiles(folder, count) {
  const { text } = withOneError(writtenRecord(LINES, 'yaml'));
  for (let at = 0; at < count; at += 1) {
    const file = path.join(folder, String(at), 'crisp-ml.yaml');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text.replaceAll('retail-score', `retail-score-${at}`));
  }
}

/** Runs node and gives what it printed last. @param {readonly string[]} args @param {string} cwd @returns {Promise<string>} */
function run(args, cwd) {
  const child = spawn(process.execPath, [...args], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  let tail = '';
  child.stdout.on('data', (chunk) => {
    tail = (tail + chunk).slice(-500);
  });
  return new Promise((resolve) => child.once('close', () => resolve(tail)));
}

/** @param {{ dist: string, folder: string }} build @param {{ count: number, rounds: number }} options */
export async function measureCommandLine({ dist, folder }, { count, rounds }) {
  const files = path.join(folder, 'files');
  writeFiles(files, count);
  const commands = [
    { id: 'ours', args: [path.join(dist, 'cli.js'), 'check', '.'] },
    { id: 'floor', args: [await buildFloor(folder), '.'] },
  ];
  const samples = new Samples();
  for (let round = 0; round <= rounds; round += 1) {
    for (const { id, args } of commands) {
      let tail = '';
      const time = await timed(async () => {
        tail = await run(args, files);
      });
      if (!tail.includes(`Documents: ${count}.`)) throw new Error(`${id} checked other files: ${tail}`);
      if (round > 0) samples.add(id, time);
    }
  }
  fs.rmSync(files, { recursive: true });
  return [{ name: `command line, ${count.toLocaleString('en')} files`, unit: 'ms', values: samples.summaries(), targets: { floor: 1.3 } }];
}
