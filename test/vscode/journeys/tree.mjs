/** The tree beside the editor: numbers change while typing; a click and "Add" insert what is missing. */
import assert from 'node:assert/strict';

export const name = 'follows the tree from gap to gap';
export const file = 'mlops-canvas.yaml';
export const settings = { 'workbench.colorTheme': 'Dark Modern' };

/** @param {import('../run-journeys.mjs').JourneyContext} context */
export async function run({ workbench, screenshot }) {
  await workbench.editor(file).waitFor();
  await workbench.showContainer('AI Act Canvas');
  await workbench.treeRow('demo').getByText('Limited risk · 1 of 2 mandatory').waitFor();
  const badge = workbench.badge('AI Act Canvas');
  await badge.getByText('1', { exact: true }).waitFor();
  await workbench.treeRow('1. Business and data').click();
  const personas = workbench.treeRow('Personas served');
  await personas.getByText('mandatory', { exact: true }).waitFor();
  await screenshot('tree-1-gaps');

  await workbench.treeRow('Problem solved').click();
  await workbench.statusItem('Ln 5, Col 12').waitFor();
  await workbench.typeIn(file, 'Nobody answers at night');
  await workbench.treeRow('Problem solved').getByText('answered').waitFor();
  await screenshot('tree-2-clicked');

  await personas.hover();
  await screenshot('tree-3-inline-add');
  await personas.locator('.action-label[aria-label^="Add"]').click();
  await workbench.statusItem('Ln 7').waitFor();
  await workbench.treeRow('Personas served').getByText('no answer yet').waitFor();
  await workbench.typeIn(file, 'Customer');
  await workbench.treeRow('demo').getByText('2 of 2 mandatory').waitFor();
  await badge.waitFor({ state: 'hidden' });
  await screenshot('tree-4-complete');

  await workbench.save();
  const text = await workbench.waitForFile(file, (saved) => saved.includes('Customer'));
  assert.match(text, /\n {2}problem: Nobody answers at night\n {2}personas:[^:]*(?:role: )?Customer\n$/u);
}
