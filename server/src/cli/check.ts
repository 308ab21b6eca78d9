/** `ai-act-canvas check`: assesses documents and says what is missing, as text or as JSON. */
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { unreadableFinding } from '../core/assessment/textFindings';
import type { Severity } from '../core/assessment/finding';
import { createEngine, createMessages } from '../engine';
import { jsonReport } from '../core/report/json';
import type { CheckedFile, Say } from '../core/report/checkedFile';
import { checkedFile, unreadableFile } from '../core/report/checkedFile';
import { textReport } from '../core/report/text';
import { unreadableConfig } from '../core/config/assessConfig';
import type { FailOn } from '../core/config/config';
import { CONFIG_NAME } from '../core/config/config';
import { kindOfName } from '../core/document/documentKind';
import { isDate } from '../core/document/isoDate';
import { startOf } from '../core/syntax/node';
import type { Messages } from '../core/text/messages';
import { commandFileSystem } from '../node/fileSystem';
import { createSlices } from '../node/slices';
import { clockFrom } from '../workspace/clock';
import { Workspace } from '../workspace/workspace';
import { documentFiles } from './documentFiles';
import { TerminalProgress } from './progress';
import { reportedSystems } from './reportedSystems';
import { UsageError } from './usage';

const FORMATS = ['text', 'json'];
const LATER_FORMATS = ['sarif', 'github'];
const FAIL_ON: readonly FailOn[] = ['error', 'warning', 'information', 'never'];
const WEIGHT: Readonly<Record<Severity, number>> = { error: 3, warning: 2, information: 1, hint: 0 };

interface Options {
  readonly paths: readonly string[];
  readonly format: string;
  /** Null where the command line does not say; the configuration does then. */
  readonly failOn: FailOn | null;
  /** The ISO date that counts as today; null where the command line does not say. */
  readonly asOf: string | null;
}

/** Runs the command; the result is the exit code. */
export async function check(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const engine = createEngine();
  const messages = createMessages();
  const say: Say = options.format === 'text' ? (finding) => messages.beside(finding) : (finding) => messages.of(finding);
  const found = new Map<string, CheckedFile>();
  const progress = new TerminalProgress((done, total) => messages.text('indexing.progress', { done, total }));
  const workspace = new Workspace(
    engine,
    commandFileSystem(),
    createSlices(),
    {
      assessed: ({ uri, text, assessment }) => {
        const kind = kindOfName(engine.catalog, uri);
        if (assessment !== undefined) found.set(uri, checkedFile(relative(uri), assessment, say));
        else if (kind !== undefined) found.set(uri, unreadableFile(relative(uri), kind, unreadableFinding(text), say));
      },
      progress: (done, total) => progress.report(done, total),
      noConfiguration: (uri) => void process.stderr.write(`${messages.text('config.folder', { file: relative(uri) })}\n`),
      failed: (uri, error) => {
        throw new Error(`${relative(uri)}: ${error instanceof Error ? error.message : String(error)}`);
      },
    },
    clockFrom(options.asOf),
  );
  const documents = await documentFiles(workspace, options.paths);
  for (const folder of documents.folders) await refuseBadConfiguration(workspace, folder, messages);
  await workspace.readRecords(await documents.above());
  workspace.readAll(documents.files);
  await workspace.idle();
  if (!documents.areAll && workspace.looksFurther) await workspace.readRecords(await documents.everywhere());
  await workspace.idle();
  progress.end();
  const files = documents.files.flatMap((uri) => found.get(uri) ?? []);
  const hasFailed = [...found].some(([uri, file]) =>
    fails(file, options.failOn ?? workspace.assessor.configurations.of(uri).failOn ?? 'error'),
  );
  if (files.length === 0)
    process.stderr.write(`${messages.text('check.no-documents', { names: engine.catalog.kindNames.map(({ id }) => `${id}.yaml`) })}\n`);
  const systems = await reportedSystems(workspace, documents);
  const report =
    options.format === 'json' ? jsonReport(files, systems, relative) : textReport(files, systems, engine.catalog, messages, relative);
  await write(report);
  return hasFailed ? 1 : 0;
}

/** A mistake in a configuration must not let a check pass. */
async function refuseBadConfiguration(workspace: Workspace, folder: string, messages: Messages): Promise<void> {
  const file = await workspace.assessor.configurations.read(`${folder}/${CONFIG_NAME}`);
  if (file === null) return;
  const { uri, text, assessment } = file;
  const [first] = assessment === undefined ? [unreadableConfig(text)] : assessment.findings;
  if (first === undefined) return;
  const { line, character } = assessment?.tree.lines.positionAt(startOf(first.anchor)) ?? { line: 0, character: 0 };
  throw new UsageError(`${relative(uri)}:${line + 1}:${character + 1}: ${messages.beside(first)}`);
}

/** A document's path from the working directory. */
const relative = (uri: string): string => path.relative(process.cwd(), fileURLToPath(uri)).split(path.sep).join('/');

function fails(file: CheckedFile, failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  return file.findings.some(({ waived, severity }) => !waived && WEIGHT[severity] >= WEIGHT[failOn]);
}

function readOptions(args: readonly string[]): Options {
  const strings = { type: 'string' } as const;
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { format: strings, 'fail-on': strings, 'as-of': strings, baseline: strings, locale: strings },
    });
  } catch (error) {
    throw new UsageError(`check: ${(error instanceof Error ? error.message : String(error)).split(/\.\s/u)[0] ?? ''}`);
  }
  const { format = 'text', 'fail-on': failOn, 'as-of': asOf, baseline, locale = 'en' } = parsed.values;
  if (LATER_FORMATS.includes(format)) throw new UsageError(`format ${format} is not built yet; use text or json`);
  if (!FORMATS.includes(format)) throw new UsageError(`unknown format ${format}; use text or json`);
  const known = failOn === undefined ? null : FAIL_ON.find((word) => word === failOn);
  if (known === undefined) throw new UsageError(`unknown severity ${failOn}; use ${FAIL_ON.join(', ')}`);
  if (asOf !== undefined && !isDate(asOf)) throw new UsageError(`--as-of takes a date such as 2026-11-23, not ${asOf}`);
  if (baseline !== undefined) throw new UsageError('--baseline is not built yet');
  if (!/^en\b/u.test(locale)) throw new UsageError(`locale ${locale} is not built yet; use en`);
  return { paths: parsed.positionals.length === 0 ? ['.'] : parsed.positionals, format, failOn: known, asOf: asOf ?? null };
}

const write = (text: string): Promise<void> => new Promise((resolve) => process.stdout.write(text, () => resolve()));
