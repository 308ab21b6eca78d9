/** The wizard: a walk over the questions that ends in a tier, flags and roles, with the articles that it rests on. */
import type { Answers, GivenAnswer, Invalid } from './answers';
import { answerTo, readAnswer } from './answers';
import type { BranchData } from './data';
import type { Facts } from './predicate';
import { holds } from './predicate';
import type { Question, Regulation } from './regulation';

/** An answer that its question does not take. */
export interface InvalidAnswer extends Invalid {
  readonly question: string;
}

export interface Classification {
  /** The result: a tier, or one that is no tier; null while an answer lacks or is invalid. */
  readonly tier: string | null;
  /** The strictest result so far; more answers can only make it stricter. */
  readonly reached: string;
  /** Flags that were set, in the order of the walk; flag rules have been applied. */
  readonly flags: readonly string[];
  /** Flags that an answer which is not sure leaves open. */
  readonly openFlags: readonly string[];
  readonly roles: readonly string[];
  /** True where it was not sure which roles are held, beside those named. */
  readonly hasOpenRoles: boolean;
  /** Questions that were answered without being sure; the stricter branch was taken. */
  readonly review: readonly string[];
  /** Questions that were asked, in order. */
  readonly path: readonly string[];
  readonly articles: readonly string[];
  readonly answers: ReadonlyMap<string, GivenAnswer>;
  /** The question whose answer is needed and absent. */
  readonly missing: string | null;
  /** The question whose answer is none of its own. */
  readonly invalid: InvalidAnswer | null;
  /** Answered ids that no question has. */
  readonly unknown: readonly string[];
}

/**
 * Walks the questions from the first on. Answers of questions that are not reached are ignored. Where an answer lacks or
 * is invalid, the walk stops there and what it knows by then is returned, without a tier.
 */
export function classify(regulation: Regulation, answers: Answers): Classification {
  const walk = new Walk(regulation);
  let at = regulation.questions.values().next().value;
  let missing: string | null = null;
  let invalid: InvalidAnswer | null = null;
  while (at !== undefined) {
    walk.path.push(at.id);
    const answer = readAnswer(at, answerTo(answers, at.id), regulation.placeholder);
    if (answer.state === 'absent') missing = at.id;
    if (answer.state === 'invalid') invalid = { question: at.id, value: answer.value, allowed: answer.allowed, isClash: answer.isClash };
    if (answer.state !== 'given') break;
    const next = walk.take(at, answer);
    at = next === undefined ? undefined : regulation.questions.get(next);
  }
  const isDone = missing === null && invalid === null;
  if (isDone) walk.applyRules();
  return {
    tier: isDone ? walk.result : null,
    reached: walk.result,
    flags: [...walk.flags],
    openFlags: [...walk.openFlags],
    roles: regulation.roles.flatMap(({ id }) => (walk.roles.has(id) ? [id] : [])),
    hasOpenRoles: walk.hasOpenRoles,
    review: walk.review,
    path: walk.path,
    articles: [...walk.articles],
    answers: walk.answers,
    missing,
    invalid,
    unknown: Object.keys(answers).filter((id) => !regulation.questions.has(id)),
  };
}

/**
 * The articles that an answer rests on: those of its branch and of what was chosen. Where nothing was, since nobody is sure,
 * and that alone led to a result, they are those that the question looks at.
 */
export function citedBy(question: Question, { picks, isUnsure, branch: name }: GivenAnswer): readonly string[] {
  const { options, sets, branches, articles } = question;
  const branch = branches[name];
  const chosen = sets === null ? options.filter(({ id }) => picks.includes(id)).flatMap((option) => option.articles) : [];
  const leadsOn = (branch?.result ?? branch?.result_if_lower) !== undefined;
  const looksAt = isUnsure && picks.length === 0 && leadsOn ? articles : [];
  return [...new Set([...(branch?.articles ?? looksAt), ...chosen])];
}

class Walk {
  readonly path: string[] = [];
  readonly review: string[] = [];
  readonly answers = new Map<string, GivenAnswer>();
  readonly articles = new Set<string>();
  readonly roles = new Set<string>();
  readonly openFlags = new Set<string>();
  flags = new Set<string>();
  hasOpenRoles = false;
  result: string;

  constructor(readonly regulation: Regulation) {
    this.result = regulation.defaultResult;
  }

  /** Takes an answer's branch; the id of the next question, or undefined at the end. */
  take(question: Question, answer: GivenAnswer): string | undefined {
    this.answers.set(question.id, answer);
    if (answer.isUnsure) this.review.push(question.id);
    if (question.sets === 'roles') this.#setRoles(answer);
    if (question.sets === 'flags') this.#setFlags(question, answer);
    const branch = question.branches[answer.branch];
    if (branch === undefined) throw new Error(`question ${question.id} has no branch ${answer.branch}`);
    this.#reach(branch);
    this.#cite(citedBy(question, answer));
    return branch.next;
  }

  #setRoles({ picks, isUnsure }: GivenAnswer): void {
    for (const id of picks) this.roles.add(id);
    this.hasOpenRoles ||= isUnsure;
  }

  #setFlags({ options }: Question, { picks, isUnsure }: GivenAnswer): void {
    for (const id of picks) this.flags.add(id);
    if (isUnsure) for (const { id } of options) if (!picks.includes(id)) this.openFlags.add(id);
  }

  #reach({ flag, result, result_if_lower: ifLower }: BranchData): void {
    if (flag !== undefined) this.flags.add(flag);
    const order = [...this.regulation.results.keys()];
    for (const reached of [result, ifLower]) {
      if (reached !== undefined && order.indexOf(reached) < order.indexOf(this.result)) this.result = reached;
    }
  }

  #cite(articles: readonly string[]): void {
    for (const article of articles) this.articles.add(article);
  }

  /** What follows from flags together, in the order of the rules. Rules about duties are applied to duties. */
  applyRules(): void {
    for (const rule of this.regulation.flagRules) {
      if (rule.effect === 'drop_duties' || holds(rule.when, this.#facts()) !== true) continue;
      if (rule.effect === 'replace_flag') {
        this.flags = new Set([...this.flags].map((flag) => (flag === rule.flag ? rule.by : flag)));
        this.#cite(rule.articles);
      } else if (!this.roles.has(rule.role)) {
        this.roles.add(rule.role);
        this.#cite(rule.articles);
      }
    }
  }

  #facts(): Facts {
    return {
      tier: this.result,
      role: (id) => this.roles.has(id) || (this.hasOpenRoles ? null : false),
      flag: (id) => this.flags.has(id) || (this.openFlags.has(id) ? null : false),
      answer: (id) => this.answers.get(id) ?? { picks: [], isUnsure: false },
    };
  }
}
