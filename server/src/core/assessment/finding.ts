/** What an assessment finds. Findings carry codes and parameters; words are put to them at the edge (`messages`). */
import type { Level } from '../catalog/catalog';
import type { Place } from '../document/systemRecord';
import type { Due } from './due';
import type { Spanned } from '../syntax/node';

export type FindingCode =
  | 'yaml-syntax'
  | 'duplicate-key'
  | 'several-documents'
  | 'file-unreadable'
  | 'unknown-key'
  | 'misplaced-key'
  | 'wrong-type'
  | 'invalid-value'
  | 'missing-mandatory'
  | 'missing-recommended'
  | 'incomplete-answer'
  | 'placeholder-answer'
  | 'tier-missing'
  | 'tier-mismatch'
  | 'duplicate-system'
  | 'kind-mismatch'
  | 'prohibited-practice'
  | 'evidence-missing'
  | 'evidence-outside-workspace'
  | 'deprecated-name'
  | 'waiver-incomplete'
  | 'waiver-expired'
  | 'waiver-unused'
  | 'config-invalid'
  | 'policy-weakens'
  | 'tier-too-low'
  | 'consistency-classification'
  | 'consistency-unsure'
  | 'consistency-answers'
  | 'consistency-stage'
  | 'consistency-roles';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/**
 * A value for a hole of a message: words as they stand, a list to be joined, the key of another text with its own holes or
 * of one that a number shapes, or an ISO date.
 */
export type Param =
  | string
  | number
  | readonly string[]
  | { readonly text: string; readonly params?: Params }
  | { readonly counted: string; readonly count: number }
  | { readonly date: string };

export type Params = Readonly<Record<string, Param>>;

/** What a quick fix of a finding needs to know beyond the finding's code and path. */
export type FixData =
  | { readonly fix: 'rename-key'; readonly to: readonly string[] }
  | { readonly fix: 'replace-value'; readonly with: readonly string[] }
  /** The entries that a list of the header should have. */
  | { readonly fix: 'replace-list'; readonly path: readonly string[]; readonly with: readonly string[] }
  | { readonly fix: 'quote-value' }
  | { readonly fix: 'wrap-in-list' }
  | { readonly fix: 'state-tier' }
  | { readonly fix: 'state-kind'; readonly kind: string }
  /** A text between two offsets to be replaced; `title` names the fix's text. */
  | { readonly fix: 'replace-span'; readonly from: number; readonly to: number; readonly with: string; readonly title: string }
  /** The first entry of a list that stands without a value. */
  | { readonly fix: 'begin-list'; readonly path: readonly string[] }
  /** Another value for evidence that is not there, and the file that could be created (`shown` is its path as written). */
  | {
      readonly fix: 'evidence';
      readonly at: Spanned;
      readonly with: string | null;
      readonly create: {
        readonly uri: string;
        readonly shown: string;
        readonly unit: string | null;
        readonly heading: string | null;
      } | null;
    }
  | { readonly fix: 'insert'; readonly paths: readonly (readonly string[])[] };

export interface Related {
  readonly at: Spanned | Place;
  readonly message: string;
  readonly params: Params;
}

export interface Finding {
  readonly code: FindingCode;
  /** Which text explains it: a key of the message table; most codes have one, some several. */
  readonly message: string;
  readonly params: Params;
  readonly severity: Severity;
  readonly anchor: Spanned;
  /** Document path of what is missing or wrong. */
  readonly path: string;
  readonly unit: string | null;
  readonly level: Level | null;
  readonly articles: readonly string[];
  /** From when and by whom what lacks is owed; null where no date in law stands behind it. */
  readonly due: Due | null;
  /** True for a gap that was accepted on purpose: reports show it, editors do not. */
  readonly waived: boolean;
  readonly fix: FixData | null;
  /** Where the cause stands, such as the declared tier; it may be another document. */
  readonly related: Related | null;
}

/** True for a place in another document. */
export const isElsewhere = (at: Spanned | Place): at is Place => 'uri' in at;

/** A finding with the fields that most of them leave empty. */
export function finding(part: Pick<Finding, 'code' | 'params' | 'severity' | 'anchor' | 'path'> & Partial<Finding>): Finding {
  return { message: part.code, unit: null, level: null, articles: [], due: null, waived: false, fix: null, related: null, ...part };
}

/** Severity of a gap in a unit or section of this level. */
const SEVERITY_OF_LEVEL: Readonly<Record<Level, Severity>> = { mandatory: 'error', recommended: 'information', optional: 'hint' };

/** What severities of gaps go by: the level alone, or also from when the law applies. */
export type SeverityBasis = 'level' | 'due-date';

const DAYS_OF_A_YEAR = 365;

/**
 * Severity of a gap: by due date, what is mandatory weighs less while it is not owed yet, or while nobody knows whether it
 * will be, since the system was there before.
 */
export function gapSeverity(level: Level, due: Due | null, basis: SeverityBasis): Severity {
  if (basis === 'level' || level !== 'mandatory' || due === null) return SEVERITY_OF_LEVEL[level];
  if (due.isOpen && due.earlier === null) return SEVERITY_OF_LEVEL[level];
  const days = due.earlier === null ? due.days : (due.earlier.publicDays ?? Infinity);
  if (days === null || days <= 0) return SEVERITY_OF_LEVEL[level];
  return days <= DAYS_OF_A_YEAR ? 'warning' : 'information';
}

/** Codes of findings that say that an answer lacks; what "next gap" walks through. */
export const GAP_CODES: ReadonlySet<FindingCode> = new Set([
  'missing-mandatory',
  'missing-recommended',
  'incomplete-answer',
  'placeholder-answer',
]);
