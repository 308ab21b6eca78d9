/** Facts of a record that is edited: the wizard is walked anew only where answers, tier, roles or date changed. */
import type { Kind } from '../catalog/catalog';
import type { Header } from '../document/header';
import type { Regulation } from '../regulation/regulation';
import type { YamlNode } from '../syntax/node';
import type { Filling } from './fill';
import { sameItems } from './memo';
import type { RecordFacts } from './recordFacts';
import { readFacts, recordParts } from './recordFacts';

export class KnownFacts {
  #inputs: readonly unknown[] = [];
  #facts: RecordFacts | null = null;

  /** The facts of a record; the same object as long as nothing that they rest on changed. Null for kinds that record none. */
  of(engine: { readonly regulation: Regulation }, kind: Kind, root: YamlNode | null, header: Header, filling: Filling): RecordFacts | null {
    const parts = recordParts(kind, root);
    if (parts === null) return null;
    const inputs = [parts.answers, parts.placedOnMarket, header.tier?.value, header.sources.roles, header.roles.join(' ')];
    if (this.#facts === null || !sameItems(this.#inputs, inputs)) this.#facts = readFacts(engine.regulation, parts, header, filling);
    this.#inputs = inputs;
    return this.#facts;
  }
}
