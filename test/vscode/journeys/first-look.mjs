/** What a person sees first: the folder opens, and the canvas is there. */
export const name = 'opens a canvas';
export const file = 'mlops-canvas.yaml';

/** @param {import('../run-journeys.mjs').JourneyContext} context */
export async function run({ workbench, screenshot }) {
  await workbench.tab(file).waitFor();
  await workbench.editor(file).getByText('user_goal', { exact: true }).waitFor();
  await screenshot('first-look');
}
