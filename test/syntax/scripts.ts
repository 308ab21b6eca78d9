/** Runs random scripts of edits on random documents, and makes those that fail small. */
import type { IncrementalOptions } from '../../server/src/core/syntax/incrementalDocument';
import { IncrementalDocument } from '../../server/src/core/syntax/incrementalDocument';
import type { SyntaxTree } from '../../server/src/core/syntax/parse';
import { parse } from '../../server/src/core/syntax/parse';
import { parseWithYaml } from '../../server/src/core/syntax/parseAll';
import { ReadableDocument } from '../../server/src/core/syntax/readableDocument';
import { random, randomDocument } from './randomDocuments';
import type { Edit } from './randomEdits';
import { applied, randomEdit } from './randomEdits';
import { difference, readDifference } from './sameTree';

export interface Script {
  readonly text: string;
  readonly chunkLines: number;
  readonly edits: readonly Edit[];
}

/** The script of a seed: a document of up to 60 lines, up to 10 edits, chunks of 1 to 12 lines. */
export function scriptOf(seed: number): Script {
  const source = random(Math.imul(seed, 7919) + 13);
  const size = 3 + source.below(60);
  const chunkLines = source.pick([1, 1, 2, 3, 5, 12]);
  const text = randomDocument(source, size);
  const edits: Edit[] = [];
  let now = text;
  for (let count = 1 + source.below(10); count > 0; count -= 1) {
    const edit = randomEdit(source, now);
    edits.push(edit);
    now = applied(now, edit);
  }
  return { text, chunkLines, edits };
}

/** Where an incremental tree is not that of a fresh parse; null when all are equal. */
export interface Failure {
  /** Number of the edit; -1 for opening. */
  readonly step: number;
  readonly text: string;
  readonly difference: string;
}

/** What an edited text is compared with. */
export interface Comparison {
  open(text: string, options: IncrementalOptions): { readonly tree: SyntaxTree; edit(from: number, to: number, text: string): void };
  difference(tree: SyntaxTree, text: string): string | null;
}

/** Every tree with the one of the whole parser, as far as it is read. */
const WITH_PARSER: Comparison = {
  open: (text, options) => IncrementalDocument.open(text, options),
  difference: (tree, text) => readDifference(tree, parseWithYaml(text)),
};

/** Every tree without faults with the one of a text just opened, in chunks of the usual size. */
export const WITHOUT_FAULTS: Comparison = {
  open: (text, options) => ReadableDocument.open(text, options),
  difference: (tree, text) => difference(tree, parse(text)),
};

export function run({ text, chunkLines, edits }: Script, comparison = WITH_PARSER): Failure | null {
  let now = text;
  let step = -1;
  try {
    const document = comparison.open(text, { chunkLines });
    for (;;) {
      const found = comparison.difference(document.tree, now);
      if (found !== null) return { step, text: now, difference: found };
      step += 1;
      const edit = edits[step];
      if (edit === undefined) return null;
      now = applied(now, edit);
      document.edit(edit.from, edit.to, edit.text);
    }
  } catch (error) {
    return { step, text: now, difference: String(error instanceof Error ? error.stack : error) };
  }
}

/** A script of one edit or none, and of few lines, that fails as well; the script itself when there is none. */
export function shrunk(script: Script, comparison = WITH_PARSER): Script {
  const failure = run(script, comparison);
  if (failure === null) return script;
  const before = script.edits.slice(0, Math.max(0, failure.step)).reduce(applied, script.text);
  const last = script.edits[failure.step];
  const candidates = [
    { ...script, text: failure.text, edits: [] },
    { ...script, text: before, edits: last === undefined ? [] : [last] },
  ];
  const small = candidates.find((candidate) => run(candidate, comparison) !== null);
  return small === undefined ? script : withoutLines(small, comparison);
}

function withoutLines(script: Script, comparison: Comparison): Script {
  let small = script;
  for (let from = 0; from < small.text.length;) {
    const to = small.text.indexOf('\n', from) + 1 || small.text.length;
    const shorter = withoutRange(small, from, to);
    if (shorter !== null && run(shorter, comparison) !== null) {
      small = shorter;
      from = 0;
    } else from = to;
  }
  return small;
}

function withoutRange(script: Script, from: number, to: number): Script | null {
  const [edit] = script.edits;
  const text = script.text.slice(0, from) + script.text.slice(to);
  if (edit === undefined) return { ...script, text };
  const shift = edit.from >= to ? to - from : 0;
  if (shift === 0 && edit.to > from) return null;
  return { ...script, text, edits: [{ from: edit.from - shift, to: edit.to - shift, text: edit.text }] };
}

/** A failing script in words, ready to become a test. */
export function report(seed: number, script: Script, comparison = WITH_PARSER): string {
  const small = shrunk(script, comparison);
  const failure = run(small, comparison);
  return `seed ${seed}, chunks of ${small.chunkLines}\n  text ${JSON.stringify(small.text)}\n  edits ${JSON.stringify(small.edits)}\n  ${failure?.difference ?? '?'}`;
}
