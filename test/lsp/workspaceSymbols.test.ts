/** Symbols of the workspace over the protocol: of open documents and of closed ones. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProjectFolder } from '../support/projectFolder';
import { projectFolder } from '../support/projectFolder';
import type { Server } from '../support/serverProcess';
import { PLAIN, startServer } from '../support/serverProcess';

const RECORD = `system: demo
risk_tier: minimal
data_preparation:
  tasks:
    clean_data:
      risks:
        - { id: R-7, description: Rows are lost }
        - id: R-8
`;

let folder: ProjectFolder;
let server: Server;
beforeAll(async () => {
  folder = projectFolder({ 'crisp-ml.yaml': RECORD, 'mlops-canvas.yaml': 'risk_tier: minimal\n', 'other.yaml': RECORD });
  server = await startServer(PLAIN, folder.uri);
  while ((await server.request('aiActCanvas/tree', {})).documents < 2);
});
afterAll(async () => {
  await server.stop();
  folder.remove();
});

interface Symbol {
  readonly name: string;
  readonly containerName: string;
  readonly location: { readonly uri: string; readonly range: { readonly start: { readonly line: number } } };
}

const found = async (query: string): Promise<readonly string[]> =>
  ((await server.request('workspace/symbol', { query })) as readonly Symbol[]).map(
    ({ name, containerName, location }) => `${name} (${containerName}) ${location.uri.replace(/^.*\//u, '')}:${location.range.start.line}`,
  );

test('sections, tasks and risks are found by letters of their names', async () => {
  expect(await found('rows')).toEqual(['R-7: Rows are lost (demo · CRISP-ML(Q) record) crisp-ml.yaml:6']);
  expect(await found('R-8')).toEqual(['R-8 (demo · CRISP-ML(Q) record) crisp-ml.yaml:7']);
  expect(await found('cln dta')).toEqual([expect.stringMatching(/^Clean data \(.*\) crisp-ml\.yaml:4$/u)]);
  expect(await found('data prep')).toContainEqual(expect.stringMatching(/^Data preparation \(.*\) crisp-ml\.yaml:2$/u));
  expect(await found('no such thing')).toEqual([]);
});

test('an open document is found by its newest text', async () => {
  const uri = folder.file('mlops-canvas.yaml');
  await server.open(uri, 'risk_tier: minimal\n');
  await server.change(uri, null, 'risk_tier: minimal\n\nvalue_proposition:\n  user_goal: Decide sooner\n');
  expect(await found('value prop')).toEqual([expect.stringMatching(/^Value proposition \(MLOps Stack Canvas\) mlops-canvas\.yaml:2$/u)]);
  await server.close(uri);
});
