/** Slices of work on Node. */
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { Slices } from '../workspace/slices';

export const createSlices = (): Slices =>
  new Slices(
    () => performance.now(),
    () => setImmediate(),
  );
