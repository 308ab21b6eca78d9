/** The built command line, run as people and CI run it, in a folder of its own. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { root } from './repository';

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Names of all files in the folder afterwards. */
  readonly files: readonly string[];
  read(file: string): string;
}

/**
 * Makes folders for the cases of a test file and removes them again; the result runs a command in a fresh one. `through` is
 * a command that runs another one.
 */
export function commandLine(
  through: readonly string[] = [],
): (files: Readonly<Record<string, string | Uint8Array | { readonly link: string }>>, args: readonly string[], input?: string) => Run {
  let folder = '';
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'command-line-'));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));
  return (files, args, input = '') => {
    const cwd = path.join(fs.mkdtempSync(path.join(folder, 'case-')), 'Retail Score');
    fs.mkdirSync(cwd);
    for (const [name, content] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
      if (typeof content === 'object' && 'link' in content) fs.symlinkSync(content.link, path.join(cwd, name));
      else fs.writeFileSync(path.join(cwd, name), content);
    }
    const [command = '', ...words] = [...through, process.execPath, path.join(root, 'dist/cli.js'), ...args];
    const { status, stdout, stderr } = spawnSync(command, words, {
      cwd,
      encoding: 'utf8',
      input,
    });
    const all = fs
      .readdirSync(cwd, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .toSorted();
    return { code: status, stdout, stderr, files: all, read: (file) => fs.readFileSync(path.join(cwd, file), 'utf8') };
  };
}
