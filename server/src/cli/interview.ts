/** The wizard's questions asked line by line: with help, a way back, and a reason for each answer. */
import type { Answers } from '../core/regulation/answers';
import { readAnswer } from '../core/regulation/answers';
import { classify } from '../core/regulation/classify';
import type { Option, Question, Regulation } from '../core/regulation/regulation';
import type { Messages } from '../core/text/messages';
import type { Classified } from './answersFile';

/** Where questions go and answers come from, a line at a time. */
export interface Dialogue {
  say(text: string): void;
  /** The next line, without its ending; null when there is none. */
  next(): Promise<string | null>;
}

export interface Interview {
  readonly classification: Classified;
  readonly answers: Answers;
}

/** Asks until the walk is at its end; returns the id of the open question when the input ends before. */
export async function interview(regulation: Regulation, messages: Messages, dialogue: Dialogue): Promise<Interview | string> {
  const answers = new Map<string, unknown>();
  const earlier = new Map<string, string>();
  dialogue.say(messages.text('init.intro'));
  for (let shown: string | null = null; ;) {
    const given = Object.fromEntries(answers);
    const { missing, path, tier, ...rest } = classify(regulation, given);
    const question = regulation.questions.get(missing ?? '');
    if (tier !== null || question === undefined) return { classification: { ...rest, missing, path, tier: tier ?? '' }, answers: given };
    const before = earlier.get(question.id);
    if (shown !== question.id) dialogue.say(questionText(messages, question, before));
    shown = question.id;
    const line = await dialogue.next();
    if (line === null) return question.id;
    const words = line.trim() === '' ? (before ?? '') : line.trim();
    if (words === '?') {
      dialogue.say(helpText(messages, question));
    } else if (isBack(words)) {
      const last = path.at(-2);
      if (last === undefined) dialogue.say(messages.text('init.first'));
      else answers.delete(last);
    } else if (words !== '') {
      const record = readLine(question, words);
      const read = readAnswer(question, record, regulation.placeholder);
      if (read.state !== 'given') {
        const isClash = read.state === 'invalid' && read.isClash;
        const value = read.state === 'invalid' ? read.value : words;
        dialogue.say(messages.text(isClash ? 'init.clash' : 'init.invalid', { value, allowed: allowed(messages, question) }));
        continue;
      }
      answers.set(question.id, record);
      earlier.set(question.id, words);
    } else dialogue.say(messages.text('init.empty', { allowed: allowed(messages, question) }));
  }
}

/** True for the word that leads to the question before. */
export const isBack = (words: string): boolean => /^b(?:ack)?$/iu.test(words);

/** A line as an answer: what stands behind a semicolon is the reason. Numbers stand for options where these have none. */
function readLine(question: Question, line: string): unknown {
  const [answer = '', ...reasons] = line.split(';');
  const reason = reasons.join(';').trim();
  const word = answer.trim();
  const value = question.type === 'yes_no' ? (YES_NO.get(word.toLowerCase()) ?? word) : readWords(question, word);
  return reason === '' ? { answer: value } : { answer: value, reason };
}

const YES_NO: ReadonlyMap<string, string> = new Map([
  ['y', 'yes'],
  ['n', 'no'],
  ['u', 'unsure'],
]);

/** Null where there are none: nobody said that nothing applies. */
function readWords(question: Question, words: string): readonly string[] | null {
  const read = words.split(/[\s,]+/u).flatMap((word) => {
    if (word === '') return [];
    const numbered = hasNumbers(question) && /^\d+$/u.test(word) ? question.options[Number(word) - 1]?.id : undefined;
    return [numbered ?? (word.toLowerCase() === 'u' ? 'unsure' : word)];
  });
  return read.length === 0 ? null : read;
}

/** True where options are numbered: their ids do not look like numbers. */
const hasNumbers = (question: Question): boolean => !question.options.some(({ id }) => /^\d/u.test(id));

function questionText(messages: Messages, question: Question, before: string | undefined): string {
  const { id, title, ask, articles, options } = question;
  const areas = new Set<string>();
  const lines = options.flatMap((option, index) => {
    if (option.isImplied) return [];
    const head = option.area === '' || areas.has(option.area) ? [] : [`  ${option.area}`];
    areas.add(option.area);
    const label = hasNumbers(question) ? `${String(index + 1).padStart(2)}  ${option.id}` : option.id.padStart(4);
    return [...head, `  ${label}  ${optionText(option)}`];
  });
  const known = before === undefined ? [] : [messages.text('init.earlier', { answer: before })];
  return ['', messages.text('init.question', { id, title, articles }), ask, ...lines, ...known, `${allowed(messages, question)} > `].join(
    '\n',
  );
}

const optionText = ({ title, text }: Option): string => (title === '' ? text : `${title}: ${text}`);

const allowed = (messages: Messages, question: Question): string =>
  messages.text(question.type === 'yes_no' ? 'init.yes-no' : hasNumbers(question) ? 'init.numbers' : 'init.options');

/** Help of the question, and what its options except or note. */
function helpText(messages: Messages, { id, help, options, articles }: Question): string {
  const notes = options.flatMap((option) => [
    ...option.exceptions.map((text) => messages.text('init.exception', { option: option.id, text })),
    ...option.notes.map((text) => messages.text('init.note', { option: option.id, text })),
  ]);
  const text = [...(help === '' ? [] : [help]), ...notes];
  return [...(text.length === 0 ? [messages.text('init.no-help', { id, articles })] : text), '> '].join('\n');
}
