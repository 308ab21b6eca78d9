/** The JSON report of format.md, section 9. */
import type { CheckedFile, ReportedSystem } from './checkedFile';
import { countBySeverity } from './checkedFile';

/** Renders the report; `relative` turns a document's URI into its path from the working directory. */
export function jsonReport(files: readonly CheckedFile[], systems: readonly ReportedSystem[], relative: (uri: string) => string): string {
  const report = {
    version: 1,
    files: files.map(({ path, kind, ...file }) => ({ path, kind: kind.id, ...file })),
    systems: systems.map((system) => ({
      id: system.system,
      tier: system.tier,
      documents: system.documents.map(({ uri }) => relative(uri)),
      missingDocuments: system.missing.map(({ kind, level }) => ({ kind: kind.id, level })),
      phases: system.phases,
    })),
    summary: countBySeverity(files),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
