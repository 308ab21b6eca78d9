/**
 * Runs the journeys: what a person does in a real VS Code window with the packaged extension. Each gets a window and a
 * copy of the workspace of its own; all share one server. Leaves screenshots and, of a failure, logs.
 */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { startServer } from '../../scripts/vscode-host/server.mjs';
import { openPage, workbenchOf } from './host/page.mjs';

const JOURNEYS = path.join(import.meta.dirname, 'journeys');

/** Over the settings of every host: no waiting, nothing that moves or is restored by itself. */
export const TEST_SETTINGS = {
  'editor.hover.delay': 100,
  'editor.minimap.enabled': false,
  'files.hotExit': 'off',
  // A hover over a row of a tree would cover the rows below.
  'workbench.hover.delay': 60_000,
  'workbench.reduceMotion': 'on',
};

/**
 * What a module in `journeys/` exports.
 * @typedef {object} Journey
 * @property {string} name Says what a person does, for the report.
 * @property {string} [file] File of the workspace that is open from the start.
 * @property {string} [source] Folder of the repository whose copy is the workspace; '' for an empty one, `workspace/` when absent.
 * @property {Readonly<Record<string, unknown>>} [settings] Settings of the workspace.
 * @property {(context: JourneyContext) => Promise<void>} run Rejects when something is not as it should be.
 */

/**
 * @typedef {object} JourneyContext
 * @property {import('./host/page.mjs').Workbench} workbench What a person does in the window.
 * @property {import('playwright-core').Page} page For what `workbench` has no word for.
 * @property {string} folder The journey's own copy of the workspace, open in the window.
 * @property {readonly string[]} refused Addresses outside this machine that the window asked for.
 * @property {(name: string) => Promise<void>} screenshot Saves `<name>.png` among the screenshots.
 */

/** @returns {readonly string[]} Names of the journeys' files, without ending, in order. */
export function listJourneys() {
  return fs
    .readdirSync(JOURNEYS)
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => path.basename(file, '.mjs'))
    .toSorted();
}

/**
 * @param {object} options
 * @param {readonly string[]} options.journeys Names from `listJourneys()`.
 * @param {import('../../scripts/vscode-host/install.mjs').Host} options.host
 * @param {import('playwright-core').Browser} options.browser
 * @param {string} options.vsix
 * @param {string} options.output Folder for `screenshots/` and `logs/`.
 * @param {(source?: string) => string} options.copyWorkspace Makes a fresh copy of a folder of the repository (of `workspace/`; '': an empty one) and returns its path.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runJourneys({ journeys, host, browser, vsix, output, copyWorkspace }) {
  const server = await startServer({ host, extensions: [vsix], settings: TEST_SETTINGS, graceSeconds: 5 });
  const counts = { passed: 0, failed: 0 };
  try {
    for (const id of journeys) {
      const passed = await runJourney(id, { browser, server, output, copyWorkspace });
      counts[passed ? 'passed' : 'failed']++;
    }
  } finally {
    await server.stop();
  }
  return counts;
}

async function runJourney(id, { browser, server, output, copyWorkspace }) {
  const started = Date.now();
  const evidence = { picture: path.join(output, 'screenshots', `${id}-failed.png`), logs: path.join(output, 'logs', id) };
  for (const old of Object.values(evidence)) fs.rmSync(old, { recursive: true, force: true });
  let window;
  try {
    /** @type {Journey} */
    const journey = await import(pathToFileURL(path.join(JOURNEYS, `${id}.mjs`)).href);
    const folder = copyWorkspace(journey.source);
    if (journey.settings) writeSettings(folder, journey.settings);
    window = await openPage({ browser, server, folder, file: journey.file });
    const { page, refused } = window;
    const screenshot = async (name) => {
      await page.screenshot({ path: path.join(output, 'screenshots', `${name}.png`) });
    };
    await journey.run({ workbench: workbenchOf(page, folder), page, folder, refused, screenshot });
    console.log(`    ✔ ${id}: ${journey.name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    return true;
  } catch (error) {
    console.log(`    ✖ ${id}\n${stripVTControlCharacters(String(error.stack)).replace(/^/gm, '      ')}`);
    await keepEvidence(evidence, window, server);
    return false;
  } finally {
    await window?.close();
  }
}

function writeSettings(folder, settings) {
  fs.mkdirSync(path.join(folder, '.vscode'), { recursive: true });
  fs.writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
}

/** Screenshot of the window, what it and the server printed, and the logs of the extension host. */
async function keepEvidence({ picture, logs }, window, server) {
  fs.cpSync(server.logs, logs, { recursive: true });
  fs.writeFileSync(path.join(logs, 'window.log'), (window?.console ?? ['The window did not open.']).join('\n'));
  fs.writeFileSync(path.join(logs, 'server.log'), server.output());
  await window?.page.screenshot({ path: picture }).catch(() => {});
  console.log(`      see ${path.relative(process.cwd(), picture)} and ${path.relative(process.cwd(), logs)}`);
}
