/** The text of a new record of a system (`ai-system.yaml`), from the answers to the wizard's questions. */
import { plainScalar } from './features/explain';
import type { Answers, GivenAnswer } from './regulation/answers';
import { answerTo, UNSURE } from './regulation/answers';
import type { Classification } from './regulation/classify';
import type { Question, Regulation } from './regulation/regulation';
import type { Messages } from './text/messages';
import { joinArticles } from './text/messages';

export interface NewSystem {
  /** Id that joins the documents of the system; null leaves it out. */
  readonly system: string | null;
  /** Its name for people; null leaves it out. */
  readonly projectName: string | null;
  /** The answers as they were given; reasons, authors and dates of their long forms are kept. */
  readonly answers: Answers;
}

/**
 * Writes the document of a system that was classified to the end: header and classification. Only answers of questions
 * that were asked are recorded.
 */
export function systemDocument(
  regulation: Regulation,
  messages: Messages,
  classification: Classification & { readonly tier: string },
  { system, projectName, answers }: NewSystem,
): string {
  const result = regulation.results.get(classification.tier);
  const title = result?.title ?? classification.tier;
  const { articles, roles, tier } = classification;
  const lines = [
    ...comment(messages.text('system.intro', { title }), 0),
    'kind: ai-system',
    ...(system === null ? [] : [`system: ${plainScalar(system)}`]),
    ...(projectName === null ? [] : [`project_name: ${plainScalar(projectName)}`]),
    `risk_tier: ${result?.recordedAs ?? tier}`,
    ...(articles.length === 0 ? [] : [`risk_tier_rationale: ${plainScalar(joinArticles(articles))}`]),
    `operator_roles: [${roles.join(', ')}]`,
    '',
    ...comment(messages.text('system.classification'), 0),
    'classification:',
    `  law: ${regulation.version}`,
    '  answers:',
    ...classification.path.flatMap((id) => {
      const question = regulation.questions.get(id);
      const given = classification.answers.get(id);
      return question === undefined || given === undefined ? [] : answerLines(question, given, answerTo(answers, id));
    }),
    `  result: ${tier}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** One answer below `answers`, with a comment that names its question. */
function answerLines(question: Question, given: GivenAnswer, written: unknown): readonly string[] {
  const about = question.articles.length === 0 ? question.title : `${question.title} (${joinArticles(question.articles)})`;
  const answer = answerText(question, given);
  const details = detailsOf(written);
  const record =
    details.length === 0
      ? [`    ${question.id}: { answer: ${answer} }`]
      : [`    ${question.id}:`, `      answer: ${answer}`, ...details.map((line) => `      ${line}`)];
  return [`    # ${about}`, ...record];
}

function answerText({ type }: Question, { picks, isUnsure, branch }: GivenAnswer): string {
  if (type === 'yes_no') return isUnsure ? UNSURE : branch;
  if (isUnsure && picks.length === 0) return UNSURE;
  return `[${[...picks.map((pick) => (/^\d/u.test(pick) ? `"${pick}"` : pick)), ...(isUnsure ? [UNSURE] : [])].join(', ')}]`;
}

/** What stands beside an answer in its long form: texts, and lists of texts. The reason of `none` becomes one. */
function detailsOf(written: unknown): readonly string[] {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return [];
  return Object.entries(written).flatMap(([name, value]) => {
    const key = name === 'none' ? 'reason' : name;
    if (name === 'answer' || !/^[a-z_]+$/u.test(name)) return [];
    if (typeof value === 'string') return [`${key}: ${scalar(value)}`];
    const isList = Array.isArray(value) && value.every((item) => typeof item === 'string');
    return isList ? [`${key}:`, ...value.map((item) => `  - ${scalar(item)}`)] : [];
  });
}

/** A text as a scalar; a date stands as one. */
const scalar = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/u.test(text) ? text : plainScalar(text));

const comment = (text: string, column: number): readonly string[] => text.split('\n').map((line) => `${' '.repeat(column)}# ${line}`);
