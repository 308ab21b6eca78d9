/** Writes a classification: into the record that is there, or as a new document in a folder that the user names. */
import { l10n, Uri, workspace } from 'vscode';
import {
  CHOICES,
  WIZARD_RECORD,
  type PlacedEdit,
  type WizardAnswer,
  type WizardAnswers,
  type WizardRecordResult,
  type WizardStartResult,
} from '../../../server/src/protocol';
import { rememberAuthor, suggestAuthor } from '../author';
import { applyPlacedEdit } from '../placedEdits';
import { toPosition } from '../positions';
import { ask, type Outcome } from '../quickSteps';
import { revealNewDocument } from '../reveal';
import type { Writing } from './classifyResult';
import type { Run } from './classifyRun';
import { completeDraft } from './newDocumentDraft';
import { createFile, freeName } from './newDocumentFile';
import { systemFrom } from './newDocumentPlaces';
import type { Services } from './services';

/** Where a classification goes. */
export interface Target extends WizardStartResult {
  /** URI of the folder for a new record; null where the user is to say it. */
  readonly folder: string | null;
}

/** A classification that is recorded. */
export interface Recorded {
  /** URI of the record. */
  readonly uri: string;
  /** What to say about it. */
  readonly say: string;
}

/** What writing would do, for the page with the result. */
export async function describeWriting(services: Services, start: Target, run: Run): Promise<Writing> {
  const { record, kind, system } = start;
  if (record === null) {
    const label = `$(save) ${l10n.t('Create {0}…', kind.fileName)}`;
    return { isNeeded: true, label, detail: l10n.t('Tier, roles, and each answer with author and date. Asks first where it goes.') };
  }
  const label = `$(save) ${l10n.t('Update {0}', record.uri.slice(record.uri.lastIndexOf('/') + 1))}`;
  const result = await services.server.request(WIZARD_RECORD, { uri: record.uri, system, answers: run.given });
  if (result === null || result.kind === 'new') return { isNeeded: true, label, detail: '' };
  if (result.kind === 'refused') return { isNeeded: true, label, detail: result.reason };
  if (result.changes.length === 0)
    return { isNeeded: false, label: `$(check) ${l10n.t('Close')}`, detail: l10n.t('The record says all of this already.') };
  return { isNeeded: true, label, detail: l10n.t('Changes {0}. All else stays as it is.', result.changes.join(', ')) };
}

/** Asks who answered, and for a new document where it goes; then writes. */
export async function writeRecord(services: Services, start: Target, run: Run): Promise<Outcome<Recorded>> {
  const author = await askAuthor(services);
  if (author.end !== 'value') return author;
  const by = author.value.trim();
  await rememberAuthor(services.memory.everywhere, by);
  const answers = signed(run.given, by, today());
  return start.record === null ? create(services, start, answers) : update(services, start.record.uri, answers);
}

async function askAuthor({ memory }: Services): Promise<Outcome<string>> {
  return ask({
    title: l10n.t('Author'),
    prompt: l10n.t('Who gave these answers? The name stands beside each of them, with today’s date. Leave it empty for none.'),
    value: await suggestAuthor(memory.everywhere),
    hasBack: true,
  });
}

async function update({ server }: Services, uri: string, answers: WizardAnswers): Promise<Outcome<Recorded>> {
  const changed = await applyPlacedEdit(async (): Promise<PlacedEdit | null> => {
    const result = checked(await server.request(WIZARD_RECORD, { uri, system: null, answers }));
    return result.kind === 'edit' ? result.edit : null;
  });
  const say = changed ? l10n.t('The classification is up to date. Save the document to keep it.') : l10n.t('Nothing had to be changed.');
  return { end: 'value', value: { uri, say } };
}

async function create(services: Services, { kind, system: known, folder }: Target, answers: WizardAnswers): Promise<Outcome<Recorded>> {
  const { server } = services;
  const choices = await server.request(CHOICES, undefined);
  // The tier is the result; a document of the same system has said its id already.
  const given = {
    kind: kind.id,
    tier: '',
    ...(known === null ? {} : { system: known }),
    ...(folder === null ? {} : { folder: Uri.parse(folder) }),
  };
  const draft = await completeDraft(given, choices);
  if (draft?.folder === undefined) return { end: 'closed' };
  const system = draft.system ?? null;
  const name = await freeName(draft.folder, kind, system ?? systemFrom(draft.folder));
  if (name === undefined) return { end: 'closed' };
  const result = checked(await server.request(WIZARD_RECORD, { uri: null, system, answers }));
  if (result.kind !== 'new') return { end: 'closed' };
  const file = await createFile(draft.folder, name, result.text);
  await revealNewDocument(await workspace.openTextDocument(file), toPosition(result.caret));
  return { end: 'value', value: { uri: file.toString(), say: l10n.t('{0} was created.', name) } };
}

/** Throws where nothing can be written. */
function checked(result: WizardRecordResult | null): Exclude<WizardRecordResult, { kind: 'refused' }> {
  if (result === null) throw new Error(l10n.t('These answers lead to no result.'));
  if (result.kind === 'refused') throw new Error(result.reason);
  return result;
}

function signed(given: WizardAnswers, by: string, date: string): WizardAnswers {
  const sign = ({ answer, reason }: WizardAnswer): WizardAnswer => ({
    answer,
    ...(reason === undefined ? {} : { reason }),
    ...(by === '' ? {} : { by }),
    date,
  });
  return Object.fromEntries(Object.entries(given).map(([id, answer]) => [id, sign(answer)]));
}

/** Today, where the user is, as year-month-day. */
function today(): string {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
