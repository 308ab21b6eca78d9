/** The unit that a command from the progress tree is about. Knows the two forms in which VS Code hands it over. */
import type { UnitTarget } from '../../../server/src/protocol';

/** The target itself (click on a row) or the row that holds it (action of a row). Throws on anything else. */
export function asUnitTarget(argument: unknown): UnitTarget {
  const candidate = isRecord(argument) && isRecord(argument['target']) ? argument['target'] : argument;
  if (isUnitTarget(candidate)) return candidate;
  throw new TypeError('This command needs a unit of a document.');
}

function isUnitTarget(value: unknown): value is UnitTarget {
  return isRecord(value) && typeof value['uri'] === 'string' && typeof value['unit'] === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
