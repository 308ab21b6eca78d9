/** Examples are answers: each stands where its key stands without a structural finding, and answers what it is the example of. */
import { describe, expect, test } from 'vitest';
import { completeUnit } from '../support/completeDocument';
import { assessFile, guidance } from '../support/engine';
import { STRUCTURAL } from '../support/findings';
import { KINDS } from '../support/rawUnits';
import { everyKey, nested } from '../support/walkKeys';
import { toYaml } from '../support/yamlText';

/** Kinds of key that hold other keys and have no value of their own to show. */
const CONTAINERS = new Set(['section', 'group', 'task', 'output', 'any']);

describe.each(KINDS)('%s', (id) => {
  const kind = guidance().kinds.get(id);
  if (kind === undefined) throw new Error(id);
  const places = everyKey(kind);

  test('every key that takes a value has an example', () => {
    const without = places.filter(({ key }) => key.example === undefined && !CONTAINERS.has(key.kind)).map(({ key }) => key.path);
    expect([...new Set(without)]).toEqual([]);
  });

  test('every example is a good value of its key', () => {
    const wrong = new Set<string>();
    for (const { key, steps } of places) {
      if (key.example === undefined || key.path === 'kind') continue;
      const text = toYaml(nested(steps, key.example) as object);
      const found = assessFile(`${id}.yaml`, text).findings.filter((finding) => STRUCTURAL.has(finding.code));
      if (found.length > 0) wrong.add(`${key.path}: ${found.map(({ code }) => code).join(', ')}`);
    }
    expect([...wrong]).toEqual([]);
  });

  test.each(kind.units.map((unit) => [unit.id, unit] as const))('%s is answered by its examples alone', (_, unit) => {
    const { units } = assessFile(`${id}.yaml`, toYaml({ risk_tier: 'high', lifecycle_stage: 'in_use', ...completeUnit(unit) }));
    const result = [...units.values()].find((candidate) => candidate.unit.id === unit.id);
    expect([result?.state, result?.lacking]).toEqual(['answered', []]);
  });
});
