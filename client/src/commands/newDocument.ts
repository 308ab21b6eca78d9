/**
 * Command "New Document": asks for what it was not told (kind, tier, system, place), writes the server's template into a
 * new file, and opens it at the first answer. The questions are in `newDocumentSteps.ts`, the file in `newDocumentFile.ts`.
 */
import { Uri, workspace } from 'vscode';
import { CHOICES, TEMPLATE, type ChoicesResult } from '../../../server/src/protocol';
import { toPosition } from '../positions';
import { revealNewDocument } from '../reveal';
import { createFile, freeName } from './newDocumentFile';
import { folderCandidates, systemFrom } from './newDocumentPlaces';
import { stepsFor, type Draft, type Step } from './newDocumentSteps';
import type { Services } from './services';

/** Takes an optional argument `{ kind, tier, system, folder }`; what it holds is not asked. `folder` is a URI. */
export async function newDocument({ server }: Services, argument: unknown): Promise<void> {
  const choices = await server.request(CHOICES, undefined);
  const draft = await completeDraft(draftFrom(argument, choices), choices);
  const kind = choices.kinds.find(({ id }) => id === draft?.kind);
  if (kind === undefined || draft?.tier === undefined || draft.folder === undefined) return;

  const system = draft.system ?? null;
  const name = await freeName(draft.folder, kind, system ?? systemFrom(draft.folder));
  if (name === undefined) return;
  const template = await server.request(TEMPLATE, { kind: kind.id, tier: draft.tier, system });
  const file = await createFile(draft.folder, name, template.text);
  await revealNewDocument(await workspace.openTextDocument(file), toPosition(template.caret));
}

/** Asks for what is not given; undefined when the user gave up. */
export function completeDraft(given: Draft, choices: ChoicesResult): Promise<Draft | undefined> {
  const folders = folderCandidates();
  return walk(stepsFor(given, choices, folders), { ...onlyFolder(folders), ...given });
}

/** Goes through the steps, forth and back; undefined when the user gave up. */
async function walk(steps: readonly Step[], start: Draft): Promise<Draft | undefined> {
  let draft = start;
  for (let index = 0; index < steps.length;) {
    const outcome = await steps[index]?.(draft, { step: index + 1, total: steps.length });
    if (outcome === undefined || outcome.end === 'closed') return undefined;
    if (outcome.end === 'back') {
      index -= 1;
    } else {
      draft = { ...draft, ...outcome.value };
      index += 1;
    }
  }
  return draft;
}

function onlyFolder(folders: readonly Uri[]): Draft {
  const [folder] = folders;
  return folder !== undefined && folders.length === 1 ? { folder } : {};
}

/** What an argument states in a way that we understand; the rest is asked. */
function draftFrom(argument: unknown, { kinds, tiers }: ChoicesResult): Draft {
  if (typeof argument !== 'object' || argument === null) return {};
  const { kind, tier, system, folder } = argument as Readonly<Record<string, unknown>>;
  return {
    ...(typeof kind === 'string' && kinds.some(({ id }) => id === kind) ? { kind } : {}),
    ...(typeof tier === 'string' && tiers.some(({ id }) => id === tier) ? { tier } : {}),
    ...(typeof system === 'string' || system === null ? { system } : {}),
    ...(typeof folder === 'string' ? { folder: Uri.parse(folder) } : {}),
    ...(folder instanceof Uri ? { folder } : {}),
  };
}
