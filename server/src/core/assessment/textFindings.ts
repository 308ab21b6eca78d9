/** Findings about the text itself: no good YAML, several documents, bytes that are no UTF-8, a text that is too long. */
import { absolute, startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';
import type { Finding } from './finding';
import { finding } from './finding';
import { syntaxFindings } from './syntaxFindings';

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
