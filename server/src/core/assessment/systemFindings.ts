/** Findings about the system that a document belongs to: what its record contradicts, several records, none with a tier. */
import type { Catalog, Kind } from '../catalog/catalog';
import type { Header } from '../document/header';
import { pathFrom } from '../document/systemRecord';
import type { Spanned } from '../syntax/node';
import type { Finding } from './finding';
import { finding } from './finding';

/** Two tiers, two records. */
export const systemFindings = (catalog: Catalog, kind: Kind, path: string, header: Header, firstKey: Spanned): readonly Finding[] => [
  ...tierMismatch(catalog, path, header),
  ...(kind.isRecord ? duplicateSystem(path, header, firstKey) : []),
];

/** Neither the document nor a record that counts for it states a tier. */
export function tierMissing(kind: Kind, path: string, { rivals }: Header, anchor: Spanned): Finding {
  const [first] = kind.isRecord ? [] : rivals;
  return finding({
    code: 'tier-missing',
    ...(first === undefined ? {} : { message: 'tier-missing.rivals' }),
    params: first === undefined ? {} : { files: rivals.map(({ uri }) => pathFrom(path, uri)) },
    severity: 'error',
    anchor,
    path: 'risk_tier',
    fix: { fix: 'state-tier' },
    related: first === undefined ? null : { at: first, message: 'related.rival', params: {} },
  });
}

function tierMismatch(catalog: Catalog, path: string, { tier, record }: Header): readonly Finding[] {
  if (tier === null || record?.tier == null || record.tierRange === null || record.tier === tier.value) return [];
  const titleOf = (id: string): string => catalog.tier(id)?.title ?? id;
  return [
    finding({
      code: 'tier-mismatch',
      params: { tier: titleOf(tier.value), other: titleOf(record.tier), file: pathFrom(path, record.uri) },
      severity: 'error',
      anchor: tier.at,
      path: 'risk_tier',
      fix: { fix: 'replace-value', with: [record.tier] },
      related: { at: { uri: record.uri, range: record.tierRange }, message: 'related.tier', params: { tier: record.tier } },
    }),
  ];
}

/** A stage or roles that the record of the system contradicts. A document may speak for some of the system's roles only. */
export function recordContradictions(path: string, { ownStage, ownRoles, record }: Header): readonly Finding[] {
  if (record === null) return [];
  const { uri, stage, stageRange, roles, rolesRange } = record;
  const file = pathFrom(path, uri);
  const findings: Finding[] = [];
  if (ownStage !== null && stage !== null && stageRange !== null && stage !== ownStage.value) {
    findings.push(
      finding({
        code: 'consistency-stage',
        params: { stage: ownStage.value, other: stage, file },
        severity: 'warning',
        anchor: ownStage.at,
        path: 'lifecycle_stage',
        fix: { fix: 'replace-value', with: [stage] },
        related: { at: { uri, range: stageRange }, message: 'related.stage', params: { stage } },
      }),
    );
  }
  const others = ownRoles?.values.filter((role) => roles?.includes(role) === false) ?? [];
  if (ownRoles !== null && roles !== null && rolesRange !== null && others.length > 0) {
    findings.push(
      finding({
        code: 'consistency-roles',
        params: { roles: others, other: roles, file },
        severity: 'warning',
        anchor: ownRoles.at,
        path: 'operator_roles',
        fix: { fix: 'replace-list', path: ['operator_roles'], with: roles },
        related: { at: { uri, range: rolesRange }, message: 'related.roles', params: {} },
      }),
    );
  }
  return findings;
}

function duplicateSystem(path: string, { system, rivals }: Header, firstKey: Spanned): readonly Finding[] {
  const [first] = rivals;
  if (first === undefined) return [];
  return [
    finding({
      code: 'duplicate-system',
      message: system === null ? 'duplicate-system.unnamed' : 'duplicate-system',
      params: { system: system?.value ?? '', files: rivals.map(({ uri }) => pathFrom(path, uri)) },
      severity: 'error',
      anchor: system?.at ?? firstKey,
      path: 'system',
      related: { at: first, message: 'related.record', params: { system: system?.value ?? '' } },
    }),
  ];
}
