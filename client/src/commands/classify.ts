/**
 * Command "Classify AI System": the tier wizard. Goes through the server's questions, forth and back, shows what the
 * answers lead to, and records them. Closing it at any time keeps the answers for the next run; nothing is written before
 * the end. The questions are in `classifyQuestion.ts`, the last page in `classifyResult.ts`, the file in `classifyWrite.ts`.
 */
import { l10n, Uri, workspace } from 'vscode';
import { WIZARD, WIZARD_START, type WizardPage, type WizardQuestion, type WizardStartResult } from '../../../server/src/protocol';
import { activeDocumentEditor } from '../activeDocument';
import { pick } from '../quickSteps';
import { askQuestion } from './classifyQuestion';
import { showResult } from './classifyResult';
import { allValuesOf, answerOf, OpenRuns, valuesOf, type Run } from './classifyRun';
import { describeWriting, writeRecord, type Recorded, type Target } from './classifyWrite';
import type { Services } from './services';

/**
 * Takes an optional argument of URIs: `uri`, the document whose system is classified, in place of the active one; or
 * `folder`, where a new record goes. The result is the URI of the record that says it all now; undefined where the user
 * gave up.
 */
export async function classify(services: Services, argument: unknown): Promise<string | undefined> {
  const folder = textOf(argument, 'folder');
  const uri = textOf(argument, 'uri') ?? (folder === null ? (activeDocumentEditor()?.document.uri.toString() ?? null) : null);
  const start = await startFor(services, uri, folder);
  if (start === undefined) return undefined;
  const runs = new OpenRuns(services.memory.workspace);
  const run = await beginning(runs, start);
  if (run === undefined) return undefined;
  const recorded = await walkThrough(services, { ...start, folder }, runs, run);
  if (recorded === undefined) return undefined;
  await runs.forget(aboutOf(start));
  services.announce(recorded.say);
  return recorded.uri;
}

/** What is known of the system at hand; where none is, the user says which one. Undefined when the user gave up. */
async function startFor({ server }: Services, uri: string | null, folder: string | null): Promise<WizardStartResult | undefined> {
  const start = await server.request(WIZARD_START, { uri });
  if (start === null) throw new Error(l10n.t('The tier wizard is not available.'));
  // Who says where a record goes wants a new one.
  if (start.records.length === 0 || folder !== null) return start;
  const outcome = await pick<string | null>({
    title: l10n.t('Classify AI System'),
    prompt: l10n.t('Which AI system?'),
    choices: [
      ...start.records.map((record) => ({
        value: record.uri,
        label: record.system ?? workspace.asRelativePath(Uri.parse(record.uri)),
        ...(record.tierTitle === null ? {} : { description: record.tierTitle }),
        detail: workspace.asRelativePath(Uri.parse(record.uri)),
      })),
      { value: null, label: `$(add) ${l10n.t('A New AI System')}` },
    ],
  });
  if (outcome.end !== 'value') return undefined;
  return outcome.value === null ? start : ((await server.request(WIZARD_START, { uri: outcome.value })) ?? undefined);
}

/** The run to go on with: from the record, or where the last one was broken off. Undefined when the user gave up. */
async function beginning(runs: OpenRuns, start: WizardStartResult): Promise<Run | undefined> {
  const fresh: Run = { recorded: start.record?.answers ?? {}, given: {}, trail: [] };
  const kept = runs.find(aboutOf(start));
  if (kept === undefined) return fresh;
  const count = Object.keys(kept.given).length;
  const outcome = await pick({
    title: l10n.t('Classify AI System'),
    prompt: l10n.t('The last run was not finished.'),
    choices: [
      {
        value: true,
        label: l10n.t('Continue'),
        description: count === 1 ? l10n.t('1 answer') : l10n.t('{0} answers', count),
      },
      { value: false, label: l10n.t('Start Again') },
    ],
  });
  if (outcome.end !== 'value') return undefined;
  return outcome.value ? { ...fresh, ...kept } : fresh;
}

/** Asks until the record is written; undefined when the user gave up. */
async function walkThrough(services: Services, start: Target, runs: OpenRuns, beginning: Run): Promise<Recorded | undefined> {
  let run = beginning;
  // Where a record is there, what it answers is not asked again, unless the user goes there.
  let skipsKnown = run.trail.length === 0 && Object.keys(run.recorded).length > 0;
  let answers = skipsKnown ? allValuesOf(run) : valuesOf(run, run.trail);
  for (;;) {
    const page = await services.server.request(WIZARD, { answers });
    if (page === null) throw new Error(l10n.t('The tier wizard is not available.'));
    run = { ...run, trail: page.path.map(({ question }) => question) };
    const move = page.question === null ? await atResult(services, start, run, page) : await atQuestion(run, page, page.question);
    if (move.to === 'end') return move.recorded;
    if (move.to === 'question') {
      skipsKnown = move.skipsKnown ?? skipsKnown;
      answers = valuesOf(run, run.trail.slice(0, move.index));
    } else {
      run = move.run;
      await runs.keep(aboutOf(start), run);
      answers = skipsKnown ? allValuesOf(run) : valuesOf(run, run.trail);
    }
  }
}

/** Where the user goes from a page: on with an answer, to a question by its place in the trail, or out. */
type Move =
  | { readonly to: 'next'; readonly run: Run }
  | { readonly to: 'question'; readonly index: number; readonly skipsKnown?: boolean }
  | { readonly to: 'end'; readonly recorded?: Recorded };

async function atQuestion(run: Run, { total }: WizardPage, question: WizardQuestion): Promise<Move> {
  const outcome = await askQuestion(question, { step: run.trail.length + 1, total: total + 1 }, answerOf(run, question.id));
  if (outcome.end === 'closed') return { to: 'end' };
  if (outcome.end === 'back') return { to: 'question', index: run.trail.length - 1 };
  const given = { ...run.given, [question.id]: outcome.value };
  return { to: 'next', run: { ...run, given, trail: [...run.trail, question.id] } };
}

async function atResult(services: Services, start: Target, run: Run, page: WizardPage): Promise<Move> {
  const writing = await describeWriting(services, start, run);
  for (;;) {
    const outcome = await showResult(page, writing);
    if (outcome.end === 'closed') return { to: 'end' };
    if (outcome.end === 'back') return { to: 'question', index: run.trail.length - 1 };
    const wish = outcome.value;
    if (wish.wish === 'again') return { to: 'question', index: 0, skipsKnown: false };
    if (wish.wish === 'go') return { to: 'question', index: run.trail.indexOf(wish.question), skipsKnown: true };
    if (!writing.isNeeded && start.record !== null) {
      return { to: 'end', recorded: { uri: start.record.uri, say: l10n.t('Nothing had to be changed.') } };
    }
    const written = await writeRecord(services, start, run);
    if (written.end === 'value') return { to: 'end', recorded: written.value };
    if (written.end === 'closed') return { to: 'end' };
  }
}

/** What a run is about, to find it again; empty for a new system without an id. */
const aboutOf = ({ record, system }: WizardStartResult): string => record?.uri ?? system ?? '';

/** A text of the command's argument; null where it has none of this name. */
function textOf(argument: unknown, name: string): string | null {
  const value = typeof argument === 'object' && argument !== null ? (argument as Readonly<Record<string, unknown>>)[name] : undefined;
  return typeof value === 'string' ? value : null;
}
