/** Overlays of an organisation: what they add is asked like the rest; what would weaken is refused, with the place. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../server/src/core/assessment/assess';
import { completionItems } from '../../server/src/core/features/completion';
import { hoverAt } from '../../server/src/core/features/hover';
import { quickFixes } from '../../server/src/core/features/quickFixes';
import { applyEdits } from '../../server/src/core/edit/textEdit';
import { parse } from '../../server/src/core/syntax/parse';
import { toValue } from '../../server/src/core/syntax/value';
import { lazyGuidance, overlaidEngine } from '../../server/src/engine';
import whole from '../../server/src/generated/guidance.json';
import { engine, messages, TODAY } from '../support/engine';
import { expectSound, labels } from '../support/findings';

/** A YAML text is as good as JSON. */
const overlaid = (text: string): ReturnType<typeof overlaidEngine> =>
  overlaidEngine(engine, [{ path: 'policies/ours.yaml', value: toValue(parse(text).root) }]);

const refusals = (text: string): readonly string[] =>
  overlaid(text).refusals.map(({ code, message, params }) => `${code}: ${messages.text(message, params)}`);

/** A document at the tier minimal under an overlay. */
function assessed(overlay: string, text: string): ReturnType<typeof assess> {
  const { engine: own, refusals: refused } = overlaid(overlay);
  expect(refused.map(({ message, params }) => messages.text(message, params))).toEqual([]);
  const kind = own.catalog.kinds.get('mlops-canvas');
  if (kind === undefined) throw new Error('no such kind');
  const assessment = assess(own, kind, 'mlops-canvas.yaml', parse(text), { asOf: TODAY });
  expectSound(assessment);
  return assessment;
}

const FOR_CANVAS = 'x-guidance: { document: { id: mlops-canvas } }\n';
const MINIMAL = 'system: demo\nrisk_tier: minimal\n';
const QUESTION = `${FOR_CANVAS}properties:
  custom:
    title: Model inventory
    properties:
      inventory_id:
        title: Inventory id
        description: The number in the model inventory of the bank.
        examples: [M-204]
        x-guidance:
          unit:
            id: acme.1
            question: Under which number does the model inventory list it?
            why: Audit asks by this number.
            levels: { minimal: mandatory, limited: mandatory, high: mandatory }
`;

describe('an overlay', () => {
  test('raises levels', () => {
    const overlay = `${FOR_CANVAS}properties:
  value_proposition:
    properties:
      problem: { x-guidance: { unit: { levels: { minimal: mandatory } } } }
`;
    const text = `${MINIMAL}value_proposition:\n  user_goal: x\n`;
    expect(labels(assessed(overlay, text), ({ severity }) => severity === 'error')).toEqual([
      'missing-mandatory: value_proposition.problem',
    ]);
    expect(assessed(overlay, text).progress.mandatory).toMatchObject({ total: 1, answered: 0 });
    expect(engine.catalog.kinds.get('mlops-canvas')?.unitById.get('1.2')?.levels.get('minimal')).toBe('optional');
  });

  test('asks questions of its own below custom, with messages, completion, hover and fixes', () => {
    const text = `${MINIMAL}custom:\n  cost_centre: 12\n`;
    const assessment = assessed(QUESTION, text);
    expect(labels(assessment)).toContain('missing-mandatory: custom.inventory_id');
    expect(labels(assessment).filter((label) => label.includes('cost_centre'))).toEqual([]);
    const finding = assessment.findings.find(({ unit }) => unit === 'acme.1')!;
    expect(messages.of(finding)).toContain('Under which number does the model inventory list it?');
    const [fix] = quickFixes(finding, { engine, assessment, messages });
    expect(applyEdits(text, fix!.edits)).toBe(`${MINIMAL}custom:\n  inventory_id:\n  cost_centre: 12\n`);
    const line = `${text}  `;
    const items = completionItems({ engine, assessment: assessed(QUESTION, line), messages, path: 'mlops-canvas.yaml' }, line.length);
    expect(items.map(({ label }) => label)).toContain('inventory_id');
    const answered = assessed(QUESTION, `${MINIMAL}custom:\n  inventory_id: M-204\n`);
    expect(labels(answered, ({ unit }) => unit === 'acme.1')).toEqual([]);
    const guidance = lazyGuidance(() => whole)([{ path: 'p', value: toValue(parse(QUESTION).root) }]);
    const hover = hoverAt(answered, answered.tree.text.indexOf('inventory_id'), { guidance, messages });
    expect(hover?.markdown).toContain('Audit asks by this number.');
    expect(hover?.markdown).toContain('Mandatory at Minimal risk');
  });

  test('needs further fields at a tier, and entries of finished tasks', () => {
    const task =
      'x-guidance: { document: { id: crisp-ml } }\n$defs: { task: { properties: { evidence: { x-guidance: { record: { levels: { limited: mandatory } } } } } } }\n';
    const { engine: own, refusals: refused } = overlaid(task);
    expect(refused).toEqual([]);
    const text = 'system: a\nrisk_tier: limited\ndata_preparation:\n  tasks:\n    clean_data: { status: done }\n';
    const assessment = assess(own, own.catalog.kinds.get('crisp-ml')!, 'crisp-ml.yaml', parse(text), { asOf: TODAY });
    expect(labels(assessment)).toContain('incomplete-answer: data_preparation.tasks.clean_data.evidence');
    const field = `${FOR_CANVAS}properties: { data_sources_and_versioning: { properties: { data_versioning: { properties: { link_to_model: { x-guidance: { needed_at: [minimal] } } } } } } }\n`;
    const canvas = `${MINIMAL}data_sources_and_versioning:\n  data_versioning:\n    requirement: mandatory\n    method: specialised_versioning_system\n`;
    const needed = assessed(field, canvas);
    const unit = [...needed.units.values()].find(({ lacking }) => lacking.some((path) => path.at(-1) === 'link_to_model'));
    expect(unit?.state).toBe('partial');
  });

  test('of two kinds, and two of one kind, are applied together', () => {
    const second = QUESTION.replaceAll('inventory_id', 'owner_id').replace('acme.1', 'acme.2');
    const { engine: own, refusals: refused } = overlaidEngine(engine, [
      { path: 'a', value: toValue(parse(QUESTION).root) },
      { path: 'b', value: toValue(parse(second).root) },
    ]);
    expect(refused).toEqual([]);
    expect(['acme.1', 'acme.2'].map((id) => own.catalog.kinds.get('mlops-canvas')?.unitById.has(id))).toEqual([true, true]);
    const twice = overlaidEngine(engine, [
      { path: 'a', value: toValue(parse(QUESTION).root) },
      { path: 'b', value: toValue(parse(QUESTION).root) },
    ]);
    expect(twice.refusals.map(({ path, message }) => [path, message])).toEqual([['b', 'policy.taken']]);
  });
});

describe('an overlay that', () => {
  const at = (problem: string): string => `${FOR_CANVAS}properties: { value_proposition: { properties: { problem: ${problem} } } }\n`;

  test.each([
    [
      'weakens a tier',
      at('{ x-guidance: { unit: { levels: { high: recommended } } } }'),
      'policy-weakens: `policies/ours.yaml`: `value_proposition.problem` is mandatory at the tier high, and an overlay cannot make it recommended. Raise levels, or leave them.',
    ],
    [
      'changes a type',
      at('{ type: string }'),
      'policy-weakens: `policies/ours.yaml`: an overlay cannot set `type` (at `value_proposition.problem`). It can raise levels, need further fields at a tier, and ask questions below `custom`.',
    ],
    [
      'puts off a question',
      at('{ x-guidance: { unit: { from_stage: in_use } } }'),
      'policy-weakens: `policies/ours.yaml`: an overlay cannot set `unit.from_stage` (at `value_proposition.problem`). It can raise levels, need further fields at a tier, and ask questions below `custom`.',
    ],
    [
      'makes a field supporting',
      at('{ x-guidance: { supporting: true } }'),
      'policy-weakens: `policies/ours.yaml`: an overlay cannot set `supporting` (at `value_proposition.problem`). It can raise levels, need further fields at a tier, and ask questions below `custom`.',
    ],
    [
      'names an unknown key',
      `${FOR_CANVAS}properties: { values: { } }\n`,
      'config-invalid: `policies/ours.yaml`: documents have no `values`. New questions belong below `custom`.',
    ],
    [
      'names no kind',
      'properties: {}\n',
      'config-invalid: `policies/ours.yaml` does not say which documents it is for. State `x-guidance.document.id` with one of',
    ],
    [
      'has an unknown level',
      at('{ x-guidance: { unit: { levels: { high: always } } } }'),
      'config-invalid: `policies/ours.yaml`: the levels of `value_proposition.problem` are not right. Give tiers mandatory, recommended or optional.',
    ],
    [
      'asks half a question',
      `${FOR_CANVAS}properties: { custom: { properties: { a: { title: A } } } }\n`,
      'config-invalid: `policies/ours.yaml`: the question `custom.a` lacks something.',
    ],
    [
      'takes an id',
      QUESTION.replace('acme.1', '"1.2"'),
      'config-invalid: `policies/ours.yaml`: `1.2` is taken already. Choose another name or id.',
    ],
    ['is a list', '- a\n', 'config-invalid: `policies/ours.yaml` does not say'],
  ])('%s is refused', (_, text, message) => {
    const [first = '', ...others] = refusals(text);
    expect(others).toEqual([]);
    expect(first.startsWith(message), first).toBe(true);
    expect(overlaid(text).engine.catalog.kinds.get('mlops-canvas')?.units.length).toBe(
      engine.catalog.kinds.get('mlops-canvas')?.units.length,
    );
  });

  test('is nonsense never throws, and never lowers a level', () => {
    const leaf = fc.constantFrom<unknown>('mandatory', 'optional', 'recommended', null, 1, [], 'x', true);
    const word = fc.constantFrom(
      'x-guidance',
      'properties',
      'unit',
      'levels',
      'custom',
      'high',
      'minimal',
      'value_proposition',
      'problem',
      '$defs',
      'id',
      'question',
      '$ref',
      '__proto__',
      'title',
    );
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof({ depthSize: 'medium' }, leaf, fc.dictionary(word, tie('value'), { maxKeys: 4 })),
    }));
    fc.assert(
      fc.property(fc.dictionary(word, value, { maxKeys: 4 }), (properties) => {
        const { engine: own } = overlaidEngine(engine, [
          { path: 'p', value: { 'x-guidance': { document: { id: 'mlops-canvas' } }, properties } },
        ]);
        const kind = own.catalog.kinds.get('mlops-canvas')!;
        assess(own, kind, 'mlops-canvas.yaml', parse(`${MINIMAL}custom:\n  a: b\n`));
        const rank = ['optional', 'recommended', 'mandatory'];
        for (const unit of engine.catalog.kinds.get('mlops-canvas')!.units)
          for (const [tier, level] of unit.levels)
            expect(rank.indexOf(kind.unitById.get(unit.id)?.levels.get(tier) ?? '')).toBeGreaterThanOrEqual(rank.indexOf(level));
      }),
      { numRuns: 300, seed: 20261123 },
    );
  });
});
