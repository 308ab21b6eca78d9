/**
 * A second client: Neovim, headless, with the lines of docs/editors.md as its configuration, works through the documents in
 * `project/`. What a person would see of it (session.lua prints it) has to be what `transcript.txt` says.
 * Needs a built server and Neovim 0.7.2 or later; the environment variable NVIM names another one than that of the path.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../..');
const server = path.join(root, 'dist/cli.js');
const nvim = process.env['NVIM'] ?? 'nvim';

/** Ends the run with a reason. @param {string} reason @returns {never} */
function fail(reason) {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}

if (spawnSync(nvim, ['--version']).error !== undefined) fail(`${nvim} is missing. On Debian: apt-get install neovim`);
if (!fs.existsSync(server)) fail('dist/cli.js is missing. Run: npm run build');

/** Sights by their titles: a line that is not indented, and the lines below it. @param {string} transcript */
const sights = (transcript) => new Map(transcript.split(/\n(?=\S)/u).map((sight) => [sight.split('\n')[0] ?? '', sight.trimEnd()]));

/** The documented configuration, with the path of this build. */
const documented = /^```lua neovim-0\.7\n(.*?)^```$/msu.exec(fs.readFileSync(path.join(root, 'docs/editors.md'), 'utf8'))?.[1];
const configuration = documented?.replace('/path/to/ai-act-canvas/dist/cli.js', server);
if (configuration === undefined || configuration === documented) fail('docs/editors.md has no configuration for Neovim 0.7');

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-nvim-'));
const project = path.join(home, 'project');
const init = path.join(home, 'init.lua');
fs.cpSync(path.join(here, 'project'), project, { recursive: true });
fs.writeFileSync(init, configuration);
const { stdout, stderr, status, error } = spawnSync(
  nvim,
  ['--headless', '-n', '-i', 'NONE', '-u', init, '-S', path.join(here, 'session.lua')],
  {
    encoding: 'utf8',
    timeout: 120_000,
    env: {
      ...process.env,
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
      PROJECT: project,
      XDG_CACHE_HOME: home,
      XDG_CONFIG_HOME: home,
      XDG_DATA_HOME: home,
      XDG_STATE_HOME: home,
    },
  },
);
fs.rmSync(home, { recursive: true, force: true });

const seen = sights(stdout.replaceAll('\r\n', '\n'));
let passed = 0;
let failed = 0;
for (const [title, wanted] of sights(fs.readFileSync(path.join(here, 'transcript.txt'), 'utf8'))) {
  const isRight = seen.get(title) === wanted;
  if (isRight) passed += 1;
  else failed += 1;
  process.stdout.write(isRight ? `ok  ${title}\n` : `NOT ${title}\n--- wanted\n${wanted}\n--- seen\n${seen.get(title) ?? '(nothing)'}\n`);
}
if (status !== 0) process.stderr.write(`Neovim ended with ${status ?? error?.message ?? 'a signal'}:\n${stderr}\n`);
process.stdout.write(`neovim: ${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && status === 0 ? 0 : 1;
