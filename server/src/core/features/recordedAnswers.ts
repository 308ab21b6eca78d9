/** The answers of the tier wizard that a record holds, in the form in which the wizard gives them. */
import type { AnswerToRecord, AnswerValue } from '../edit/recordAnswers';
import type { GivenAnswer } from '../regulation/answers';
import { readAnswer, UNSURE } from '../regulation/answers';
import type { Question, Regulation } from '../regulation/regulation';
import type { YamlNode } from '../syntax/node';
import { pairOf, resolved } from '../syntax/node';
import { find } from '../syntax/path';
import { toValue } from '../syntax/value';

/** By question id, in the order of the questions. What is no answer of its question is left out, so that it is asked again. */
export function recordedAnswers(regulation: Regulation, root: YamlNode | null): ReadonlyMap<string, AnswerToRecord> {
  const path = ['classification', 'answers'];
  const { node, depth } = find(root, path);
  const found = new Map<string, AnswerToRecord>();
  if (depth < path.length) return found;
  for (const question of regulation.questions.values()) {
    const written = pairOf(node, question.id)?.value ?? null;
    const read = readAnswer(question, toValue(written), regulation.placeholder);
    if (read.state === 'given') found.set(question.id, { answer: valueOf(question, read), ...details(written) });
  }
  return found;
}

function valueOf({ type }: Question, { picks, isUnsure, branch }: GivenAnswer): AnswerValue {
  if (type === 'yes_no') return isUnsure ? UNSURE : branch;
  return isUnsure ? [...picks, UNSURE] : picks;
}

function details(written: YamlNode | null): Omit<AnswerToRecord, 'answer'> {
  const textAt = (name: string): string | undefined => {
    const value = resolved(pairOf(written, name)?.value ?? null);
    return value?.type === 'scalar' && value.value !== null ? String(value.value) : undefined;
  };
  const reason = textAt('reason') ?? textAt('none');
  const by = textAt('by');
  const date = textAt('date');
  return { ...(reason === undefined ? {} : { reason }), ...(by === undefined ? {} : { by }), ...(date === undefined ? {} : { date }) };
}
