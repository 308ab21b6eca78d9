/**
 * What an assessment remembers of the one before: judgements of parts that did not change. Parts are told by identity,
 * which an incremental tree keeps over edits (see `IncrementalDocument`); after a fresh parse nothing is found again.
 * For documents of one kind.
 */
import type { Unit } from '../catalog/catalog';
import { EvidenceReader } from '../evidence/references';
import type { Pair, YamlNode } from '../syntax/node';
import type { Remembered } from '../syntax/remembered';
import { NOTHING_REMEMBERED, remembered } from '../syntax/remembered';
import type { KnownValues } from '../syntax/value';
import { Filling } from './fill';
import type { Finding } from './finding';
import { KnownFacts } from './knownFacts';
import { KnownGaps } from './knownGaps';
import { KnownUnits } from './knownUnits';
import type { Progress } from './progress';
import type { UnitResult } from './unitState';

interface KnownStructure {
  readonly path: string;
  readonly findings: readonly Finding[];
}

export class AssessmentMemory {
  readonly filling: Filling;
  readonly evidence: EvidenceReader;
  readonly facts = new KnownFacts();
  readonly units = new KnownUnits();
  readonly gapFindings = new KnownGaps();
  /** Progress by the results that it counts. */
  readonly progress = new WeakMap<ReadonlyMap<Unit, UnitResult>, Progress>();
  /** Structural findings of what stands under a key, by the path at which it stood. */
  readonly structure: Remembered<Pair, KnownStructure>;
  readonly values: KnownValues;
  /** Collections without a key that stands twice, at any depth. */
  readonly withoutDuplicates: Remembered<YamlNode, true>;

  /** `isLasting`: false for a document that is assessed once. */
  constructor(placeholder: RegExp, isLasting = true) {
    this.filling = new Filling(placeholder, isLasting);
    this.evidence = new EvidenceReader(placeholder, isLasting);
    this.structure = isLasting ? new WeakMap() : NOTHING_REMEMBERED;
    this.values = remembered(isLasting);
    this.withoutDuplicates = isLasting ? new WeakMap() : NOTHING_REMEMBERED;
  }
}
