/** Units as the schema files state them, read without the product's own reader. */
import fs from 'node:fs';
import path from 'node:path';

export interface RawCondition {
  readonly path: string;
  readonly equals: string | boolean;
}

export interface RawField {
  readonly path: readonly string[];
  readonly supporting: boolean;
  readonly when: RawCondition | null;
  readonly neededAt: readonly string[];
}

export interface RawUnit {
  readonly id: string;
  readonly kind: string;
  readonly type: string;
  readonly levels: Readonly<Record<string, string>>;
  readonly when: RawCondition | null;
  readonly fromStage: string | null;
  /** Path of the block, phase, `tasks` or `outputs` that the unit lies in. */
  readonly section: readonly string[];
  readonly fields: readonly RawField[];
  readonly question: string;
  readonly articles: readonly string[];
}

interface RawSchema {
  readonly properties?: Readonly<Record<string, RawSchema>>;
  readonly 'x-guidance'?: Readonly<Record<string, unknown>>;
}

export const KINDS = ['mlops-canvas', 'crisp-ml', 'ml-canvas', 'data-landscape'] as const;
export const TIERS = ['high', 'limited', 'minimal'] as const;

const folder = path.join(import.meta.dirname, '../../schemas');

function read(kind: string): readonly RawUnit[] {
  const schema = JSON.parse(fs.readFileSync(path.join(folder, kind, 'document.schema.json'), 'utf8')) as RawSchema;
  const units = new Map<string, { unit: Omit<RawUnit, 'fields'>; fields: RawField[] }>();
  const waiting: { readonly of: string; readonly field: RawField }[] = [];
  const visit = (node: RawSchema, steps: readonly string[], section: readonly string[]): void => {
    for (const [name, child] of Object.entries(node.properties ?? {})) {
      const at = [...steps, name];
      const guide = child['x-guidance'] ?? {};
      const field: RawField = {
        path: at,
        supporting: guide['supporting'] === true,
        when: (guide['when'] as RawCondition | undefined) ?? null,
        neededAt: (guide['needed_at'] as readonly string[] | undefined) ?? [],
      };
      const unit = guide['unit'] as Readonly<Record<string, unknown>> | undefined;
      if (unit !== undefined) {
        const id = unit['id'] as string;
        units.set(id, {
          unit: {
            id,
            kind,
            type: unit['type'] as string,
            levels: unit['levels'] as RawUnit['levels'],
            when: (unit['when'] as RawCondition | undefined) ?? null,
            fromStage: (unit['from_stage'] as string | undefined) ?? null,
            section,
            question: unit['question'] as string,
            articles: unit['articles'] as readonly string[],
          },
          fields: [field],
        });
      } else if (typeof guide['of'] === 'string') waiting.push({ of: guide['of'], field });
      if (guide['kind'] === 'section') visit(child, at, at);
      else if (guide['kind'] === 'group') visit(child, at, section);
    }
  };
  visit(schema, [], []);
  for (const { of, field } of waiting) {
    const head = units.get(of);
    if (head === undefined) throw new Error(`${field.path.join('.')} belongs to no unit ${of}`);
    head.fields.push(field);
  }
  return [...units.values()].map(({ unit, fields }) => ({ ...unit, fields }));
}

/** All units of all kinds. */
export const rawUnits: readonly RawUnit[] = KINDS.flatMap(read);

const STAGES = ['planned', 'in_development', 'in_use', 'retired'];

/** The level of a unit in a document of this tier and stage. */
export function expectedLevel(unit: RawUnit, tier: string, stage: string, valueAt: (path: readonly string[]) => unknown): string {
  if (unit.fromStage !== null && STAGES.indexOf(stage) < STAGES.indexOf(unit.fromStage)) return 'optional';
  if (unit.when !== null && !conditionHolds(unit.when, unit, valueAt)) return 'optional';
  return unit.levels[tier] ?? 'optional';
}

/** A condition's path is relative to the block. */
export const conditionHolds = (condition: RawCondition, unit: RawUnit, valueAt: (path: readonly string[]) => unknown): boolean =>
  valueAt([...unit.section, ...condition.path.split('.')]) === condition.equals;
