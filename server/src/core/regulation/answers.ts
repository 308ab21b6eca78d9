/**
 * An answer as people write it, read for its question: yes, no, `unsure`, ids of options, or the long form
 * `{ answer: ..., reason: ... }`. What is written has been parsed already; nothing here knows YAML.
 */
import type { BranchName } from './data';
import type { Question } from './regulation';

/** Answers by question id, as plain values. */
export type Answers = Readonly<Record<string, unknown>>;

/** What was answered: the chosen options, and whether all or part of it is not sure. */
export interface GivenAnswer {
  readonly picks: readonly string[];
  readonly isUnsure: boolean;
  readonly branch: BranchName;
}

export type ReadAnswer =
  | ({ readonly state: 'given' } & GivenAnswer)
  /** Nothing stands there. */
  | { readonly state: 'absent' }
  /** Something stands there that is no answer of this question. */
  | { readonly state: 'invalid'; readonly value: string; readonly allowed: readonly string[] };

/** The word for an answer that is not sure. */
export const UNSURE = 'unsure';

/** The value at a key of its own, and nothing inherited. */
export const answerTo = (answers: Answers, id: string): unknown => (Object.hasOwn(answers, id) ? answers[id] : undefined);

/** Reads what was written as the answer to a question. */
export function readAnswer(question: Question, written: unknown): ReadAnswer {
  const value = plainAnswer(written);
  if (value === undefined || value === null || value === '') return { state: 'absent' };
  return question.type === 'yes_no' ? readYesNo(question, value) : readPicks(question, value);
}

/** The answer within its long form; `{ none: reason }` says that nothing applies. */
function plainAnswer(written: unknown): unknown {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return written;
  const long = written as Readonly<Record<string, unknown>>;
  if (Object.hasOwn(long, 'answer')) return long['answer'];
  const none = Object.hasOwn(long, 'none') ? long['none'] : undefined;
  return none === undefined || none === null || none === '' ? undefined : [];
}

function readYesNo(question: Question, value: unknown): ReadAnswer {
  const word = typeof value === 'boolean' ? (value ? 'yes' : 'no') : typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (word === 'yes' || word === 'no') return { state: 'given', picks: [], isUnsure: false, branch: word };
  if (word === UNSURE) return { state: 'given', picks: [], isUnsure: true, branch: question.unsure ?? 'yes' };
  return { state: 'invalid', value: shown(value), allowed: ['yes', 'no', UNSURE] };
}

function readPicks(question: Question, value: unknown): ReadAnswer {
  const words = (Array.isArray(value) ? value : [value]).flatMap((item: unknown) => {
    const word = typeof item === 'string' || typeof item === 'number' ? String(item).trim() : item;
    return isNone(word) ? [] : [word];
  });
  const known = question.options.map(({ id }) => id);
  const wrong = words.find((word) => typeof word !== 'string' || (word !== UNSURE && !known.includes(word)));
  if (wrong !== undefined) return { state: 'invalid', value: shown(wrong), allowed: [...known, 'none', UNSURE] };
  const isUnsure = words.includes(UNSURE);
  const picks = known.filter((id) => words.includes(id));
  const branch = picks.length > 0 ? 'any' : isUnsure ? (question.unsure ?? 'any') : 'none';
  return { state: 'given', picks, isUnsure, branch };
}

/** `none`, and the `no` of somebody who reads the question as a plain one; an entry without a value says nothing. */
const isNone = (word: unknown): boolean => word === null || word === '' || word === false || word === 'none' || word === 'no';

/** A value on one line, as a message can show it. */
function shown(value: unknown): string {
  const text =
    typeof value === 'object'
      ? JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part))
      : String(value);
  const line = text.replaceAll(/\s+/gu, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
