/** The editor's server and the command line say the same of the same files: the examples, as they are in the repository. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { root } from '../support/repository';
import { MODERN, startServer } from '../support/serverProcess';

interface Told {
  readonly code: string;
  readonly severity: string | number;
  readonly message: string;
  readonly range: object;
  /** Waived findings are reported, and the editor shows none. */
  readonly waived?: boolean;
}

const SEVERITIES = ['', 'error', 'warning', 'information', 'hint'];

/** What both say of a finding; the protocol has numbers for severities. */
const essence = ({ code, severity, message, range }: Told): Told => ({
  code,
  severity: typeof severity === 'number' ? (SEVERITIES[severity] ?? '') : severity,
  message,
  range,
});

test('check and the language server agree on the examples', async () => {
  const { stdout } = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), 'check', 'examples', '--format', 'json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const { files } = JSON.parse(stdout) as { files: { path: string; findings: Told[] }[] };
  const examples = fs
    .readdirSync(path.join(root, 'examples'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'));
  expect(files.map((file) => file.path)).toEqual(examples.map((file) => `examples/${file.split(path.sep).join('/')}`).toSorted());
  const server = await startServer(MODERN, pathToFileURL(root).href);
  for (const file of files) {
    const uri = pathToFileURL(path.join(root, file.path)).href;
    await server.open(uri, fs.readFileSync(path.join(root, file.path), 'utf8'));
    expect((await server.pull(uri)).map(essence), file.path).toEqual(file.findings.filter(({ waived }) => !waived).map(essence));
  }
  await server.stop();
});
