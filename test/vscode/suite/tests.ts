/** The integration tests, in the order in which they run. Each file registers its tests when it is loaded. */
const TEST_FILES: readonly (() => Promise<unknown>)[] = [
  () => import('./startup.test'),
  () => import('./diagnostics.test'),
  () => import('./completion.test'),
  () => import('./hover.test'),
  () => import('./codeActions.test'),
  () => import('./structure.test'),
  () => import('./commands.test'),
  () => import('./classify.test'),
  () => import('./tree.test'),
  () => import('./systemRecord.test'),
  () => import('./systems.test'),
  () => import('./waivers.test'),
  () => import('./evidence.test'),
  () => import('./configuration.test'),
  () => import('./editing.test'),
  () => import('./badInput.test'),
];

/** Loads all of them, once mocha has set up `suite` and `test`. */
export async function loadTests(): Promise<void> {
  for (const load of TEST_FILES) await load();
}
