/** Findings about the text itself: no good YAML, several documents, bytes that are no UTF-8, a text that is too long. */
import type { Spanned } from '../syntax/node';
import { startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';
import type { Finding, FixData } from './finding';
import { finding } from './finding';

/** Longest text that is read, in UTF-16 units; about 100,000 lines. */
export const TEXT_LIMIT = 4 * 1024 * 1024;

/** True for a text that is not parsed at all: too long, or no text (it holds NUL). */
export const isUnreadable = (text: string): boolean => text.length > TEXT_LIMIT || text.includes('\0');

/** The one finding of a text that {@link isUnreadable}. */
export function unreadableFinding(text: string): Finding {
  const isLong = text.length > TEXT_LIMIT;
  return finding({
    code: 'file-unreadable',
    message: isLong ? 'file-unreadable.long' : 'file-unreadable.binary',
    params: { megabytes: (text.length / 1024 / 1024).toFixed(1), limit: TEXT_LIMIT / 1024 / 1024 },
    severity: 'error',
    anchor: absolute(0, 0),
    path: '',
  });
}

/** What stands in a text for bytes that are no UTF-8. */
const REPLACEMENT = '\uFFFD';

/** True for characters that make a text, or a part of it, unreadable; others need not be looked for again. */
export const holdsOddCharacters = (text: string): boolean => text.includes('\0') || text.includes(REPLACEMENT);

/** Findings about a text that was parsed. `isPlain`: it is known to hold no odd characters. */
export function textFindings(tree: SyntaxTree, isPlain: boolean): readonly Finding[] {
  return [...syntaxFindings(tree), ...(isPlain ? [] : encodingFindings(tree)), ...severalFindings(tree)];
}

/** Messages that need another text than "this is no good YAML", by the parser's code. */
const EXPLAINED: ReadonlySet<string> = new Set([
  'TAB_AS_INDENT',
  'BAD_INDENT',
  'MISSING_CHAR',
  'UNKNOWN_ALIAS',
  'MULTILINE_IMPLICIT_KEY',
  'BLOCK_AS_IMPLICIT_KEY',
  'BAD_DQ_ESCAPE',
  'BAD_SCALAR_START',
  'UNEXPECTED_TOKEN',
  'BLOCK_IN_FLOW',
  'BAD_DIRECTIVE',
  'OPEN_BRACKET',
  'OPEN_QUOTE',
  'CONFLICT',
]);

/** One finding per line: what follows on the same line is a consequence. */
function syntaxFindings(tree: SyntaxTree): readonly Finding[] {
  const lines = new Set<number>();
  return tree.problems
    .toSorted((a, b) => startOf(a) - startOf(b))
    .flatMap((problem) => {
      const offset = startOf(problem);
      const line = tree.lines.lineOf(offset);
      if (lines.has(line)) return [];
      lines.add(line);
      const code = EXPLAINED.has(problem.code) ? problem.code : 'OTHER';
      const isTab = code === 'TAB_AS_INDENT' || tree.lines.textOf(line).startsWith('\t');
      const isKey =
        problem.detail.startsWith('Implicit map keys need') ||
        (code === 'MULTILINE_IMPLICIT_KEY' && !tree.lines.textOf(line).includes(':'));
      return [
        finding({
          code: 'yaml-syntax',
          message: `yaml-syntax.${isTab ? 'TAB_AS_INDENT' : isKey ? 'NO_COLON' : code}`,
          params: { line: line + 1, detail: problem.detail },
          severity: 'error',
          anchor: onOneLine(problem, tree),
          path: '',
          fix: isTab ? tabFix(tree, line) : code === 'BLOCK_AS_IMPLICIT_KEY' ? quoteFix(tree, line) : null,
        }),
      ];
    });
}

/** Two spaces for each tab at the beginning of a line. */
function tabFix(tree: SyntaxTree, line: number): FixData | null {
  const lead = /^[ \t]*/u.exec(tree.lines.textOf(line))?.[0] ?? '';
  const from = tree.lines.startOf(line);
  return lead.includes('\t')
    ? { fix: 'replace-span', from, to: from + lead.length, with: lead.replaceAll('\t', '  '), title: 'fix.replace-tabs' }
    : null;
}

/** A plain text with a second `: ` in it, from the first colon to the end of the line or its comment. */
function quoteFix(tree: SyntaxTree, line: number): FixData | null {
  const match = /^((?:\s|- )*[\w$-]+:\s+)([^\s"'[{|>&*!].*?)(\s+#.*|\s*)$/u.exec(tree.lines.textOf(line));
  if (match === null) return null;
  const from = tree.lines.startOf(line) + (match[1]?.length ?? 0);
  const text = match[2] ?? '';
  return { fix: 'replace-span', from, to: from + text.length, with: JSON.stringify(text), title: 'fix.quote-value' };
}

/** A word or the rest of the line: wide enough to be seen, never more than a line. */
function onOneLine(span: Spanned, tree: SyntaxTree): Spanned {
  const start = startOf(span);
  const line = tree.lines.lineOf(start);
  const lineStart = tree.lines.startOf(line);
  const lineEnd = tree.lines.endOf(line);
  const word = /\S*/u.exec(tree.lines.slice(start, lineEnd))?.[0].length ?? 0;
  const end = Math.min(lineEnd, Math.max(start + word, start + (span.to - span.from)));
  if (end > start) return absolute(start, end);
  const before = /\S*\s*$/u.exec(tree.lines.slice(lineStart, start))?.[0].length ?? 0;
  return absolute(start - before, start);
}

const absolute = (from: number, to: number): Spanned => ({ origin: { offset: 0 }, from, to });

function encodingFindings(tree: SyntaxTree): readonly Finding[] {
  const at = tree.text.indexOf(REPLACEMENT);
  if (at < 0) return [];
  return [
    finding({
      code: 'file-unreadable',
      message: 'file-unreadable.encoding',
      params: { line: tree.lines.lineOf(at) + 1 },
      severity: 'error',
      anchor: absolute(at, at + 1),
      path: '',
    }),
  ];
}

function severalFindings(tree: SyntaxTree): readonly Finding[] {
  if (tree.secondDocument === null) return [];
  const line = tree.lines.lineOf(startOf(tree.secondDocument)) + 1;
  return [finding({ code: 'several-documents', params: { line }, severity: 'error', anchor: tree.secondDocument, path: '' })];
}
