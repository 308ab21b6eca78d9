/** Code actions over the protocol: kinds, filters, what clients can and cannot take. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applied } from '../support/lspEdits';
import type { Server } from '../support/serverProcess';
import { MODERN, PLAIN, startServer } from '../support/serverProcess';

const CANVAS = 'file:///project/mlops-canvas.yaml';
const HEADER = 'system: demo\nrisk_tier: high\n';

interface Action {
  readonly title: string;
  readonly kind: string;
  readonly isPreferred?: boolean;
  readonly disabled?: { readonly reason: string };
  readonly diagnostics?: readonly { readonly code: string; readonly message: string }[];
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly edit?: any;
}

const EDITOR = { ...MODERN, textDocument: { ...MODERN.textDocument, codeAction: { disabledSupport: true } } };

/** Asks for the actions at the first place of `at` in a text. */
async function actionsAt(server: Server, text: string, at: string, context: object = {}): Promise<readonly Action[]> {
  await server.open(CANVAS, text);
  const before = text.slice(0, text.indexOf(at)).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const actions = await server.request('textDocument/codeAction', {
    textDocument: { uri: CANVAS },
    range: { start: position, end: position },
    context: { diagnostics: [], ...context },
  });
  await server.close(CANVAS);
  return actions as readonly Action[];
}

const titles = (actions: readonly Action[]): readonly string[] => actions.map(({ title }) => title);

const named = (actions: readonly Action[], title: string): Action => {
  const action = actions.find((candidate) => candidate.title === title);
  if (action === undefined) expect.fail(`no "${title}" among:\n${titles(actions).join('\n')}`);
  return action;
};

/** The text after an action with plain edits. */
function after(text: string, action: Action): string {
  const [change] = action.edit.documentChanges ?? [];
  return applied(text, change?.edits ?? action.edit.changes[CANVAS]);
}

describe('an editor like VS Code', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer(EDITOR);
  });
  afterAll(() => server.stop());

  test('is told of all kinds', () => {
    expect(server.capabilities.codeActionProvider.codeActionKinds).toEqual([
      'quickfix',
      'quickfix.waive',
      'refactor.rewrite',
      'source.fixAll.aiActCanvas',
      'source.organizeSections.aiActCanvas',
      'source.addMissing.aiActCanvas',
    ]);
  });

  test('gets one preferred fix per finding', async () => {
    const actions = await actionsAt(server, `${HEADER}value_proposition:\n  user_gaol: Decide sooner\n`, 'user_gaol');
    const own = actions.filter(({ diagnostics }) => diagnostics?.[0]?.code === 'unknown-key');
    expect(titles(own)).toEqual(['Rename to `user_goal`', 'Rename to `notes`', 'Move `user_gaol` to `custom`']);
    expect(own.filter(({ isPreferred }) => isPreferred === true).map(({ title }) => title)).toEqual(['Rename to `user_goal`']);
  });

  test('moves a key to its place, with its comments', async () => {
    const text = `${HEADER}value_proposition:\n  user_goal: Decide sooner\n  # so far\n  code_management:\n    practice: trunk # based\n`;
    const actions = await actionsAt(server, text, 'code_management');
    expect(after(text, named(actions, 'Move `code_management` to `foundations.code_management`'))).toBe(
      `${HEADER}value_proposition:\n  user_goal: Decide sooner\nfoundations:\n  # so far\n  code_management:\n    practice: trunk # based\n`,
    );
  });

  test('is told why there is no fix', async () => {
    const actions = await actionsAt(server, 'system: demo\nrisk_tier: unacceptable\n', 'unacceptable', { only: ['quickfix'] });
    expect(actions).toMatchObject([
      { title: 'Allow this practice', kind: 'quickfix', disabled: { reason: expect.stringContaining('Check the classification') } },
    ]);
    expect(actions[0]?.edit).toBeUndefined();
  });

  test('puts in the example, marked for review', async () => {
    const text = `${HEADER}value_proposition:\n  user_goal: TODO # soon\n  problem:\n`;
    const goal = named(await actionsAt(server, text, 'user_goal'), 'Put in the example for 1.1 Goal for users, to be reviewed');
    expect(after(text, goal)).toMatch(/\n {2}# TODO: example, confirm or replace\n {2}user_goal: \S.* # soon\n/u);
    const problem = named(await actionsAt(server, text, 'problem:'), 'Put in the example for 1.2 Problem solved, to be reviewed');
    expect(problem.isPreferred).toBe(true);
    expect(after(text, problem)).toMatch(/\n {2}problem: \S.* # TODO: example, confirm or replace\n/u);
  });

  test('waives with tab stops for reason and person; never preferred', async () => {
    const text = `${HEADER}value_proposition:\n  user_goal: Decide sooner\n`;
    const [waive, ...more] = (await actionsAt(server, text, 'value_proposition', { only: ['quickfix.waive'] })).filter(({ diagnostics }) =>
      diagnostics?.[0]?.message.startsWith('1.2 '),
    );
    expect(more).toEqual([]);
    expect(waive).toMatchObject({ title: 'Waive with reason... (1.2 Problem solved)', kind: 'quickfix.waive' });
    expect(waive?.isPreferred).toBeUndefined();
    expect(waive?.edit.documentChanges[0].edits[0].snippet.value).toBe(
      'waivers:\n  - field: value_proposition.problem\n    reason: $1\n    approved_by: $2\n',
    );
  });

  test('gets only the kinds it asks for', async () => {
    const text = `${HEADER}value_proposition:\n  problem: yes\n  user_goal: 12\n`;
    const kinds = async (only: readonly string[]): Promise<readonly string[]> => [
      ...new Set((await actionsAt(server, text, '12', { only })).map(({ kind }) => kind)),
    ];
    expect(await kinds(['refactor'])).toEqual(['refactor.rewrite']);
    expect(await kinds(['source.fixAll'])).toEqual(['source.fixAll.aiActCanvas']);
    expect(await kinds(['source'])).toEqual([
      'source.fixAll.aiActCanvas',
      'source.organizeSections.aiActCanvas',
      'source.addMissing.aiActCanvas',
    ]);
    expect(await kinds(['quickfix'])).toEqual(['quickfix']);
    expect(await kinds(['source.organizeImports'])).toEqual([]);
    // A caret that moves asks for no changes of the whole document.
    const automatic = await actionsAt(server, text, 'user_goal', { triggerKind: 2 });
    expect(automatic.filter(({ kind }) => kind.startsWith('source'))).toEqual([]);
  });

  test('fixes all that is safe, and nothing that is not', async () => {
    const text = `${HEADER}value_proposition:\n  user_goal: 12\n  user_gaol: TODO\n  personas:\n  - role: data_scientist\nfoundations:\n  notebook_versioning_needed: "yes"\n  notebook_versioning_needed: "yes"\n`;
    const [fixAll] = await actionsAt(server, text, 'system', { only: ['source.fixAll.aiActCanvas'] });
    expect(after(text, fixAll as Action)).toBe(
      `${HEADER}value_proposition:\n  user_goal: "12"\n  user_gaol: TODO\n  personas:\n  - role: data_scientist\nfoundations:\n  notebook_versioning_needed: true\n`,
    );
  });

  test('sorts sections and questions, with their comments', async () => {
    const text = `# canvas\n${HEADER}\n# five\nfoundations:\n  notes: c\n\n# one\nvalue_proposition:\n  # why\n  problem: b\n  user_goal: a\n`;
    const [sort] = await actionsAt(server, text, 'system', { only: ['source.organizeSections'] });
    expect(after(text, sort as Action)).toBe(
      `# canvas\n${HEADER}\n# one\nvalue_proposition:\n  user_goal: a\n  # why\n  problem: b\n\n# five\nfoundations:\n  notes: c\n`,
    );
  });

  test('turns a short answer into its long form, and back', async () => {
    const text = `${HEADER}value_proposition:\n  user_goal: Decide sooner\n`;
    const long = named(await actionsAt(server, text, 'Decide', { only: ['refactor'] }), 'Give `user_goal` its long form');
    const result = `${HEADER}value_proposition:\n  user_goal:\n    answer: Decide sooner\n    notes:\n`;
    expect(after(text, long)).toBe(result);
    expect(after(result, named(await actionsAt(server, result, 'Decide', { only: ['refactor'] }), 'Give `user_goal` its short form'))).toBe(
      text,
    );
  });

  test('adds what lacks in one section, and everything', async () => {
    const text = `${HEADER}value_proposition:\n  user_goal: Decide sooner\n`;
    const actions = await actionsAt(server, text, 'value_proposition', { only: ['quickfix'] });
    expect(titles(actions)).toEqual(
      expect.arrayContaining([
        'Add everything that lacks in Value proposition (5)',
        'Add everything mandatory at High risk (31)',
        'Add everything mandatory and recommended at High risk (56)',
      ]),
    );
  });
});

describe('an editor that knows the protocol of old', () => {
  test('gets plain edits, and no action that it cannot take', async () => {
    const server = await startServer(PLAIN);
    const text = `${HEADER}value_proposition:\n  user_goal: Decide sooner\n`;
    const [waive] = (await actionsAt(server, text, 'value_proposition', { only: ['quickfix.waive'] })).filter(({ diagnostics }) =>
      diagnostics?.[0]?.message.startsWith('1.2 '),
    );
    expect(after(text, waive as Action)).toBe(
      'system: demo\nrisk_tier: high\nwaivers:\n  - field: value_proposition.problem\n    reason:\n    approved_by:\n'.replace(
        'waivers',
        'value_proposition:\n  user_goal: Decide sooner\nwaivers',
      ),
    );
    expect(await actionsAt(server, 'system: demo\nrisk_tier: unacceptable\n', 'unacceptable', { only: ['quickfix'] })).toEqual([]);
    await server.stop();
  });
});
