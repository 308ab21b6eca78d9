/** What a report is made from: a file, and what was found in it. */
import type { Assessment } from '../assessment/assess';
import type { Finding } from '../assessment/finding';

export type CheckedFile =
  | { readonly path: string; readonly assessment: Assessment; readonly findings: readonly Finding[] }
  | { readonly path: string; readonly assessment: null; readonly kind: string; readonly findings: readonly Finding[] };
