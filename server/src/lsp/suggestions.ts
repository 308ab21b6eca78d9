/** What completion suggests from outside a document: today, files, people of the system, tools of the repository. */
import type { Assessment } from '../core/assessment/assess';
import { pathFrom } from '../core/document/systemRecord';
import type { SuggestionKind, Suggestions } from '../core/features/suggestions';
import { NO_SUGGESTIONS, peopleIn } from '../core/features/suggestions';
import { decode } from '../workspace/fileSystem';
import { uriKey } from '../workspace/uriKey';
import { folderOf, systemIds } from './knownDocuments';
import type { Session } from './session';

/** Kinds of file that people name as evidence most often, in this order; others come last. */
const LIKELY = ['md', 'pdf', 'html', 'ipynb', 'docx', 'csv', 'json', 'yaml', 'yml', 'txt'];

/** What is known without looking anywhere; null for a kind of value that {@link gathered} has to be awaited for. */
export function suggestionsAtHand({ workspace }: Session, uri: string, kind: SuggestionKind | null): Suggestions | null {
  if (kind === null || kind === 'risk') return NO_SUGGESTIONS;
  const { assessor } = workspace;
  return kind === 'date' ? { ...NO_SUGGESTIONS, today: assessor.clock(assessor.configurations.of(uri).asOf) } : null;
}

/** Gathers what can be suggested for one kind of value. */
export async function gathered(session: Session, uri: string, kind: SuggestionKind | null): Promise<Suggestions> {
  const folder = folderOf(session, uri);
  // Who tells nothing of files that come and go is answered from what is there now.
  if (!session.client.abilities.watchesFiles) session.repository.clear();
  if (kind === 'person') return { ...NO_SUGGESTIONS, people: await peopleOf(session, uri) };
  if (folder === null) return NO_SUGGESTIONS;
  if (kind === 'file') return { ...NO_SUGGESTIONS, files: await filesFrom(session, uri, folder) };
  return { ...NO_SUGGESTIONS, tools: await session.repository.tools(folder) };
}

/** Files as paths from the document's folder: the likeliest kinds first, the nearest first. */
async function filesFrom(session: Session, uri: string, folder: string): Promise<readonly string[]> {
  const root = folder.replace(/\/$/u, '');
  const own = decodeURIComponent(uri);
  const rank = (path: string): number => {
    const at = LIKELY.indexOf(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
    return (at < 0 ? LIKELY.length : at) * 100 + path.split('/').length;
  };
  const files = await session.repository.files(folder);
  return files
    .map((file) => `${decodeURIComponent(root)}/${file}`)
    .filter((file) => file !== own)
    .map((file) => relative(own, file))
    .toSorted((a, b) => rank(a) - rank(b));
}

/** Decoded paths on both sides; what only looks like an escape stays. */
const relative = (document: string, file: string): string => {
  const escaped = (path: string): string => path.replaceAll('%', '%25');
  return pathFrom(escaped(document), escaped(file));
};

/** People in the other documents of the system. */
async function peopleOf(session: Session, uri: string): Promise<readonly string[]> {
  await session.workspace.idle();
  const system = session.documents.get(uri)?.assessment?.header.systemId ?? null;
  const folder = folderOf(session, uri);
  const people: string[] = [];
  if (system === null) return people;
  for (const other of systemIds(session)) {
    if (other.id !== system || uriKey(other.uri) === uriKey(uri) || folderOf(session, other.uri) !== folder) continue;
    const assessment = await assessmentOf(session, other.uri);
    if (assessment !== undefined) people.push(...peopleIn(assessment));
  }
  return people;
}

async function assessmentOf({ documents, workspace, fileSystem }: Session, uri: string): Promise<Assessment | undefined> {
  const open = documents.get(uri);
  if (open !== undefined) return open.assessment;
  const bytes = await fileSystem.read(uri);
  return bytes === null ? undefined : workspace.assessor.assessText(uri, decode(bytes));
}
