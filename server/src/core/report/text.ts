/** The report for a terminal: per file its findings, its progress, and a sum at the end. */
import type { Catalog } from '../catalog/catalog';
import type { Messages } from '../text/messages';
import type { CheckedFile, ReportedSystem } from './checkedFile';
import { countBySeverity } from './checkedFile';

/** Renders the report; lines and columns are one-based, as terminals and editors show them. Empty without files. */
export function textReport(
  files: readonly CheckedFile[],
  systems: readonly ReportedSystem[],
  catalog: Catalog,
  messages: Messages,
  relative: (uri: string) => string,
): string {
  const output: string[] = [];
  for (const file of files) {
    for (const { code, severity, waived, message, range } of file.findings) {
      const { line, character } = range.start;
      const weight = messages.text(waived ? 'severity.waived' : `severity.${severity}`);
      output.push(`${file.path}:${line + 1}:${character + 1}: ${weight}: ${message} [${code}]`);
    }
    if (file.progress !== null) {
      const { mandatory, recommended } = file.progress;
      const tier = catalog.tier(file.tier)?.title ?? messages.text('tree.no-tier');
      output.push(
        messages.text(mandatory.waived + recommended.waived > 0 ? 'check.progress-waived' : 'check.progress', {
          path: file.path,
          kind: file.kind.title,
          tier,
          answered: mandatory.answered,
          total: mandatory.total,
          moreAnswered: recommended.answered,
          moreTotal: recommended.total,
          waived: mandatory.waived + recommended.waived,
        }),
        '',
      );
    }
  }
  for (const { system, tier, missing, documents } of systems) {
    for (const { kind, level } of missing) {
      output.push(
        messages.text('check.missing-document', {
          system: system ?? relative(documents[0]?.uri ?? ''),
          kind: kind.title,
          level: { text: `level.${level}` },
          tier: catalog.tier(tier)?.title ?? '',
          file: `${kind.id}.yaml`,
        }),
      );
    }
  }
  if (files.length > 0) output.push(messages.text('check.summary', { documents: files.length, ...countBySeverity(files) }));
  return output.length === 0 ? '' : `${output.join('\n')}\n`;
}
