/** Completion of what stands outside the document: files, people, tools; over the protocol. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProjectFolder } from '../support/projectFolder';
import { projectFolder } from '../support/projectFolder';
import type { Server } from '../support/serverProcess';
import { MODERN, startServer } from '../support/serverProcess';

let folder: ProjectFolder;
let server: Server;
beforeAll(async () => {
  folder = projectFolder({
    'crisp-ml.yaml': 'system: loan\nrisk_tier: high\ndata_preparation:\n  tasks:\n    clean_data:\n      owner: R. Iyer\n',
    'cards/mlops-canvas.yaml': '',
    'docs/data quality.md': '# Data\n',
    'docs/50%.md': '',
    'docs/figure.png': '',
    'node_modules/x/readme.md': '',
    'dvc.yaml': 'stages: {}\n',
    'requirements.txt': 'mlflow==2.1\nscikit-learn>=1.4 # models\n',
    '.github/workflows/train.yml': 'steps:\n  - run: pytest\n',
  });
  server = await startServer(MODERN, folder.uri);
});
afterAll(async () => {
  await server.stop();
  folder.remove();
});

/** Labels at the end of a text, as a document in `cards/`. */
async function labelsAt(text: string): Promise<readonly string[]> {
  const uri = folder.file('cards/mlops-canvas.yaml');
  await server.open(uri, text);
  const lines = text.split('\n');
  const { items } = await server.request('textDocument/completion', {
    textDocument: { uri },
    position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 },
  });
  await server.close(uri);
  return items.map(({ label }: { readonly label: string }) => label);
}

test('evidence: files of the workspace, as paths from the document, documents first', async () => {
  expect(await labelsAt('value_proposition:\n  evidence: ')).toEqual([
    '../docs/50%.md',
    '../docs/data quality.md',
    '../crisp-ml.yaml',
    '../dvc.yaml',
    '../.github/workflows/train.yml',
    '../requirements.txt',
    '../docs/figure.png',
  ]);
});

test('tools: those that the repository speaks of', async () => {
  expect(await labelsAt('data_sources_and_versioning:\n  pipeline_tools:\n    - ')).toEqual([
    'DVC',
    'GitHub Actions',
    'MLflow',
    'pytest',
    'scikit-learn',
  ]);
});

test('people: those of the other documents of the system', async () => {
  expect(await labelsAt('system: loan\nrisk_tier: high\nvalue_proposition:\n  owner: ')).toContain('R. Iyer');
  expect(await labelsAt('system: other\nrisk_tier: high\nvalue_proposition:\n  owner: ')).not.toContain('R. Iyer');
});

test('dates: today', async () => {
  const [today, ...more] = await labelsAt('date: ');
  expect(more).toEqual([]);
  expect(today).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
});
