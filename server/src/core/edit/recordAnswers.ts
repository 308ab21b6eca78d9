/**
 * Writes the answers of the tier wizard into the record of a system. Only what differs is touched: every comment, reason,
 * author, date and foreign key stays. Each edit is tried before it is handed out, so what cannot be written safely is refused.
 */
import type { Key } from '../catalog/catalog';
import type { Pair, YamlNode } from '../syntax/node';
import { isNull, pairOf, startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';
import { parse } from '../syntax/parse';
import { find } from '../syntax/path';
import { toValue } from '../syntax/value';
import { inlineList, inlineScalar } from './inlineScalar';
import { insertEntries } from './insertKeys';
import { insertLines } from './insertLines';
import { columnOf, indentStep, lineBehind, lineEnding, pairEnd } from './layout';
import { replaceEntries, replaceList, replaceValue } from './replaceValue';
import type { Entry } from './skeleton';
import type { TextEdit } from './textEdit';
import { applyEdits, joinTouching } from './textEdit';

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
type Details = Omit<AnswerToRecord, 'answer'>;
type Detail = readonly [name: (typeof DETAILS)[number], text: string];

/** Edits that bring a record up to date and the names of what they change, none where it is; or why it is left alone. */
export function recordAnswers(
  tree: SyntaxTree,
  root: YamlNode | null,
  rootKey: Key,
  recording: Recording,
): { readonly edits: readonly TextEdit[]; readonly changes: readonly string[] } | { readonly refused: Refusal } {
  if (tree.problems.length > 0) return { refused: 'syntax' };
  const writer = new RecordWriter(tree, root);
  for (const [id, answer] of recording.answers) writer.answer(['classification', 'answers', id], answer);
  if (recording.law !== undefined) writer.value(['classification', 'law'], recording.law);
  if (recording.result !== undefined) writer.value(['classification', 'result'], recording.result);
  if (recording.tier !== undefined) writer.value(['risk_tier'], recording.tier);
  if (recording.roles !== undefined) writer.value(['operator_roles'], recording.roles);
  const edits = joinTouching([...writer.edits, ...insertEntries(tree, root, rootKey, writer.entries)]);
  if (writer.isStuck || !isFaithful(tree, edits, writer)) return { refused: 'place' };
  // An answer by its question, all else by its key.
  const changes = new Set(writer.wanted.map(({ path: [first = '', ...rest] }) => rest[1] ?? rest[0] ?? first));
  return { edits, changes: [...changes] };
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
  /** Paths at which the record may differ besides. */
  readonly loose: (readonly string[])[] = [];
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
    const filled = filledIn(details);
    if (pair === undefined || isNull(pair.value)) {
      if (filled.length === 0) this.#set(path, answer);
      else for (const [name, value] of [['answer', answer], ...filled] as const) this.#add([...path, name], value);
    } else if (pair.value?.type === 'map') this.#long(pair, path, answer, details);
    else if (isSame(toValue(pair.value), answer) && (details.reason ?? '') === '') return;
    else if (filled.length === 0) this.#set(path, answer);
    else this.#lengthen(pair, path, answer, filled);
  }

  /** An answer in its long form; `none: reason` says that nothing applies, and why. */
  #long(pair: Pair, path: readonly string[], answer: AnswerValue, details: Details): void {
    const textAt = (name: string): unknown => toValue(pairOf(pair.value, name)?.value ?? null) ?? '';
    const none = pairOf(pair.value, 'answer') === undefined ? pairOf(pair.value, 'none') : undefined;
    const isKept = none === undefined ? isSame(textAt('answer'), answer) : isSame([], answer);
    const reasonKey = none !== undefined && isKept ? 'none' : 'reason';
    if (isKept && (details.reason === undefined || details.reason === textAt(reasonKey))) return;
    if (none !== undefined && !isKept) this.#replacePair(none, `answer: ${yamlOf(answer)}`, [...path, 'answer'], answer);
    else if (!isKept) this.#set([...path, 'answer'], answer);
    if (none !== undefined) this.loose.push([...path, 'none']);
    for (const name of DETAILS) {
      const value = details[name];
      if (value !== undefined) this.#set([...path, name === 'reason' ? reasonKey : name], value);
    }
  }

  #set(path: readonly string[], value: AnswerValue): void {
    const pair = this.#pairAt(path);
    if (pair === undefined && value === '') return;
    if (pair === undefined) return this.#add(path, value);
    if (isSame(toValue(pair.value), value)) return;
    this.wanted.push({ path, value });
    this.#take(typeof value === 'string' ? replaceValue(this.tree, pair, inlineScalar(value)) : replaceList(this.tree, pair, value));
  }

  /** A key that does not stand yet. */
  #add(path: readonly string[], value: AnswerValue): void {
    this.wanted.push({ path, value });
    this.entries.push({ path, value: yamlOf(value) });
  }

  #replacePair(pair: Pair, yaml: string, path: readonly string[], value: AnswerValue): void {
    this.wanted.push({ path, value });
    const [from, to] = [startOf(pair.key), pairEnd(pair)];
    const end = this.tree.text[to - 1] === '\n' ? lineEnding(this.tree) : '';
    this.edits.push({ from, to, text: yaml + end });
  }

  /** Turns a plain answer into the long form. */
  #lengthen(pair: Pair, path: readonly string[], answer: AnswerValue, filled: readonly Detail[]): void {
    const { value } = pair;
    this.loose.push(path);
    for (const [name, text] of [['answer', answer], ...filled] as const) this.wanted.push({ path: [...path, name], value: text });
    const isBlock = value?.type === 'seq' && !value.flow && typeof answer !== 'string';
    const entries = isBlock ? replaceEntries(this.tree, value, answer) : null;
    if (entries === null) {
      const fields = [`answer: ${yamlOf(answer)}`, ...filled.map(([name, text]) => `${name}: ${inlineScalar(text)}`)];
      this.#take(replaceValue(this.tree, pair, `{ ${fields.join(', ')} }`));
    } else this.#indentList(pair, entries, filled);
  }

  /** A list in block style becomes the value of `answer`, with the details behind it. */
  #indentList(pair: Pair, list: readonly TextEdit[], filled: readonly Detail[]): void {
    const { tree } = this;
    const { value, afterColon } = pair;
    if (value === null || afterColon < 0) return;
    const dash = columnOf(tree, startOf(value));
    const shift = ' '.repeat(dash > columnOf(tree, startOf(pair.key)) ? 0 : indentStep(tree));
    const column = ' '.repeat(dash) + shift;
    const below = lineBehind(tree, pair.key.origin.offset + afterColon);
    const end = lineBehind(tree, pairEnd(pair));
    this.edits.push({ from: below, to: below, text: `${column}answer:${lineEnding(tree)}` });
    const [first, last] = [tree.lines.lineOf(startOf(value)), tree.lines.lineOf(Math.max(0, end - 1))];
    for (const at of Array.from({ length: last - first + 1 }, (_, line) => tree.lines.startOf(first + line)))
      if (shift !== '' && !list.some((edit) => edit.from <= at && at < edit.to)) this.edits.push({ from: at, to: at, text: shift });
    const lines = filled.map(([name, text]) => `${column}${name}: ${inlineScalar(text)}`);
    this.edits.push(...list.map((edit) => ({ ...edit, text: edit.text.replaceAll(/^(?=.)/gmu, shift) })), insertLines(tree, end, lines));
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

/** The details that have a text, in their order. */
const filledIn = (details: Details): readonly Detail[] =>
  DETAILS.flatMap((name): readonly Detail[] => {
    const text = details[name] ?? '';
    return text === '' ? [] : [[name, text]];
  });

/** True where a document's value says the same as an answer, in whichever of its forms. */
function isSame(present: unknown, value: AnswerValue): boolean {
  if (typeof value === 'string') return (typeof present !== 'object' || present === null) && wordOf(present) === wordOf(value);
  if (typeof present === 'object' && present !== null && !Array.isArray(present)) return false;
  const words = (Array.isArray(present) ? present : [present]).map(wordOf).filter((word) => !NONE.has(word));
  return words.length === value.length && value.every((item) => words.includes(item));
}

/** Words for nothing of a list. */
const NONE: ReadonlySet<string> = new Set(['', 'no', 'none']);

const wordOf = (value: unknown): string => (value === true ? 'yes' : value === false ? 'no' : value === null ? '' : String(value).trim());

/** True where the edited text is good YAML that differs from the one before in nothing but what was wanted. */
function isFaithful(tree: SyntaxTree, edits: readonly TextEdit[], { wanted, loose }: RecordWriter): boolean {
  if (edits.length === 0) return wanted.length === 0;
  const after = parse(applyEdits(tree.text, edits));
  const paths = [...wanted.map(({ path }) => path), ...loose];
  return (
    after.problems.length === 0 &&
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
