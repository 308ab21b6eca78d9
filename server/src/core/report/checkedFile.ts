/** What a report is made from: a file, and what was found in it. */
import type { Assessment } from '../assessment/assess';
import type { Finding } from '../assessment/finding';
import type { LevelCounts } from '../assessment/progress';
import type { Level } from '../catalog/catalog';

export type CheckedFile =
  | { readonly path: string; readonly assessment: Assessment; readonly findings: readonly Finding[] }
  | { readonly path: string; readonly assessment: null; readonly kind: string; readonly findings: readonly Finding[] };

/** The part of a system that a report shows. */
export interface ReportedSystem {
  readonly system: string | null;
  readonly tier: string | null;
  readonly documents: readonly { readonly uri: string }[];
  readonly missing: readonly { readonly kind: { readonly id: string; readonly title: string }; readonly level: Level }[];
  readonly phases: Readonly<Record<string, LevelCounts>>;
}
