/** Waivers: a new one for a gap that somebody accepts, and the end of one that is not needed. */
import type { Assessment } from '../../assessment/assess';
import type { Finding } from '../../assessment/finding';
import { GAP_CODES } from '../../assessment/finding';
import { unitsNamed } from '../../assessment/waivers';
import { removeKey } from '../../edit/moves';
import { inlineScalar } from '../../edit/inlineScalar';
import { insertEntries } from '../../edit/insertKeys';
import { insertLines } from '../../edit/insertLines';
import { columnOf, contentEnd, indentStep, lineBehind, pairEnd } from '../../edit/layout';
import type { TextEdit } from '../../edit/textEdit';
import type { SeqNode } from '../../syntax/node';
import { endOf, pairOf, startOf } from '../../syntax/node';
import { readPath, showPath } from '../../syntax/path';
import type { FixContext, Proposal, QuickFix } from './fix';

const KEY = 'waivers';
/** What a person has to say; the words of the form. */
const TO_FILL_IN = ['reason', 'approved_by'] as const;

/** The entry of a waiver for what a finding says lacks; its reason and approver are left to a person. Undefined where it finds no place. */
export function waiveFix(finding: Finding, { assessment, messages }: FixContext): QuickFix | undefined {
  const field = fieldOf(finding, assessment);
  const what = String(finding.params['what'] ?? finding.params['title'] ?? finding.code);
  const edits = field === null || finding.waived ? [] : newWaiver(assessment, field);
  return edits.length === 0 ? undefined : { title: messages.text('fix.waive', { what }), edits, preferred: false, insertsKeys: true };
}

/** What a waiver calls the gap: the path of its section or question where that means it alone, else the unit's id. */
function fieldOf({ code, unit, path }: Finding, { kind }: Assessment): string | null {
  if (!GAP_CODES.has(code)) return null;
  const found = kind.unitById.get(unit ?? '');
  if (found === undefined) return unit === null ? path : null;
  const paths = found.fields.filter((field) => !field.supporting).map((field) => showPath(field.path));
  return paths.find((each) => unitsNamed(kind, each).every((named) => named === found)) ?? found.id;
}

function newWaiver(assessment: Assessment, field: string): readonly TextEdit[] {
  const { tree, root, kind } = assessment;
  const entry = [
    `field: ${/^[\d.]+$/u.test(field) ? JSON.stringify(field) : inlineScalar(field)}`,
    ...TO_FILL_IN.map((name) => `${name}:`),
  ];
  const inline = `{ ${entry.join(', ')} }`;
  const step = indentStep(tree);
  const lines = entry.map((text, at) => `${' '.repeat(step)}${at === 0 ? '- ' : '  '}${text}`);
  const pair = pairOf(root, KEY);
  if (pair === undefined) {
    const isFlow = root?.type === 'map' && root.flow;
    return insertEntries(tree, root, kind.root, [
      { path: [KEY], ...(isFlow ? { value: `[${inline}]` } : { lines: [`${KEY}:`, ...lines] }) },
    ]);
  }
  const { value } = pair;
  if (value?.type === 'seq' && value.items.length > 0) return value.flow ? inFlow(value, inline) : inBlock(tree, value, entry);
  if (pair.afterColon < 0 || (root?.type === 'map' && root.flow)) return [];
  const margin = ' '.repeat(columnOf(tree, startOf(pair.key)));
  if (value === null)
    return [
      insertLines(
        tree,
        lineBehind(tree, pairEnd(pair)),
        lines.map((line) => margin + line),
      ),
    ];
  if (value?.type === 'seq' && value.flow) return [{ from: startOf(value), to: endOf(value), text: `[${inline}]` }];
  return [];
}

function inFlow(list: SeqNode, entry: string): readonly TextEdit[] {
  const last = list.items.at(-1);
  return last == null ? [] : [{ from: endOf(last), to: endOf(last), text: `, ${entry}` }];
}

/** Behind the last entry, with its dash and the column of its keys. */
function inBlock(tree: Assessment['tree'], list: SeqNode, entry: readonly string[]): readonly TextEdit[] {
  const last = list.items.at(-1);
  if (last?.type !== 'map' || last.flow) return [];
  const line = tree.lines.lineOf(startOf(last));
  const dash = /^( *)(- +)/u.exec(tree.lines.textOf(line));
  if (dash === null || columnOf(tree, startOf(last)) !== dash[0].length) return [];
  const [lead, margin = ''] = dash;
  const lines = entry.map((text, at) => (at === 0 ? lead : margin.padEnd(lead.length)) + text);
  return [insertLines(tree, lineBehind(tree, contentEnd(last)), lines)];
}

/** Changes for a waiver that is incomplete, has ended, or covers nothing. */
export function waiverFixes(finding: Finding, { assessment, messages }: FixContext): Proposal {
  const blocked = { title: messages.text('fix.complete-waiver'), reason: messages.text('blocked.waiver') };
  const index = readPath(finding.path).find((step) => typeof step === 'number');
  if (finding.code === 'waiver-incomplete' || index === undefined) return { candidates: [], blocked };
  const cut = removeEntry(assessment, index);
  return { candidates: [{ title: messages.text('fix.remove-waiver'), edits: cut, preferred: true }], blocked };
}

/** Removes one waiver; the last one with its key. */
function removeEntry({ tree, root }: Assessment, index: number): readonly TextEdit[] | null {
  const pair = pairOf(root, KEY);
  const list = pair?.value;
  const item = list?.type === 'seq' ? list.items[index] : undefined;
  if (pair === undefined || root?.type !== 'map' || list?.type !== 'seq' || item == null) return null;
  if (list.items.length === 1) {
    const cut = removeKey(tree, { map: root, pair });
    return cut === null ? null : [cut];
  }
  if (list.flow) return fromFlow(list, index);
  const from = tree.lines.startOf(tree.lines.lineOf(startOf(item)));
  return /^ *- +$/u.test(tree.lines.slice(from, startOf(item))) ? [{ from, to: lineBehind(tree, contentEnd(item)), text: '' }] : null;
}

function fromFlow(list: SeqNode, index: number): readonly TextEdit[] | null {
  const [before, item, next] = [list.items[index - 1], list.items[index], list.items[index + 1]] as const;
  if (item == null) return null;
  if (before != null) return [{ from: endOf(before), to: endOf(item), text: '' }];
  return next == null ? null : [{ from: startOf(item), to: startOf(next), text: '' }];
}
