/**
 * Finds what makes a text bad YAML, and takes it out: what is at fault is overwritten with blanks, so that all else can be
 * read and stays where it is. One fault, one problem; what a parser says in consequence is not said. Which text is taken
 * out depends on the text alone, not on how it came to be.
 */
import type { Candidate, Stretch } from './faultCandidates';
import { largeCandidates, lastCandidate, smallCandidates } from './faultCandidates';
import type { IncrementalDocument } from './incrementalDocument';
import type { Lines } from './lines';
import type { Spanned } from './node';
import { endOf, startOf } from './node';
import type { SyntaxProblem } from './parse';

/** Something that was taken out, and why. Offsets count from the start of the text. */
export interface Fault {
  readonly problem: SyntaxProblem;
  readonly cuts: readonly Cut[];
}

/** A stretch that was overwritten with blanks, and the text that stood there. */
export interface Cut {
  readonly from: number;
  readonly text: string;
}

const START: Spanned['origin'] = { offset: 0 };

/** Beyond so many faults the rest of the text is not read. */
const MOST = 12;
/** Beyond so many trials neither: each may parse a large part of the text. */
const TRIALS = 40;

/** Overwrites what is at fault in a document until no problem is left but aliases of nothing, which harm nobody else. */
export function takeOutFaults(document: IncrementalDocument): readonly Fault[] {
  if (document.tree.problems.length === 0) return NO_FAULTS;
  const faults = [...takeOutConflicts(document)];
  const budget = { trials: TRIALS };
  for (let round = 0; ; round += 1) {
    const problem = firstProblem(document);
    if (problem === undefined) return faults;
    // An edit moves a tree's positions, but not its lines.
    const { tree } = document;
    const reported = absolute(problem);
    const aliases = tree.problems.filter(({ code }) => code === 'UNKNOWN_ALIAS').map(absolute);
    const { candidate, cuts } =
      round < MOST ? likeliest(document, reported, budget) : takeOutCandidate(document, lastCandidate(tree, reported, round - MOST));
    // An alias of nothing that goes too, and stands before: an asterisk that was meant as text spoils what follows.
    const alias = aliases.find(({ from: at }) => at < reported.from && candidate.stretches.some(([from, to]) => from <= at && at < to));
    faults.push({ problem: blamed(tree.lines, alias ?? reported, candidate), cuts });
  }
}

const NO_FAULTS: readonly Fault[] = [];

/** Puts back what was taken out, in a text that has not changed since. */
export function putBack(document: IncrementalDocument, faults: readonly Fault[]): void {
  for (const { cuts } of faults.toReversed()) restore(document, cuts);
}

function takeOut(document: IncrementalDocument, stretches: readonly Stretch[]): readonly Cut[] {
  return stretches.map(([from, to]) => {
    const text = document.tree.lines.slice(from, to);
    // Unit by unit: the text keeps its length and its lines.
    document.edit(from, to, text.replaceAll(/[^\r\n]/g, ' '));
    return { from, text };
  });
}

function restore(document: IncrementalDocument, cuts: readonly Cut[]): void {
  for (const { from, text } of cuts.toReversed()) document.edit(from, from + text.length, text);
}

function firstProblem(document: IncrementalDocument): SyntaxProblem | undefined {
  let first: SyntaxProblem | undefined;
  for (const problem of document.tree.problems) {
    if (problem.code === 'UNKNOWN_ALIAS') continue;
    if (first === undefined || startOf(problem) < startOf(first)) first = problem;
  }
  return first;
}

const absolute = (problem: SyntaxProblem): SyntaxProblem => ({ ...problem, origin: START, from: startOf(problem), to: endOf(problem) });

/** A candidate that is taken out. */
interface Taken {
  readonly candidate: Candidate;
  readonly cuts: readonly Cut[];
}

const takeOutCandidate = (document: IncrementalDocument, candidate: Candidate): Taken => ({
  candidate,
  cuts: takeOut(document, candidate.stretches),
});

interface Tried {
  readonly candidate: Candidate;
  /** Where the first problem is that is left; infinite where none is. */
  readonly next: number;
  /** How much is taken out, in characters that are no blanks. */
  readonly size: number;
}

/** Takes out the candidate that leaves the first problem farthest behind, and of several the one with the least text. */
function likeliest(document: IncrementalDocument, problem: SyntaxProblem, budget: { trials: number }): Taken {
  const { tree } = document;
  const lineBelow = tree.lines.lineOf(problem.from) + 2;
  /** A problem of another place: reaching it is as good as reaching the end. */
  let other = Infinity;
  for (const { code, origin, from } of tree.problems)
    if (code !== 'UNKNOWN_ALIAS' && origin.offset + from < other && tree.lines.lineOf(origin.offset + from) > lineBelow)
      other = origin.offset + from;
  // All of them, before an edit moves the tree.
  const small = [...smallCandidates(tree, problem)];
  const large = [...largeCandidates(tree, problem)];
  let best: Tried | undefined;
  for (const candidate of [...small, ...large]) {
    if (budget.trials === 0) break;
    budget.trials -= 1;
    const taken = takeOutCandidate(document, candidate);
    const tried = judged(document, taken);
    if (small.includes(candidate) && tried.next >= other) return taken;
    restore(document, taken.cuts);
    if (best === undefined || tried.next > best.next || (tried.next === best.next && tried.size < best.size)) best = tried;
  }
  const isBetter = best !== undefined && best.next > problem.from;
  return takeOutCandidate(document, isBetter && best !== undefined ? best.candidate : lastCandidate(document.tree, problem, 0));
}

function judged(document: IncrementalDocument, { candidate, cuts }: Taken): Tried {
  const left = firstProblem(document);
  const size = cuts.reduce((sum, { text }) => sum + text.replaceAll(/\s/g, '').length, 0);
  return { candidate, next: left === undefined ? Infinity : startOf(left), size };
}

/** The problem at the line that is to blame for it; what is opened and not closed, where it is opened. */
function blamed(lines: Lines, problem: SyntaxProblem, { line, code = codeOf(problem), stretches }: Candidate): SyntaxProblem {
  const named = { ...problem, code };
  const isOpened = code === 'OPEN_QUOTE' || code === 'OPEN_BRACKET';
  if (!isOpened && lines.lineOf(problem.from) === line) return named;
  const [from, to] = [Math.max(stretches[0]?.[0] ?? 0, lines.startOf(line)), lines.endOf(line)];
  const lead = /^\s*/u.exec(lines.slice(from, to))?.[0].length ?? 0;
  return { ...named, from: from + lead, to };
}

/** The parser reports a quote that is not closed where it would have to be closed. */
const codeOf = ({ code, detail }: SyntaxProblem): string =>
  code === 'MISSING_CHAR' && detail.startsWith('Missing closing') ? 'OPEN_QUOTE' : code;

/** A merge that was left unfinished: the markers go, and what stands between the last two; ours is read. */
function* takeOutConflicts(document: IncrementalDocument): Generator<Fault> {
  const { lines, problems } = document.tree;
  if (problems.length === 0 || !lines.pieces().some((piece) => /^<{7}(?: |$)/mu.test(piece))) return;
  let count = 0;
  for (const match of lines.text.matchAll(
    /^<{7}(?: .*)?$(?:\r?\n(?!<{7}).*)*?\r?\n((?:\|{7}(?: .*)?|={7})\r?\n(?:(?!<{7}).*\r?\n)*?>{7}(?: .*)?$)/gmu,
  )) {
    if ((count += 1) > MOST) return;
    const [whole, rest = ''] = match;
    const ours = /^.*/u.exec(whole)?.[0].length ?? 0;
    const end = match.index + whole.length;
    const cuts = takeOut(document, [
      [match.index, match.index + ours],
      [end - rest.length, end],
    ]);
    yield { problem: { origin: START, from: match.index, to: match.index + ours, code: 'CONFLICT', detail: '' }, cuts };
  }
}
