/** Comparing what something was made from with what it would be made from now. */

/** True when two lists hold the same primitives and the same objects. */
export const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, at) => Object.is(item, b[at]));

/** True when two objects have the same fields with the same primitives and the same objects. */
export const sameFields = (a: object, b: object): boolean =>
  sameItems(Object.keys(a), Object.keys(b)) && sameItems(Object.values(a), Object.values(b));
