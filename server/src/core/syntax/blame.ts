/** Decides what is to blame for a syntax problem: tries on an excerpt what the text would be without it. */
import type { Candidate } from './faultCandidates';
import { Candidates, stretchOf } from './faultCandidates';
import { FaultExcerpt } from './faultExcerpt';
import type { Lines } from './lines';
import { startOf, where } from './node';
import type { SyntaxProblem, SyntaxTree } from './parse';
import { parseAll } from './parseAll';

/** What is to blame for a problem. */
interface Blamed {
  readonly candidate: Candidate;
  /** An alias of nothing that goes with it, and stands before: an asterisk that was meant as text spoils what follows. */
  readonly alias: SyntaxProblem | undefined;
}

/** What an excerpt says is to blame. */
interface Decision extends Blamed {
  /** False where the excerpt is good YAML up to the problem: it lacks what that comes from. */
  readonly isShown: boolean;
}

/** So many decisions are remembered: those of a text with many faults that is edited. */
const REMEMBERED = 100;

/** Longest excerpt that is tried, in UTF-16 units. */
const LARGEST = 1 << 14;

export class Blame {
  /** By excerpt and problem, which decide alone. Lines and offsets are those of the excerpt. */
  readonly #known = new Map<string, Decision>();

  /** What is to blame for the first problem of a text; `problem` counts from its start, as does what is given. */
  of(whole: Lines, problem: SyntaxProblem): Blamed {
    const near = FaultExcerpt.around(whole, whole.lineOf(problem.from));
    const first = this.#remembered(near, problem);
    const far = first.isShown ? null : near.withOpener();
    const excerpt = far ?? near;
    const { candidate, alias } = far === null ? first : this.#remembered(far, problem);
    // The anchor may stand above the excerpt.
    const isUnknown = alias !== undefined && !whole.slice(0, problem.from).includes(`&${alias.detail}`);
    return {
      candidate: { ...candidate, line: excerpt.lineInWhole(candidate.line) },
      alias: isUnknown ? { ...alias, from: excerpt.offsetInWhole(alias.from), to: excerpt.offsetInWhole(alias.to) } : undefined,
    };
  }

  #remembered(excerpt: FaultExcerpt, problem: SyntaxProblem): Decision {
    const inside = { ...problem, from: excerpt.offset(problem.from), to: excerpt.offset(problem.to) };
    // Lines of data: each trial would cost what a short document costs.
    if (excerpt.lines.length > LARGEST)
      return { candidate: new Candidates({ lines: excerpt.lines, root: null }, inside).line(), alias: undefined, isShown: true };
    const question = `${inside.from} ${inside.code} ${excerpt.lines.text}`;
    const answer = this.#known.get(question) ?? decided(excerpt, inside);
    this.#known.delete(question);
    this.#known.set(question, answer);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= REMEMBERED) break;
      this.#known.delete(oldest);
    }
    return answer;
  }
}

/** A text without what a candidate takes away. */
interface Tried {
  readonly candidate: Candidate;
  readonly tree: SyntaxTree;
  /** The first problem that is left, and where it is; infinite where none is. */
  readonly problem: SyntaxProblem | undefined;
  readonly next: number;
  /** How much is taken away, in characters that are no blanks. */
  readonly size: number;
}

function decided(excerpt: FaultExcerpt, problem: SyntaxProblem): Decision {
  const tree = parseAll(excerpt.lines.text);
  const first = earliest(tree.problems);
  const best = likeliest(tree, problem, excerpt.horizon);
  const candidate = best !== undefined && best.next > problem.from ? best.candidate : new Candidates(tree, problem).line();
  const [from] = stretchOf(tree.lines, candidate);
  const alias = aliases(tree).find(({ from: at }) => from <= at && at < problem.from);
  return { candidate, alias, isShown: first !== undefined && startOf(first) === problem.from };
}

/** The candidate that leaves the first problem farthest behind, and of several the one with the least text. */
function likeliest(tree: SyntaxTree, problem: SyntaxProblem, horizon: number): Tried | undefined {
  const enough = otherPlace(tree, problem, horizon);
  const trials = new Trials(tree, horizon);
  const candidates = new Candidates(tree, problem);
  const small: Tried[] = [];
  for (const one of trials.of(candidates.small())) {
    if (one.next >= enough) return one;
    small.push(one);
  }
  const all = [...small, ...trials.of(candidates.large())];
  const best = all.reduce<Tried | undefined>((least, one) => (isBetter(one, least) ? one : least), undefined);
  const line = tree.lines.lineOf(problem.from);
  const isNear = ({ next, tree: { lines } }: Tried): boolean => next > problem.from && next < horizon && lines.lineOf(next) <= line + NEAR;
  const pair = likeliestPair(small.filter(isNear), enough, horizon);
  const isPair = pair !== undefined && best !== undefined && (best.next < enough || pair.size * LARGER < best.size);
  return isPair ? pair.first : best;
}

/** A text is rather taken for one with two slips than with one when that one is so many times larger. */
const LARGER = 1.2;

/** In a row are slips at most so many lines apart. */
const NEAR = 3;

/** Two small slips in a row that are enough, with the least text; the first of them. */
function likeliestPair(
  small: readonly Tried[],
  enough: number,
  horizon: number,
): { readonly first: Tried; readonly size: number } | undefined {
  let best: { readonly first: Tried; readonly size: number } | undefined;
  for (const first of small) {
    if (first.problem === undefined) continue;
    for (const second of new Trials(first.tree, horizon).of(new Candidates(first.tree, first.problem).small())) {
      const size = first.size + second.size;
      if (second.next >= enough && (best === undefined || size < best.size)) best = { first, size };
    }
  }
  return best;
}

/** Takes candidates away from a text, each in turn; what was tried already is passed over. */
class Trials {
  readonly #lines: Lines;
  readonly #tried = new Set<string>();

  constructor(
    { lines }: SyntaxTree,
    readonly horizon: number,
  ) {
    this.#lines = lines;
  }

  *of(candidates: Iterable<Candidate>): Generator<Tried> {
    const lines = this.#lines;
    for (const candidate of candidates) {
      const [from, to] = stretchOf(lines, candidate);
      const text = lines.slice(from, to);
      const [start, end] = [from + text.length - text.trimStart().length, from + text.trimEnd().length];
      if (this.#tried.has(`${start} ${end}`)) continue;
      this.#tried.add(`${start} ${end}`);
      const tree = parseAll(lines.slice(0, from) + blanked(text) + lines.slice(to, lines.length));
      const problem = earliest(tree.problems);
      const next = problem === undefined || startOf(problem) >= this.horizon ? Infinity : startOf(problem);
      yield { candidate, tree, problem, next, size: text.replaceAll(/\s/g, '').length };
    }
  }
}

const isBetter = (one: Tried, best: Tried | undefined): boolean =>
  best === undefined || one.next > best.next || (one.next === best.next && one.size < best.size);

/** Where a problem of another place is: reaching it is as good as reaching the end. */
function otherPlace({ lines, problems }: SyntaxTree, problem: SyntaxProblem, horizon: number): number {
  const lineBelow = lines.lineOf(problem.from) + 2;
  const others = problems.filter((each) => each.code !== 'UNKNOWN_ALIAS' && lines.lineOf(startOf(each)) > lineBelow);
  const next = others.reduce((least, each) => Math.min(least, startOf(each)), Infinity);
  return next >= horizon ? Infinity : next;
}

const aliases = ({ problems }: SyntaxTree): readonly SyntaxProblem[] =>
  problems.filter(({ code }) => code === 'UNKNOWN_ALIAS').map((alias) => ({ ...alias, ...where(alias) }));

/** A text of the same length and lines, without anything. */
export const blanked = (text: string): string => text.replaceAll(/[^\r\n]/g, ' ');

/** The problem that reading comes to first, but for aliases of nothing, which harm nobody else. */
export const earliest = (problems: readonly SyntaxProblem[]): SyntaxProblem | undefined =>
  problems.find(({ code }) => code !== 'UNKNOWN_ALIAS');
