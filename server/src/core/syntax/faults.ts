/**
 * Finds what makes a text bad YAML, and takes it out: what is at fault is overwritten with blanks, so that all else can be
 * read and stays where it is. One fault, one problem; what a parser says in consequence is not said. Which text is taken
 * out depends on the text alone, not on how it came to be.
 */
import type { Blame } from './blame';
import type { Candidate, Stretch } from './faultCandidates';
import { Candidates, stretchOf } from './faultCandidates';
import { blanked, earliest } from './blame';
import type { IncrementalDocument } from './incrementalDocument';
import type { Lines } from './lines';
import { absolute, endOf, startOf } from './node';
import type { SyntaxProblem } from './parse';
import { conflictsIn } from './mergeConflicts';

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

/** Beyond so many faults the rest of the text is not read. */
const MOST = 12;

/** Overwrites what is at fault in a document until no problem is left but aliases of nothing, which harm nobody else. */
export function takeOutFaults(document: IncrementalDocument, blame: Blame): readonly Fault[] {
  if (document.tree.problems.length === 0) return NO_FAULTS;
  const faults: Fault[] = [];
  for (const stretches of conflictsIn(document.lines, MOST)) {
    const [[from, to] = [0, 0]] = stretches;
    faults.push({
      problem: { ...absolute(from, to), code: 'CONFLICT', detail: '' },
      cuts: stretches.map((each) => takeOut(document, each)),
    });
  }
  for (let round = 0; ; round += 1) {
    const problem = firstProblem(document);
    if (problem === undefined) return faults;
    faults.push((round < MOST ? likeliestFault(document, problem, blame) : undefined) ?? restAsFault(document, problem));
  }
}

const NO_FAULTS: readonly Fault[] = [];

/** Puts back what was taken out, in a text that has not changed since. */
export function putBack(document: IncrementalDocument, faults: readonly Fault[]): void {
  for (const { cuts } of faults.toReversed()) for (const cut of cuts.toReversed()) restore(document, cut);
}

function takeOut(document: IncrementalDocument, [from, to]: Stretch): Cut {
  const text = document.lines.slice(from, to);
  // Unit by unit: the text keeps its length and its lines.
  document.edit(from, to, blanked(text));
  return { from, text };
}

function restore(document: IncrementalDocument, { from, text }: Cut): void {
  document.edit(from, from + text.length, text);
}

function firstProblem({ tree }: IncrementalDocument): SyntaxProblem | undefined {
  const first = earliest(tree.problems);
  if (first === undefined) return undefined;
  const from = startOf(first);
  // Where one of several lines ends may depend on what follows.
  return { ...first, ...absolute(from, Math.min(endOf(first), tree.lines.endOf(tree.lines.lineOf(from)))) };
}

/** Takes out what is most likely at fault; undefined where nothing is gained by it. */
function likeliestFault(document: IncrementalDocument, problem: SyntaxProblem, blame: Blame): Fault | undefined {
  const { lines } = document;
  const { candidate, alias } = blame.of(lines, problem);
  const stretch = stretchOf(lines, candidate);
  const cut = takeOut(document, stretch);
  const next = firstProblem(document);
  const isSame = next?.from === problem.from && next.code === problem.code;
  if (isSame || cut.text.trim() === '') {
    restore(document, cut);
    return undefined;
  }
  return { problem: placed(lines, alias ?? problem, candidate, stretch), cuts: [cut] };
}

/** Takes out all from the problem's line on; where that does not help, from its section on, and else all. */
function restAsFault(document: IncrementalDocument, problem: SyntaxProblem): Fault {
  const { lines } = document;
  const candidate = new Candidates({ lines, root: null }, problem).line();
  const starts = [lines.startOf(candidate.line), lines.startOf(Math.max(0, lines.above(candidate.line + 1, 0))), 0];
  for (const from of starts) {
    const stretch: Stretch = [from, lines.length];
    const cut = takeOut(document, stretch);
    const isRead = firstProblem(document) === undefined;
    if (isRead || from === 0) return { problem: placed(lines, problem, candidate, stretch), cuts: [cut] };
    restore(document, cut);
  }
  throw new Error('A blank text is good YAML');
}

/** The problem at the line that is to blame for it; what is opened and not closed, where it is opened. */
function placed(lines: Lines, problem: SyntaxProblem, { line, code = codeOf(problem) }: Candidate, [start]: Stretch): SyntaxProblem {
  const named = { ...problem, code };
  const isOpened = code === 'OPEN_QUOTE' || code === 'OPEN_BRACKET';
  if (!isOpened && lines.lineOf(problem.from) === line) return named;
  const [from, to] = [Math.max(start, lines.startOf(line)), lines.endOf(line)];
  const lead = /^\s*/u.exec(lines.slice(from, to))?.[0].length ?? 0;
  return { ...named, from: from + lead, to };
}

/** The parser reports a quote that is not closed where it would have to be closed. */
const codeOf = ({ code, detail }: SyntaxProblem): string =>
  code === 'MISSING_CHAR' && detail.startsWith('Missing closing') ? 'OPEN_QUOTE' : code;
