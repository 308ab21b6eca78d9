/** What a report is made from: a file, and what was found in it. Holds no tree, so that many files fit. */
import type { Assessment } from '../assessment/assess';
import type { Finding } from '../assessment/finding';
import type { LevelCounts, Progress } from '../assessment/progress';
import type { Kind, Level } from '../catalog/catalog';
import type { Range } from '../syntax/lines';
import { Lines } from '../syntax/lines';
import { endOf, startOf } from '../syntax/node';

export interface CheckedFile {
  readonly path: string;
  readonly kind: Kind;
  readonly system: string | null;
  readonly tier: string | null;
  readonly findings: readonly { readonly finding: Finding; readonly range: Range }[];
  /** Null for a file that cannot be read. */
  readonly progress: Progress | null;
}

/** Keeps what reports show of an assessment. */
export const checkedFile = (path: string, { kind, header, tier, findings, progress, tree }: Assessment): CheckedFile => ({
  path,
  kind,
  system: header.systemId,
  tier,
  findings: located(findings, tree.lines),
  progress,
});

/** A file that would be a document by its name, but cannot be read. */
export const unreadableFile = (path: string, kind: Kind, finding: Finding): CheckedFile => ({
  path,
  kind,
  system: null,
  tier: null,
  findings: located([finding], new Lines('')),
  progress: null,
});

/** Findings with their places; what points into the tree is left behind. */
const located = (findings: readonly Finding[], lines: Lines): CheckedFile['findings'] =>
  findings.map((finding) => ({
    finding: { ...finding, anchor: NOWHERE, related: null, fix: null },
    range: lines.range(startOf(finding.anchor), endOf(finding.anchor)),
  }));

const NOWHERE: Finding['anchor'] = { origin: { offset: 0 }, from: 0, to: 0 };

/** The part of a system that a report shows. */
export interface ReportedSystem {
  readonly system: string | null;
  readonly tier: string | null;
  readonly documents: readonly { readonly uri: string }[];
  readonly missing: readonly { readonly kind: { readonly id: string; readonly title: string }; readonly level: Level }[];
  readonly phases: Readonly<Record<string, LevelCounts>>;
}
