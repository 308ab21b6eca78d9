/** Waivers: gaps that were accepted on purpose (format.md, section 5). Which are valid, what each of them covers, and what is wrong with them. */
import type { Kind, Unit } from '../catalog/catalog';
import { isDate } from '../document/isoDate';
import type { Spanned, YamlNode } from '../syntax/node';
import { isNull, pairOf, resolved } from '../syntax/node';
import { showPath } from '../syntax/path';
import type { Filling } from './fill';
import type { Finding, FindingCode } from './finding';
import { finding } from './finding';
import type { UnitResult } from './unitState';
import type { Unread } from './unread';

/** A waiver that says who accepted what, and why. */
export interface Waiver {
  /** Unit id, document path, or code of a rule. */
  readonly field: string;
  readonly reason: string;
  readonly approvedBy: string;
  /** ISO date, or null where it does not end. */
  readonly expires: string | null;
  /** Its place in the list, from zero. */
  readonly index: number;
  readonly at: Spanned;
}

export interface Waivers {
  /** Complete, and not expired: only these waive. */
  readonly valid: readonly Waiver[];
  readonly findings: readonly Finding[];
}

const NONE: Waivers = { valid: [], findings: [] };
const REQUIRED = ['field', 'reason', 'approved_by'] as const;

/**
 * Reads the waivers of a document. `asOf` is the ISO date that counts as today; without one no waiver has expired. One of
 * which a part could not be read waives nothing, and is not said to be incomplete.
 */
export function readWaivers(root: YamlNode | null, filling: Filling, asOf: string | null, unread: Unread): Waivers {
  const list = resolved(pairOf(root, 'waivers')?.value ?? null);
  const items = list?.type === 'seq' ? list.items : list?.type === 'map' ? (itemsOf(list) ?? []) : [];
  if (items.length === 0) return NONE;
  const valid: Waiver[] = [];
  const findings: Finding[] = [];
  for (const [index, item] of items.entries()) {
    const map = resolved(item);
    if (map?.type !== 'map' || map.pairs.length === 0) continue;
    const text = (name: string): string => textOf(pairOf(map, name)?.value ?? null, filling);
    const end = resolved(pairOf(map, 'expires')?.value ?? null);
    const expires = end?.type === 'scalar' && !isLeftOut(end) ? end.source : '';
    // An end that is still to be named is none; a waiver that needs none leaves it out.
    const isToCome = expires !== '' && text('expires') === '';
    const lacking = [...REQUIRED.filter((name) => text(name) === ''), ...(isToCome ? ['expires'] : [])];
    const at = pairOf(map, 'field')?.key ?? map.pairs[0]?.key ?? map;
    const add = (code: FindingCode, anchor: Spanned, params: Finding['params'], below = ''): void => {
      const path = showPath(['waivers', index]);
      findings.push(finding({ code, params: { number: index + 1, ...params }, severity: 'error', anchor, path: path + below }));
    };
    if (unread.isWithin(['waivers', index])) continue;
    if (lacking.length > 0) add('waiver-incomplete', at, { lacking });
    else if (isDate(expires) && asOf !== null && expires < asOf)
      add('waiver-expired', end ?? at, { field: text('field'), date: { date: expires } }, '.expires');
    // What is no date is said to be none; until it is corrected, nobody knows whether the waiver still holds.
    else if (isDate(expires) || isLeftOut(end))
      valid.push({
        field: text('field'),
        reason: text('reason'),
        approvedBy: text('approved_by'),
        expires: expires === '' ? null : expires,
        index,
        at: resolved(pairOf(map, 'field')?.value ?? null) ?? at,
      });
  }
  return { valid, findings };
}

/** True where nothing stands. */
const isLeftOut = (node: YamlNode | null): boolean => isNull(node) || (node?.type === 'scalar' && node.source.trim() === '');

/** Entries of a list in its long form (`{ answer: [...] }`). */
function itemsOf(map: YamlNode): readonly (YamlNode | null)[] | undefined {
  const answer = resolved(pairOf(map, 'answer')?.value ?? null);
  return answer?.type === 'seq' ? answer.items : undefined;
}

/** A real text, or the texts of a list in one line; empty for anything else. */
function textOf(node: YamlNode | null, filling: Filling): string {
  const at = resolved(node);
  if (at?.type === 'scalar') return filling.isReal(at.value) ? String(at.value) : '';
  if (at?.type !== 'seq') return '';
  return at.items
    .map((item) => textOf(item, filling))
    .filter((text) => text !== '')
    .join(', ');
}

/** The units of a document that a waiver's `field` names, whatever their state. */
export function unitsNamed(kind: Kind, field: string): readonly Unit[] {
  const byId = kind.unitById.get(field);
  if (byId !== undefined) return [byId];
  const isBelow = (path: string): boolean => path === field || path.startsWith(`${field}.`);
  return kind.units.filter((unit) => {
    const needed = unit.fields.filter((part) => !part.supporting);
    return unit.fields.every((part) => isBelow(showPath(part.path))) || needed.some((part) => showPath(part.path) === field);
  });
}

/** Findings of rules that a waiver names by their code, as waived. */
export const waiveRules = (findings: readonly Finding[], waivers: readonly Waiver[]): readonly Finding[] =>
  findings.map((found) => (isRule(found.code) && waivers.some(({ field }) => field === found.code) ? { ...found, waived: true } : found));

/** Codes of rules between answers; only these can be waived by their code. */
const isRule = (code: string): boolean => code.startsWith('consistency-');

/** Results with the state `waived` where a valid waiver covers a gap, and the waivers that covered none. */
export function waive(
  kind: Kind,
  results: ReadonlyMap<Unit, UnitResult>,
  waivers: readonly Waiver[],
): { readonly results: ReadonlyMap<Unit, UnitResult>; readonly unused: readonly Waiver[] } {
  if (waivers.length === 0) return { results, unused: [] };
  const waived = new Map(results);
  const unused: Waiver[] = [];
  for (const waiver of waivers) {
    const gaps = unitsNamed(kind, waiver.field)
      .flatMap((unit) => results.get(unit) ?? [])
      .filter(isGap);
    if (gaps.length === 0) unused.push(waiver);
    for (const gap of gaps) waived.set(gap.unit, { ...gap, state: 'waived', waiver, unwaived: gap.state });
  }
  return { results: waived, unused };
}

/** True for a unit that would be reported. */
const isGap = ({ state, level }: UnitResult): boolean => state !== 'answered' && (level !== 'optional' || state !== 'missing');

/** Findings for waivers that cover no gap. */
export const unusedFindings = (waivers: readonly Waiver[]): readonly Finding[] =>
  waivers.map((waiver) =>
    finding({
      code: 'waiver-unused',
      params: { number: waiver.index + 1, field: waiver.field },
      severity: 'information',
      anchor: waiver.at,
      path: showPath(['waivers', waiver.index]),
    }),
  );
