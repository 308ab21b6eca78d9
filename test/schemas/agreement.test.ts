/** The published tier schemas reject a document exactly where the server finds it wrong or lacking (format.md, section 7). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml, stringify } from 'yaml';
import type { Key } from '../../server/src/core/catalog/catalog';
import { assessFile, engine, guidance } from '../support/engine';
import { tierValidator } from '../support/publishedSchemas';

const REJECTING = new Set(['wrong-type', 'invalid-value', 'unknown-key', 'misplaced-key', 'missing-mandatory']);

function serverRejects(kind: string, text: string): string[] {
  return assessFile(`${kind}.yaml`, text)
    .findings.filter(({ code, level }) => REJECTING.has(code) || (code === 'incomplete-answer' && level === 'mandatory'))
    .map(({ code, path }) => `${code} ${path}`);
}

/** Values of all sorts, fitting or not, for a key. */
function valueOf(key: Key, depth = 0): fc.Arbitrary<unknown> {
  const own = key.keys.filter((child) => !child.extra);
  const word =
    key.choices.length > 0 ? fc.constantFrom(...key.choices.map((choice) => choice.value)) : fc.constantFrom('some words', '2026-11-23');
  const scalar = fc.oneof(
    { weight: 5, arbitrary: word },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(null, 'TODO', '', '?', 'n/a') },
    fc.constantFrom<unknown>(true, false, 3, 2.5, 'a word', '2026-02-30'),
  );
  if (depth > 3) return scalar;
  const sometimes = (keys: readonly Key[], weight: number): fc.Arbitrary<Record<string, unknown>> =>
    fc
      .tuple(...keys.map((child) => fc.option(valueOf(child, depth + 1), { freq: weight, nil: undefined })))
      .map((values) => Object.fromEntries(keys.flatMap((child, at) => (values[at] === undefined ? [] : [[child.name, values[at]]]))));
  const extras = key.keys.filter((child) => child.extra);
  const mapping = fc
    .tuple(sometimes(own, 5), sometimes(extras, 1), fc.option(fc.constant('x'), { freq: 1, nil: undefined }))
    .map(([a, b, odd]) => ({ ...a, ...b, ...(odd === undefined ? {} : { unheard_of: odd }) }));
  const item = key.item === null ? scalar : fc.oneof({ weight: 6, arbitrary: valueOf(key.item, depth + 1) }, fc.constant(null), scalar);
  const list = fc.array(item, { maxLength: 3 });
  const isMapping = ['section', 'group', 'task', 'object'].includes(key.kind) || key.kind === 'any';
  const isList = ['entries', 'string_list', 'tool_list', 'choice_list'].includes(key.kind);
  return fc.oneof(
    { weight: isMapping ? 10 : 1, arbitrary: mapping },
    { weight: isList ? 8 : 2, arbitrary: list },
    { weight: isMapping || isList ? 1 : 8, arbitrary: scalar },
    { weight: 1, arbitrary: fc.constant({}) },
  );
}

describe.each([...engine.catalog.kinds.keys()])('%s', (kindId) => {
  const kind = guidance().kinds.get(kindId);
  if (kind === undefined) throw new Error(kindId);
  const sections = kind.root.keys.filter((key) => key.kind === 'section' || key.unit !== null);

  test.each(['high', 'limited', 'minimal'])('at tier %s', (tier) => {
    const validate = tierValidator(kindId, tier);
    const document = fc
      .tuple(
        fc.constantFrom('in_development', 'in_use'),
        fc.tuple(...sections.map((section) => fc.option(valueOf(section), { freq: 8, nil: undefined }))),
      )
      .map(([stage, values]) => ({
        system: 'demo',
        risk_tier: tier,
        operator_roles: ['provider'],
        lifecycle_stage: stage,
        ...Object.fromEntries(sections.flatMap((section, at) => (values[at] === undefined ? [] : [[section.name, values[at]]]))),
      }));
    fc.assert(
      fc.property(document, (value) => {
        const text = stringify(value);
        const rejected = serverRejects(kindId, text);
        const accepts = validate(parseYaml(text));
        expect({ accepts, rejected: accepts ? rejected : [] }, text).toEqual({ accepts: rejected.length === 0, rejected: [] });
      }),
      { numRuns: 150 },
    );
  });

  /** One section at a time, the others left out: whatever is wrong or lacking shows there. */
  test.each(['high', 'limited'])('section by section at tier %s', (tier) => {
    const validate = tierValidator(kindId, tier);
    for (const section of sections) {
      const without = {
        system: 'demo',
        risk_tier: tier,
        lifecycle_stage: 'in_use',
        ...Object.fromEntries(sections.map((other) => [other.name, null])),
      };
      fc.assert(
        fc.property(valueOf(section), (value) => {
          const text = stringify({ ...without, [section.name]: value });
          const rejected = serverRejects(kindId, text);
          expect({ accepts: validate(parseYaml(text)), rejected }, text).toEqual({ accepts: rejected.length === 0, rejected });
        }),
        { numRuns: 200 },
      );
    }
  });

  test('at tier unacceptable every document is rejected', () => {
    expect(tierValidator(kindId, 'unacceptable')({ risk_tier: 'unacceptable' })).toBe(false);
  });
});
