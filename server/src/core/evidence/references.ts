/**
 * The evidence that a document names, each value with its place. Knows the forms in which it is written: the key
 * `evidence` of any mapping, and the short form of an output.
 */
import type { Key, Unit } from '../catalog/catalog';
import type { AliasNode, ScalarNode, Spanned, YamlNode } from '../syntax/node';
import { resolved } from '../syntax/node';
import type { Remembered } from '../syntax/remembered';
import { NOTHING_REMEMBERED } from '../syntax/remembered';
import type { Path } from '../syntax/path';
import type { EvidenceTarget } from './target';
import { readTarget } from './target';

/** One value of evidence. */
export interface EvidenceReference {
  /** Document path of the value, the index in a list included. */
  readonly path: Path;
  /** The value as it is meant, without quotes and blanks around it. */
  readonly value: string;
  /** The value as it stands in the text, quotes included. */
  readonly at: ScalarNode | AliasNode;
  /** What stands behind `#`; null where nothing does, or where the text is written with escapes or over several lines. */
  readonly headingAt: Spanned | null;
  readonly target: EvidenceTarget;
  /** The question, task or output that it is evidence of. */
  readonly unit: Unit | null;
}

/** A document path, one object per path: so paths are compared without walking them. */
class PathNode {
  #below: Map<string | number, PathNode> | undefined;
  #path: Path | undefined;

  constructor(
    readonly above: PathNode | null,
    readonly step: string | number,
  ) {}

  get path(): Path {
    this.#path ??= this.above === null ? [] : [...this.above.path, this.step];
    return this.#path;
  }

  below(step: string | number): PathNode {
    this.#below ??= new Map();
    let node = this.#below.get(step);
    if (node === undefined) {
      node = new PathNode(this, step);
      this.#below.set(step, node);
    }
    return node;
  }
}

interface Known {
  readonly key: Key;
  readonly at: PathNode;
  readonly references: readonly EvidenceReference[];
}

const NONE: readonly EvidenceReference[] = [];
/** Values that are being typed are not collected for ever. */
const MOST_TARGETS = 500;

/** Finds evidence, and remembers what it found in parts of a document that stay the same objects. */
export class EvidenceReader {
  readonly #known: Remembered<YamlNode, Known>;
  readonly #root = new PathNode(null, '');
  /** Targets of values: documents name one file many times. */
  readonly #targets = new Map<string, EvidenceTarget | null>();

  /** `placeholder` matches a text that stands for no answer. */
  constructor(
    readonly placeholder: RegExp,
    isLasting: boolean,
  ) {
    this.#known = isLasting ? new WeakMap() : NOTHING_REMEMBERED;
  }

  /** All evidence of a document, in the order of the text. Of what an alias stands for, only a single value is read. */
  references(root: YamlNode | null, key: Key): readonly EvidenceReference[] {
    return this.#below(root, key, this.#root, null);
  }

  #below(node: YamlNode | null, key: Key, at: PathNode, unit: Unit | null): readonly EvidenceReference[] {
    if (isSingle(node)) return takesEvidence(key) ? this.#value(node, at, key.unit ?? unit) : NONE;
    const known = this.#known.get(node);
    // Where nothing was found, the path does not matter.
    if (known?.key === key && (known.at === at || known.references.length === 0)) return known.references;
    const owner = key.unit ?? unit;
    let references: EvidenceReference[] | undefined;
    const add = (found: readonly EvidenceReference[]): void => {
      for (const reference of found) (references ??= []).push(reference);
    };
    if (node.type === 'map') {
      for (const pair of node.pairs) {
        const below = key.child(pair.key.name);
        // What stands below `answer` is what stands in its place otherwise.
        const child = below?.extra === true && pair.key.name === 'answer' ? key : below;
        if (child === undefined || (isSingle(pair.value) && !takesEvidence(child))) continue;
        add(this.#below(pair.value, child, at.below(pair.key.name), owner));
      }
    } else {
      for (const [index, item] of node.items.entries()) {
        if (item?.type === 'map' && key.item !== null) add(this.#below(item, key.item, at.below(index), owner));
        else if (takesEvidence(key) && isSingle(item)) add(this.#value(item, at.below(index), owner));
      }
    }
    this.#known.set(node, { key, at, references: references ?? NONE });
    return references ?? NONE;
  }

  #value(node: ScalarNode | AliasNode | null, at: PathNode, unit: Unit | null): readonly EvidenceReference[] {
    const scalar = resolved(node);
    if (node === null || scalar?.type !== 'scalar' || typeof scalar.value !== 'string') return NONE;
    const value = scalar.value.trim();
    let target = this.#targets.get(value);
    if (target === undefined) {
      target = this.placeholder.test(value) ? null : readTarget(value);
      if (this.#targets.size >= MOST_TARGETS) this.#targets.clear();
      this.#targets.set(value, target);
    }
    if (target === null) return NONE;
    return [{ path: at.path, value, at: node, headingAt: node === scalar ? headingOf(scalar) : null, target, unit }];
  }
}

const isSingle = (node: YamlNode | null): node is null | ScalarNode | AliasNode =>
  node === null || node.type === 'scalar' || node.type === 'alias';

const takesEvidence = (key: Key): boolean => key.kind === 'evidence' || key.kind === 'output';

/** The span behind the first `#` of a scalar whose text stands on one line as it is meant. */
function headingOf(scalar: ScalarNode): Spanned | null {
  const { origin, from, to, source, value, style } = scalar;
  const quote = style === 'plain' ? 0 : 1;
  const hash = source.indexOf('#');
  if (source !== value || hash < 0 || to - from !== source.length + 2 * quote) return null;
  return { origin, from: from + quote + hash + 1, to: to - quote };
}
