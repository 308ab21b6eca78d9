/**
 * Entry of the integration tests inside VS Code's Node extension host: runs mocha over them and writes how many passed
 * and failed to the file that the runner names. Knows nothing of which VS Code it runs in.
 *
 * A runner sees mocha's output among everything that the host prints, so it may ask for a prefix of each line.
 */
import { writeFileSync } from 'node:fs';
import { format } from 'node:util';
import Mocha from 'mocha';
import { loadTests } from './tests';

const prefix = process.env['AI_ACT_CANVAS_TEST_PREFIX'] ?? '';
const resultFile = process.env['AI_ACT_CANVAS_TEST_RESULT'];
/** Runs only the tests whose title matches: for the person who writes one. */
const grep = process.env['AI_ACT_CANVAS_TEST_GREP'];

/** What VS Code calls; its extension host ends with exit code 1 when the promise is rejected. */
export async function run(): Promise<void> {
  const { passes, failures } = await runTests().catch((error: unknown) => {
    print('The tests could not run:', error);
    throw error;
  });
  if (resultFile) writeFileSync(resultFile, JSON.stringify({ passed: passes, failed: failures }));
  if (failures > 0) throw new Error(`${failures} of ${passes + failures} tests failed.`);
}

async function runTests(): Promise<Mocha.Stats> {
  Mocha.reporters.Base.consoleLog = print;
  const mocha = new Mocha({
    ui: 'tdd',
    reporter: 'spec',
    timeout: 30_000,
    forbidOnly: true,
    forbidPending: true,
    ...(grep ? { grep } : {}),
  });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await loadTests();
  return new Promise((resolve, reject) => {
    const runner = mocha.run(() => (runner.stats ? resolve(runner.stats) : reject(new Error('mocha has no statistics'))));
  });
}

function print(...values: unknown[]): void {
  console.log(format(...values).replace(/^/gm, prefix));
}
