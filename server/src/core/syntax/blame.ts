/** Decides what is to blame for a syntax problem: tries on an excerpt what the text would be without it. */
import type { Candidate } from './faultCandidates';
import { Candidates, stretchOf } from './faultCandidates';
import { FaultExcerpt } from './faultExcerpt';
import type { Lines } from './lines';
import type { Spanned } from './node';
import { endOf, startOf } from './node';
import type { SyntaxProblem, SyntaxTree } from './parse';
import { parseAll } from './parseAll';

/** What is to blame for a problem. */
export interface Blamed {
  readonly candidate: Candidate;
  /** An alias of nothing that goes with it, and stands before: an asterisk that was meant as text spoils what follows. */
  readonly alias: SyntaxProblem | undefined;
}

/** So many decisions are remembered: those of a text with many faults that is edited. */
const REMEMBERED = 100;

const START: Spanned['origin'] = { offset: 0 };

export class Blame {
  /** By excerpt and problem, which decide alone. Lines and offsets are those of the excerpt. */
  readonly #known = new Map<string, Blamed>();

  /** What is to blame for the first problem of a text; `problem` counts from its start, as does what is given. */
  of(whole: Lines, problem: SyntaxProblem): Blamed {
    const excerpt = FaultExcerpt.around(whole, whole.lineOf(problem.from));
    const inside = { ...problem, from: excerpt.offset(problem.from), to: excerpt.offset(problem.to) };
    const { candidate, alias } = this.#remembered(`${inside.from} ${inside.code} ${excerpt.lines.text}`, () => decided(excerpt, inside));
    // The anchor may stand above the excerpt.
    const isUnknown = alias !== undefined && !whole.slice(0, problem.from).includes(`&${alias.detail}`);
    return {
      candidate: { ...candidate, line: excerpt.lineInWhole(candidate.line) },
      alias: isUnknown ? { ...alias, from: excerpt.offsetInWhole(alias.from), to: excerpt.offsetInWhole(alias.to) } : undefined,
    };
  }

  #remembered(question: string, decide: () => Blamed): Blamed {
    const answer = this.#known.get(question) ?? decide();
    this.#known.delete(question);
    this.#known.set(question, answer);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= REMEMBERED) break;
      this.#known.delete(oldest);
    }
    return answer;
  }
}

interface Tried {
  readonly candidate: Candidate;
  /** Where the first problem is that is left; infinite where none is. */
  readonly next: number;
  /** How much is taken out, in characters that are no blanks. */
  readonly size: number;
}

/** The candidate that leaves the first problem farthest behind, and of several the one with the least text. */
function decided(excerpt: FaultExcerpt, problem: SyntaxProblem): Blamed {
  const { lines, horizon } = excerpt;
  const tree = parseAll(lines.text);
  const candidates = new Candidates(tree, problem);
  const best = likeliest(excerpt, candidates, otherPlace(tree, problem, horizon));
  const candidate = best !== undefined && best.next > problem.from ? best.candidate : candidates.line();
  const [from] = stretchOf(lines, candidate);
  return { candidate, alias: aliases(tree).find((alias) => from <= alias.from && alias.from < problem.from) };
}

function likeliest({ lines, horizon }: FaultExcerpt, candidates: Candidates, other: number): Tried | undefined {
  let best: Tried | undefined;
  const tried = (candidate: Candidate): Tried => {
    const [from, to] = stretchOf(lines, candidate);
    const text = lines.slice(from, to);
    const left = earliest(parseAll(lines.slice(0, from) + blanked(text) + lines.slice(to, lines.length)).problems);
    const next = left === undefined || startOf(left) >= horizon ? Infinity : startOf(left);
    return { candidate, next, size: text.replaceAll(/\s/g, '').length };
  };
  for (const candidate of candidates.small()) {
    const one = tried(candidate);
    if (one.next >= other) return one;
    if (isBetter(one, best)) best = one;
  }
  for (const candidate of candidates.large()) {
    const one = tried(candidate);
    if (isBetter(one, best)) best = one;
  }
  return best;
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
  problems
    .filter(({ code }) => code === 'UNKNOWN_ALIAS')
    .map((alias) => ({ ...alias, origin: START, from: startOf(alias), to: endOf(alias) }));

/** A text of the same length and lines, without anything. */
export const blanked = (text: string): string => text.replaceAll(/[^\r\n]/g, ' ');

/** The first problem of a text but for aliases of nothing, which harm nobody else. */
export function earliest(problems: readonly SyntaxProblem[]): SyntaxProblem | undefined {
  let first: SyntaxProblem | undefined;
  for (const problem of problems) {
    if (problem.code === 'UNKNOWN_ALIAS') continue;
    if (first === undefined || startOf(problem) < startOf(first)) first = problem;
  }
  return first;
}
