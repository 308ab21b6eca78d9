/**
 * Writes the answers of the tier wizard into the record of a system. Only what differs is touched: every comment, reason,
 * author, date and foreign key stays. Each edit is tried before it is handed out, so what cannot be written safely is refused.
 */
import type { Key } from '../catalog/catalog';
import type { Pair, YamlNode } from '../syntax/node';
import { endOf, isNull, pairOf, startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';
import { parse } from '../syntax/parse';
import { find } from '../syntax/path';
import { toValue } from '../syntax/value';
import { inlineList, inlineScalar } from './inlineScalar';
import { insertEntries } from './insertKeys';
import { columnOf, indentStep, lineBehind, lineEnding, pairEnd } from './layout';
import { replaceEntries, replaceList, replaceValue } from './replaceValue';
import type { Entry } from './skeleton';
import type { TextEdit } from './textEdit';
import { applyEdits } from './textEdit';

/** A choice (`yes`, `no`, `unsure`) or the ids of what was chosen from a list. */
export type AnswerValue = string | readonly string[];

/**
 * An answer, and what stands beside it. A detail that is absent is left as it is; an empty one is emptied. Where the record
 * gives the same answer for the same reason, nothing is written: author and date stay those of who said it first.
 */
export interface AnswerToRecord {
  readonly answer: AnswerValue;
  readonly reason?: string;
  readonly by?: string;
  readonly date?: string;
}

/** What a record is to hold. A member that is absent is left as it is. */
export interface Recording {
  /** By the ids of the wizard's questions. */
  readonly answers: ReadonlyMap<string, AnswerToRecord>;
  readonly law?: string;
  readonly result?: string;
  readonly tier?: string;
  readonly roles?: readonly string[];
}

/** `syntax`: the text is no good YAML. `place`: something else stands where an answer belongs, or is used elsewhere too. */
export type Refusal = 'syntax' | 'place';

const DETAILS = ['reason', 'by', 'date'] as const;

/** Edits that bring a record up to date, none where it is; or why it is left alone. */
export function recordAnswers(
  tree: SyntaxTree,
  root: YamlNode | null,
  rootKey: Key,
  recording: Recording,
): { readonly edits: readonly TextEdit[] } | { readonly refused: Refusal } {
  if (tree.problems.length > 0) return { refused: 'syntax' };
  const writer = new RecordWriter(tree, root);
  for (const [id, answer] of recording.answers) writer.answer(['classification', 'answers', id], answer);
  if (recording.law !== undefined) writer.value(['classification', 'law'], recording.law);
  if (recording.result !== undefined) writer.value(['classification', 'result'], recording.result);
  if (recording.tier !== undefined) writer.value(['risk_tier'], recording.tier);
  if (recording.roles !== undefined) writer.value(['operator_roles'], recording.roles);
  const edits = [...writer.edits, ...insertEntries(tree, root, rootKey, writer.entries)];
  if (writer.isStuck || !isFaithful(tree, edits, writer.wanted)) return { refused: 'place' };
  return { edits: edits.toSorted((a, b) => a.from - b.from) };
}

/** A value of the record that is to be, for comparison. */
interface Wanted {
  readonly path: readonly string[];
  readonly value: AnswerValue;
}

class RecordWriter {
  readonly edits: TextEdit[] = [];
  readonly entries: Entry[] = [];
  readonly wanted: Wanted[] = [];
  /** True where something has no place to go. */
  isStuck = false;

  constructor(
    readonly tree: SyntaxTree,
    readonly root: YamlNode | null,
  ) {}

  /** A text or a list of texts at a path; `answer` below it where that is how it stands. */
  value(path: readonly string[], value: AnswerValue): void {
    const pair = this.#pairAt(path);
    const at = pairOf(pair?.value ?? null, 'answer') === undefined ? path : [...path, 'answer'];
    this.#set(at, value);
  }

  answer(path: readonly string[], { answer, ...details }: AnswerToRecord): void {
    const pair = this.#pairAt(path);
    const given = DETAILS.filter((name) => details[name] !== undefined);
    if (pair === undefined || isNull(pair.value)) {
      const full = given.filter((name) => details[name] !== '');
      const fields = full.map((name) => ({ path: [...path, name], value: details[name] ?? '' }));
      const yaml = full.length === 0 ? yamlOf(answer) : longForm(yamlOf(answer), details);
      this.wanted.push(...(full.length === 0 ? [{ path, value: answer }] : [{ path: [...path, 'answer'], value: answer }, ...fields]));
      if (pair === undefined) this.entries.push({ path, value: yaml });
      else this.#take(replaceValue(this.tree, pair, yaml));
      return;
    }
    if (this.#says(pair, answer, details.reason)) return;
    if (pair.value?.type === 'map') {
      this.#set([...path, 'answer'], answer);
      for (const name of given) this.#set([...path, name], details[name] ?? '');
      return;
    }
    const full = given.filter((name) => details[name] !== '');
    if (full.length === 0) this.#set(path, answer);
    else this.#lengthen(pair, path, answer, details);
  }

  /** True where a pair holds this answer for this reason, or for any where none is given. */
  #says(pair: Pair, answer: AnswerValue, reason: string | undefined): boolean {
    const isLong = pair.value?.type === 'map';
    const valueAt = (name: string): unknown => toValue(pairOf(pair.value, name)?.value ?? null);
    if (!isSame(isLong ? valueAt('answer') : toValue(pair.value), answer)) return false;
    return reason === undefined || (isLong ? (valueAt('reason') ?? '') === reason : reason === '');
  }

  #set(path: readonly string[], value: AnswerValue): void {
    const pair = this.#pairAt(path);
    if (pair === undefined && value === '') return;
    if (pair !== undefined && isSame(toValue(pair.value), value)) return;
    this.wanted.push({ path, value });
    if (pair === undefined) this.entries.push({ path, value: yamlOf(value) });
    else this.#take(typeof value === 'string' ? replaceValue(this.tree, pair, inlineScalar(value)) : replaceList(this.tree, pair, value));
  }

  /** Turns a plain answer into the long form. */
  #lengthen(pair: Pair, path: readonly string[], answer: AnswerValue, details: Omit<AnswerToRecord, 'answer'>): void {
    const { value } = pair;
    const isKept = isSame(toValue(value), answer);
    this.wanted.push({ path: [...path, 'answer'], value: answer });
    for (const name of DETAILS) if ((details[name] ?? '') !== '') this.wanted.push({ path: [...path, name], value: details[name] ?? '' });
    const isBlock = value?.type === 'seq' && !value.flow && typeof answer !== 'string';
    const entries = isBlock ? replaceEntries(this.tree, value, answer) : null;
    if (entries !== null) {
      this.#indentList(pair, entries, details);
      return;
    }
    const kept = value !== null && isKept ? this.tree.text.slice(startOf(value), endOf(value)) : yamlOf(answer);
    this.#take(replaceValue(this.tree, pair, longForm(kept.includes('\n') ? yamlOf(answer) : kept, details)));
  }

  /** A list in block style becomes the value of `answer`, with the details behind it. */
  #indentList(pair: Pair, list: readonly TextEdit[], details: Omit<AnswerToRecord, 'answer'>): void {
    const { tree } = this;
    const { value } = pair;
    if (value === null || pair.afterColon < 0) return;
    const eol = lineEnding(tree);
    const own = columnOf(tree, startOf(pair.key));
    const dash = columnOf(tree, startOf(value));
    const shift = ' '.repeat(dash > own ? 0 : indentStep(tree));
    const column = ' '.repeat(dash) + shift;
    const keyLine = lineBehind(tree, pair.key.origin.offset + pair.afterColon);
    const end = lineBehind(tree, pairEnd(pair));
    const lines = DETAILS.flatMap((name) =>
      (details[name] ?? '') === '' ? [] : [`${column}${name}: ${inlineScalar(details[name] ?? '')}`],
    );
    this.edits.push({ from: keyLine, to: keyLine, text: `${column}answer:${eol}` });
    const [first, last] = [tree.lines.lineOf(startOf(value)), tree.lines.lineOf(Math.max(0, end - 1))];
    for (let line = first; line <= last; line += 1) {
      const at = tree.lines.startOf(line);
      if (!list.some((edit) => edit.from <= at && at < edit.to)) this.edits.push({ from: at, to: at, text: shift });
    }
    const behind = tree.text[end - 1] === '\n' ? lines.join(eol) + eol : eol + lines.join(eol);
    const added = list.map((edit) => (edit.text === '' ? edit : { ...edit, text: edit.text.replaceAll(/^(?=.)/gmu, shift) }));
    this.edits.push(...added, { from: end, to: end, text: behind });
  }

  #pairAt(path: readonly string[]): Pair | undefined {
    const found = find(this.root, path);
    return found.depth === path.length && found.pair !== null ? found.pair : undefined;
  }

  #take(edits: readonly TextEdit[] | null): void {
    if (edits === null) this.isStuck = true;
    else this.edits.push(...edits);
  }
}

const yamlOf = (value: AnswerValue): string => (typeof value === 'string' ? inlineScalar(value) : inlineList(value));

/** The long form of an answer on one line; details that are empty are left out. */
function longForm(answer: string, details: Omit<AnswerToRecord, 'answer'>): string {
  const fields = DETAILS.flatMap((name) => ((details[name] ?? '') === '' ? [] : [`${name}: ${inlineScalar(details[name] ?? '')}`]));
  return `{ ${[`answer: ${answer}`, ...fields].join(', ')} }`;
}

/** True where a document's value says the same as an answer: lists in any order, truth values as yes and no. */
function isSame(present: unknown, value: AnswerValue): boolean {
  if (typeof value === 'string') return typeof present !== 'object' && wordOf(present) === value;
  if (!Array.isArray(present)) return false;
  const texts = present.map(wordOf);
  return texts.length === value.length && value.every((item) => texts.includes(item));
}

const wordOf = (value: unknown): string => (value === true ? 'yes' : value === false ? 'no' : String(value));

/** True where the edited text is good YAML that differs from the one before in nothing but what was wanted. */
function isFaithful(tree: SyntaxTree, edits: readonly TextEdit[], wanted: readonly Wanted[]): boolean {
  if (edits.length === 0) return wanted.length === 0;
  const after = parse(applyEdits(tree.text, edits));
  if (after.problems.length > 0) return false;
  const paths = wanted.map(({ path }) => path);
  return (
    wanted.every(({ path, value }) => isSame(toValue(find(after.root, path).node), value)) &&
    serialized(without(toValue(tree.root), paths)) === serialized(without(toValue(after.root), paths))
  );
}

const serialized = (value: unknown): string =>
  JSON.stringify(value, (_, below: unknown) => (typeof below === 'bigint' ? String(below) : below)) ?? '';

/** A value without what stands at some paths, and without the mappings that hold nothing else; keys in alphabetical order. */
function without(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (paths.some((path) => path.length === 0)) return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return paths.length === 0 ? value : (value ?? undefined);
  const kept = Object.entries(value)
    .map(
      ([name, below]) =>
        [
          name,
          without(
            below,
            paths.flatMap(([first, ...rest]) => (first === name ? [rest] : [])),
          ),
        ] as const,
    )
    .filter(([, below]) => below !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return kept.length === 0 && paths.length > 0 ? undefined : Object.fromEntries(kept);
}
