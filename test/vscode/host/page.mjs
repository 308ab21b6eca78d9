/**
 * A window of VS Code in a browser page, and what a person does in it. Knows the DOM of the workbench, so that nothing
 * else needs to; knows nothing of our extension.
 */
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const LOAD_TIMEOUT_MS = 60_000;
const TIMEOUT_MS = 20_000;
const POLL_MS = 50;
const PATIENCE_MS = 3_000;

/**
 * @typedef {object} Window
 * @property {import('playwright-core').Page} page
 * @property {readonly string[]} console What the page printed.
 * @property {readonly string[]} refused Addresses outside this machine that the page asked for, in vain.
 * @property {() => Promise<void>} close
 */

/**
 * Opens a folder, or a workspace file, in a window of its own, with fresh browser storage, and waits for the workbench.
 * @param {object} options
 * @param {import('playwright-core').Browser} options.browser
 * @param {import('../../../scripts/vscode-host/server.mjs').Server} options.server
 * @param {string} [options.folder]
 * @param {string} [options.workspace] Workspace file, in place of a folder.
 * @param {string} [options.file] File of the folder to open in an editor.
 * @param {readonly (readonly [string, string])[]} [options.payload] More for the workbench to know at its start.
 * @param {boolean} [options.bypassCSP] Lets the page load from other origins of this machine.
 * @param {{ width: number, height: number }} [options.viewport]
 * @param {(page: import('playwright-core').Page) => Promise<void>} [options.prepare] Called before the page loads.
 * @returns {Promise<Window>}
 */
export async function openPage({
  browser,
  server,
  folder,
  workspace,
  file,
  payload = [],
  viewport = { width: 1400, height: 900 },
  bypassCSP = false,
  prepare,
}) {
  const context = await browser.newContext({ viewport, bypassCSP });
  const printed = [];
  const refused = [];
  try {
    await context.route(
      ({ hostname }) => hostname !== '127.0.0.1' && hostname !== 'localhost',
      (route) => {
        refused.push(route.request().url());
        return route.abort();
      },
    );
    const page = await context.newPage();
    page.setDefaultTimeout(TIMEOUT_MS);
    page.on('console', (message) => printed.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => printed.push(`uncaught: ${error.stack ?? error.message}`));
    await prepare?.(page);
    const open = file === undefined ? [] : [['openFile', server.remoteUri(path.join(folder, file))]];
    await page.goto(server.url({ folder, workspace, payload: [...open, ...payload] }));
    await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: LOAD_TIMEOUT_MS });
    return { page, console: printed, refused, close: () => context.close() };
  } catch (error) {
    await context.close();
    throw error;
  }
}

/** @typedef {ReturnType<typeof workbenchOf>} Workbench */

/**
 * What a person does in a window. Names of keys are Playwright's; lines and columns are those that VS Code shows, from 1.
 * Locators (without `await`) are for waiting and looking; the rest acts.
 * @param {import('playwright-core').Page} page
 * @param {string} folder The folder that is open in it.
 */
export function workbenchOf(page, folder) {
  const press = (key) => page.keyboard.press(key);
  const tab = (name) => page.locator('.tab', { hasText: name });
  const editor = (name) => page.locator(`.editor-instance .monaco-editor[data-uri$="/${name}"]`);
  const quickInput = page.locator('.quick-input-widget:visible input').first();
  const choice = (label) => page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
  const sidebar = page.locator('.part.sidebar');
  const activityItem = (label) => page.locator('.activitybar .action-item', { has: page.locator(`.action-label[aria-label^="${label}"]`) });

  async function answer(text) {
    await quickInput.waitFor();
    await quickInput.fill(text);
    await press('Enter');
  }

  async function choose(label) {
    await choice(label).click();
  }

  /** Opens the quick pick of a key, types into it and takes a row; all again where an editor that takes the focus late closes it. */
  async function pick(key, text, label) {
    for (const deadline = Date.now() + TIMEOUT_MS; ;) {
      const isLast = Date.now() > deadline;
      await press(key);
      try {
        await quickInput.fill(text, { timeout: PATIENCE_MS });
        await choice(label).click({ timeout: PATIENCE_MS });
        return;
      } catch (error) {
        if (isLast) throw error;
      }
    }
  }

  const runCommand = (title) => pick('F1', `>${title}`, title);

  async function openFile(name) {
    await pick('ControlOrMeta+p', name, path.basename(name));
    await editor(name).waitFor();
  }

  async function goTo(line, column = 1) {
    await pressUntil(quickInput, 'Control+g');
    await answer(`:${line},${column}`);
    await quickInput.waitFor({ state: 'hidden' });
  }

  /** Presses keys, and again where what they show does not come: an editor that still scrolls takes it away. */
  async function pressUntil(shown, ...keys) {
    for (const deadline = Date.now() + TIMEOUT_MS; ;) {
      for (const key of keys) await press(key);
      const isLast = Date.now() > deadline;
      const isShown = await shown.waitFor({ timeout: PATIENCE_MS }).then(
        () => true,
        (error) => {
          if (isLast) throw error;
          return false;
        },
      );
      if (isShown) return;
    }
  }

  async function waitForFile(name, expected) {
    const deadline = Date.now() + TIMEOUT_MS;
    for (;;) {
      const text = fs.existsSync(path.join(folder, name)) ? fs.readFileSync(path.join(folder, name), 'utf8') : null;
      if (text !== null && expected(text)) return text;
      if (Date.now() > deadline) throw new Error(`${name} did not become what was expected; it is now:\n${text?.slice(0, 2000)}`);
      await delay(POLL_MS);
    }
  }

  return {
    press,
    type: (text) => page.keyboard.type(text),
    /** Types into the editor of a file, as soon as it has the focus. */
    async typeIn(name, text) {
      await page.locator(`.editor-instance .monaco-editor.focused[data-uri$="/${name}"]`).waitFor();
      await page.keyboard.type(text);
    },
    runCommand,
    openFile,
    /** Puts the caret of the active editor. */
    goTo,

    /** Tab of a file or a webview panel, by (part of) its label. */
    tab,
    /** Editor of a file, by its path in the folder. */
    editor,
    squiggles: (name, severity = 'error') => editor(name).locator(`.squiggly-${severity}`),

    /** Text input of a quick pick or an input box, the rows below it, and answering by text or by row. */
    quickInput,
    choice,
    answer,
    choose,

    /** Rests the mouse on a word of an editor; the locator is the hover that appears. */
    async hover(name, word) {
      await editor(name).getByText(word, { exact: true }).first().hover();
      return page.locator('.monaco-hover:visible').first();
    },
    /** Shows the hover at the caret, by the keyboard; the locator is that hover, once it holds a text. */
    async hoverAtCaret(text) {
      const hover = page.locator('.monaco-hover:visible', { hasText: text }).first();
      await pressUntil(hover, 'Control+k', 'Control+i');
      return hover;
    },
    /** Asks for completion at the caret; the locator is the rows of the list. */
    async suggestions() {
      await press('Control+Space');
      return page.locator('.suggest-widget.visible .monaco-list-row');
    },
    /** Asks for quick fixes at the caret; the locator is their rows. Choose one with `applyFix`. */
    async fixes() {
      const rows = page.locator('.action-widget .monaco-list-row.action');
      await pressUntil(rows.first(), 'ControlOrMeta+.');
      return rows;
    },
    /** Moves to a row of the open menu of quick fixes by the keyboard and takes it. */
    async applyFix(title) {
      const row = page.locator('.action-widget .monaco-list-row.action', { hasText: title }).first();
      await row.waitFor();
      const steps = await page.locator('.action-widget .monaco-list-row.action').count();
      for (let step = 0; step < steps && !/\bfocused\b/.test((await row.getAttribute('class')) ?? ''); step++) await press('ArrowDown');
      await press('Enter');
    },
    async save() {
      await press('ControlOrMeta+s');
    },

    /** Shows the Problems view; the locator is its rows. */
    async problems() {
      await runCommand('Problems: Focus on Problems View');
      return page.locator('.markers-panel .monaco-list-row');
    },
    /** Badge on the icon of a view container. */
    badge: (label) => activityItem(label).locator('.badge-content'),
    /** Shows a view container by the label of its icon in the activity bar. */
    async showContainer(label) {
      await activityItem(label).click();
    },
    /** Row of a tree in the side bar, by (part of) its text. */
    treeRow: (text) => sidebar.locator('.monaco-list-row', { hasText: text }).first(),
    /** Presses a button in the title of a view. A view that is alone in its container shares the container's title. */
    async pressViewButton(view, label) {
      const title = sidebar.locator('.pane-header:visible, .composite.title').filter({ hasText: view }).last();
      await title.hover();
      await title.locator(`.action-label[aria-label^="${label}"]`).first().click();
    },

    notification: (text) => page.locator('.notifications-toasts .notification-list-item', { hasText: text }),
    /** Item of the status bar, by (part of) its text. */
    statusItem: (text) => page.locator('.statusbar-item', { hasText: text }).first(),
    /** Document of the nth webview of the window (view or panel). */
    webview: (index = 0) => page.locator('iframe.webview').nth(index).contentFrame().locator('#active-frame').contentFrame(),

    readFile: (name) => fs.readFileSync(path.join(folder, name), 'utf8'),
    /** Text of a file on disk, once `expected` accepts it. */
    waitForFile,
  };
}
