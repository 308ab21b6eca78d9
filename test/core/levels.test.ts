/** The schemas hold every question, task and output of the domain, at the level that the tier table gives it. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { engine } from '../support/engine';
import { KINDS, rawUnits } from '../support/rawUnits';

/** Levels at the high, limited and minimal tier, and the stage from which on they hold, as the domain's tier table has them. */
const table = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, '../fixtures/levels.json'), 'utf8')) as Readonly<
  Record<(typeof KINDS)[number], Readonly<Record<string, string>>>
>;

const row = (levels: Readonly<Record<string, string>>, stage: string | null): string =>
  [levels['high'], levels['limited'], levels['minimal'], ...(stage === null ? [] : [stage])].join(' ');
const ofKind = (kind: string) => rawUnits.filter((unit) => unit.kind === kind);
const count = (kind: string, type: string): number => ofKind(kind).filter((unit) => unit.type === type).length;

describe('mlops-canvas', () => {
  test('has the units of the tier table at its levels', () => {
    expect(Object.fromEntries(ofKind('mlops-canvas').map((unit) => [unit.id, row(unit.levels, unit.fromStage)]))).toEqual(
      table['mlops-canvas'],
    );
  });

  test('has 11 blocks and the dilemmas, 60 questions, 3 dilemmas, the serving pattern and the positioning', () => {
    expect(engine.catalog.kinds.get('mlops-canvas')?.sections.length).toBe(12);
    const ids = ofKind('mlops-canvas').map((unit) => unit.id);
    expect(ids.length).toBe(65);
    expect(new Set(ids).size).toBe(65);
    expect(ids.filter((id) => /^(?:[1-9]|1[01])\.[1-9]\d*$/u.test(id)).length).toBe(60);
    expect(ids.filter((id) => id.startsWith('12.')).length).toBe(3);
    expect(ids).toEqual(expect.arrayContaining(['9.0', '1.positioning']));
    expect(count('mlops-canvas', 'dilemma')).toBe(3);
  });
});

describe('crisp-ml', () => {
  const rows = Object.entries(table['crisp-ml']);

  test('has the units of the tier table at its levels', () => {
    const expected = Object.fromEntries(rows.filter(([id]) => !id.startsWith('loop.')));
    expect(
      Object.fromEntries(
        ofKind('crisp-ml')
          .filter((unit) => unit.type !== 'requirements')
          .map((unit) => [unit.id, row(unit.levels, unit.fromStage)]),
      ),
    ).toEqual(expected);
  });

  test('asks for requirements in each phase', () => {
    for (const unit of ofKind('crisp-ml').filter((candidate) => candidate.type === 'requirements')) {
      expect(row(unit.levels, unit.fromStage)).toBe(table['crisp-ml']['loop.requirements_and_constraints']);
    }
  });

  test('has the record of the loop at each task, at the levels of the table', () => {
    for (const unit of engine.catalog.kinds.get('crisp-ml')?.units ?? []) {
      const [field] = unit.fields;
      if (field?.key.kind !== 'task') continue;
      for (const name of ['instantiation', 'risks', 'quality_assurance_methods'] as const) {
        expect(row(Object.fromEntries(field.key.child(name)?.record?.levels ?? []), null)).toBe(table['crisp-ml'][`loop.${name}`]);
      }
    }
  });

  test('has 6 phases, 25 tasks and 15 outputs', () => {
    expect(engine.catalog.kinds.get('crisp-ml')?.sections.length).toBe(6);
    expect([count('crisp-ml', 'task'), count('crisp-ml', 'output'), count('crisp-ml', 'requirements')]).toEqual([25, 15, 6]);
    expect(engine.catalog.kinds.get('crisp-ml')?.units.length).toBe(46);
  });
});

describe('ml-canvas', () => {
  test('has 27 questions in 10 blocks, each at the level of its block', () => {
    expect(Object.fromEntries(ofKind('ml-canvas').map((unit) => [unit.id, row(unit.levels, unit.fromStage)]))).toEqual(table['ml-canvas']);
    expect(count('ml-canvas', 'question')).toBe(27);
    const sections = engine.catalog.kinds.get('ml-canvas')?.sections ?? [];
    expect(sections.map(({ key }) => [key.number, key.name])).toEqual([
      [1, 'value_proposition'],
      [2, 'prediction_task'],
      [3, 'decisions'],
      [4, 'impact_simulation'],
      [5, 'making_predictions'],
      [6, 'data_sources'],
      [7, 'data_collection'],
      [8, 'features'],
      [9, 'building_models'],
      [10, 'monitoring'],
    ]);
  });

  test('names a question by its path', () => {
    for (const unit of ofKind('ml-canvas')) expect(unit.fields.map((field) => field.path.join('.'))).toEqual([unit.id]);
  });

  test('knows the names of older versions', () => {
    const sections = engine.catalog.kinds.get('ml-canvas')?.sections ?? [];
    expect(Object.fromEntries(sections.flatMap(({ key }) => key.aliases.map((alias) => [alias, key.name])))).toEqual({
      ml_task: 'prediction_task',
      offline_evaluation: 'impact_simulation',
      collecting_data: 'data_collection',
      feature_engineering: 'features',
      live_monitoring: 'monitoring',
      live_evaluation_and_monitoring: 'monitoring',
    });
  });
});

describe('data-landscape', () => {
  test('asks its four questions at the top level', () => {
    expect(Object.fromEntries(ofKind('data-landscape').map((unit) => [unit.id, row(unit.levels, unit.fromStage)]))).toEqual(
      table['data-landscape'],
    );
    const [top, ...others] = engine.catalog.kinds.get('data-landscape')?.sections ?? [];
    expect(others).toEqual([]);
    expect([top?.path, top?.units.length]).toEqual([[], 4]);
  });
});

test('the catalog has the units of the schemas, with their levels and fields', () => {
  for (const raw of rawUnits) {
    const unit = engine.catalog.kinds.get(raw.kind)?.unitById.get(raw.id);
    expect(Object.fromEntries(unit?.levels ?? []), raw.id).toEqual(raw.levels);
    expect(
      unit?.fields.map((field) => field.path),
      raw.id,
    ).toEqual(raw.fields.map((field) => field.path));
  }
});
