/**
 * Runs a mocha suite inside an extension host of a VS Code window, the way `@vscode/test-electron` does in the desktop
 * VS Code: an extension under development, a module that exports `run()`, an exit code.
 */
import path from 'node:path';
import { format } from 'node:util';
import { startServer } from '../../../scripts/vscode-host/server.mjs';
import { openPage } from './page.mjs';
import { prepareWorkerHost, serveFolder } from './worker.mjs';

const TIMEOUT_MS = 600_000;

/**
 * @typedef {object} SuiteOptions
 * @property {import('../../../scripts/vscode-host/install.mjs').Host} host
 * @property {import('playwright-core').Browser} browser
 * @property {string} extensionDevelopmentPath Folder of the extension.
 * @property {string} extensionTestsPath Module that exports `run()`.
 * @property {string} workspace Workspace file to open.
 * @property {boolean} [worker] In the web worker host (the `browser` entry of the extension), not in the Node host.
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
  const files = options.worker ? await serveFolder(options.extensionDevelopmentPath) : null;
  try {
    return await Promise.race([runInWindow(server, files, options), serverDeath(server)]);
  } finally {
    files?.close();
    await server.stop();
  }
}

async function runInWindow(
  server,
  files,
  { browser, extensionDevelopmentPath, extensionTestsPath, workspace, env = {}, onLine = () => {} },
) {
  const inNode = [
    ['extensionDevelopmentPath', server.remoteUri(extensionDevelopmentPath)],
    ['extensionTestsPath', server.remoteUri(extensionTestsPath)],
    ['extensionEnvironment', JSON.stringify(env)],
  ];
  const payload = [...(files ? [] : inNode), ['skipWelcome', 'true']];
  let finish;
  let fail;
  const ended = new Promise((resolve, reject) => {
    finish = resolve;
    fail = (reason) => reject(new Error(reason));
  });
  const timer = setTimeout(() => fail(`The tests did not end within ${TIMEOUT_MS / 1000} s:\n${server.output()}`), TIMEOUT_MS);
  const prepare = async (page) => {
    page.once('crash', () => fail('The window that runs the tests crashed'));
    if (files)
      await prepareWorkerHost(page, { authority: files.authority, tests: path.relative(extensionDevelopmentPath, extensionTestsPath) });
    await page.exposeFunction('codeAutomationLog', (_type, values) =>
      format(...values)
        .split('\n')
        .forEach((line) => onLine(line)),
    );
    await page.exposeFunction('codeAutomationExit', finish);
  };
  const opened = openPage({ browser, server, workspace, payload, prepare, bypassCSP: files !== null });
  try {
    const [code] = await Promise.all([ended, opened]);
    return code;
  } finally {
    clearTimeout(timer);
    await opened.then(
      (window) => window.close(),
      () => {},
    );
  }
}

async function serverDeath(server) {
  await server.exited;
  throw new Error(`The VS Code server ended while the tests ran:\n${server.output()}`);
}
