/** What fixes promise holds on any document; see `fixPromise.ts`. */
import { describe, test } from 'vitest';
import { judge, judgeAll } from '../support/fixPromise';
import { keeps, SEED, TIMEOUT } from '../support/properties';

const FAULTS = { faults: 0.06, halfTyped: 0 };
const HALF_TYPED = { faults: 0.04, halfTyped: 0.8 };

describe(`seed ${SEED}`, () => {
  test('a fix removes its finding, adds no other, and loses nothing', () => keeps({ judge, trouble: FAULTS, vacuous: 0.15 }, 0.8), TIMEOUT);

  test('in half-typed documents too', () => keeps({ judge, trouble: HALF_TYPED, vacuous: 0.15 }, 0.4), TIMEOUT);

  test(
    'all fixes one after another leave no finding that has a fix',
    () => keeps({ judge: judgeAll, trouble: FAULTS, vacuous: 0.3 }, 0.02),
    TIMEOUT,
  );
});
