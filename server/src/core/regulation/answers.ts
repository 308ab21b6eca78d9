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
  /** Nothing stands there, or nothing but what holds a place. */
  | { readonly state: 'absent' }
  /** Something stands there that is no answer of this question. */
  | ({ readonly state: 'invalid' } & Invalid);

export interface Invalid {
  readonly value: string;
  readonly allowed: readonly string[];
  /** True where it says that nothing applies, and beside it what does. */
  readonly isClash: boolean;
}

/** The word for an answer that is not sure. */
export const UNSURE = 'unsure';
/** The word for a list of which nothing applies. */
const NONE = 'none';

/** The value at a key of its own, and nothing inherited. */
export const answerTo = (answers: Answers, id: string): unknown => (Object.hasOwn(answers, id) ? answers[id] : undefined);

/** Reads what was written as the answer to a question. `placeholder` matches texts that stand for no answer. */
export function readAnswer(question: Question, written: unknown, placeholder: RegExp): ReadAnswer {
  const { answer, none } = formsOf(written, placeholder);
  if (question.type === 'yes_no') return answer === undefined ? { state: 'absent' } : readYesNo(question, answer);
  if (answer === undefined) return none ? readPicks(question, []) : { state: 'absent' };
  return readPicks(question, none ? [answer, NONE].flat() : answer);
}

/** The answer within its long form, undefined where there is none; and whether `none: reason` says that nothing applies. */
function formsOf(written: unknown, placeholder: RegExp): { readonly answer: unknown; readonly none: boolean } {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return { answer: real(written, placeholder), none: false };
  const at = (name: string): unknown => real(answerTo(written as Answers, name), placeholder);
  const reason = at('none');
  return {
    answer: at('answer'),
    none: reason !== undefined && (typeof reason !== 'object' || (Array.isArray(reason) && reason.length > 0)),
  };
}

/** A value without what holds a place; undefined where nothing is left. A list that is empty on purpose stays one. */
function real(value: unknown, placeholder: RegExp): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return placeholder.test(value) ? undefined : value;
  if (!Array.isArray(value) || value.length === 0) return value;
  const left = value.map((item: unknown) => real(item, placeholder)).filter((item) => item !== undefined);
  return left.length === 0 ? undefined : left;
}

function readYesNo(question: Question, value: unknown): ReadAnswer {
  const word = typeof value === 'boolean' ? (value ? 'yes' : 'no') : typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (word === 'yes' || word === 'no') return { state: 'given', picks: [], isUnsure: false, branch: word };
  if (word === UNSURE) return { state: 'given', picks: [], isUnsure: true, branch: question.unsure ?? 'yes' };
  return { state: 'invalid', value: shown(value), allowed: ['yes', 'no', UNSURE], isClash: false };
}

function readPicks(question: Question, value: unknown): ReadAnswer {
  const words = [value].flat().map((item: unknown) => (typeof item === 'string' || typeof item === 'number' ? String(item).trim() : item));
  const chosen = words.filter((word) => !isNone(word));
  const known = question.options.map(({ id }) => id);
  const allowed = [...known, NONE, UNSURE];
  const wrong = chosen.find((word) => typeof word !== 'string' || (word !== UNSURE && !known.includes(word)));
  if (wrong !== undefined) return { state: 'invalid', value: shown(wrong), allowed, isClash: false };
  const isUnsure = chosen.includes(UNSURE);
  const picks = known.filter((id) => chosen.includes(id));
  if (picks.length > 0 && chosen.length < words.length) return { state: 'invalid', value: shown(picks.join(', ')), allowed, isClash: true };
  const branch = picks.length > 0 ? 'any' : isUnsure ? (question.unsure ?? 'any') : 'none';
  return { state: 'given', picks, isUnsure, branch };
}

/** `none`, and the `no` of somebody who reads the question as a plain one. */
const isNone = (word: unknown): boolean => word === false || word === NONE || word === 'no';

/** A value on one line, as a message can show it. */
function shown(value: unknown): string {
  const text =
    typeof value === 'object'
      ? JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part))
      : String(value);
  const line = text.replaceAll(/\s+/gu, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
