/**
 * Entry of the integration tests inside VS Code's web worker extension host: the same tests, with mocha's browser build.
 * Reports how many passed and failed on a line of the console, as a worker has no files of its own.
 */
import 'mocha/mocha.js';
import type Mocha from 'mocha';
import { loadTests } from './tests';

/** Put in by the runner. */
declare const TEST_PREFIX: string;
declare const TEST_RESULT_PREFIX: string;
declare const TEST_GREP: string;

/** What VS Code calls; its extension host ends with exit code 1 when the promise is rejected. */
export async function run(): Promise<void> {
  const { Mocha: Constructor } = globalThis as unknown as { Mocha: typeof Mocha };
  const mocha = new Constructor({
    ui: 'tdd',
    reporter: reportLines as unknown as Mocha.ReporterConstructor,
    timeout: 30_000,
    forbidOnly: true,
    forbidPending: true,
    ...(TEST_GREP ? { grep: TEST_GREP } : {}),
  });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await loadTests();
  const { passes, failures } = await new Promise<Mocha.Stats>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats as Mocha.Stats));
  });
  console.log(`${TEST_RESULT_PREFIX}${JSON.stringify({ passed: passes, failed: failures })}`);
  if (failures > 0) throw new Error(`${failures} of ${passes + failures} tests failed.`);
}

/** A reporter with a line for each test; those of mocha's browser build need a document or a process. */
function reportLines(runner: Mocha.Runner): void {
  runner.on('suite', ({ title }) => print(title ? `\n  ${title}` : ''));
  runner.on('pass', ({ title, duration }) => print(`    ✔ ${title} (${duration}ms)`));
  runner.on('fail', ({ title }, { stack, message }) => print(`    ✖ ${title}\n${stack ?? message}`));
}

function print(text: string): void {
  console.log(text.replace(/^/gm, TEST_PREFIX));
}
