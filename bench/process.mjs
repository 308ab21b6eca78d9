// What the system says of a process (Linux; elsewhere nothing), and the heap that a process keeps once it has tidied up.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sleep } from './samples.mjs';

const TICK = 10; // ms; Linux reports in hundredths of a second
const read = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined);

/** CPU time of a process so far, in ms. @param {number} pid @returns {number | undefined} */
export function cpuTime(pid) {
  const stat = read(`/proc/${pid}/stat`);
  // The name, in parentheses, may hold blanks.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) * TICK;
}

/** Memory of a process in MB: now, and at most so far. @param {number} pid */
export function memory(pid) {
  const status = read(`/proc/${pid}/status`);
  const field = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'mu').exec(status ?? '')?.[1]) / 1024;
  return status === undefined ? undefined : { now: field('VmRSS'), most: field('VmHWM') };
}

/** Node's options for a process whose heap is to be asked for. */
export const HEAP_OPTIONS = ['--expose-gc', '--require', path.join(path.dirname(fileURLToPath(import.meta.url)), 'heapProbe.cjs')];

/** Heap in KB after a full collection. @param {number} pid @param {string} file As told to the process by BENCH_HEAP. */
export async function heap(pid, file) {
  fs.rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  while (!(read(file) ?? '').endsWith('\n')) await sleep(5);
  return Number(read(file)) / 1024;
}
