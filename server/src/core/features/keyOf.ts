/** From the path of a place in a document to its key in the catalog. */
import type { Key, Kind } from '../catalog/catalog';
import { childNamed } from '../document/aliases';

/** The key that a path of names leads to; list entries are passed through. */
export function keyOf(kind: Kind, path: readonly string[]): Key | undefined {
  let key: Key | undefined = kind.root;
  for (const name of path) {
    const next: Key | undefined = childNamed(key, name) ?? key?.item?.child(name);
    // What stands below `answer` is what stands in its place otherwise.
    if (next?.extra !== true || name !== 'answer') key = next;
  }
  return key;
}
