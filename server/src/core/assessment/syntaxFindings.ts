/** Findings about what is no good YAML: what is wrong on a line, and what to write instead. */
import type { Spanned } from '../syntax/node';
import { absolute, startOf } from '../syntax/node';
import { ODD_BLANK } from '../syntax/oddBlank';
import type { SyntaxProblem, SyntaxTree } from '../syntax/parse';
import type { Finding, FixData } from './finding';
import { finding } from './finding';

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
  'TOO_DEEP',
]);

/** One finding per line: what follows on the same line is a consequence. */
export function syntaxFindings(tree: SyntaxTree): readonly Finding[] {
  const lines = new Set<number>();
  return tree.problems
    .toSorted((a, b) => startOf(a) - startOf(b))
    .flatMap((problem) => {
      const line = tree.lines.lineOf(startOf(problem));
      if (lines.has(line)) return [];
      lines.add(line);
      const words = wordsFor(problem, tree.lines.textOf(line), tree.lines.positionAt(startOf(problem)).character);
      return [
        finding({
          code: 'yaml-syntax',
          message: `yaml-syntax.${words}`,
          params: { line: line + 1, detail: problem.detail },
          severity: 'error',
          anchor: onOneLine(problem, tree),
          path: '',
          fix: fixFor(words, tree, line),
        }),
      ];
    });
}

/** What is wrong with a line, where its text says it better than the parser; the likeliest first. */
const BY_TEXT: readonly (readonly [words: string, text: RegExp])[] = [
  ['TAB_AS_INDENT', /^ *\t/u],
  ['ODD_BLANK', new RegExp(`^[ \\t]*[${ODD_BLANK}]`, 'u')],
  ['CONFLICT', /^([<>|=])\1{6}(?:\s|$)/u],
];

/** A blank behind a colon or dash that is no space. */
const ODD_BLANK_BEHIND = new RegExp(String.raw`^(\s*(?:-[ \t]+)*(?:-|[\w$-]+:))[${ODD_BLANK}]`, 'u');
/** A sign between key and value that is no colon. */
const NO_COLON_SIGN = /^(\s*(?:-[ \t]+)*[\w$-]+)[ \t]*(?:[=;]|\uFF1A)[ \t]*(?=\S)/u;
const SLASHES = /^(\s*)\/\//u;

/** The same for what does not stand where it should. */
const MISPLACED: readonly (readonly [words: string, text: RegExp])[] = [
  ['ODD_BLANK_BEHIND', ODD_BLANK_BEHIND],
  ['NO_BLANK_BEHIND_DASH', /^\s*-[^\s-]/u],
  ['OPEN_BRACKET', /^\s*(?:-[ \t]+)*[[{][^\]}]*$/u],
];

/** The same for what is no complete entry, or goes on where it should end. */
const UNFINISHED: readonly (readonly [words: string, text: RegExp])[] = [
  ['TEMPLATE', /^\s*\{[{%]/u],
  ['SLASHES', SLASHES],
  ['NO_COLON_SIGN', NO_COLON_SIGN],
  ['NO_BLANK_BEHIND_COLON', /^\s*(?:-[ \t]+)*[\w$-]+:[^\s:]/u],
  ['QUOTE_IN_QUOTES', /(?:[:-]\s+|^\s*)(?:'[^']*'|"(?:[^"\\]|\\.)*")\s*[^\s,\]}:#]/u],
  ['OPEN_QUOTE', /^\s*(?:-[ \t]+)*(?:'[^']*|"[^"]*)$/u],
  ...MISPLACED,
  ['BAD_SCALAR_START', /[:-]\s+[|>&!*%@`]/u],
];

function wordsFor({ code, detail }: SyntaxProblem, text: string, character: number): string {
  const saying = (all: typeof BY_TEXT): string | undefined => all.find(([, pattern]) => pattern.test(text))?.[0];
  const always = code === 'TAB_AS_INDENT' ? code : saying(BY_TEXT);
  if (always !== undefined) return always;
  switch (code) {
    case 'UNEXPECTED_TOKEN':
      return /[\]}]/u.test(text.charAt(character)) ? 'STRAY_BRACKET' : (saying(UNFINISHED) ?? code);
    case 'MISSING_CHAR':
      return detail.startsWith('Implicit map keys need') ? (saying(UNFINISHED) ?? 'NO_COLON') : code;
    case 'MULTILINE_IMPLICIT_KEY':
      return saying(UNFINISHED) ?? (text.includes(':') ? code : 'NO_COLON');
    case 'BAD_INDENT':
      return saying(MISPLACED) ?? (detail.startsWith('Flow ') ? 'OPEN_BRACKET' : code);
    case 'BLOCK_IN_FLOW':
      return saying(MISPLACED) ?? (/[[{].*[\]}]/u.test(text) ? 'IN_FLOW' : code);
    case 'BLOCK_AS_IMPLICIT_KEY':
      return /:\s.*:(?:\s|$)/u.test(text) ? code : 'BAD_INDENT';
    default:
      return EXPLAINED.has(code) ? code : 'OTHER';
  }
}

function fixFor(words: string, tree: SyntaxTree, line: number): FixData | null {
  switch (words) {
    case 'TAB_AS_INDENT':
      return indentFix(tree, line, 'fix.replace-tabs');
    case 'ODD_BLANK':
      return indentFix(tree, line, 'fix.replace-blanks');
    case 'BLOCK_AS_IMPLICIT_KEY':
      return quoteFix(tree, line);
    case 'ODD_BLANK_BEHIND':
      return replaceFix(tree, line, ODD_BLANK_BEHIND, '$1 ', 'fix.replace-blanks');
    case 'NO_COLON_SIGN':
      return replaceFix(tree, line, NO_COLON_SIGN, '$1: ', 'fix.write-colon');
    case 'SLASHES':
      return replaceFix(tree, line, SLASHES, '$1#', 'fix.write-hash');
    default:
      return null;
  }
}

/** Two spaces for each tab at the beginning of a line, one for each odd blank. */
function indentFix(tree: SyntaxTree, line: number, title: string): FixData | null {
  const lead = /^\s*/u.exec(tree.lines.textOf(line))?.[0] ?? '';
  const by = lead.replaceAll('\t', '  ').replaceAll(/[^ ]/gu, ' ');
  const from = tree.lines.startOf(line);
  return by === lead ? null : { fix: 'replace-span', from, to: from + lead.length, with: by, title };
}

/** The beginning of a line, written otherwise. */
function replaceFix(tree: SyntaxTree, line: number, pattern: RegExp, by: string, title: string): FixData | null {
  const text = tree.lines.textOf(line);
  const [match] = pattern.exec(text) ?? [];
  if (match === undefined) return null;
  const from = tree.lines.startOf(line);
  const written = text.replace(pattern, by);
  return { fix: 'replace-span', from, to: from + match.length, with: written.slice(0, written.length - text.length + match.length), title };
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
