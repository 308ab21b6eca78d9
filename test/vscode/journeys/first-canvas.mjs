/** An empty folder: the view says how to begin, a wizard asks three things, and the first answer is typed. */
import assert from 'node:assert/strict';

export const name = 'comes from an empty folder to a first canvas';
export const source = '';

/** @param {import('../run-journeys.mjs').JourneyContext} context */
export async function run({ page, workbench, screenshot, refused }) {
  await workbench.showContainer('AI Act Canvas');
  const create = page.locator('.part.sidebar .welcome-view-content .monaco-button', { hasText: 'Create a Canvas' });
  await create.waitFor();
  await screenshot('first-canvas-1-welcome');

  await create.click();
  await workbench.choice('MLOps Stack Canvas').waitFor();
  await screenshot('first-canvas-2-kind');
  await workbench.choose('MLOps Stack Canvas');
  // The tier that asks most is what Enter would take.
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'High risk' }).waitFor();
  await screenshot('first-canvas-3-tier');
  await workbench.choose('Limited risk');
  await page.locator('.quick-input-widget', { hasText: 'Short id of the AI system' }).waitFor();
  assert.equal(await workbench.quickInput.inputValue(), 'new-project');
  await screenshot('first-canvas-4-system');
  await workbench.answer('support-chat');

  await workbench.editor('mlops-canvas.yaml').getByText('user_goal', { exact: true }).waitFor();
  await workbench.treeRow('support-chat').waitFor();
  await workbench.treeRow('0 of 2 mandatory').waitFor();
  await screenshot('first-canvas-5-template');

  // The caret is where the first mandatory answer belongs.
  await workbench.typeIn('mlops-canvas.yaml', 'Get an answer at night');
  await workbench.treeRow('support-chat').getByText('1 of 2 mandatory').waitFor();
  await workbench.treeRow('Business and data').click();
  await workbench.treeRow('Personas served').click();
  await screenshot('first-canvas-6-answered');
  await workbench.save();
  await workbench.waitForFile(
    'mlops-canvas.yaml',
    (text) => /^system: support-chat$/mu.test(text) && /^ {2}user_goal: Get an answer at night$/mu.test(text),
  );
  assert.deepEqual(refused, []);
}
