/** Slips while typing in the credit-scoring example: each is one problem on its line, and all else stays as it was. */
import assert from 'node:assert/strict';

export const name = 'slips while typing, and is told so once';
export const source = 'examples/credit-scoring';
export const file = 'mlops-canvas.yaml';
export const settings = {
  'workbench.colorTheme': 'Dark Modern',
  'editor.autoClosingQuotes': 'never',
  'editor.autoClosingBrackets': 'never',
};

/** @param {import('../run-journeys.mjs').JourneyContext} context */
export async function run({ workbench, screenshot, page }) {
  await workbench.editor(file).waitFor();
  await workbench.showContainer('AI Act Canvas');
  const progress = workbench.treeRow('mandatory');
  await progress.waitFor();
  await workbench.problems();
  const badge = page.locator('.part.panel .action-item', { hasText: 'Problems' }).locator('.badge-content');
  await badge.waitFor();
  const problems = async () => Number(await badge.innerText());
  const usual = await problems();
  // Only what is on the screen is in the list: what is looked for has to be near its top.
  await page.locator('.part.panel .viewpane-filter input').fill('yaml-syntax');
  const syntax = page.locator('.markers-panel .monaco-list-row', { hasText: 'yaml-syntax' });

  const lines = workbench.readFile(file).split('\n');
  const at = lines.findIndex((line) => line.startsWith('  problem_importance:')) + 1;
  await workbench.openFile(file);
  await workbench.goTo(at, 1 + (lines[at - 1] ?? '').indexOf(': ') + 2);
  await workbench.type('"');
  await syntax.first().waitFor({ state: 'attached' });
  assert.equal(await syntax.count(), 1);
  await screenshot('slip-1-quote');
  assert.equal(await problems(), usual + 1, 'a quote that is not closed is one problem');
  await workbench.press('Backspace');
  await syntax.first().waitFor({ state: 'detached' });
  const before = await progress.innerText();

  await workbench.goTo(at, 1 + (lines[at - 1] ?? '').length);
  await workbench.type('\nfo');
  await workbench.press('Escape');
  await syntax.first().waitFor({ state: 'attached' });
  await screenshot('slip-2-key');
  assert.equal(await problems(), usual + 1, 'a key being typed is one problem');
  assert.equal(await progress.innerText(), before, 'the tree keeps its counts');

  const hover = await workbench.hover(file, 'user_goal');
  await hover.getByText('Example').waitFor();
  await page.mouse.move(0, 0);
}
