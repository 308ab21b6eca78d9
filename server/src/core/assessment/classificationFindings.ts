/** What is wrong between the recorded answers of the wizard and what the record states. */
import type { Catalog, Kind } from '../catalog/catalog';
import type { Header } from '../document/header';
import type { Regulation } from '../regulation/regulation';
import type { YamlNode } from '../syntax/node';
import { absolute, isNull, pairOf, resolved } from '../syntax/node';
import { find, showPath } from '../syntax/path';
import type { Finding } from './finding';
import { finding } from './finding';
import type { RecordFacts } from './knownFacts';

/** What the answers contradict (tier, result, roles), and answers that nobody is sure of. */
export function classificationFindings(
  { catalog, regulation }: { readonly catalog: Catalog; readonly regulation: Regulation },
  kind: Kind,
  root: YamlNode | null,
  header: Header,
  { classification }: RecordFacts,
): readonly Finding[] {
  const { reached, tier: result, articles } = classification;
  const titleOf = (id: string): string => catalog.tier(id)?.title ?? id;
  const recordedAs = (id: string): string => regulation.results.get(id)?.recordedAs ?? id;
  const rank = (id: string): number => catalog.tiers.findIndex((tier) => tier.id === id);
  const findings: Finding[] = [];
  const found = recordedAs(reached);
  if (header.tier !== null && rank(header.tier.value) > rank(found)) {
    findings.push(
      finding({
        code: 'tier-too-low',
        params: { tier: titleOf(header.tier.value), result: titleOf(found), articles },
        severity: 'error',
        anchor: header.tier.at,
        path: 'risk_tier',
        articles,
        fix: { fix: 'replace-value', with: [found] },
      }),
    );
  }
  const section = pairOf(root, 'classification')?.value ?? null;
  const stated = resolved(pairOf(section, 'result')?.value ?? null);
  if (
    result !== null &&
    stated?.type === 'scalar' &&
    !isNull(stated) &&
    regulation.results.has(String(stated.value)) &&
    stated.value !== result
  ) {
    findings.push(
      finding({
        code: 'consistency-classification',
        params: { stated: String(stated.value), result },
        severity: 'warning',
        anchor: stated,
        path: 'classification.result',
        fix: { fix: 'replace-value', with: [result] },
      }),
    );
  }
  findings.push(...roleFindings(header, classification));
  for (const { key, path } of kind.units.find(({ type }) => type === 'classification')?.fields ?? []) {
    if (!classification.review.includes(key.name)) continue;
    findings.push(
      finding({
        code: 'consistency-unsure',
        params: { question: `${key.name} ${key.title}` },
        severity: 'information',
        anchor: find(root, path).pair?.key ?? header.tier?.at ?? absolute(0, 0),
        path: showPath(path),
      }),
    );
  }
  return findings;
}

/** Roles that only one of the two names: the header, or the answers and what follows from them. */
function roleFindings({ ownRoles }: Header, { tier, roles, hasOpenRoles }: RecordFacts['classification']): readonly Finding[] {
  // What follows from the answers is known at the end of the walk.
  if (ownRoles === null || tier === null || hasOpenRoles || roles.length === 0) return [];
  const lacking = roles.filter((role) => !ownRoles.values.includes(role));
  const others = ownRoles.values.filter((role) => !roles.includes(role));
  if (lacking.length + others.length === 0) return [];
  return [
    finding({
      code: 'consistency-roles',
      message: `consistency-roles.${lacking.length === 0 ? 'unanswered' : 'unstated'}`,
      params: { roles: lacking.length === 0 ? others : lacking },
      severity: 'warning',
      anchor: ownRoles.at,
      path: 'operator_roles',
      fix: { fix: 'replace-list', path: ['operator_roles'], with: roles },
    }),
  ];
}
