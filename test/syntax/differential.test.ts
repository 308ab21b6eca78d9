/**
 * The specification of the incremental parser: after every edit its tree is that of a fresh parse, with all faults as far as
 * to the first, and without them what a text just opened gives.
 * `SCRIPTS=20000` runs so many scripts instead of 2,000 (an upgrade of `yaml` needs 100,000), `SEED=7` repeats a run.
 */
import { expect, test } from 'vitest';
import { report, run, scriptOf, WITHOUT_FAULTS } from './scripts';

const SCRIPTS = Number(process.env['SCRIPTS'] ?? 2000);
const FIXED_SEED = 1;
/** New on every run of a developer's; CI repeats, so that a change is judged by itself. */
const printedSeed = Number(process.env['SEED'] ?? (process.env['CI'] === undefined ? 1_000_000 + (Date.now() % 1_000_000_000) : 1_000_000));
/** Milliseconds; a script takes 20 to 60. */
const TIMEOUT = 60_000 + SCRIPTS * 200;

/** One in so many scripts is run without faults: trying what is to blame for them takes its time, and `incrementalAssessment` does it, too. */
const SELDOM = 10;

test.each([
  ['fixed', FIXED_SEED, SCRIPTS, undefined],
  ['new', printedSeed, SCRIPTS, undefined],
  ['fixed', FIXED_SEED, SCRIPTS / SELDOM, WITHOUT_FAULTS],
  ['new', printedSeed, SCRIPTS / SELDOM, WITHOUT_FAULTS],
])(
  '%s scripts from seed %i, %i of them (%#)',
  (_, seed, scripts, comparison) => {
    const failures: string[] = [];
    for (let at = seed; at < seed + scripts / 2 && failures.length < 5; at += 1) {
      const script = scriptOf(at);
      if (run(script, comparison) !== null) failures.push(report(at, script, comparison));
    }
    expect(failures.join('\n\n')).toBe('');
  },
  TIMEOUT,
);
