/** Completion is sound wherever it is accepted; see `completionPromise.ts` for what that means. */
import { test } from 'vitest';
import { judge, place } from '../support/completionPromise';
import { keeps, SEED, TIMEOUT } from '../support/properties';

test.each([
  ['as it should be', { faults: 0, halfTyped: 0 }, 0.2],
  ['with faults and half-typed lines', { faults: 0.02, halfTyped: 0.8 }, 0.5],
] as const)(`in a text %s (seed ${SEED})`, (_, trouble, vacuous) => keeps({ place, judge, trouble, vacuous }), TIMEOUT);
