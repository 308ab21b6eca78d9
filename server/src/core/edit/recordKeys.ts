/** The keys that the record of a task or duty begins with. */
import type { Key } from '../catalog/catalog';
import type { Skeleton } from './skeleton';

/** True for keys whose value is a record with a status. */
export const hasRecord = (key: Key | undefined): boolean => key?.kind === 'task' || key?.kind === 'duty';

/** Names below a task or duty: its status, and what a finished one names at this tier. */
export function recordKeys(record: Key, tier: string | null): readonly string[] {
  const asked = record.keys.filter((key) => tier !== null && key.record?.levels.get(tier) === 'mandatory');
  return ['status', ...asked.map((key) => key.name)];
}

/** The same as a tree of keys. */
export const recordSkeleton = (record: Key, tier: string | null): readonly Skeleton[] =>
  recordKeys(record, tier).map((name) => ({ name, key: record.child(name), below: [] }));
