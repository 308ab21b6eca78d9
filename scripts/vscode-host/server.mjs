/**
 * Starts and stops a VS Code server that belongs to this process: loopback only, a token of its own, a home of its own,
 * no telemetry, no marketplace. Knows nothing of browsers.
 */
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 5_000;
const KEPT_OUTPUT = 200_000;

/** No reporting, no updates, no greetings, no recommendations, no AI; and files are saved when asked, as on the desktop. */
const SETTINGS = {
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * @typedef {object} ServerOptions
 * @property {import('./install.mjs').Host} host
 * @property {readonly string[]} [extensions] VSIX files to install before the start.
 * @property {Readonly<Record<string, unknown>>} [settings] User settings, over those of every host.
 * @property {number} [port] A free one is taken when absent.
 * @property {boolean} [trust] Whether Workspace Trust is on (then folders open in Restricted Mode).
 * @property {boolean} [testDriver] Lets extension tests report to the page; suppresses notification toasts.
 * @property {number} [graceSeconds] How long an extension host waits for a window that went away; hours when absent.
 * @property {Readonly<Record<string, string>>} [env] Additional environment of the server and its extension hosts.
 */

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {string} origin `http://127.0.0.1:PORT`
 * @property {(window: { folder?: string, workspace?: string, payload?: readonly (readonly [string, string])[] }) => string} url Address of a window.
 * @property {(file: string) => string} remoteUri URI by which a window addresses a file of the server's machine.
 * @property {() => string} output The last of what the server printed.
 * @property {string} logs Folder of the logs of server, extension hosts and output channels; goes with `stop`.
 * @property {Promise<unknown>} exited Settles when the server has ended, for whatever reason.
 * @property {() => Promise<void>} stop Ends the server with all its processes and removes its home.
 */

/**
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 * @throws {Error} When an extension can't be installed, the port is in use, or the server does not come up in time.
 */
export async function startServer(options) {
  const home = createHome(options.settings);
  const token = randomBytes(16).toString('hex');
  let running;
  try {
    for (const vsix of options.extensions ?? []) await installExtension(vsix, options, home);
    running = launch(options, home, token);
    const port = await listening(running, options.port);
    const origin = `http://127.0.0.1:${port}`;
    const version = await fetch(`${origin}/version`);
    if (!version.ok) throw new Error(`The VS Code server answers ${version.status}`);
    return {
      port,
      origin,
      url: (window) => windowUrl(origin, token, window),
      remoteUri: (file) => `vscode-remote://127.0.0.1:${port}${encodeURI(file)}`,
      output: running.output,
      logs: home.logs,
      exited: running.exited,
      stop: running.stop,
    };
  } catch (error) {
    await running?.stop();
    home.remove();
    throw error;
  }
}

/** A folder for everything that the server and its extension hosts write; it stands in for the user's home, too. */
function createHome(settings) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'vscode-host-'));
  const user = path.join(root, 'user');
  const extensions = path.join(root, 'extensions');
  fs.mkdirSync(path.join(user, 'User'), { recursive: true });
  fs.mkdirSync(extensions);
  fs.writeFileSync(path.join(user, 'User', 'settings.json'), JSON.stringify({ ...SETTINGS, ...settings }, null, 2));
  return {
    root,
    logs: path.join(user, 'logs'),
    args: ['--user-data-dir', user, '--server-data-dir', user, '--extensions-dir', extensions, '--accept-server-license-terms'],
    remove: () => fs.rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }),
  };
}

function environment(home, additional) {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|npm_|XDG_)/.test(name)) delete env[name];
  }
  return { ...env, HOME: home.root, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...additional };
}

async function installExtension(vsix, { host, env }, home) {
  const args = [host.serverMain, ...home.args, '--install-extension', vsix, '--force'];
  try {
    await promisify(execFile)(host.node, args, { env: environment(home, env) });
  } catch (error) {
    throw new Error(`VS Code did not install ${vsix}: ${error.stderr || error.message}`, { cause: error });
  }
}

/** Starts the process in a group of its own, so that its extension hosts and language servers end with it. */
function launch({ host, port = 0, trust = false, testDriver = false, graceSeconds, env }, home, token) {
  const args = [host.serverMain, ...home.args, '--host', '127.0.0.1', '--port', String(port), '--connection-token', token];
  args.push('--telemetry-level', 'off');
  if (graceSeconds !== undefined) args.push('--reconnection-grace-time', String(graceSeconds));
  if (!trust) args.push('--disable-workspace-trust');
  if (testDriver) args.push('--enable-smoke-test-driver');
  const child = spawn(host.node, args, { env: environment(home, env), stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const signal = (name) => {
    try {
      process.kill(-child.pid, name);
    } catch {
      // The whole group has ended already.
    }
  };
  const abandon = () => {
    signal('SIGKILL');
    try {
      home.remove();
    } catch {
      // Something of the editor's, such as the shell of its terminal, still writes there; the system clears its folder.
    }
  };
  process.once('exit', abandon);

  let output = '';
  const keep = (text) => (output = (output + text).slice(-KEPT_OUTPUT));
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(keep(error.message)));
    child.once('exit', resolve);
  });
  const stop = async () => {
    signal('SIGTERM');
    const late = setTimeout(signal, STOP_TIMEOUT_MS, 'SIGKILL');
    await exited;
    clearTimeout(late);
    abandon();
    process.off('exit', abandon);
  };
  return { child, exited, stop, output: () => output };
}

/** The port, once the server listens. */
function listening({ child, exited, output }, port) {
  return new Promise((resolve, reject) => {
    const settle = (act, value) => {
      clearTimeout(timer);
      child.stdout.off('data', look);
      child.stderr.off('data', look);
      act(value);
    };
    const fail = (reason) => settle(reject, new Error(`The VS Code server ${reason}`));
    const look = () => {
      const bound = /Extension host agent listening on (\d+)/.exec(output());
      if (bound) settle(resolve, Number(bound[1]));
      else if (output().includes('EADDRINUSE')) fail(`did not start: port ${port} is in use, choose another`);
    };
    const timer = setTimeout(() => fail(`did not start within ${START_TIMEOUT_MS / 1000} s:\n${output()}`), START_TIMEOUT_MS);
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    exited.then(() => fail(`ended while it started:\n${output()}`));
  });
}

function windowUrl(origin, token, { folder, workspace, payload = [] }) {
  const query = new URLSearchParams();
  if (folder) query.set('folder', folder);
  if (workspace) query.set('workspace', workspace);
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  query.set('tkn', token);
  return `${origin}/?${query.toString().replaceAll('%2F', '/')}`;
}
