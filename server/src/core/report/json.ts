/** The JSON report of format.md, section 9. */
import type { Severity } from '../assessment/finding';
import type { Messages } from '../text/messages';
import type { CheckedFile, ReportedSystem } from './checkedFile';

/** Renders the report; `relative` turns a document's URI into its path from the working directory. */
export function jsonReport(
  files: readonly CheckedFile[],
  systems: readonly ReportedSystem[],
  messages: Messages,
  relative: (uri: string) => string,
): string {
  const summary: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const file of files) for (const { finding } of file.findings) if (!finding.waived) summary[finding.severity] += 1;
  const report = {
    version: 1,
    files: files.map((file) => fileEntry(file, messages)),
    systems: systems.map((system) => ({
      id: system.system,
      tier: system.tier,
      documents: system.documents.map(({ uri }) => relative(uri)),
      missingDocuments: system.missing.map(({ kind, level }) => ({ kind: kind.id, level })),
      phases: system.phases,
    })),
    summary,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

const fileEntry = ({ path, kind, system, tier, findings, progress }: CheckedFile, messages: Messages): object => ({
  path,
  kind: kind.id,
  system,
  tier,
  findings: findings.map(({ finding, range }) => ({
    code: finding.code,
    severity: finding.severity,
    message: messages.of(finding),
    range,
    path: finding.path,
    unit: finding.unit,
    level: finding.level,
    articles: finding.articles,
    appliesFrom: finding.due?.from ?? null,
    waived: finding.waived,
  })),
  progress,
});
