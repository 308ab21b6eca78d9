/** Where a duty is answered: in the record of the system, or by units of documents that show it. */
import { unitLabel } from '../assessment/gaps';
import type { Catalog } from '../catalog/catalog';
import { showPath } from '../syntax/path';

/** The places in the order of the data, by file, such as `crisp-ml.yaml (Review process)`; empty for a duty that is asked nowhere. */
export function answerPlaces(catalog: Catalog, duty: string): readonly string[] {
  const record = [...catalog.kinds.values()].find(({ isRecord }) => isRecord);
  const unit = record?.unitById.get(duty);
  if (record === undefined || unit === undefined) return [];
  if (unit.coveredBy.length === 0) return unit.fields.map(({ path }) => inFile(record.id, [showPath(path)]));
  const labels = new Map<string, string[]>();
  for (const cover of unit.coveredBy) {
    const covering = catalog.kinds.get(cover.kind)?.unitById.get(cover.unit);
    if (covering !== undefined) labels.set(cover.kind, [...(labels.get(cover.kind) ?? []), unitLabel(covering)]);
  }
  return [...labels].map(([kind, units]) => inFile(kind, units));
}

const inFile = (kind: string, places: readonly string[]): string => `${kind}.yaml (${places.join(', ')})`;
