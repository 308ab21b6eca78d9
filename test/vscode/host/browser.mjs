/** Finds and starts the machine's Chromium. Knows nothing of VS Code. */
import fs from 'node:fs';
import { chromium } from 'playwright-core';

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Path of the browser: what the environment variable CHROMIUM names, else the first that is installed.
 * @throws {Error} With one line that says what to install.
 */
export function findChromium() {
  const named = process.env.CHROMIUM;
  if (named && !fs.existsSync(named)) throw new Error(`CHROMIUM names ${named}, which does not exist`);
  const found = named || CANDIDATES.find((file) => fs.existsSync(file));
  if (!found) throw new Error('Chromium is missing: apt-get install chromium (or set CHROMIUM)');
  return found;
}

/** Starts it without a window, or with one when the environment variable HEADED is set. */
export function launchBrowser() {
  return chromium.launch({ executablePath: findChromium(), headless: !process.env.HEADED, args: ARGS });
}
