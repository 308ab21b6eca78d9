/** Stands in for `node:assert/strict` where there is no Node: the assertions that the integration tests use. */

function fail(message: string | undefined, standard: string): never {
  throw new Error(message ?? standard);
}

const show = (value: unknown): string => JSON.stringify(value) ?? String(value);

function isDeepEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Object.getPrototypeOf(a) !== Object.getPrototypeOf(b))
    return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && isDeepEqual(Reflect.get(a, key), Reflect.get(b, key)));
}

function ok(value: unknown, message?: string): asserts value {
  if (!value) fail(message, `${show(value)} is not truthy`);
}

function equal<T>(actual: unknown, expected: T, message?: string): asserts actual is T {
  if (!Object.is(actual, expected)) fail(message, `expected ${show(expected)}\n     but found ${show(actual)}`);
}

function notEqual(actual: unknown, expected: unknown, message?: string): void {
  if (Object.is(actual, expected)) fail(message, `did not expect ${show(actual)}`);
}

function deepEqual<T>(actual: unknown, expected: T, message?: string): asserts actual is T {
  if (!isDeepEqual(actual, expected)) fail(message, `expected ${show(expected)}\n     but found ${show(actual)}`);
}

function match(actual: string, pattern: RegExp, message?: string): void {
  if (!pattern.test(actual)) fail(message, `expected ${String(pattern)}\n     but found ${show(actual)}`);
}

// eslint-disable-next-line import/no-default-export -- as the module that it stands in for
export default { ok, equal, notEqual, deepEqual, match };
