/** What the answers of the tier wizard lead to, in words: the result, which answers and articles brought it, what follows. */
import { contradictionParams } from '../assessment/contradictions';
import type { GivenAnswer } from '../regulation/answers';
import type { Classification } from '../regulation/classify';
import { citedBy } from '../regulation/classify';
import { contradictionsIn } from '../regulation/contradictions';
import { dutiesOf } from '../regulation/duties';
import type { DutyState } from '../regulation/duties';
import { factsOf } from '../regulation/facts';
import { holds } from '../regulation/predicate';
import type { Question, Regulation } from '../regulation/regulation';
import type { Messages } from '../text/messages';
import { joinArticles } from '../text/messages';
import type { WizardLine, WizardResult } from './wizardWords';

/** A text of the data as a sentence of its own. */
export const asSentence = (text: string): string => {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return text === '' || /[.?!]$/u.test(text) ? begun : `${begun}.`;
};

/** The answers of a classification in words, in the order of the questions. */
export const answerLines = (regulation: Regulation, messages: Messages, { answers }: Classification): readonly WizardLine[] =>
  [...answers].flatMap(([id, answer]) => {
    const question = regulation.questions.get(id);
    return question === undefined ? [] : [answerLine(messages, question, answer)];
  });

function answerLine(messages: Messages, question: Question, answer: GivenAnswer): WizardLine {
  return {
    question: question.id,
    text: messages.text('wizard.answer', { title: question.title, answer: answerWords(messages, question, answer) }),
    articles: joinArticles(citedBy(question, answer)),
    isUnsure: answer.isUnsure,
  };
}

function answerWords(messages: Messages, { type, options, unsure }: Question, { picks, isUnsure, branch }: GivenAnswer): string {
  if (isUnsure && picks.length === 0) {
    const taken = { text: `wizard.branch-${branch}`, params: {} };
    return unsure === null ? messages.text('wizard.answer-open') : messages.text('wizard.answer-unsure', { branch: taken });
  }
  if (type === 'yes_no' || picks.length === 0) return messages.text(`wizard.branch-${branch}`);
  const names = options.filter(({ id }) => picks.includes(id)).map(({ title, text }) => (title === '' ? text : title));
  return [...names, ...(isUnsure ? [messages.text('wizard.answer-others')] : [])].join('; ');
}

/** The result of a classification that came to its end; `regulation` is the law with its texts. */
export function wizardResult(
  regulation: Regulation,
  messages: Messages,
  classification: Classification & { readonly tier: string },
): WizardResult {
  const { tier, review } = classification;
  const summary = [
    dutyCount(regulation, messages, classification),
    review.length === 0 ? '' : messages.counted('wizard.review', review.length),
  ];
  return {
    title: regulation.results.get(tier)?.title ?? tier,
    summary: summary.filter(Boolean).join(' '),
    reasons: answerLines(regulation, messages, classification).filter(({ articles }) => articles !== ''),
    notes: notesOf(regulation, messages, classification),
    guidance: messages.text('wizard.guidance'),
  };
}

/** How many duties are owed and possible, as a sentence. */
export function dutyCount(regulation: Regulation, messages: Messages, classification: Classification): string {
  const duties = dutiesOf(regulation, factsOf(classification));
  const count = (wanted: DutyState): number => duties.filter(({ state }) => state === wanted).length;
  const titles = classification.roles.map((id) => regulation.roles.find((role) => role.id === id)?.title ?? id);
  return messages.text(titles.length === 0 ? 'wizard.duties-no-role' : 'wizard.duties', {
    roles: titles.join(', '),
    owed: count('owed'),
    possible: count('possible'),
  });
}

/** What follows beside the tier: flags that answers set, roles that rules add, and what the data says to these answers. */
function notesOf(regulation: Regulation, messages: Messages, classification: Classification): readonly string[] {
  const { tier, flags, roles, answers } = classification;
  const questions = [...regulation.questions.values()];
  const stated = new Set(questions.filter(({ sets }) => sets !== null).flatMap(({ options }) => options.map(({ id }) => id)));
  const named = new Set(questions.filter(({ sets }) => sets === 'roles').flatMap(({ id }) => answers.get(id)?.picks ?? []));
  const facts = factsOf(classification);
  const meaning = regulation.results.get(tier ?? '')?.text ?? '';
  return [
    ...(meaning === '' ? [] : [asSentence(meaning)]),
    ...(tier === regulation.defaultResult ? [messages.text('wizard.nothing-stricter')] : []),
    ...regulation.flags
      .filter(({ id }) => flags.includes(id) && !stated.has(id))
      .map(({ text, articles }) => messages.text('wizard.flag', { text: text.replace(/\.$/u, ''), articles })),
    ...regulation.flagRules.flatMap((rule) => {
      if (rule.effect === 'add_role' && roles.includes(rule.role) && !named.has(rule.role) && holds(rule.when, facts) === true) {
        const role = regulation.roles.find(({ id }) => id === rule.role)?.title ?? rule.role;
        return [messages.text('wizard.role-added', { role, articles: rule.articles })];
      }
      return rule.effect === 'drop_duties' && rule.note !== undefined && holds(rule.when, facts) === true ? [asSentence(rule.note)] : [];
    }),
    ...contradictionsIn(regulation, classification, facts, null).map((contradiction) =>
      messages.text('consistency-answers', contradictionParams(regulation, contradiction, null)),
    ),
    ...[...answers].flatMap(([id, { branch }]) => regulation.questions.get(id)?.branches[branch]?.note ?? []).map(asSentence),
  ];
}
