/**
 * The schemas as they stand in `schemas/`: JSON Schema 2020-12 plus our two keywords (see `vocabulary.schema.json`).
 * Types only; {@link ./read} turns them into the {@link ./catalog}.
 */

export interface Condition {
  /** Path of a field, relative to its section. */
  readonly path: string;
  readonly equals: string | boolean;
}

export interface LevelsData {
  readonly [tier: string]: string;
}

export interface UnitData {
  readonly id: string;
  readonly type: string;
  /** A short name, where the title of the unit's first field says too little. */
  readonly title?: string;
  readonly question: string;
  readonly why: string;
  readonly guidance: string;
  readonly evidence: readonly string[];
  readonly phases?: readonly string[];
  readonly principles: readonly string[];
  readonly articles: readonly string[];
  readonly basis: string;
  readonly levels: LevelsData;
  readonly when?: Condition;
  readonly from_stage?: string;
  /** Only duties: who owes it, and whether it depends on more than tier, role and stage. */
  readonly roles?: readonly string[];
  readonly conditional?: boolean;
  readonly covered_by?: readonly { readonly kind: string; readonly unit: string }[];
  readonly typical_risks?: readonly string[];
  readonly quality_assurance?: readonly string[];
}

export interface RecordData {
  readonly levels: LevelsData;
  readonly articles: readonly string[];
  readonly why: string;
}

/** The value of the keyword `x-guidance`. */
export interface Guidance {
  readonly kind?: string;
  readonly document?: { readonly id: string; readonly order: number; readonly levels: LevelsData; readonly record?: boolean };
  readonly number?: number;
  readonly phases?: readonly string[];
  readonly aliases?: readonly string[];
  readonly unit?: UnitData;
  readonly of?: string;
  readonly supporting?: boolean;
  readonly when?: Condition;
  readonly needed_at?: readonly string[];
  readonly needs?: readonly string[];
  readonly none?: boolean;
  /** Other keys are accepted beside those that are known. */
  readonly free?: boolean;
  readonly empty?: boolean;
  readonly record?: RecordData;
  /** Titles of enumerated values, in their order. */
  readonly titles?: readonly string[];
  readonly short_titles?: readonly string[];
  /** Articles behind enumerated values, in their order. */
  readonly articles?: readonly (readonly string[])[];
}

export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly then?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly enumDescriptions?: readonly string[];
  readonly pattern?: string;
  readonly 'x-guidance'?: Guidance;
}

/** What a build hands over: the schemas by their path below `schemas/`, without the tiers' (those are derived). */
export interface SchemaFiles {
  readonly common: Schema;
  readonly documents: readonly Schema[];
  /** The schema of the configuration file. */
  readonly config: Schema;
}
