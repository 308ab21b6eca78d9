/** What is said of recorded answers that contradict each other, or themselves. */
import type { Kind } from '../catalog/catalog';
import { contradictionsIn } from '../regulation/contradictions';
import type { ContradictionData, StatementData } from '../regulation/data';
import type { Regulation } from '../regulation/regulation';
import type { Spanned, YamlNode } from '../syntax/node';
import type { Path } from '../syntax/path';
import { find, showPath } from '../syntax/path';
import type { Finding, Param, Params } from './finding';
import { finding } from './finding';
import type { RecordFacts } from './knownFacts';

const MARKET: Path = ['placed_on_market'];

/** Findings about a record's answers; `start` is where one is anchored that finds no key. */
export function contradictionFindings(
  regulation: Regulation,
  kind: Kind,
  root: YamlNode | null,
  { classification, facts, placedOnMarket }: RecordFacts,
  start: Spanned,
): readonly Finding[] {
  const pathTo = (question: string): Path =>
    kind.units.find(({ type }) => type === 'classification')?.fields.find(({ key }) => key.name === question)?.path ?? [];
  const keyAt = (path: Path): Spanned => find(root, path).pair?.key ?? start;
  const warning = (message: string, path: Path, params: Params, rest: Partial<Finding>): Finding =>
    finding({ code: 'consistency-answers', message, params, severity: 'warning', anchor: keyAt(path), path: showPath(path), ...rest });
  const { invalid } = classification;
  const clash = invalid?.isClash === true ? [invalid] : [];
  return [
    ...clash.map(({ question, value }) => {
      const title = regulation.questions.get(question)?.title ?? '';
      return warning('consistency-answers.none', pathTo(question), { id: question, title, value }, {});
    }),
    ...contradictionsIn(regulation, classification, facts, placedOnMarket).map((contradiction) => {
      const { one, other, articles } = contradiction;
      const placeOf = (statement: StatementData): Path => ('answer' in statement ? pathTo(statement.answer) : MARKET);
      const related = { at: keyAt(placeOf(other)), message: 'related.contradiction', params: {} };
      const params = contradictionParams(regulation, contradiction, placedOnMarket);
      return warning('consistency-answers', placeOf(one), params, { articles, related });
    }),
  ];
}

/** What the text on a contradiction says. */
export function contradictionParams(
  { questions }: Regulation,
  { one, other, articles }: ContradictionData,
  placedOnMarket: string | null,
): Params {
  const words = (statement: StatementData): Param => {
    if (!('answer' in statement)) return { text: 'statement.placed', params: { date: { date: placedOnMarket ?? '' } } };
    const { answer: id } = statement;
    const value = 'has' in statement ? statement.has : statement.is;
    return { text: 'statement.answer', params: { id, title: questions.get(id)?.title ?? '', value } };
  };
  return { one: words(one), other: words(other), articles };
}
