/** The record of a system in a dark theme: hover, tree, quick fix, Problems with dates, and help in the configuration file. */
export const name = 'reads the record of a system, and does what it asks';
export const source = 'examples/credit-scoring';
export const file = 'ai-system.yaml';
export const settings = { 'workbench.colorTheme': 'Dark Modern' };

/** @param {import('../run-journeys.mjs').JourneyContext} context */
export async function run({ page, workbench, screenshot }) {
  await workbench.editor(file).waitFor();
  await workbench.showContainer('AI Act Canvas');
  await workbench.treeRow('retail-score').waitFor();
  await workbench.statusItem('39').waitFor();
  await screenshot('ai-system-0-open');

  const hover = await workbench.hover(file, 'Q9');
  await hover.waitFor();
  await screenshot('ai-system-1-question');
  await page.mouse.move(0, 0);
  await hover.waitFor({ state: 'hidden' });

  await workbench.goTo(58);
  await workbench.hover(file, 'human_oversight_measures');
  await hover.waitFor();
  await screenshot('ai-system-2-duty');
  await page.mouse.move(0, 0);
  await hover.waitFor({ state: 'hidden' });

  await workbench.treeRow('1. ').click();
  await screenshot('ai-system-3-tree-1');
  await workbench.treeRow('1. ').click();
  await workbench.treeRow('5. ').click();
  await screenshot('ai-system-3-tree-5');

  await workbench.openFile(file);
  await workbench.goTo(44);
  const fixes = await workbench.fixes();
  await fixes.first().waitFor();
  await screenshot('ai-system-4-fixes');
  await workbench.press('Escape');

  const problems = await workbench.problems();
  await problems.first().waitFor();
  await screenshot('ai-system-5-problems');
}
