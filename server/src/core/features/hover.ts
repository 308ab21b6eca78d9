/** Hover on every key and enumerated value. */
import type { Key, Kind } from '../catalog/catalog';
import { kindById } from '../catalog/catalog';
import { childNamed } from '../document/aliases';
import type { Spanned } from '../syntax/node';
import type { Path } from '../syntax/path';
import { locate, readPath } from '../syntax/path';
import type { Assessment } from '../assessment/assess';
import type { ExplainContext } from './explain';
import { explainKey, explainValue } from './explain';

export interface Hover {
  readonly markdown: string;
  readonly at: Spanned;
}

/** The key of the catalog at a document path; list entries lead to the shape of the list's entries. */
export function keyAtPath(kind: Kind, path: Path): Key | undefined {
  let key: Key | undefined = kind.root;
  for (const step of path) key = typeof step === 'number' ? (key?.item ?? key) : childNamed(key, step);
  return key;
}

/** What a waiver's `field` names: a question by its id, or whatever stands at a path. */
function waivedKey(kind: Kind | undefined, field: string): Key | undefined {
  if (kind === undefined) return undefined;
  const path = kind.unitById.get(field)?.fields[0]?.path ?? readPath(field);
  const key = keyAtPath(kind, path);
  return key === kind.root ? undefined : key;
}

/** Explains what stands at an offset; undefined where there is nothing to explain. */
export function hoverAt(assessment: Assessment, offset: number, context: Omit<ExplainContext, 'assessment'>): Hover | undefined {
  const located = locate(assessment.root, offset);
  if (located === undefined) return undefined;
  const { guidance } = context;
  const kind = kindById(guidance, assessment.kind.id);
  const key = kind === undefined ? undefined : keyAtPath(kind, located.path);
  if (key === undefined) return undefined;
  const full = { ...context, assessment };
  if (located.part === 'key' && located.pair !== null) return { markdown: explainKey(key, full), at: located.pair.key };
  const { node } = located;
  if (node?.type !== 'scalar') return undefined;
  const waived = located.path[0] === 'waivers' && located.path.at(-1) === 'field' ? waivedKey(kind, String(node.value)) : undefined;
  const explained = waived === undefined ? explainValue(key, node.source, full) : explainKey(waived, full);
  const markdown = explained ?? (guidance.placeholder.test(node.source) ? explainKey(key, full) : null);
  return markdown === null ? undefined : { markdown, at: node };
}
