/** What can be done about a configuration: names and values that were meant, quotes, repairs of a line. */
import type { Finding } from '../../assessment/finding';
import { endOf, startOf } from '../../syntax/node';
import type { FixContext, Proposal } from './fix';
import { syntaxFixes } from './syntaxFixes';
import { valueFixes } from './valueFixes';

export function configFixes(finding: Finding, context: FixContext): Proposal {
  const { messages } = context;
  const blocked = { title: messages.text('fix.correct-setting'), reason: messages.text('blocked.setting') };
  const { fix, anchor, message } = finding;
  if (fix?.fix === 'replace-span' || message.startsWith('yaml-syntax.')) return syntaxFixes(finding, context);
  if (fix?.fix === 'rename-key') {
    const candidates = fix.to.map((name, at) => ({
      title: messages.text('fix.rename-key', { to: name }),
      edits: [{ from: startOf(anchor), to: endOf(anchor), text: name }],
      preferred: at === 0,
    }));
    return { candidates, blocked };
  }
  return fix === null ? { candidates: [], blocked } : { ...valueFixes(finding, context), blocked };
}

/** An overlay lies in a file of its own, and what is in it was meant. */
export const policyFixes = ({ messages }: FixContext): Proposal => ({
  candidates: [],
  blocked: { title: messages.text('fix.correct-overlay'), reason: messages.text('blocked.overlay') },
});
