/** Findings about the system that a document belongs to: a tier that its record contradicts. */
import type { Catalog } from '../catalog/catalog';
import type { Header } from '../document/header';
import { pathFrom } from '../document/systemRecord';
import type { Finding } from './finding';
import { finding } from './finding';

/** Where both state a tier and differ: the document's own is used all the same. */
export function systemFindings(catalog: Catalog, path: string, { tier, record }: Header): readonly Finding[] {
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
