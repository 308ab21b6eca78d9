/**
 * The record of an AI system: what one document states for all documents of its system. Which kind of document is one is
 * data (`x-guidance.document.record`). Reads it; which record a document belongs to is looked up in the workspace.
 */
import type { Catalog, Kind } from '../catalog/catalog';
import type { Regulation } from '../regulation/regulation';
import type { Range } from '../syntax/lines';
import type { Spanned } from '../syntax/node';
import { endOf, startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';
import type { RecordedFacts } from './dutyFacts';
import { recordedFacts, recordParts } from './dutyFacts';
import { statedHeader } from './header';

/** A place in a document that is not the one at hand. Lines and UTF-16 characters from zero. */
export interface Place {
  readonly uri: string;
  readonly range: Range;
}

export interface SystemRecord {
  readonly uri: string;
  /** Id of the system; null where none is stated. */
  readonly system: string | null;
  /** Where the system is named: the value of `system`, else the first key. */
  readonly systemRange: Range;
  /** Null while none is stated, or the stated one is no tier. */
  readonly tier: string | null;
  /** Where the tier is stated; null without one. */
  readonly tierRange: Range | null;
  readonly stage: string | null;
  readonly stageRange: Range | null;
  readonly roles: readonly string[] | null;
  /** The key that states the roles. */
  readonly rolesRange: Range | null;
  /** What it records of the classification; null for a kind that records none. */
  readonly recorded: RecordedFacts | null;
}

/** Reads what a record states; its tree may hold anything. */
export function readSystemRecord(
  { catalog, regulation }: { readonly catalog: Catalog; readonly regulation: Regulation },
  kind: Kind,
  uri: string,
  { root, lines }: Pick<SyntaxTree, 'root' | 'lines'>,
): SystemRecord {
  const parts = recordParts(kind, root);
  const { system, tier, stage, roles } = statedHeader(catalog, root);
  const rangeOf = ({ at }: { readonly at: Spanned }): Range => lines.range(startOf(at), endOf(at));
  const firstKey = root?.type === 'map' ? root.pairs[0]?.key : undefined;
  return {
    uri,
    system: system?.value ?? null,
    systemRange: system !== null ? rangeOf(system) : firstKey === undefined ? lines.range(0, 0) : rangeOf({ at: firstKey }),
    tier: tier?.value ?? null,
    tierRange: tier === null ? null : rangeOf(tier),
    stage: stage?.value ?? null,
    stageRange: stage === null ? null : rangeOf(stage),
    roles: roles?.values ?? null,
    rolesRange: roles === null ? null : rangeOf(roles),
    recorded: parts === null ? null : recordedFacts(regulation, parts),
  };
}

/** True where two records say the same at the same places: what depends on one need not be assessed anew for the other. */
export function sameRecord(a: SystemRecord | null, b: SystemRecord | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a === b ||
    (a.uri === b.uri &&
      a.system === b.system &&
      a.tier === b.tier &&
      a.stage === b.stage &&
      a.recorded?.key === b.recorded?.key &&
      sameWords(a.roles, b.roles) &&
      sameRange(a.systemRange, b.systemRange) &&
      sameRange(a.tierRange, b.tierRange) &&
      sameRange(a.stageRange, b.stageRange) &&
      sameRange(a.rolesRange, b.rolesRange))
  );
}

const sameWords = (a: readonly string[] | null, b: readonly string[] | null): boolean =>
  a === null || b === null ? a === b : a.length === b.length && a.every((word, at) => word === b[at]);

export function sameRange(a: Range | null, b: Range | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}

/** How a record's file is named in a document's messages: its path from the document's folder. Paths and URIs both do. */
export function pathFrom(document: string, record: string): string {
  const here = document.split('/').slice(0, -1);
  const there = record.split('/');
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared += 1;
  const steps = [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/');
  try {
    return decodeURIComponent(steps);
  } catch {
    return steps;
  }
}
