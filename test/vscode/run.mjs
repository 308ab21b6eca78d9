/**
 * `npm run test:vscode`: the integration suite inside VS Code's Node extension host, then the journeys in its window.
 *
 * Where: in the desktop VS Code that the environment variable VSCODE_TEST_EXECUTABLE names, or with --electron in one
 * that `@vscode/test-electron` downloads (the suite only); else in a VS Code from npm in Chromium (both).
 * Arguments name what to run, `suite`, `worker` (the same suite in the web worker extension host, only when named) or
 * journeys by file name; without any: suite and journeys. The environment variable GREP picks tests of a suite by title.
 * Closes with `N passed, N failed`; exit code 1 when anything failed, could not run, or nothing ran.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { ensureHost } from '../../scripts/vscode-host/install.mjs';
import { packVsix } from '../../scripts/vscode-host/vsix.mjs';
import { findChromium, launchBrowser } from './host/browser.mjs';
import { runInExtensionHost } from './host/exthost.mjs';
import { listJourneys, runJourneys, TEST_SETTINGS } from './run-journeys.mjs';

const REPOSITORY = path.resolve(import.meta.dirname, '../..');
const OUTPUT = path.join(REPOSITORY, 'test-output');
const SUITE = path.join(REPOSITORY, 'dist', 'test', 'vscode', 'index.js');
const PREFIX = '[mocha] ';
const RESULT_PREFIX = '[mocha result] ';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'ai-act-canvas-test-'));
process.once('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));

const total = { passed: 0, failed: 0 };
try {
  await main();
} catch (error) {
  console.error(error.message);
  total.failed++;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

async function main() {
  const { values, positionals } = parseArgs({ options: { electron: { type: 'boolean' } }, allowPositionals: true });
  if (!fs.existsSync(SUITE)) throw new Error('The integration tests are not built: npm run build -- --tests');
  const executable = process.env.VSCODE_TEST_EXECUTABLE;
  if (executable || values.electron) await runSuiteOnDesktop(executable);
  else await runInBrowser(select(positionals));
}

function count({ passed, failed }) {
  total.passed += passed;
  total.failed += failed;
}

function select(names) {
  const standard = ['suite', ...listJourneys()];
  const known = [...standard, 'worker'];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}; there are ${known.join(', ')}`);
  return names.length > 0 ? names : standard;
}

async function runInBrowser(names) {
  findChromium();
  const host = await ensureHost();
  const browser = await launchBrowser();
  try {
    if (names.includes('suite')) await runSuite({ host, browser });
    if (names.includes('worker')) await runSuiteInWorker({ host, browser });
    const journeys = names.filter((name) => name !== 'suite' && name !== 'worker');
    if (journeys.length > 0) {
      console.log('\n  Journeys');
      count(await runJourneys({ journeys, host, browser, vsix: await packVsix(), output: OUTPUT, copyWorkspace }));
    }
  } finally {
    await browser.close();
  }
}

async function runSuite({ host, browser }) {
  await countTests(async (env) => {
    await runInHost({ host, browser, env, extensionTestsPath: SUITE, log: 'suite' });
  });
}

/** The same in the web worker host, bundled for it: no Node, mocha's own build for browsers. */
async function runSuiteInWorker({ host, browser }) {
  const outfile = path.join(path.dirname(SUITE), 'worker.js');
  await build({
    absWorkingDir: REPOSITORY,
    entryPoints: ['test/vscode/suite/worker.ts'],
    outfile,
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    target: 'es2023',
    sourcemap: 'inline',
    external: ['vscode'],
    alias: { 'node:assert/strict': './test/vscode/host/assert.ts' },
    define: {
      // So that mocha takes itself for a script, and leaves alone what the bundle exports.
      module: 'undefined',
      exports: 'undefined',
      TEST_PREFIX: JSON.stringify(PREFIX),
      TEST_RESULT_PREFIX: JSON.stringify(RESULT_PREFIX),
      TEST_GREP: JSON.stringify(process.env.GREP ?? ''),
    },
  });
  await countTests(async ({ AI_ACT_CANVAS_TEST_RESULT: result }) => {
    const onLine = (line) => {
      if (line.startsWith(RESULT_PREFIX)) fs.writeFileSync(result, line.slice(RESULT_PREFIX.length));
    };
    await runInHost({ host, browser, worker: true, extensionTestsPath: outfile, log: 'worker', onLine });
  });
}

async function runInHost({ log, onLine, ...options }) {
  // All that the extension host prints, mocha's lines and others.
  const file = path.join(OUTPUT, 'logs', `${log}.log`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const stream = fs.createWriteStream(file);
  const code = await runInExtensionHost({
    ...options,
    extensionDevelopmentPath: REPOSITORY,
    workspace: copyAsWorkspace(),
    settings: TEST_SETTINGS,
    onLine: (line) => {
      stream.write(`${line}\n`);
      if (line.startsWith(PREFIX)) console.log(line.slice(PREFIX.length));
      onLine?.(line);
    },
  });
  if (code !== 0) throw new Error(`The extension host ended with code ${code}: see ${path.relative(process.cwd(), file)}`);
}

async function runSuiteOnDesktop(vscodeExecutablePath) {
  const { runTests } = await import('@vscode/test-electron');
  await countTests(async (extensionTestsEnv) => {
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: REPOSITORY,
      extensionTestsPath: SUITE,
      extensionTestsEnv,
      cachePath: path.join(REPOSITORY, '.vscode-host', 'desktop'),
      launchArgs: [
        copyAsWorkspace(),
        '--disable-extensions',
        '--user-data-dir',
        path.join(scratch, 'user'),
        '--extensions-dir',
        path.join(scratch, 'extensions'),
      ],
    });
  });
}

/**
 * Adds the counts that the suite wrote while `runAll` ran it. That it could not start, died, or ran no test is a
 * failure of its own.
 */
async function countTests(runAll) {
  const file = path.join(scratch, 'result.json');
  fs.rmSync(file, { force: true });
  let problem = null;
  try {
    await runAll({ AI_ACT_CANVAS_TEST_PREFIX: PREFIX, AI_ACT_CANVAS_TEST_RESULT: file, AI_ACT_CANVAS_TEST_GREP: process.env.GREP ?? '' });
  } catch (error) {
    problem = error;
  }
  const counts = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : { passed: 0, failed: 0 };
  count(counts);
  if (counts.failed > 0) return;
  if (problem) throw problem;
  if (counts.passed === 0) throw new Error('The extension host ended well, but no test ran in it.');
}

/** @returns {string} Path of a fresh copy of a folder of the repository, or of a new folder where that is ''. */
function copyWorkspace(source = 'test/vscode/workspace') {
  const copy = path.join(fs.mkdtempSync(path.join(scratch, 'copy-')), path.basename(source) || 'new-project');
  if (source === '') fs.mkdirSync(copy);
  else fs.cpSync(path.join(REPOSITORY, source), copy, { recursive: true });
  return copy;
}

/**
 * A workspace file whose only folder is such a copy, with an example in it: in a window that shows a mere folder, a second workspace folder
 * would restart the extension host, and the tests with it.
 * @returns {string} Path of the workspace file.
 */
function copyAsWorkspace() {
  const folder = copyWorkspace();
  fs.cpSync(path.join(REPOSITORY, 'examples', 'credit-scoring'), path.join(folder, 'credit-scoring'), { recursive: true });
  const file = path.join(path.dirname(folder), 'test.code-workspace');
  fs.writeFileSync(file, JSON.stringify({ folders: [{ path: path.basename(folder) }] }));
  return file;
}
