/** An answers file (`--answers FILE`): YAML that maps the wizard's question ids to answers. */
import { readFileSync, statSync } from 'node:fs';
import { holdsOddCharacters, isUnreadable, textFindings, unreadableFinding } from '../core/assessment/textFindings';
import type { Answers } from '../core/regulation/answers';
import { classify } from '../core/regulation/classify';
import type { Classification } from '../core/regulation/classify';
import type { Regulation } from '../core/regulation/regulation';
import type { YamlNode } from '../core/syntax/node';
import { isNull, resolved, startOf } from '../core/syntax/node';
import type { SyntaxTree } from '../core/syntax/parse';
import { parse } from '../core/syntax/parse';
import { toValue } from '../core/syntax/value';
import type { Messages } from '../core/text/messages';
import { decode } from '../workspace/fileSystem';
import { fileProblem } from './fileProblem';
import { codeOf } from './newFile';
import { UsageError } from './usage';

/** A classification that came to its end. */
export type Classified = Classification & { readonly tier: string };

/** Reads the file; what is no good YAML, or no mapping, is refused with the line where it is wrong. */
export function readAnswersFile(file: string, messages: Messages): Answers {
  const text = decode(readBytes(file, messages));
  if (isUnreadable(text)) throw new UsageError(`${file}: ${messages.of(unreadableFinding(text))}`);
  const tree = parse(text);
  const [problem] = textFindings(tree, !holdsOddCharacters(text));
  if (problem !== undefined) throw new UsageError(`${file}: ${messages.of(problem)}`);
  if (!isNull(tree.root) && resolved(tree.root)?.type !== 'map') throw new UsageError(messages.text('answers.no-mapping', { file }));
  const twice = duplicateKey(tree.root);
  if (twice !== null) throw new UsageError(messages.text('answers.duplicate', { file, key: twice.name, line: lineOf(tree, twice.at) }));
  const value = toValue(tree.root);
  return typeof value === 'object' && value !== null ? (value as Answers) : {};
}

function readBytes(file: string, messages: Messages): Uint8Array {
  try {
    if (statSync(file).isDirectory()) throw new UsageError(`${file} is a folder, not an answers file`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw codeOf(error) === 'ENOENT' ? new UsageError(`no such file: ${file}`) : fileProblem(messages, 'read', file, error);
  }
}

/** The first key that stands twice in one mapping, also below lists. */
function duplicateKey(node: YamlNode | null): { readonly name: string; readonly at: number } | null {
  if (node === null || node.type === 'scalar' || node.type === 'alias') return null;
  if (node.type === 'seq') return first(node.items.map(duplicateKey));
  const seen = new Set<string>();
  for (const { key, value } of node.pairs) {
    if (seen.has(key.name)) return { name: key.name, at: startOf(key) };
    seen.add(key.name);
    const below = duplicateKey(value);
    if (below !== null) return below;
  }
  return null;
}

const first = <T>(list: readonly (T | null)[]): T | null => list.find((item) => item !== null) ?? null;
const lineOf = (tree: SyntaxTree, offset: number): number => tree.lines.lineOf(offset) + 1;

/** Classifies; an id that no question has, an answer that lacks or fits no question is refused with the question's id. */
export function classified(regulation: Regulation, messages: Messages, file: string, answers: Answers): Classified {
  const classification = classify(regulation, answers);
  const { unknown, missing, invalid, tier } = classification;
  const [stray] = unknown;
  if (stray !== undefined) {
    const known = [...regulation.questions.keys()].join(', ');
    throw new UsageError(messages.text('answers.unknown', { file, id: stray, known }));
  }
  if (invalid !== null) {
    const { question, value, allowed, isClash } = invalid;
    const text = isClash ? 'answers.clash' : 'answers.invalid';
    throw new UsageError(messages.text(text, { file, id: question, value, allowed: allowed.join(', ') }));
  }
  if (missing !== null || tier === null) {
    const question = regulation.questions.get(missing ?? '');
    throw new UsageError(messages.text('answers.missing', { file, id: missing ?? '', title: question?.title ?? '' }));
  }
  return { ...classification, tier };
}
