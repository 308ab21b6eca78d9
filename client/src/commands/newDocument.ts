/**
 * Command "New Document": asks for what it was not told (kind, tier, system, place), writes the server's template into a
 * new file, and opens it at the first answer. Who does not know the tier goes through the tier wizard first. The questions
 * are asked in `newDocumentDraft.ts`, the file is in `newDocumentFile.ts`.
 */
import { Uri, workspace } from 'vscode';
import { CHOICES, STATUS, TEMPLATE, type ChoicesResult } from '../../../server/src/protocol';
import { toPosition } from '../positions';
import { revealNewDocument } from '../reveal';
import { classify } from './classify';
import { completeDraft } from './newDocumentDraft';
import { createFile, freeName } from './newDocumentFile';
import { systemFrom } from './newDocumentPlaces';
import type { Draft } from './newDocumentSteps';
import type { Services } from './services';

/** Takes an optional argument `{ kind, tier, system, folder }`; what it holds is not asked. `folder` is a URI. */
export async function newDocument(services: Services, argument: unknown): Promise<void> {
  const { server } = services;
  const choices = await server.request(CHOICES, undefined);
  const given = draftFrom(argument, choices);
  const draft = await completeDraft(given, choices);
  const kind = choices.kinds.find(({ id }) => id === draft?.kind);
  if (kind === undefined || draft === undefined) return;
  if (draft.tier === null) return afterWizard(services, kind.id, given.folder);
  if (draft.tier === undefined || draft.folder === undefined) return;

  const system = draft.system ?? null;
  const name = await freeName(draft.folder, kind, system ?? systemFrom(draft.folder));
  if (name === undefined) return;
  const template = await server.request(TEMPLATE, { kind: kind.id, tier: draft.tier, system });
  const file = await createFile(draft.folder, name, template.text);
  await revealNewDocument(await workspace.openTextDocument(file), toPosition(template.caret));
}

/** Classifies the system, then goes on beside its record, unless that is what was wanted. */
async function afterWizard(services: Services, kind: string, folder: Uri | undefined): Promise<void> {
  const record = await classify(services, folder === undefined ? {} : { folder: folder.toString() });
  const status = record === undefined ? null : await services.server.request(STATUS, { uri: record });
  if (record === undefined || status === null || status.kind === kind) return;
  const { tier, system } = status;
  await newDocument(services, { kind, tier, system, folder: Uri.joinPath(Uri.parse(record), '..') });
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
