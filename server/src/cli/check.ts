/** `ai-act-canvas check`: assesses documents and says what is missing, as text or as JSON. */
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL, fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isUnreadable, unreadableFinding } from '../core/assessment/textFindings';
import type { Severity } from '../core/assessment/finding';
import { createEngine, createMessages } from '../engine';
import { jsonReport } from '../core/report/json';
import type { CheckedFile } from '../core/report/checkedFile';
import { checkedFile, unreadableFile } from '../core/report/checkedFile';
import { textReport } from '../core/report/text';
import { kindOfName } from '../core/document/documentKind';
import { nodeFileSystem } from '../node/fileSystem';
import { decode } from '../workspace/fileSystem';
import { yamlFiles } from '../workspace/scan';
import { summarize } from '../workspace/summary';
import type { DocumentSummary } from '../workspace/summary';
import { groupSystems } from '../workspace/systems';
import { assessText } from '../workspace/workspace';
import { UsageError } from './usage';

const FORMATS = ['text', 'json'];
const LATER_FORMATS = ['sarif', 'github'];
const FAIL_ON = ['error', 'warning', 'information', 'never'] as const;
const WEIGHT: Readonly<Record<Severity, number>> = { error: 3, warning: 2, information: 1, hint: 0 };

interface Options {
  readonly paths: readonly string[];
  readonly format: string;
  readonly failOn: (typeof FAIL_ON)[number];
}

/** Runs the command; the result is the exit code. */
export async function check(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const engine = createEngine();
  const messages = createMessages();
  const files: CheckedFile[] = [];
  const summaries: DocumentSummary[] = [];
  for await (const { file, isNamed } of documentFiles(options.paths)) {
    const uri = pathToFileURL(file).href;
    const shown = path.relative(process.cwd(), file).split(path.sep).join('/');
    const bytes = await readFile(file).catch((error: unknown) => (isNamed ? error : null));
    if (bytes instanceof Error) throw new UsageError(`cannot read ${shown}: ${bytes.message}`);
    if (!(bytes instanceof Uint8Array)) continue;
    const text = decode(bytes);
    const assessment = assessText(engine, uri, text);
    if (assessment !== undefined) {
      files.push(checkedFile(shown, assessment));
      summaries.push(summarize(uri, assessment));
    } else if (isUnreadable(text)) {
      const kind = kindOfName(engine.catalog, uri);
      if (kind !== undefined) files.push(unreadableFile(shown, kind, unreadableFinding(text)));
    }
  }
  if (files.length === 0) process.stderr.write(`${messages.text('check.no-documents')}\n`);
  const relative = (uri: string): string => path.relative(process.cwd(), fileURLToPath(uri)).split(path.sep).join('/');
  const systems = groupSystems(engine.catalog, summaries, []);
  const report =
    options.format === 'json' ? jsonReport(files, systems, messages, relative) : textReport(files, systems, engine.catalog, messages);
  await write(report);
  return fails(files, options.failOn) ? 1 : 0;
}

function fails(files: readonly CheckedFile[], failOn: Options['failOn']): boolean {
  if (failOn === 'never') return false;
  return files.some((file) => file.findings.some(({ finding }) => !finding.waived && WEIGHT[finding.severity] >= WEIGHT[failOn]));
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
  const { format = 'text', 'fail-on': failOn = 'error', 'as-of': asOf, baseline, locale = 'en' } = parsed.values;
  if (LATER_FORMATS.includes(format)) throw new UsageError(`format ${format} is not built yet; use text or json`);
  if (!FORMATS.includes(format)) throw new UsageError(`unknown format ${format}; use text or json`);
  const known = FAIL_ON.find((word) => word === failOn);
  if (known === undefined) throw new UsageError(`unknown severity ${failOn}; use ${FAIL_ON.join(', ')}`);
  if (asOf !== undefined && !/^\d{4}-\d{2}-\d{2}$/u.test(asOf))
    throw new UsageError(`--as-of takes a date such as 2026-11-23, not ${asOf}`);
  if (baseline !== undefined) throw new UsageError('--baseline is not built yet');
  if (!/^en\b/u.test(locale)) throw new UsageError(`locale ${locale} is not built yet; use en`);
  return { paths: parsed.positionals.length === 0 ? ['.'] : parsed.positionals, format, failOn: known };
}

/** Files to look at; a path that was named must exist. A file comes once, however often it is named. */
async function* documentFiles(paths: readonly string[]): AsyncGenerator<{ readonly file: string; readonly isNamed: boolean }> {
  const seen = new Set<string>();
  for (const named of paths) {
    const file = path.resolve(named);
    if (!existsSync(file)) throw new UsageError(`no such file or folder: ${named}`);
    if (statSync(file).isDirectory()) {
      for await (const uri of yamlFiles(nodeFileSystem, pathToFileURL(file).href)) {
        const found = fileURLToPath(uri);
        if (!seen.has(found)) yield { file: found, isNamed: false };
        seen.add(found);
      }
    } else if (!seen.has(file)) {
      seen.add(file);
      yield { file, isNamed: true };
    }
  }
}

const write = (text: string): Promise<void> => new Promise((resolve) => process.stdout.write(text, () => resolve()));
