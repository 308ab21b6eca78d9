/** Which kind of document a file is: by its name, else by its top-level `kind:` (format.md, section 1). */
import type { Catalog, Kind } from '../catalog/catalog';
import type { ScalarNode, YamlNode } from '../syntax/node';
import { pairOf, resolved } from '../syntax/node';

/** The kind that a file name states (`mlops-canvas.yaml`, `retail.mlops-canvas.yml`); a path may stand before it. */
export function kindOfName(catalog: Catalog, path: string): Kind | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const stem = /^(.+)\.ya?ml$/u.exec(name)?.[1];
  return stem === undefined ? undefined : catalog.kinds.get(stem.slice(stem.lastIndexOf('.') + 1));
}

/** The value of the top-level key `kind`, when it is a text. */
export function statedKind(root: YamlNode | null): ScalarNode | undefined {
  const value = resolved(pairOf(root, 'kind')?.value ?? null);
  return value?.type === 'scalar' && typeof value.value === 'string' ? value : undefined;
}

/** A cheap test on raw text: could this be a document of ours by its `kind:`? False positives are possible. */
export function mayStateKind(catalog: Catalog, text: string): boolean {
  return text.includes('kind') && [...catalog.kinds.keys()].some((kind) => text.includes(kind));
}

/** The kind of a document, or undefined when it is none of ours. The name wins where it says something. */
export function documentKind(catalog: Catalog, path: string, root: YamlNode | null): Kind | undefined {
  const stated = statedKind(root);
  return kindOfName(catalog, path) ?? (stated === undefined ? undefined : catalog.kinds.get(String(stated.value)));
}
