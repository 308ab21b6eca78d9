/**
 * Runs a mocha suite inside the Node extension host of a VS Code server, the way `@vscode/test-electron` does in the
 * desktop VS Code: an extension under development, a module that exports `run()`, an exit code.
 */
import { format } from 'node:util';
import { startServer } from '../../../scripts/vscode-host/server.mjs';
import { openPage } from './page.mjs';

const TIMEOUT_MS = 180_000;

/**
 * @typedef {object} SuiteOptions
 * @property {import('../../../scripts/vscode-host/install.mjs').Host} host
 * @property {import('playwright-core').Browser} browser
 * @property {string} extensionDevelopmentPath Folder of the extension.
 * @property {string} extensionTestsPath Module that exports `run()`.
 * @property {string} folder Folder to open.
 * @property {Readonly<Record<string, string>>} [env] Environment of the extension host.
 * @property {Readonly<Record<string, unknown>>} [settings] User settings.
 * @property {(line: string) => void} [onLine] Called with each line that the extension host prints.
 */

/**
 * @param {SuiteOptions} options
 * @returns {Promise<number>} The exit code; 0 when `run()` was fulfilled.
 * @throws {Error} When the suite does not end, or its window or server dies.
 */
export async function runInExtensionHost(options) {
  const { host, settings } = options;
  const server = await startServer({ host, settings, testDriver: true, graceSeconds: 5 });
  try {
    return await Promise.race([runInWindow(server, options), serverDeath(server)]);
  } finally {
    await server.stop();
  }
}

async function runInWindow(server, { browser, extensionDevelopmentPath, extensionTestsPath, folder, env = {}, onLine = () => {} }) {
  const payload = [
    ['extensionDevelopmentPath', server.remoteUri(extensionDevelopmentPath)],
    ['extensionTestsPath', server.remoteUri(extensionTestsPath)],
    ['extensionEnvironment', JSON.stringify(env)],
    ['skipWelcome', 'true'],
  ];
  let finish;
  let fail;
  const ended = new Promise((resolve, reject) => {
    finish = resolve;
    fail = (reason) => reject(new Error(reason));
  });
  const timer = setTimeout(() => fail(`The tests did not end within ${TIMEOUT_MS / 1000} s:\n${server.output()}`), TIMEOUT_MS);
  const prepare = async (page) => {
    page.once('crash', () => fail('The window that runs the tests crashed'));
    await page.exposeFunction('codeAutomationLog', (_type, values) => format(...values).split('\n').forEach((line) => onLine(line)));
    await page.exposeFunction('codeAutomationExit', finish);
  };
  const opened = openPage({ browser, server, folder, payload, prepare });
  try {
    const [code] = await Promise.all([ended, opened]);
    return code;
  } finally {
    clearTimeout(timer);
    await opened.then((window) => window.close(), () => {});
  }
}

async function serverDeath(server) {
  await server.exited;
  throw new Error(`The VS Code server ended while the tests ran:\n${server.output()}`);
}
