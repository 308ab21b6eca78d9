/** What changes of whole documents promise, and waivers, holds on any document; see `sourcePromise.ts`. */
import { describe, test } from 'vitest';
import { keeps, SEED, TIMEOUT } from '../support/properties';
import { judgeFixAll, judgeSort, judgeWaive } from '../support/sourcePromise';

const trouble = { faults: 0.06, halfTyped: 0 };

describe(`seed ${SEED}`, () => {
  test('fixing all that is safe leaves nothing safe to fix', () => keeps({ judge: judgeFixAll, trouble, vacuous: 0.8 }, 0.8), TIMEOUT);

  test('sorting keeps lines, values and findings', () => keeps({ judge: judgeSort, trouble, vacuous: 0.8 }), TIMEOUT);

  test('a waiver that is filled in waives its gap', () => keeps({ judge: judgeWaive, trouble, vacuous: 0.5 }, 0.8), TIMEOUT);
});
