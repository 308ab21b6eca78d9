/** The record of a system in a dark theme: hover, tree, quick fix, Problems with dates, and help in the configuration file. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

export const name = 'reads the record of a system, and does what it asks';
export const source = 'examples/credit-scoring';
export const file = 'ai-system.yaml';
export const settings = { 'workbench.colorTheme': 'Dark Modern' };

const CONFIG = 'ai-act-canvas.config.yaml';

/** @param {import('../run-journeys.mjs').JourneyContext} context */
export async function run({ page, workbench, folder, screenshot }) {
  await workbench.editor(file).waitFor();
  await workbench.showContainer('AI Act Canvas');
  await workbench.treeRow('retail-score').getByText('High risk · ').waitFor();
  await screenshot('ai-system-1-open');

  const readHover = async ([line, column], text, picture) => {
    await workbench.goTo(line, column);
    const hover = await workbench.hoverAtCaret(text);
    await screenshot(picture);
    await workbench.press('Escape');
    await hover.waitFor({ state: 'hidden' });
  };
  const placeOf = (word) => {
    const [before] = workbench.readFile(file).split(word);
    return [before.split('\n').length, before.length - before.lastIndexOf('\n')];
  };
  await readHover(placeOf('Q9:'), 'Does the intended purpose match an Annex III point?', 'ai-system-2-question');
  await readHover(placeOf('human_oversight_measures'), 'to the provider.', 'ai-system-3-duty');
  await readHover(placeOf('duties.conformity_assessment'), 'Waived by H. Brandt until 30 June 2027', 'ai-system-4-waiver');

  await workbench.treeRow('5. Model deployment').click();
  await workbench.treeRow('Conformity assessment').getByText('waived').waitFor();
  await screenshot('ai-system-5-tree');
  // Where the law is read on another day, the dates are others, at once.
  fs.writeFileSync(path.join(folder, CONFIG), 'as_of: 2027-11-02\n');
  await workbench.treeRow('Instructions for use').click();
  await workbench.editor(file).getByText('instructions_for_use', { exact: true }).waitFor();
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  const problems = await workbench.problems();
  await problems.filter({ hasText: /Technical documentation: .*applies from 2 December 2027, in 30 days, to the provider/ }).waitFor();
  await screenshot('ai-system-6-problems');
  await workbench.runCommand('View: Toggle Panel Visibility');

  await workbench.openFile(file);
  await workbench.goTo(44);
  const fixes = await workbench.fixes();
  await fixes
    .filter({ hasText: 'Add Cybersecurity' })
    .or(fixes.filter({ hasText: 'Add Technical documentation' }))
    .first()
    .waitFor();
  await screenshot('ai-system-7-fixes');
  await workbench.applyFix('Add Technical documentation');
  await workbench.editor(file).getByText('technical_documentation', { exact: true }).waitFor();
  await screenshot('ai-system-8-fixed');
  await workbench.press('Escape');
  await workbench.save();
  await workbench.waitForFile(file, (text) => /\n {2}technical_documentation:\n {4}status:/u.test(text));

  await workbench.openFile(CONFIG);
  await workbench.goTo(2);
  // Escape: faster than any person, Enter would take a suggestion that is still open.
  await workbench.type('severity:');
  await workbench.press('Escape');
  // The line below a key is indented by itself.
  await workbench.press('Enter');
  const suggestions = await workbench.suggestions();
  const focused = page.locator('.suggest-widget.visible .monaco-list-row.focused');
  await suggestions.filter({ hasText: 'missing-mandatory' }).waitFor();
  await screenshot('ai-system-9-setting');
  await workbench.type('missing-rec');
  await focused.filter({ hasText: 'missing-recommended' }).waitFor();
  await workbench.press('Enter');
  await suggestions.filter({ hasText: 'information' }).waitFor();
  await screenshot('ai-system-10-severity');
  await workbench.type('hint');
  await focused.filter({ hasText: 'hint' }).waitFor();
  await workbench.press('Enter');
  await workbench.press('Escape');
  await workbench.press('Enter');
  await workbench.press('Shift+Tab');
  await workbench.type('failOn: evrything');
  await workbench.press('Escape');
  await workbench.squiggles(CONFIG).first().waitFor();
  const hover = await workbench.hover(CONFIG, 'evrything');
  await hover.getByText('is not a value of').waitFor();
  await screenshot('ai-system-11-mistake');
  assert.match(await workbench.editor(CONFIG).innerText(), /missing-recommended:\shint/u);
}
