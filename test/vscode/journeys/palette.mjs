/** Only the keyboard: tier, gaps and sections by the command palette; the status of the document. */
import assert from 'node:assert/strict';

export const name = 'does everything by the command palette';
export const file = 'mlops-canvas.yaml';

/** @param {import('../run-journeys.mjs').JourneyContext} context */
export async function run({ page, workbench, screenshot }) {
  await workbench.editor(file).waitFor();
  await workbench.squiggles(file).first().waitFor();
  await workbench.press('F1');
  await workbench.quickInput.fill('>AI Act Canvas');
  await workbench.choice('Set Risk Tier').waitFor();
  await screenshot('palette-1-commands');
  await workbench.quickInput.fill('>AI Act Canvas: Set Risk Tier');
  await workbench.press('Enter');
  await workbench.choice('High risk').waitFor();
  await screenshot('palette-2-tier');
  await workbench.quickInput.fill('High');
  await workbench.press('Enter');
  await workbench.editor(file).getByText('high', { exact: true }).waitFor();

  await workbench.runCommand('AI Act Canvas: Go to Next Gap');
  await workbench.statusItem('Gap').waitFor();
  await screenshot('palette-3-gap');

  await workbench.runCommand('AI Act Canvas: Insert Missing Sections');
  await workbench.choice('Mandatory and Recommended').waitFor();
  await screenshot('palette-4-insert');
  await workbench.press('Enter');
  await workbench.editor(file).getByText('production_model_owner', { exact: true }).waitFor();
  await screenshot('palette-5-inserted');

  await page.locator('.statusbar-item[id*="languageStatus"], .statusbar-item[id="status.languageStatus"]').first().hover();
  await page.locator('.monaco-hover:visible', { hasText: 'High risk' }).waitFor();
  await screenshot('palette-6-status');
  await workbench.press('Escape');

  await workbench.editor(file).click();
  await workbench.save();
  const text = await workbench.waitForFile(file, (saved) => saved.includes('risk_tier: high'));
  assert.match(text, /\nmetadata_management:\n/u);
}
