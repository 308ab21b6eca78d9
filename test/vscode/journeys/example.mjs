/** The credit-scoring example, in a light theme: outline, tree, a fold, and the record beside the canvas. */
export const name = 'looks at the credit-scoring example';
export const source = 'examples/credit-scoring';
export const file = 'mlops-canvas.yaml';
export const settings = { 'workbench.colorTheme': 'Light Modern' };

/** @param {import('../run-journeys.mjs').JourneyContext} context */
export async function run({ page, workbench, screenshot }) {
  await workbench.editor(file).waitFor();
  await workbench.runCommand('Explorer: Focus on Outline View');
  await page.locator('.part.sidebar .monaco-list-row', { hasText: 'risk_tier_rationale' }).waitFor();
  await screenshot('example-1-outline');
  await workbench.showContainer('AI Act Canvas');
  await workbench.treeRow('mandatory').waitFor();
  await workbench.treeRow('2. ').click();
  await screenshot('example-2-tree');
  await workbench.openFile('crisp-ml.yaml');
  await screenshot('example-3-record');
}
