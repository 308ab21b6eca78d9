/** Semantic tokens as the numbers of the protocol: five each, places relative to the token before. */
import type { SemanticTokensEdit } from 'vscode-languageserver';
import type { SemanticToken } from '../../core/features/semanticTokens';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../../core/features/semanticTokens';
import type { Lines } from '../../core/syntax/lines';

export function tokenData(tokens: readonly SemanticToken[], lines: Lines): number[] {
  const data: number[] = [];
  let before = { line: 0, character: 0 };
  for (const { from, to, type, modifier } of tokens) {
    const at = lines.positionAt(from);
    const line = at.line - before.line;
    const modifiers = modifier === null ? 0 : 1 << TOKEN_MODIFIERS.indexOf(modifier);
    data.push(line, line === 0 ? at.character - before.character : at.character, to - from, TOKEN_TYPES.indexOf(type), modifiers);
    before = at;
  }
  return data;
}

/** The one edit that turns `before` into `after`, in whole tokens; none where they are equal. */
export function tokenEdits(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  if (start === before.length && start === after.length) return [];
  start -= start % TOKEN_SIZE;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  end -= end % TOKEN_SIZE;
  return [{ start, deleteCount: before.length - start - end, data: after.slice(start, after.length - end) }];
}

const TOKEN_SIZE = 5;
