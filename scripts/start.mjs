/**
 * `npm start`: opens `examples/` in a real VS Code with this extension in it. Takes the desktop VS Code where there is
 * one, else a VS Code from npm that is used in the browser.
 *
 * Options: --port N (of the VS Code in the browser), --browser (even where there is a desktop VS Code),
 * --check (the VS Code in the browser: start it, print its address, stop it).
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureHost, isPlatformSupported } from './vscode-host/install.mjs';
import { startServer } from './vscode-host/server.mjs';
import { packVsix } from './vscode-host/vsix.mjs';

const REPOSITORY = path.resolve(import.meta.dirname, '..');
const EXAMPLES = path.join(REPOSITORY, 'examples');

try {
  await main(readOptions());
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function main({ port, check, browser }) {
  if (!browser && !check && hasDesktopCode() && openDesktop()) return;
  if (!isPlatformSupported())
    throw new Error('Install VS Code (https://code.visualstudio.com) with `code` on PATH, then run npm start again.');
  await openInBrowser({ port, check });
}

function readOptions() {
  const { values } = parseArgs({ options: { port: { type: 'string' }, check: { type: 'boolean' }, browser: { type: 'boolean' } } });
  if (values.port !== undefined && !isPort(values.port)) throw new Error(`--port takes a number from 1 to 65535, not ${values.port}`);
  return { ...values, port: values.port === undefined ? undefined : Number(values.port) };
}

function isPort(text) {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

/** Whether `code` is on PATH and has a screen to open a window on. */
function hasDesktopCode() {
  const screen = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  const names = process.platform === 'win32' ? ['code.cmd', 'code.exe'] : ['code'];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return screen && folders.some((folder) => names.some((name) => isExecutable(path.join(folder, name))));
}

function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** @returns {boolean} Whether VS Code took the order. */
function openDesktop() {
  const shell = process.platform === 'win32';
  const quote = (text) => (shell ? `"${text}"` : text);
  const args = ['--new-window', quote(`--extensionDevelopmentPath=${REPOSITORY}`), quote(EXAMPLES)];
  const { status } = spawnSync('code', args, { stdio: 'inherit', shell });
  if (status === 0) console.log('VS Code opens examples/ in a new window, with this extension in it.');
  else console.error('`code` could not open a window; trying VS Code in the browser instead.');
  return status === 0;
}

async function openInBrowser({ port, check }) {
  let end = () => process.exit(1);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => end());
  const host = await ensureHost();
  const server = await startServer({ host, port, extensions: [await packVsix()] });
  const stopped = new Promise((resolve) => {
    end = () => resolve('stopped');
  });
  try {
    const address = server.url({ folder: EXAMPLES });
    if (check) {
      await checkPage(address);
      console.log(address);
      return;
    }
    console.log(`\nVS Code with this extension and examples/ is at\n\n  ${address}\n\nCtrl+C stops it.`);
    const ending = await Promise.race([stopped, server.exited]);
    if (ending !== 'stopped') throw new Error(`The VS Code server ended by itself:\n${server.output()}`);
  } finally {
    await server.stop();
  }
}

/** The address sets a cookie and leads on to the page that loads the editor. */
async function checkPage(address) {
  const entrance = await fetch(address, { redirect: 'manual' });
  const next = new URL(entrance.headers.get('location') ?? address, address);
  const page = await fetch(next, { headers: { cookie: entrance.headers.getSetCookie().join('; ') } });
  if (!page.ok || !(await page.text()).includes('workbench')) throw new Error(`VS Code answers ${page.status} at ${address}`);
}
