/** Why a file cannot be read or written, in words: what the system says is a code. */
import { UsageError } from './usage';
import type { Messages } from '../core/text/messages';
import { codeOf } from './newFile';

/** Codes that have words of their own. */
const EXPLAINED: ReadonlySet<string> = new Set([
  'EACCES',
  'EEXIST',
  'EISDIR',
  'ELOOP',
  'EMFILE',
  'ENAMETOOLONG',
  'ENOENT',
  'ENOSPC',
  'ENOTDIR',
  'EROFS',
]);

/** Codes that mean the same to whoever reads about them. */
const SAME: Readonly<Record<string, string>> = { EPERM: 'EACCES', EDQUOT: 'ENOSPC', EFBIG: 'ENOSPC', ENFILE: 'EMFILE' };

/** One line: what could not be done with which file, and why. `file` as the user named it. */
export function fileProblem(messages: Messages, action: 'read' | 'write', file: string, error: unknown): UsageError {
  const code = SAME[codeOf(error)] ?? codeOf(error);
  const known = EXPLAINED.has(code) ? code : 'OTHER';
  const detail = codeOf(error) || (error instanceof Error ? error.message : String(error));
  return new UsageError(messages.text(`problem.${action}`, { file, reason: { text: `reason.${known}`, params: { detail } } }));
}
