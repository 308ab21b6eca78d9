/** A canvas with mistakes: squiggle, Problems view, hover, completion by keyboard, quick fix, saved. */
import assert from 'node:assert/strict';

export const name = 'sees what is wrong, and puts it right by keyboard';
export const file = 'mlops-canvas.yaml';
export const settings = { 'workbench.colorTheme': 'Dark Modern' };

/** @param {import('../run-journeys.mjs').JourneyContext} context */
export async function run({ page, workbench, screenshot }) {
  await workbench.editor(file).waitFor();
  await workbench.squiggles(file).first().waitFor();
  const problems = await workbench.problems();
  await problems.filter({ hasText: 'Which personas do we serve' }).waitFor();
  await screenshot('findings-1-problems');

  const hover = await workbench.hover(file, 'user_goal');
  await hover.getByText('Example').waitFor();
  await screenshot('findings-2-hover');
  await page.mouse.move(0, 0);
  await hover.waitFor({ state: 'hidden' });

  await workbench.goTo(5);
  await workbench.type('  ');
  const suggestions = await workbench.suggestions();
  await suggestions.filter({ hasText: 'personas' }).first().waitFor();
  await screenshot('findings-3-completion');
  await workbench.type('person');
  await suggestions.filter({ hasText: 'personas' }).first().waitFor();
  await workbench.press('Enter');
  await workbench.type('Customer');
  await workbench.press('Escape');
  await problems.filter({ hasText: 'Which personas do we serve' }).waitFor({ state: 'detached' });

  await workbench.goTo(2, 12);
  const fixes = await workbench.fixes();
  await fixes.filter({ hasText: 'Change risk tier to High risk' }).waitFor();
  await screenshot('findings-4-fixes');
  await workbench.applyFix('Add section Foundations');
  await workbench.editor(file).getByText('foundations', { exact: true }).waitFor();
  await screenshot('findings-5-fixed');
  await workbench.save();
  const text = await workbench.waitForFile(file, (saved) => saved.includes('foundations:'));
  assert.match(
    text,
    /^system: demo\nrisk_tier: limited\nvalue_proposition:\n {2}user_goal: .+\n {2}personas:\n {4}- role: Customer\nfoundations:\n {2}\w+:/u,
  );
}
