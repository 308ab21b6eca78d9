/** How serious findings are in a workspace: the one place where its configuration is applied to them. */
import type { Finding } from '../assessment/finding';
import type { Config } from './config';

/** Findings as they are shown and counted; those that are switched off are left out. */
export function configured(findings: readonly Finding[], { severity }: Config): readonly Finding[] {
  if (Object.keys(severity).length === 0) return findings;
  return findings.flatMap((finding) => {
    const set = severity[finding.code] ?? finding.severity;
    return set === 'off' ? [] : [set === finding.severity ? finding : { ...finding, severity: set }];
  });
}
