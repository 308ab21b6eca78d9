/** Fully answered documents, from the catalog: every field with its example, every task done with its whole record. */
import type { Field, Kind, Unit } from '../../server/src/core/catalog/catalog';
import { guidance } from './engine';
import type { Layout } from './yamlText';
import { PLAIN_LAYOUT, toYaml } from './yamlText';

export type Tree = { [name: string]: unknown };

function kindOf(id: string): Kind {
  const kind = guidance().kinds.get(id);
  if (kind === undefined) throw new Error(`no kind ${id}`);
  return kind;
}

function answerOf({ key }: Field): unknown {
  if (key.kind !== 'task') return key.example;
  return {
    status: 'done',
    ...Object.fromEntries(key.keys.filter((child) => child.record !== null).map((child) => [child.name, child.example])),
  };
}

export function put(tree: Tree, path: readonly string[], value: unknown): void {
  let here = tree;
  for (const step of path.slice(0, -1)) here = (here[step] ??= {}) as Tree;
  here[path.at(-1) ?? ''] = value;
}

const built = new Map<string, Tree>();

/** The value of a document in which nothing is open; a copy of its own for every call. */
export function completeValue(kindId: string, tier: string, stage = 'in_development'): Tree {
  const value = built.get(kindId) ?? build(kindId, tier, stage);
  built.set(kindId, value);
  return { ...structuredClone(value), risk_tier: tier, lifecycle_stage: stage };
}

function build(kindId: string, tier: string, stage: string): Tree {
  const kind = kindOf(kindId);
  const tree: Tree = { kind: kindId, system: 'retail-score', risk_tier: tier, lifecycle_stage: stage, operator_roles: ['provider'] };
  for (const key of kind.root.keys) if (key.kind === 'section') tree[key.name] = {};
  for (const unit of kind.units) answerUnit(tree, unit);
  return tree;
}

function answerUnit(tree: Tree, unit: Unit): void {
  for (const field of unit.fields) {
    const answer = answerOf(field);
    if (answer === undefined) throw new Error(`${field.path.join('.')} has no example`);
    put(tree, field.path, structuredClone(answer));
  }
}

/** The value of a document that holds the answer of one unit of the guidance's catalog, and nothing else. */
export function completeUnit(unit: Unit): Tree {
  const tree: Tree = {};
  answerUnit(tree, unit);
  return tree;
}

/** The same as text. */
export const completeDocument = (kindId: string, tier: string, stage = 'in_development', layout: Layout = PLAIN_LAYOUT): string =>
  toYaml(completeValue(kindId, tier, stage), layout);

/** A copy without what stands at a path; what this empties above goes too. Returns the shortest path that is gone. */
export function without(tree: Tree, path: readonly string[], pruneTo = 0): readonly string[] {
  const above: Tree[] = [tree];
  for (const step of path.slice(0, -1)) above.push((above.at(-1)?.[step] ?? {}) as Tree);
  for (let depth = path.length - 1; depth >= 0; depth -= 1) {
    const parent = above[depth];
    const step = path[depth];
    if (parent === undefined || step === undefined) break;
    delete parent[step];
    if (Object.keys(parent).length > 0 || depth <= pruneTo) return path.slice(0, depth + 1);
  }
  return path.slice(0, 1);
}
