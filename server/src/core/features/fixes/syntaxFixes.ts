/** What can be done about a text that is no good YAML: small repairs of the line, each of them tried before it is offered. */
import type { Finding } from '../../assessment/finding';
import type { TextEdit } from '../../edit/textEdit';
import { startOf } from '../../syntax/node';
import type { Candidate, FixContext, Proposal } from './fix';

/** A line taken apart: what stands before the value, the value, and what may follow it. */
const VALUE = /^(\s*(?:- +)*(?:[\w$-]+|"[^"]*"|'[^']*'):\s+|\s*(?:- +)+)(\S.*?)(\s+#.*|\s*)$/u;

const KEY_OR_ENTRY = /^\s*(?:- |-$|[\w$-]+:(?:\s|$)|"[^"]*":|'[^']*':)/u;

/** Repairs of the line at which a syntax finding is anchored, the likeliest first. */
export function syntaxFixes(finding: Finding, context: FixContext): Proposal {
  const { messages, assessment } = context;
  const { lines } = assessment.tree;
  const line = lines.lineOf(startOf(finding.anchor));
  const from = lines.startOf(line);
  const text = lines.textOf(line);
  const candidates: Candidate[] = [];
  const add = (title: string, edit: TextEdit | null, safe = false): void => {
    if (edit !== null)
      candidates.push({ title: messages.text(title), edits: [edit], preferred: candidates.length === 0, safe, uncovers: true });
  };
  const replace = (at: number, length: number, by: string): TextEdit => ({ from: from + at, to: from + at + length, text: by });
  const data = finding.fix;
  if (data?.fix === 'replace-span') add(data.title, { from: data.from, to: data.to, text: data.with }, data.title !== 'fix.quote-value');
  const word = /^(\s*(?:- +)*)([\w$-]+)(\s*)(#.*)?$/u.exec(text);
  if (word !== null) add('fix.add-colon', replace((word[1]?.length ?? 0) + (word[2]?.length ?? 0), 0, ':'));
  const joined = /^(\s*(?:- +)*[\w$-]+):(?=[^\s:])/u.exec(text);
  if (joined !== null) add('fix.add-blank', replace(joined[0].length, 0, ' '));
  const dash = /^(\s*(?:- +)*-)(?=[^\s-])/u.exec(text);
  if (dash !== null) add('fix.add-blank-behind-dash', replace(dash[0].length, 0, ' '));
  const value = VALUE.exec(text);
  if (value !== null) {
    const [, lead = '', written = ''] = value;
    const quoted = unquoted(written);
    // What was begun is finished rather than taken for a text.
    if (/^(["'])(?:(?!\1).)*$/u.test(written)) add('fix.close-quotes', replace(lead.length + written.length, 0, written.charAt(0)));
    const closers = missingClosers(written);
    if (closers !== '') add('fix.close-brackets', replace(lead.length + written.length, 0, closers));
    const tooMany = /^[[{].*[\]}]([\]}])$/u.exec(written)?.[1];
    if (tooMany !== undefined) add('fix.remove-bracket', replace(lead.length + written.length - 1, 1, ''));
    add('fix.quote-value', replace(lead.length, written.length, JSON.stringify(quoted)));
    if (written.startsWith('"'))
      add('fix.double-backslashes', replace(lead.length, written.length, written.replaceAll(/\\(?!["\\/])/gu, '\\\\')));
  }
  const indent = /^ */u.exec(text)?.[0].length ?? 0;
  // A line that is neither key nor entry would become a part of the text above it.
  if (KEY_OR_ENTRY.test(text))
    for (const column of columnsAround(lines, line)) if (column !== indent) add('fix.align', replace(0, indent, ' '.repeat(column)));
  if (/^%|^[\s\]}]*$/u.test(text)) add('fix.remove-line', { from, to: lines.startOf(line + 1), text: '' });
  return { candidates, blocked: { title: messages.text('fix.correct-line', { line: line + 1 }), reason: messages.text('blocked.syntax') } };
}

/** A value without quotes that stand at one of its ends only, or in its middle. */
const unquoted = (written: string): string => (/^(["'])(.*)\1$/u.test(written) ? written.slice(1, -1) : written);

/** Brackets that are opened in a value and not closed. */
function missingClosers(written: string): string {
  const open: string[] = [];
  for (const character of written.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/gu, '')) {
    if (character === '[') open.unshift(']');
    else if (character === '{') open.unshift('}');
    else if (character === open[0]) open.shift();
  }
  return open.join('');
}

/** Columns at which the nearest lines above and below begin, nearest first. */
function columnsAround(lines: FixContext['assessment']['tree']['lines'], line: number): readonly number[] {
  const columnAt = (at: number): readonly number[] => {
    const text = at < 0 || at >= lines.count ? '' : lines.textOf(at);
    return text.trim() === '' || /^\s*#/u.test(text) ? [] : [/^ */u.exec(text)?.[0].length ?? 0];
  };
  const near = [1, 2, 3].flatMap((step) => [...columnAt(line - step), ...columnAt(line + step)]);
  return [...new Set(near)];
}
