/** The keys that a task's record begins with. */
import type { Key } from '../catalog/catalog';
import type { Skeleton } from './skeleton';

/** Names below a task: its status, and what a finished task names at this tier. */
export function recordKeys(task: Key, tier: string | null): readonly string[] {
  const asked = task.keys.filter((key) => tier !== null && key.record?.levels.get(tier) === 'mandatory');
  return ['status', ...asked.map((key) => key.name)];
}

/** The same as a tree of keys. */
export const taskSkeleton = (task: Key, tier: string | null): readonly Skeleton[] =>
  recordKeys(task, tier).map((name) => ({ name, key: task.child(name), below: [] }));
