/**
 * The tier wizard page by page: the next question with its options, or what the answers lead to, put into words. Keeps
 * nothing: each page follows from the answers alone. Knows no editor and no terminal.
 */
import type { Answers } from '../regulation/answers';
import { UNSURE } from '../regulation/answers';
import { classify } from '../regulation/classify';
import type { Question, Regulation } from '../regulation/regulation';
import type { Messages } from '../text/messages';
import { joinArticles } from '../text/messages';
import { answerLines, asSentence, wizardResult } from './wizardResult';
import { optionRow } from './wizardRow';
import type { WizardOption, WizardPage, WizardQuestion } from './wizardWords';

/** The page after some answers; `regulation` is the law with its texts. An answer that its question does not take is asked again. */
export function wizardPage(regulation: Regulation, messages: Messages, answers: Answers): WizardPage {
  const classification = classify(regulation, answers);
  const { tier, missing, invalid } = classification;
  const path = answerLines(regulation, messages, classification);
  const open = regulation.questions.get(missing ?? invalid?.question ?? '');
  return {
    path,
    total: path.length + (open === undefined ? 0 : longestWay(regulation, open)),
    question: open === undefined ? null : wizardQuestion(regulation, messages, open),
    result: tier === null ? null : wizardResult(regulation, messages, { ...classification, tier }),
  };
}

/** Number of questions on the longest way from a question to the end, itself included. */
function longestWay(regulation: Regulation, from: Question): number {
  const lengths = new Map<string, number>();
  const lengthFrom = (question: Question): number => {
    const known = lengths.get(question.id);
    if (known !== undefined) return known;
    // Guards against a way that leads in a circle.
    lengths.set(question.id, 0);
    const next = Object.values(question.branches).flatMap((branch) => regulation.questions.get(branch.next ?? '') ?? []);
    const length = 1 + Math.max(0, ...next.map(lengthFrom));
    lengths.set(question.id, length);
    return length;
  };
  return lengthFrom(from);
}

function wizardQuestion(regulation: Regulation, messages: Messages, question: Question): WizardQuestion {
  const { id, title, articles, asksReason } = question;
  const help = [
    asSentence(question.help),
    articles.length === 0 ? '' : messages.text('wizard.question-articles', { places: joinArticles(articles) }),
    messages.text('wizard.law', { date: { date: regulation.asOf }, version: regulation.version }),
  ];
  return {
    id,
    title,
    ask: question.ask,
    help: help.filter(Boolean).join('\n\n'),
    articles: joinArticles(articles),
    type: question.type === 'yes_no' ? 'one' : 'many',
    options: question.type === 'yes_no' ? yesNo(messages, question) : several(messages, question),
    asksReason,
  };
}

function yesNo(messages: Messages, { unsure }: Question): readonly WizardOption[] {
  const row = (value: string, detail = ''): WizardOption => ({
    value,
    label: messages.text(`wizard.${value}`),
    description: '',
    detail,
    help: '',
    alone: true,
  });
  const branch = { text: `wizard.branch-${unsure ?? 'yes'}`, params: {} };
  return [row('yes'), row('no'), row(UNSURE, messages.text('wizard.unsure-takes', { branch }))];
}

function several(messages: Messages, { options: all, unsure }: Question): readonly WizardOption[] {
  const options = all.filter(({ isImplied }) => !isImplied);
  const none: WizardOption = {
    value: '',
    label: messages.text('wizard.none'),
    description: '',
    detail: '',
    help: '',
    alone: true,
    ...(options.some(({ area }) => area !== '') ? { group: messages.text('wizard.group-other') } : {}),
  };
  const open: WizardOption = {
    value: UNSURE,
    label: messages.text('wizard.unsure'),
    description: '',
    detail: messages.text(`wizard.unsure-list-${unsure ?? 'open'}`),
    help: '',
    alone: true,
  };
  return [...options.map((option, at) => optionRow(messages, option, options[at - 1]?.area ?? '')), none, open];
}
