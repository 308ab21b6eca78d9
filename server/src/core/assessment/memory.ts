/**
 * What an assessment remembers of the one before: judgements of parts that did not change. Parts are told by identity,
 * which an incremental tree keeps over edits (see `IncrementalDocument`); after a fresh parse nothing is found again.
 */
import { EvidenceReader } from '../evidence/references';
import type { Pair, YamlNode } from '../syntax/node';
import type { KnownValues } from '../syntax/value';
import { Filling } from './fill';
import type { Finding } from './finding';

export class AssessmentMemory {
  readonly filling: Filling;
  readonly evidence: EvidenceReader;
  /** Findings of an entry's value, with the path at which it stood. */
  readonly entries = new WeakMap<Pair, { readonly path: string; readonly findings: readonly Finding[] }>();
  readonly values: KnownValues = new WeakMap();
  /** Collections without a key that stands twice, at any depth. */
  readonly withoutDuplicates = new WeakSet<YamlNode>();

  constructor(placeholder: RegExp) {
    this.filling = new Filling(placeholder);
    this.evidence = new EvidenceReader(placeholder);
  }
}
