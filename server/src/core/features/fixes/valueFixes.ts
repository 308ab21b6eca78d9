/** What can be done about values: of a wrong type, or outside what is allowed. */
import type { Finding, FixData } from '../../assessment/finding';
import type { Key } from '../../catalog/catalog';
import { columnOf, indentStep, lineEnding } from '../../edit/layout';
import type { TextEdit } from '../../edit/textEdit';
import type { ScalarNode, YamlNode } from '../../syntax/node';
import { endOf, resolved, startOf } from '../../syntax/node';
import type { SyntaxTree } from '../../syntax/parse';
import { find, readPath } from '../../syntax/path';
import { datesMeant } from './dates';
import type { Candidate, FixContext, Proposal } from './fix';
import { childNamed } from '../../document/aliases';
import type { Path } from '../../syntax/path';

/** Changes of the value that a finding is about. */
export function valueFixes(finding: Finding, context: FixContext): Proposal {
  const { messages, assessment } = context;
  const path = readPath(finding.path);
  const { node, depth } = find(assessment.root, path);
  const key = keyAlong(assessment.kind.root, path);
  if (node === null || depth < path.length || key === undefined) return { candidates: [], blocked: null };
  const value = { node, key, inList: typeof path.at(-1) === 'number' };
  const candidates = [
    ...ofFinding(finding.fix, value, context),
    ...dates(value, context),
    ...unwrapped(value, context),
    ...inPlace(value, context),
    ...emptied(value, context),
  ];
  const expected = finding.params['expected'];
  const reason =
    finding.code === 'wrong-type' && expected !== undefined
      ? messages.text('blocked.wrong-type', { expected })
      : messages.text('blocked.value');
  return { candidates, blocked: { title: messages.text('fix.correct-value', { key: finding.path }), reason } };
}

/** The key at a document path; what stands under `answer` answers the key above it. */
function keyAlong(root: Key, path: Path): Key | undefined {
  let key: Key | undefined = root;
  for (const step of path) {
    const next: Key | undefined = typeof step === 'number' ? (key?.item ?? key) : childNamed(key, step);
    if (step !== 'answer' || next?.extra !== true) key = next;
  }
  return key;
}

interface Value {
  readonly node: YamlNode;
  readonly key: Key;
  /** True for an entry of a list. */
  readonly inList: boolean;
}

/** A node replaced by text on one line; the line break of a block scalar stays. */
function replaced({ lines }: SyntaxTree, node: YamlNode, text: string): readonly TextEdit[] {
  const end = endOf(node);
  const isBlock = node.type === 'scalar' && (node.style === 'literal' || node.style === 'folded');
  const to = isBlock && lines.slice(end - 1, end) === '\n' ? end - (lines.slice(end - 2, end) === '\r\n' ? 2 : 1) : end;
  return [{ from: startOf(node), to, text }];
}

/** What the finding itself proposes. */
function ofFinding(data: FixData | null, { node, key }: Value, { assessment, messages }: FixContext): readonly Candidate[] {
  const { tree, kind } = assessment;
  const { lines } = tree;
  switch (data?.fix) {
    case 'replace-value': {
      const written = resolved(node);
      const source = written?.type === 'scalar' ? written.source : '';
      // Whose document this is, its name says.
      const words = key.path === 'kind' ? [kind.id] : data.with;
      return words.map((word, at) => ({
        title: messages.text('fix.replace-value', { to: word }),
        edits: replaced(tree, node, inlineWord(word)),
        preferred: at === 0,
        // The same word in another spelling, or the one truth that a text can mean.
        safe: at === 0 && (plain(word) === plain(source) || (data.with.length === 1 && ['true', 'false'].includes(word))),
      }));
    }
    case 'quote-value':
      return [
        {
          title: messages.text('fix.quote-value'),
          edits: replaced(tree, node, JSON.stringify(lines.slice(startOf(node), endOf(node)))),
          preferred: true,
          safe: true,
        },
      ];
    case 'wrap-in-list':
      return [
        {
          title: messages.text('fix.wrap-in-list'),
          edits: replaced(tree, node, `[${flowText(lines.slice(startOf(node), endOf(node)))}]`),
          preferred: true,
          safe: true,
        },
      ];
    default:
      return [];
  }
}

const plain = (word: string): string =>
  word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/gu, '_');

/** A word of the schemas' vocabulary; operators such as `>` need quotes. */
const inlineWord = (word: string): string => (/^[A-Za-z][\w /-]*$/u.test(word) ? word : JSON.stringify(word));

/** A scalar that may stand between brackets. */
export function flowText(written: string): string {
  if (/^(?:"[^\n]*"|'[^\n]*')$/u.test(written)) return written;
  return /[,[\]{}\n#:&*!|>'"%@`]/u.test(written) ? JSON.stringify(written.replaceAll(/\s*\n\s*/gu, ' ')) : written;
}

/** Days that a text can mean; two of them where day and month may have changed places. */
function dates({ node, key }: Value, { assessment, messages }: FixContext): readonly Candidate[] {
  const value = resolved(node);
  if (key.kind !== 'date' || value?.type !== 'scalar') return [];
  const meant = datesMeant(value.source);
  return meant.map((date) => ({
    title: messages.text('fix.replace-value', { to: date }),
    edits: replaced(assessment.tree, node, date),
    safe: meant.length === 1,
  }));
}

/** The only entry of a list, or a number in quotes, as the value itself. */
function unwrapped({ node, key }: Value, { assessment, messages }: FixContext): readonly Candidate[] {
  const { tree } = assessment;
  if (node.type === 'seq' && node.flow && node.items.length === 1) {
    const [only] = node.items;
    if (only?.type !== 'scalar') return [];
    const text = tree.lines.slice(startOf(only), endOf(only));
    return [{ title: messages.text('fix.unwrap'), edits: replaced(tree, node, text), safe: true }];
  }
  const isNumber = key.kind === 'integer' || key.kind === 'number' || key.kind === 'boolean';
  if (isNumber && node.type === 'scalar' && (node.style === 'single' || node.style === 'double')) {
    const text = node.source.trim();
    return [{ title: messages.text('fix.replace-value', { to: text }), edits: replaced(tree, node, text), safe: true }];
  }
  return [];
}

/** A single value or list below a key of the mapping that is expected in its place. */
function inPlace(value: Value, context: FixContext): readonly Candidate[] {
  const { node, key, inList } = value;
  const target = inList ? (key.item ?? key) : key;
  if (node.type === 'alias' || node.type === 'map' || target.keys.length === 0) return [];
  const status = target.child('status');
  const source = node.type === 'scalar' ? plain(node.source) : '';
  const names: string[] = [];
  if (status?.choices.some((choice) => choice.value === source) === true) names.push('status');
  const first = target.keys.find((child) => !child.extra);
  if (first !== undefined && (target.kind === 'object' || inList)) names.push(first.name);
  if (target.child('notes') !== undefined) names.push('notes');
  return names.flatMap((name) => {
    const text = name === 'status' ? source : name === 'notes' && node.type === 'scalar' ? noteText(node) : null;
    const edits = under(value, name, text, context);
    return edits === null ? [] : [{ title: context.messages.text('fix.put-under', { key: name }), edits, preferred: true }];
  });
}

/** A value that is no text, as one; null where it can stay as it is written. */
const noteText = ({ value, source }: ScalarNode): string | null => (typeof value === 'string' ? null : JSON.stringify(source));

/** Edits after which a value stands below `name`; `text` in its place where it has to be written in another way. */
function under({ node, inList }: Value, name: string, text: string | null, { assessment }: FixContext): readonly TextEdit[] | null {
  const { tree } = assessment;
  const { lines } = tree;
  const start = startOf(node);
  const line = lines.lineOf(start);
  const written = text ?? lines.slice(start, endOf(node));
  const isOneLine = !lines.slice(start, endOf(node)).includes('\n');
  const lead = lines.slice(lines.startOf(line), start);
  const isFlowAround = /[{[,]\s*$/u.test(lead.replace(/^(?:\s|- )*[\w$"'-]+:\s*$/u, '')) || /[{[]/u.test(lead);
  if (isFlowAround) return isOneLine ? [{ from: start, to: endOf(node), text: `{ ${name}: ${written} }` }] : null;
  if (inList && isOneLine) return /^\s*(?:- +)+$/u.test(lead) ? [{ from: start, to: endOf(node), text: `${name}: ${written}` }] : null;
  const owner = /^( *)((?:- +)*)[^\s#].*:[ \t]+$/u.exec(lead);
  const eol = lineEnding(tree);
  if (isOneLine && owner !== null) {
    const margin = ' '.repeat((owner[1]?.length ?? 0) + (owner[2]?.length ?? 0) + indentStep(tree));
    const from = start - (/[ \t]+$/u.exec(lead)?.[0].length ?? 0);
    return [{ from, to: endOf(node), text: `${eol}${margin}${name}: ${written}` }];
  }
  // A list below its key: the new key in between, and the list below that one.
  if (node.type === 'seq' && !node.flow && lead.trim() === '' && text === null) return listUnder(tree, node, name, line);
  return null;
}

function listUnder(tree: SyntaxTree, node: YamlNode, name: string, line: number): readonly TextEdit[] | null {
  const { lines } = tree;
  let above = line - 1;
  while (above >= 0 && /^\s*(?:#.*)?$/u.test(lines.textOf(above))) above -= 1;
  const owner = /^( *)((?:- +)*)[^\s#].*:\s*(?:#.*)?$/u.exec(above < 0 ? '' : lines.textOf(above));
  if (owner === null) return null;
  const column = (owner[1]?.length ?? 0) + (owner[2]?.length ?? 0) + indentStep(tree);
  const shift = Math.max(0, column - columnOf(tree, startOf(node)));
  const edits: TextEdit[] = [
    { from: lines.startOf(line), to: lines.startOf(line), text: `${' '.repeat(column)}${name}:${lineEnding(tree)}` },
  ];
  for (let at = line; at < lines.count && lines.startOf(at) < endOf(node); at += 1)
    if (shift > 0 && lines.textOf(at).trim() !== '')
      edits.push({ from: lines.startOf(at), to: lines.startOf(at), text: ' '.repeat(shift) });
  return edits;
}

/** An empty list or mapping where a single value belongs: nothing is lost with it. */
function emptied({ node, key }: Value, { assessment, messages }: FixContext): readonly Candidate[] {
  const isEmpty =
    (node.type === 'seq' && node.flow && node.items.length === 0) || (node.type === 'map' && node.flow && node.pairs.length === 0);
  if (!isEmpty || key.path === '') return [];
  return [{ title: messages.text('fix.remove-brackets'), edits: replaced(assessment.tree, node, ''), safe: true }];
}
