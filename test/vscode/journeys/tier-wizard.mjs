/** From an empty folder to a classified system by the tier wizard, with help, a step back and a reason; then once more, to change one answer. */
import assert from 'node:assert/strict';

export const name = 'classifies a system with the wizard, and changes an answer later';
export const source = '';

/** @param {import('../run-journeys.mjs').JourneyContext} context */
export async function run({ page, workbench, screenshot, refused }) {
  const widget = page.locator('.quick-input-widget:visible');
  const asked = (text) => widget.filter({ hasText: text }).waitFor();
  const dialog = page.locator('.monaco-dialog-box');
  /** Takes a row by typing a part of it, as one does without a mouse. */
  const answer = async (text) => {
    await workbench.quickInput.fill(text);
    await workbench.press('Enter');
  };
  const check = async (...labels) => {
    for (const label of labels) {
      await workbench.quickInput.fill(label);
      await workbench.choice(label).locator('.monaco-checkbox').click();
    }
    // On a checkbox, Enter would check it.
    await workbench.quickInput.fill('');
    await workbench.press('Enter');
  };

  await workbench.showContainer('AI Act Canvas');
  await page.locator('.part.sidebar .welcome-view-content a', { hasText: 'Classify the AI system' }).click();
  await asked('Does the system infer from its input');
  await screenshot('tier-wizard-1-first-question');
  await answer('Yes');

  await asked('placed on the EU market');
  await widget
    .locator('.quick-input-action-bar .action-label, .quick-input-inline-action-bar .action-label, .quick-input-titlebar .action-label')
    .last()
    .click();
  await dialog.waitFor();
  await screenshot('tier-wizard-2-help');
  await workbench.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await asked('placed on the EU market');
  await workbench.quickInput.focus();
  await answer('Yes');
  await asked('exclusively for military');
  await answer('No');
  await asked('Which roles do you hold');
  await screenshot('tier-wizard-3-roles');
  await check('Provider', 'Deployer');
  await asked('rebrand');
  await answer('No');

  await asked('Does it do any of these');
  await screenshot('tier-wizard-4-prohibited');
  // Nothing is taken for granted.
  await workbench.press('Enter');
  await asked('Nothing is checked yet');
  await screenshot('tier-wizard-5-nothing-checked');
  // What excludes the others is not among all, and gives way to them; they give way to it.
  const checkbox = (label) => workbench.choice(label).locator('.monaco-checkbox');
  const isChecked = (label) => checkbox(label).getAttribute('aria-checked');
  await widget.locator('.quick-input-check-all, .quick-input-header .monaco-checkbox').first().click();
  await widget.filter({ hasText: '10 Selected' }).waitFor();
  await screenshot('tier-wizard-5a-all-checked');
  await workbench.quickInput.fill('Unsure');
  assert.equal(await isChecked('Unsure'), 'false');
  await checkbox('Unsure').click();
  await widget.filter({ hasText: '1 Selected' }).waitFor();
  await workbench.quickInput.fill('Manipulation');
  await checkbox('Manipulation').click();
  await widget.filter({ hasText: '1 Selected' }).waitFor();
  assert.equal(await isChecked('Manipulation'), 'true');
  await check('None of these');
  await asked('Why is this the answer');
  await screenshot('tier-wizard-6-reason');
  await answer('None of them comes near: only loan data decide, only about loans');
  await asked('product under Annex I law');
  await answer('No');

  await asked('Annex III point');
  await screenshot('tier-wizard-7-annex-iii');
  await check('Creditworthiness');
  await asked('Why is this the answer');
  await workbench.press('Enter');
  await asked('profile natural persons');
  await screenshot('tier-wizard-8-unsure');
  await answer('Unsure');
  await asked('Why is this the answer');
  await workbench.press('Enter');
  await asked('Art. 50 trigger');
  await check('None of these');
  await asked('general-purpose AI model');
  await answer('No');
  await asked('Which of these hold');
  await screenshot('tier-wizard-9-context');
  await check('It takes decisions about natural persons', 'It processes personal data');

  await asked('Result: High risk');
  await screenshot('tier-wizard-10-result');
  await answer('Create ai-system.yaml');
  await asked('Who gave these answers');
  await answer('A. Vogel');
  await asked('Short id of the AI system');
  await screenshot('tier-wizard-11-system');
  await answer('retail-score');
  await workbench.editor('ai-system.yaml').getByText('retail-score').first().waitFor();
  const text = await workbench.waitForFile('ai-system.yaml', (written) => written.includes('result: high'));
  assert.match(text, /^risk_tier: high$/mu);
  assert.match(text, /reason: "?None of them comes near/u);
  await workbench.treeRow('retail-score').waitFor();
  await screenshot('tier-wizard-12-record');

  await workbench.runCommand('AI Act Canvas: Classify AI System');
  await asked('Result: High risk');
  await screenshot('tier-wizard-13-again');
  await workbench.choice('The record says all of this already').waitFor();
  await workbench.choose('Profiling: not sure');
  await asked('profile natural persons');
  await answer('Yes');
  await asked('Why is this the answer');
  await answer('Every score evaluates a person');
  await asked('Result: High risk');
  await asked('Changes Q10');
  await answer('Update ai-system.yaml');
  await asked('Who gave these answers');
  assert.equal(await workbench.quickInput.inputValue(), 'A. Vogel');
  await workbench.press('Enter');
  await workbench.editor('ai-system.yaml').getByText('Every score evaluates a person').waitFor();
  await screenshot('tier-wizard-14-updated');
  await workbench.save();
  const after = await workbench.waitForFile('ai-system.yaml', (written) => written.includes('Every score'));
  assert.equal(after.replace(/(Q10:\n {6}answer: )yes\n {6}reason: Every score evaluates a person\n/u, '$1unsure\n'), text);
  assert.deepEqual(refused, []);
}
