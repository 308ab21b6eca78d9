/** Duties of a system in the progress tree: asked in the record, or shown with the answers of other documents. */
import { expect, test } from 'vitest';
import type { TreeNode } from '../../server/src/protocol';
import { ProgressTree } from '../../server/src/workspace/progressTree';
import { engine, messages } from '../support/engine';
import { FOLDER, memoryWorkspace } from '../support/memoryFiles';

const RECORD = `kind: ai-system
system: demo
risk_tier: high
duties:
  human_oversight_measures: { status: done, summary: Officers may overrule }
`;
const task = (status: string): string => `system: demo
model_evaluation:
  tasks:
    review_process: { status: ${status}, notes: none needed }
`;

const rows = async (files: Readonly<Record<string, string>>, phase: string): Promise<ReadonlyMap<string, string>> =>
  new Map((await nodes(files, phase)).map(({ label, description, target }) => [label, `${description} -> ${target?.unit ?? ''}`]));

async function nodes(files: Readonly<Record<string, string>>, phase: string): Promise<readonly TreeNode[]> {
  const workspace = memoryWorkspace(new Map(Object.entries(files)), {});
  await workspace.scan([FOLDER]);
  await workspace.idle();
  const tree = new ProgressTree(engine.catalog, messages, workspace.systems);
  const [system] = tree.children(undefined).nodes;
  const below = tree.children(system?.id).nodes.find(({ label }) => label.endsWith(phase));
  return tree.children(below?.id).nodes;
}

test('a duty that other documents answer shows their answers, and leads to them', async () => {
  const open = await rows({ 'ai-system.yaml': RECORD, 'crisp-ml.yaml': task('in_progress') }, 'Business and data');
  expect(open.get('Risk management system')).toBe('incomplete · CRISP-ML(Q) record, MLOps Stack Canvas -> model_evaluation.review_process');
  const without = await rows({ 'ai-system.yaml': RECORD }, 'Business and data');
  expect(without.get('Risk management system')).toBe('missing · CRISP-ML(Q) record, MLOps Stack Canvas -> D-9-1');
});

test('a duty of the record is a row of its phase; one that nobody owes is none', async () => {
  const deployment = await rows({ 'ai-system.yaml': RECORD }, 'Model deployment');
  expect(deployment.get('Human oversight measures')).toBe('answered -> D-14-1');
  expect(deployment.get('Instructions for use')).toBe('mandatory -> D-13-3');
  expect(deployment.has('Assign oversight')).toBe(false);
});

test('the tooltip of a duty says from when it applies, and to whom', async () => {
  const deployment = await nodes({ 'ai-system.yaml': RECORD }, 'Model deployment');
  const instructions = deployment.find(({ label }) => label === 'Instructions for use');
  expect(instructions?.tooltip).toContain('Duty · missing · mandatory · Art. 13(2)-(3)');
  expect(instructions?.tooltip).toMatch(/\nApplies from 2 December 2027 \(Annex III\) or 2 August 2028 \(Annex I\) to the provider\.\n/u);
});
