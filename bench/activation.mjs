// How long the extension takes to activate, in VS Code's own words: "Developer: Startup Performance", in new windows of
// a VS Code from npm in Chromium, with the packaged extension. `--windows N` (default 5).
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureHost } from '../scripts/vscode-host/install.mjs';
import { root } from '../scripts/schemas.mjs';
import { startServer } from '../scripts/vscode-host/server.mjs';
import { packVsix } from '../scripts/vscode-host/vsix.mjs';
import { launchBrowser } from '../test/vscode/host/browser.mjs';
import { openPage, workbenchOf } from '../test/vscode/host/page.mjs';
import { summary } from './samples.mjs';

const { values } = parseArgs({ options: { windows: { type: 'string', default: '5' } } });
const { publisher, name } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const ROW = `| ${publisher}.${name} |`;
const COLUMNS = ['load code', 'call activate', 'finish activate'];

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'ai-act-canvas-activation-'));
const folder = path.join(scratch, 'workspace');
fs.cpSync(path.join(root, 'test/vscode/workspace'), folder, { recursive: true });
const browser = await launchBrowser();
const server = await startServer({
  host: await ensureHost(),
  extensions: [await packVsix()],
  settings: { 'editor.wordWrap': 'off' },
  graceSeconds: 5,
});
const samples = COLUMNS.map(() => []);
try {
  for (let window = 0; window < Number(values.windows); window += 1) {
    const times = await activation();
    times.forEach((time, column) => samples[column].push(time));
    console.log(COLUMNS.map((column, at) => `${column} ${times[at]}`).join(', '));
  }
} finally {
  await server.stop();
  await browser.close();
  fs.rmSync(scratch, { recursive: true, force: true });
}
samples.forEach((times, column) => {
  const { p50, min, max } = summary(times);
  console.log(`${COLUMNS[column].padEnd(16)} ${p50} ms (${min} to ${max})`);
});

/** Milliseconds of one activation: the row of the extension says eager, then these. */
async function activation() {
  const { page, close } = await openPage({ browser, server, folder, file: 'mlops-canvas.yaml' });
  try {
    const { runCommand } = workbenchOf(page, folder);
    await page.locator('.squiggly-error, .squiggly-warning, .squiggly-info').first().waitFor();
    await runCommand('Developer: Startup Performance');
    await page.locator('.tab', { hasText: 'Startup Performance' }).waitFor();
    await page.locator('.view-line', { hasText: 'System Info' }).first().waitFor();
    await page.keyboard.press('Control+f');
    await page.keyboard.type(ROW);
    await page.keyboard.press('Enter');
    const row = page.locator('.view-line', { hasText: ROW.replaceAll(' ', '\u00A0') }).first();
    await row.waitFor();
    const cells = (await row.innerText()).replaceAll('\u00A0', ' ').split('|');
    return cells.slice(3, 3 + COLUMNS.length).map(Number);
  } finally {
    await close();
  }
}
