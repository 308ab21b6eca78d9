/**
 * `npm run test:vscode`: the integration suite inside VS Code's extension host, then the journeys in its window.
 *
 * Where: in the desktop VS Code that the environment variable VSCODE_TEST_EXECUTABLE names, or with --electron in one
 * that `@vscode/test-electron` downloads (the suite only); else in a VS Code from npm in Chromium (both).
 * Arguments name what to run, `suite` or journeys by file name; without any: all.
 * Closes with `N passed, N failed`; exit code 1 when anything failed, could not run, or nothing ran.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureHost } from '../../scripts/vscode-host/install.mjs';
import { packVsix } from '../../scripts/vscode-host/vsix.mjs';
import { findChromium, launchBrowser } from './host/browser.mjs';
import { runInExtensionHost } from './host/exthost.mjs';
import { listJourneys, runJourneys, TEST_SETTINGS } from './run-journeys.mjs';

const REPOSITORY = path.resolve(import.meta.dirname, '../..');
const OUTPUT = path.join(REPOSITORY, 'test-output');
const SUITE = path.join(REPOSITORY, 'dist', 'test', 'vscode', 'index.js');
const PREFIX = '[mocha] ';
/** All that the extension host prints, mocha's lines and others. */
const SUITE_LOG = path.join(OUTPUT, 'logs', 'suite.log');

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
  const known = ['suite', ...listJourneys()];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}; there are ${known.join(', ')}`);
  return names.length > 0 ? names : known;
}

async function runInBrowser(names) {
  findChromium();
  const host = await ensureHost();
  const browser = await launchBrowser();
  try {
    if (names.includes('suite')) await runSuite({ host, browser });
    const journeys = names.filter((name) => name !== 'suite');
    if (journeys.length > 0) {
      console.log('\n  Journeys');
      count(await runJourneys({ journeys, host, browser, vsix: await packVsix(), output: OUTPUT, copyWorkspace }));
    }
  } finally {
    await browser.close();
  }
}

async function runSuite({ host, browser }) {
  fs.mkdirSync(path.dirname(SUITE_LOG), { recursive: true });
  const log = fs.createWriteStream(SUITE_LOG);
  const onLine = (line) => {
    log.write(`${line}\n`);
    if (line.startsWith(PREFIX)) console.log(line.slice(PREFIX.length));
  };
  await countTests(async (env) => {
    const code = await runInExtensionHost({
      host,
      browser,
      env,
      extensionDevelopmentPath: REPOSITORY,
      extensionTestsPath: SUITE,
      folder: copyWorkspace(),
      settings: TEST_SETTINGS,
      onLine,
    });
    if (code !== 0) throw new Error(`The extension host ended with code ${code}: see ${path.relative(process.cwd(), SUITE_LOG)}`);
  });
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
      launchArgs: [copyWorkspace(), '--disable-extensions', '--user-data-dir', path.join(scratch, 'user'), '--extensions-dir', path.join(scratch, 'extensions')],
    });
  });
}

/**
 * Adds the counts that the suite wrote while `runAll` ran it. That it could not start, died, or ran no test is a
 * failure of its own.
 */
async function countTests(runAll) {
  const file = path.join(scratch, 'result.json');
  let problem = null;
  try {
    await runAll({ AI_ACT_CANVAS_TEST_PREFIX: PREFIX, AI_ACT_CANVAS_TEST_RESULT: file });
  } catch (error) {
    problem = error;
  }
  const counts = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : { passed: 0, failed: 0 };
  count(counts);
  if (counts.failed > 0) return;
  if (problem) throw problem;
  if (counts.passed === 0) throw new Error('The extension host ended well, but no test ran in it.');
}

/** @returns {string} Path of a fresh copy of `workspace/`. */
function copyWorkspace() {
  const copy = path.join(fs.mkdtempSync(path.join(scratch, 'copy-')), 'workspace');
  fs.cpSync(path.join(import.meta.dirname, 'workspace'), copy, { recursive: true });
  return copy;
}
