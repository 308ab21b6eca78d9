/** `ai-act-canvas init`: from the answers to the wizard's questions to a new `ai-system.yaml`. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { dutyCount } from '../core/features/wizardResult';
import type { Answers } from '../core/regulation/answers';
import { readRegulation } from '../core/regulation/read';
import type { Regulation } from '../core/regulation/regulation';
import { summaryLines } from '../core/report/classification';
import type { NewSystem } from '../core/systemDocument';
import { systemDocument } from '../core/systemDocument';
import type { Messages } from '../core/text/messages';
import { createEngine, createMessages } from '../engine';
import { loadRegulation } from '../node/guidance';
import type { Classified } from './answersFile';
import { classified, readAnswersFile } from './answersFile';
import { fileProblem } from './fileProblem';
import type { Dialogue } from './interview';
import { interview, isBack } from './interview';
import { writeNewFile } from './newFile';
import { recordsIn, refuseBadFolder } from './newRecord';
import { readArguments, UsageError } from './usage';

const FILE = 'ai-system.yaml';

/** Runs the command; the result is the exit code. Nothing is written before everything is known. */
export async function init(args: readonly string[]): Promise<number> {
  const { answers: answersFile, dir = '.' } = readArguments('init', args, ['answers', 'dir']);
  const folder = path.resolve(dir);
  const messages = createMessages();
  refuseBadFolder(messages, folder, dir);
  const there = [FILE, FILE.replace('.yaml', '.yml')].find((name) => existsSync(path.join(folder, name)));
  if (there !== undefined) throw fileProblem(messages, 'write', path.join(dir, there), THERE);
  const regulation = readRegulation(loadRegulation());
  const records = recordsIn(createEngine(), messages, folder, dir);
  /** Why no record of a system can be added; null where one can. */
  const refusal = (system: string): string | null => {
    const record = records.get(system);
    return record === undefined ? null : messages.text('init.taken', { file: path.join(dir, record), system });
  };
  const { classification, ...system } =
    answersFile === undefined
      ? await asked(regulation, messages, systemId(folder), refusal)
      : fromFile(regulation, messages, systemId(folder), refusal, answersFile);
  const file = path.join(dir, FILE);
  try {
    writeNewFile(path.join(folder, FILE), systemDocument(regulation, messages, classification, system));
  } catch (error) {
    throw fileProblem(messages, 'write', file, error);
  }
  const said = [
    ...summaryLines(regulation, messages, classification),
    messages.text('init.written', { file, duties: dutyCount(regulation, messages, classification) }),
    messages.text('init.next', { folder: dir === '.' ? '' : ` ${quoted(dir)}` }),
  ];
  process.stdout.write(`${said.join('\n')}\n`);
  return 0;
}

/** A path as a shell takes it. */
const quoted = (name: string): string => (/^[\w./-]+$/u.test(name) ? name : `"${name}"`);

/** What the system says where a file is in the way. */
const THERE = Object.assign(new Error(), { code: 'EEXIST' });

type Known = NewSystem & { readonly classification: Classified };
type Refusal = (system: string) => string | null;

function fromFile(regulation: Regulation, messages: Messages, system: string, refusal: Refusal, file: string): Known {
  const answers = readAnswersFile(file, messages);
  const classification = classified(regulation, messages, file, answers);
  const refused = refusal(system);
  if (refused !== null) throw new UsageError(refused);
  return { classification, answers, system, projectName: null };
}

async function asked(regulation: Regulation, messages: Messages, fallback: string, refusal: Refusal): Promise<Known> {
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const input = createInterface({ input: process.stdin, output: process.stdout, terminal: isTerminal });
  const lines = input[Symbol.asyncIterator]();
  const dialogue: Dialogue = {
    say: (text) => {
      const start = text.lastIndexOf('\n') + 1;
      if (!text.endsWith('> ')) process.stdout.write(`${text}\n`);
      else if (!isTerminal) process.stdout.write(text);
      else {
        // Whoever edits the line redraws it, with its prompt.
        process.stdout.write(text.slice(0, start));
        input.setPrompt(text.slice(start));
        input.prompt();
      }
    },
    next: async () => {
      const line = await lines.next();
      return line.done === true ? null : line.value;
    },
  };
  try {
    const result = await interview(regulation, messages, dialogue);
    if (typeof result === 'string') throw new UsageError(`the input ended at ${result}; nothing was written`);
    const ask = async (text: string): Promise<string | null> => {
      for (;;) {
        dialogue.say(`\n${text} > `);
        const line = (await dialogue.next())?.trim() ?? null;
        if (line === null || (line !== '?' && !isBack(line))) return line;
        // Words of the questions before: no name that anybody means.
        dialogue.say(messages.text('init.no-way-back'));
      }
    };
    let system: string | null = null;
    while (system === null) {
      const line = await ask(messages.text('init.system', { id: fallback }));
      const id = line || fallback;
      const refused = refusal(id);
      if (refused === null) system = id;
      else if (line === null) throw new UsageError(refused);
      else dialogue.say(refused);
    }
    const name = (await ask(messages.text('init.name'))) ?? '';
    const author = (await ask(messages.text('init.author'))) ?? '';
    dialogue.say('\n');
    const projectName = name === '' ? null : name;
    return { classification: result.classification, answers: signed(result.answers, author), system, projectName };
  } finally {
    input.close();
  }
}

/** Answers with author and day; without an author as they are. */
function signed(answers: Answers, author: string): Answers {
  if (author === '') return answers;
  const now = new Date();
  const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  return Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, { ...(answer as object), by: author, date }]));
}

/** An id for the system that lives in a folder. */
const systemId = (folder: string): string =>
  path
    .basename(folder)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/gu, '') || 'system';
