/** The questions of the wizard for a new document. Kinds and tiers, with their words, come from the server. */
import { l10n, window, workspace, type Uri } from 'vscode';
import type { ChoicesResult } from '../../../server/src/protocol';
import { ask, pick, type Choice, type Outcome, type Place } from '../quickSteps';
import { describeAsks, mostAsking, notSure } from './asks';
import { folderCandidates, systemFrom } from './newDocumentPlaces';

/** What is known so far. A tier of null: the user asks the tier wizard for it; a system of null: the user left it out. */
export interface Draft {
  readonly kind?: string;
  readonly tier?: string | null;
  readonly system?: string | null;
  readonly folder?: Uri;
}

/** One question; its value is what it adds to the draft. */
export type Step = (draft: Draft, place: Place) => Promise<Outcome<Draft>>;

/** A word without spaces: it stands in YAML and in file names. */
const SYSTEM_ID = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

/** The steps for what is not given. The place is asked only where there is a choice. */
export function stepsFor(given: Draft, choices: ChoicesResult, folders: readonly Uri[]): readonly Step[] {
  return [
    ...(given.kind === undefined ? [askKind(choices)] : []),
    ...(given.tier === undefined ? [askTier(choices)] : []),
    ...(given.system === undefined ? [askSystem] : []),
    ...(given.folder === undefined && folders.length !== 1 ? [askFolder(folders)] : []),
  ];
}

function askKind({ kinds }: ChoicesResult): Step {
  return async (draft, place) =>
    into(
      await pick({
        title: title(),
        place,
        prompt: l10n.t('What do you want to document?'),
        choices: kinds.map((kind) => ({
          value: kind.id,
          label: kind.title,
          description: kind.fileName,
          detail: kind.description,
        })),
        ...(draft.kind === undefined ? {} : { active: draft.kind }),
      }),
      (kind) => ({ kind }),
    );
}

function askTier({ tiers }: ChoicesResult): Step {
  return async (draft, place) =>
    into(
      await pick<string | null>({
        title: title(),
        place,
        prompt: l10n.t('Risk tier of the AI system under the EU AI Act'),
        choices: [
          ...tiers.map((tier) => ({
            value: tier.id,
            label: tier.title,
            description: describeAsks(tier, draft.kind ?? ''),
            detail: tier.description,
          })),
          notSure(),
        ],
        active: draft.tier ?? mostAsking(tiers, draft.kind ?? '') ?? '',
      }),
      (tier) => ({ tier }),
    );
}

const askSystem: Step = async (draft, place) =>
  into(
    await ask({
      title: title(),
      place,
      prompt: l10n.t('Short id of the AI system, the same in all its documents. Leave it empty if this is the only one.'),
      value: draft.system === undefined ? systemFrom(draft.folder ?? folderCandidates()[0]) : (draft.system ?? ''),
      check: async (value) =>
        value.trim() === '' || SYSTEM_ID.test(value.trim())
          ? undefined
          : l10n.t('Use letters, digits, hyphens, dots and underscores, and begin with a letter or digit.'),
    }),
    (value) => ({ system: value.trim() === '' ? null : value.trim() }),
  );

function askFolder(folders: readonly Uri[]): Step {
  const other: Choice<Uri | undefined> = { value: undefined, label: l10n.t('Choose…') };
  const known: readonly Choice<Uri | undefined>[] = folders.map((folder) => ({
    value: folder,
    label: folderLabel(folder),
    description: folder.fsPath,
  }));
  return async (draft, place) => {
    if (folders.length === 0) return chooseFolder(undefined);
    for (;;) {
      const outcome = await pick({
        title: title(),
        place,
        prompt: l10n.t('Where should the file go?'),
        choices: [...known, other],
        ...(draft.folder === undefined ? {} : { active: draft.folder }),
      });
      if (outcome.end !== 'value') return outcome;
      if (outcome.value !== undefined) return { end: 'value', value: { folder: outcome.value } };
      const chosen = await chooseFolder(folders[0]);
      if (chosen.end === 'value') return chosen;
    }
  };
}

/** The name of a workspace folder, or that name and the path in it. */
function folderLabel(folder: Uri): string {
  const root = workspace.getWorkspaceFolder(folder);
  return root?.uri.toString() === folder.toString() ? root.name : workspace.asRelativePath(folder, true);
}

async function chooseFolder(start: Uri | undefined): Promise<Outcome<Draft>> {
  const [folder] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: l10n.t('Create Here'),
      ...(start === undefined ? {} : { defaultUri: start }),
    })) ?? [];
  return folder === undefined ? { end: 'closed' } : { end: 'value', value: { folder } };
}

function title(): string {
  return l10n.t('New Document');
}

function into<T>(outcome: Outcome<T>, add: (value: T) => Draft): Outcome<Draft> {
  return outcome.end === 'value' ? { end: 'value', value: add(outcome.value) } : outcome;
}
