/** What a report is made from: a file, and what was found in it. Holds no tree and no text, so that many files fit. */
import type { Assessment } from '../assessment/assess';
import type { Finding, FindingCode, Severity } from '../assessment/finding';
import type { LevelCounts, Progress } from '../assessment/progress';
import type { Kind, Level } from '../catalog/catalog';
import type { Range } from '../syntax/lines';
import { Lines } from '../syntax/lines';
import { endOf, startOf } from '../syntax/node';

/** A finding in the words of the report, and in the order of its JSON. */
export interface CheckedFinding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly path: string;
  readonly unit: string | null;
  readonly level: Level | null;
  readonly articles: readonly string[];
  /** ISO date from which it is owed; null where no law states one. */
  readonly appliesFrom: string | null;
  readonly waived: boolean;
}

export interface CheckedFile {
  readonly path: string;
  readonly kind: Kind;
  readonly system: string | null;
  readonly tier: string | null;
  readonly findings: readonly CheckedFinding[];
  /** Null for a file that cannot be read. */
  readonly progress: Progress | null;
}

/** The words of a finding: `Messages.of`, or `Messages.beside` for a report that shows its place. */
export type Say = (finding: Finding) => string;

/** Keeps what reports show of an assessment. */
export const checkedFile = (path: string, { kind, header, tier, findings, progress, tree }: Assessment, say: Say): CheckedFile => ({
  path,
  kind,
  system: header.systemId,
  tier,
  findings: findings.map((finding) => checkedFinding(finding, tree.lines, say)),
  progress,
});

/** A file that would be a document by its name, but cannot be read. */
export const unreadableFile = (path: string, kind: Kind, finding: Finding, say: Say): CheckedFile => ({
  path,
  kind,
  system: null,
  tier: null,
  findings: [checkedFinding(finding, new Lines(''), say)],
  progress: null,
});

const checkedFinding = (finding: Finding, lines: Lines, say: Say): CheckedFinding => ({
  code: finding.code,
  severity: finding.severity,
  message: say(finding),
  range: lines.range(startOf(finding.anchor), endOf(finding.anchor)),
  path: finding.path,
  unit: finding.unit,
  level: finding.level,
  articles: finding.articles,
  appliesFrom: finding.due?.from ?? null,
  waived: finding.waived,
});

/** How many findings of each severity the files have; what is waived does not count. */
export function countBySeverity(files: readonly CheckedFile[]): Readonly<Record<Severity, number>> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const file of files) for (const { severity, waived } of file.findings) if (!waived) counts[severity] += 1;
  return counts;
}

/** The part of a system that a report shows. */
export interface ReportedSystem {
  readonly system: string | null;
  readonly tier: string | null;
  readonly documents: readonly { readonly uri: string }[];
  readonly missing: readonly { readonly kind: { readonly id: string; readonly title: string }; readonly level: Level }[];
  readonly phases: Readonly<Record<string, LevelCounts>>;
}
