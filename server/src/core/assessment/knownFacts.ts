/** Duties of a document that is edited: the wizard is walked anew only where answers, tier, roles or date changed. */
import type { Kind } from '../catalog/catalog';
import type { DutyFacts, RecordedFacts } from '../document/dutyFacts';
import { dutyFacts, recordedFacts, recordParts } from '../document/dutyFacts';
import type { Header } from '../document/header';
import type { Regulation } from '../regulation/regulation';
import type { YamlNode } from '../syntax/node';
import { sameItems } from './memo';

/** What a record says of duties, in its own assessment. */
export interface RecordFacts extends DutyFacts, RecordedFacts {
  /** Questions of the wizard that the answers lead to. */
  readonly asked: ReadonlySet<string>;
}

export class KnownFacts {
  #inputs: readonly unknown[] = [];
  #facts: RecordFacts | null = null;

  /** The facts of a record; the same object as long as nothing that they rest on changed. Null for kinds that record none. */
  of(regulation: Regulation, kind: Kind, root: YamlNode | null, header: Header): RecordFacts | null {
    const parts = recordParts(kind, root);
    if (parts === null) return null;
    const tier = header.tier?.value ?? null;
    const inputs = [parts.answers, parts.placedOnMarket, tier, header.sources.roles, header.roles.join(' ')];
    if (this.#facts === null || !sameItems(this.#inputs, inputs)) {
      const recorded = recordedFacts(regulation, parts);
      const duties = dutyFacts(regulation, recorded, tier, header.roles, header.sources.roles !== 'default');
      this.#facts = { ...recorded, ...duties, asked: new Set(recorded.classification.path) };
    }
    this.#inputs = inputs;
    return this.#facts;
  }
}

const shared = new WeakMap<Regulation, Map<string, DutyFacts>>();

/** Duties at the tier and roles of a document that is no record, with what the record of its system says. */
export function factsBeside(regulation: Regulation, header: Header, tier: string): DutyFacts {
  const known = shared.get(regulation) ?? new Map<string, DutyFacts>();
  shared.set(regulation, known);
  const recorded = header.record?.recorded ?? null;
  const areStated = header.sources.roles !== 'default';
  const key = JSON.stringify([tier, header.roles, areStated, recorded?.key ?? null]);
  let facts = known.get(key);
  if (facts === undefined) {
    // A workspace has few systems, and each of them few versions at a time.
    if (known.size > 200) known.clear();
    known.set(key, (facts = dutyFacts(regulation, recorded, tier, header.roles, areStated)));
  }
  return facts;
}
