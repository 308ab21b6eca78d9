/** What `classify` prints: the result of the wizard with what it rests on and what follows, as JSON or as text. */
import { contradictionParams } from '../assessment/contradictions';
import type { Params } from '../assessment/finding';
import type { Catalog } from '../catalog/catalog';
import type { Classification } from '../regulation/classify';
import { contradictionsIn } from '../regulation/contradictions';
import type { LegacyRuleData } from '../regulation/data';
import { appliesFrom } from '../regulation/dates';
import type { DutyState, DutyStatus } from '../regulation/duties';
import { dutiesOf } from '../regulation/duties';
import { factsOf } from '../regulation/facts';
import type { Facts } from '../regulation/predicate';
import type { Regulation } from '../regulation/regulation';
import type { Messages } from '../text/messages';
import { joinArticles } from '../text/messages';
import { answerPlaces } from './answerPlaces';

/** The JSON of the format, section 9. */
export function classificationJson(regulation: Regulation, classification: Classification): string {
  const duties = dutiesOf(regulation, factsOf(classification));
  const inState = (wanted: DutyState): readonly string[] => duties.flatMap(({ duty, state }) => (state === wanted ? [duty.id] : []));
  const { tier, flags, roles, review, path, articles } = classification;
  const report = {
    tier,
    flags,
    roles,
    needsReview: review.length > 0,
    path,
    articles,
    duties: inState('owed'),
    possibleDuties: inState('possible'),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The same for people, with titles and dates, and where each duty is answered. */
export function classificationText(regulation: Regulation, catalog: Catalog, messages: Messages, classification: Classification): string {
  const facts = factsOf(classification);
  const duties = dutiesOf(regulation, facts);
  const part = (state: DutyState): readonly string[] => {
    const inState = duties.filter((status) => status.state === state);
    const lines = inState.flatMap((status) => {
      const places = answerPlaces(catalog, status.duty.id).join(', ');
      const line = dutyLine(regulation, messages, facts, status);
      return places === '' ? [line] : [line, messages.text('classify.answer-in', { places })];
    });
    return lines.length === 0 ? [] : ['', messages.text(`classify.${state}`, { count: inState.length }), ...lines];
  };
  const isEarlier = duties.some(({ duty, state }) => state !== 'not_owed' && appliesFrom(regulation, duty, facts, null).earlier !== null);
  return `${[
    ...summaryLines(regulation, messages, classification),
    ...part('owed'),
    ...part('possible'),
    ...part('voluntary'),
    ...(isEarlier ? ['', messages.text('classify.earlier-rule', ofEarlier(messages, regulation.legacyRule))] : []),
  ].join('\n')}\n`;
}

const ofEarlier = (messages: Messages, { public_authorities_by: publicBy, articles, confidence }: LegacyRuleData): Params =>
  messages.earlier({ publicBy, articles, confidence });

/** Tier with its articles, roles, flags, what to review, and the version of the law. */
export function summaryLines(regulation: Regulation, messages: Messages, classification: Classification): readonly string[] {
  const { tier, articles, flags, review } = classification;
  const roles = classification.roles.map((id) => regulation.roles.find((role) => role.id === id)?.title ?? id);
  const questions = review.map((id) => `${id} (${regulation.questions.get(id)?.title ?? ''})`);
  return [
    messages.text('classify.result', { title: regulation.results.get(tier ?? '')?.title ?? '', articles }),
    ...(roles.length === 0 ? [] : [messages.text('classify.roles', { roles: roles.join(', ') })]),
    ...(flags.length === 0 ? [] : [messages.text('classify.flags', { flags: flags.join(', ') })]),
    ...(questions.length === 0 ? [] : [messages.text('classify.review', { questions: questions.join(', ') })]),
    ...contradictionsIn(regulation, classification, factsOf(classification), null).map((contradiction) =>
      messages.text('consistency-answers', contradictionParams(regulation, contradiction, null)),
    ),
    messages.text('classify.law', { date: { date: regulation.asOf }, version: regulation.version }),
  ];
}

function dutyLine(regulation: Regulation, messages: Messages, facts: Facts, { duty, roles }: DutyStatus): string {
  const titles = roles.map((id) => regulation.roles.find((role) => role.id === id)?.title ?? id);
  const { date, alternatives, earlier, confidence } = appliesFrom(regulation, duty, facts, null);
  const regular =
    date === null
      ? alternatives.map(({ title, date: other }) => `${messages.date(other)} (${title})`).join(messages.text('classify.or'))
      : messages.date(date);
  const from = confidence === 'interpretive' ? messages.text('classify.reading', { from: regular }) : regular;
  return messages.text('classify.duty', {
    id: duty.id,
    title: duty.title,
    places: joinArticles(duty.articles),
    roles: titles.join(', '),
    from: earlier === null ? from : messages.text('classify.earlier', { from, ...ofEarlier(messages, earlier) }),
  });
}
