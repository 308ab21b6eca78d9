/** Every key of a kind, at any depth, with the steps of a document in which it stands. */
import type { Key, Kind } from '../../server/src/core/catalog/catalog';
import type { Step } from './yamlText';

export interface Place {
  readonly key: Key;
  readonly steps: readonly Step[];
}

/** Keys below answers included: properties of list entries (at index 0), long forms, what every mapping may carry. */
export function everyKey(kind: Kind): readonly Place[] {
  const places: Place[] = [];
  const visit = (parent: Key, steps: readonly Step[]): void => {
    for (const key of parent.keys) {
      const at = [...steps, key.name];
      places.push({ key, steps: at });
      visit(key, at);
      if (key.item !== null) visit(key.item, [...at, 0]);
    }
  };
  visit(kind.root, []);
  return places;
}

/** A value in which `leaf` stands at these steps. */
export function nested(steps: readonly Step[], leaf: unknown): unknown {
  return steps.toReversed().reduce((below: unknown, step) => (typeof step === 'number' ? [below] : { [step]: below }), leaf);
}
