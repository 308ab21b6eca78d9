/**
 * A key read from the schemas: follows `$ref`, merges what it meets, keeps the schemas' order. Each part is read when
 * it is first asked for, since a document needs few of the many keys below its answers.
 */
import type { AnswerKind, Choice, Key, Level, Unit } from './catalog';
import type { Guidance, LevelsData, Schema } from './schema';

/** A schema and the file whose `$defs` its references name. */
export interface Fragment {
  readonly schema: Schema;
  readonly file: Schema;
}

/** Levels, the strictest first. */
export const LEVELS: readonly string[] = ['mandatory', 'recommended', 'optional'] satisfies Level[];

/** Levels by tier; a tier with another word (prohibited) is left out. */
export const levelsOf = (data: LevelsData): ReadonlyMap<string, Level> =>
  new Map(Object.entries(data).filter((entry): entry is [string, Level] => LEVELS.includes(entry[1])));

/** A schema and everything that its `$ref` chain leads to, nearest first. */
export function fragmentsOf(start: Fragment, common: Schema): readonly Fragment[] {
  const fragments: Fragment[] = [start];
  for (let at = start; at.schema.$ref !== undefined;) {
    const [path = '', pointer = ''] = at.schema.$ref.split('#');
    const file = path === '' ? at.file : common;
    const schema = file.$defs?.[pointer.slice('/$defs/'.length)];
    if (schema === undefined) throw new Error(`unresolved reference ${at.schema.$ref}`);
    at = { schema, file };
    fragments.push(at);
  }
  return fragments;
}

const TRUTHS: readonly Choice[] = [
  { value: 'true', help: '' },
  { value: 'false', help: '' },
];

/** Kinds whose keys are the document's structure; `answer` and `none` are no forms of theirs. */
const CONTAINERS: ReadonlySet<AnswerKind> = new Set<AnswerKind>(['document', 'section', 'group', 'task', 'output', 'duty']);

export class SchemaKey implements Key {
  unit: Unit | null = null;
  readonly kind: AnswerKind;
  #needs: readonly string[] | undefined;
  #none: boolean | undefined;
  #empty: boolean | undefined;
  #keys: readonly SchemaKey[] | undefined;
  #index: ReadonlyMap<string, SchemaKey> | undefined;
  #item: SchemaKey | null | undefined;
  #choices: readonly Choice[] | undefined;
  #record: Key['record'] | undefined;

  constructor(
    readonly name: string,
    readonly path: string,
    readonly extra: boolean,
    readonly fragments: readonly Fragment[],
    readonly common: Schema,
    /** The key whose value the key `answer` repeats. */
    readonly owner: SchemaKey | null = null,
  ) {
    this.kind = (this.#guide('kind') ?? (this.#first((schema) => schema.properties) === undefined ? 'any' : 'object')) as AnswerKind;
  }

  /** The guidance that stands at this very key, not at what it refers to. */
  get guidance(): Guidance | undefined {
    return this.fragments[0]?.schema['x-guidance'];
  }

  get title(): string {
    return this.#first((schema) => schema.title) ?? this.name;
  }

  get help(): string {
    return this.#first((schema) => schema.description) ?? '';
  }

  get example(): unknown {
    return this.#first((schema) => schema.examples)?.[0] ?? this.owner?.example;
  }

  get needs(): readonly string[] {
    this.#needs ??= this.#guide('needs') ?? [];
    return this.#needs;
  }

  get none(): boolean {
    this.#none ??= this.#guide('none') ?? false;
    return this.#none;
  }

  get empty(): boolean {
    this.#empty ??= this.#guide('empty') ?? false;
    return this.#empty;
  }

  get aliases(): readonly string[] {
    return this.guidance?.aliases ?? [];
  }

  get free(): boolean {
    return this.guidance?.free ?? false;
  }

  get number(): number | null {
    return this.guidance?.number ?? null;
  }

  get phases(): readonly string[] {
    return this.guidance?.phases ?? [];
  }

  get record(): Key['record'] {
    if (this.#record === undefined) this.#record = this.#readRecord();
    return this.#record;
  }

  get keys(): readonly SchemaKey[] {
    this.#keys ??= this.#readKeys();
    return this.#keys;
  }

  get item(): SchemaKey | null {
    if (this.#item === undefined) this.#item = this.#readItem();
    return this.#item;
  }

  get choices(): readonly Choice[] {
    this.#choices ??= this.#readChoices();
    return this.#choices;
  }

  get many(): boolean {
    return this.#first((schema) => schema.items) !== undefined;
  }

  get open(): boolean {
    return this.#choiceSchemas().some(
      (schema) => schema.anyOf?.some((part) => part.enum === undefined && part.$ref === undefined) === true,
    );
  }

  child(name: string): SchemaKey | undefined {
    this.#index ??= new Map(this.keys.map((key) => [key.name, key]));
    return this.#index.get(name);
  }

  #first<T>(pick: (schema: Schema) => T | undefined): T | undefined {
    for (const { schema } of this.fragments) {
      const value = pick(schema);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  #guide<W extends keyof Guidance>(word: W): Guidance[W] | undefined {
    return this.#first((schema) => schema['x-guidance']?.[word]);
  }

  /** Keys below, in canonical order: a document's header, its own keys, then those that every mapping may carry. */
  #readKeys(): readonly SchemaKey[] {
    const parts = new Map<string, { readonly fragments: Fragment[]; readonly depth: number }>();
    this.fragments.forEach(({ schema, file }, depth) => {
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        const part = parts.get(name) ?? { fragments: [], depth };
        part.fragments.push(...fragmentsOf({ schema: property, file }, this.common));
        parts.set(name, part);
      }
    });
    const isForm = (name: string): boolean => !CONTAINERS.has(this.kind) && (name === 'answer' || name === 'none');
    const isExtra = (depth: number): boolean => depth > 0 && this.fragments[depth]?.schema === this.common.$defs?.['mapping'];
    const prefix = this.path === '' ? '' : `${this.path}.`;
    return [...parts]
      .toSorted(([a, x], [b, y]) => this.#rank(a, x.depth) - this.#rank(b, y.depth))
      .map(([name, part]) => {
        const owner = isForm(name) && name === 'answer' ? this : null;
        return new SchemaKey(name, prefix + name, isForm(name) || isExtra(part.depth), part.fragments, this.common, owner);
      });
  }

  /** Only a document's header stands before its own keys; what closes a document stands behind them. */
  #rank(name: string, depth: number): number {
    if (this.kind !== 'document') return depth;
    if (depth === 1) return name === 'waivers' || name === 'custom' ? 2 : 0;
    return depth === 0 ? 1 : 3;
  }

  #readRecord(): Key['record'] {
    const record = this.guidance?.record;
    return record === undefined ? null : { levels: levelsOf(record.levels), articles: record.articles, why: record.why };
  }

  #readItem(): SchemaKey | null {
    for (const { schema, file } of this.fragments) {
      if (schema.items === undefined) continue;
      const items = fragmentsOf({ schema: schema.items, file }, this.common);
      if (items.some((item) => item.schema.properties !== undefined)) return new SchemaKey('', `${this.path}[]`, false, items, this.common);
    }
    return null;
  }

  /** Schemas that judge single values of this key. */
  #choiceSchemas(): readonly Schema[] {
    const parts = (fragments: readonly Fragment[], depth: number): readonly Schema[] =>
      fragments.flatMap(({ schema, file }) => [
        schema,
        ...(depth === 0
          ? []
          : [schema.then, schema.items, ...(schema.allOf ?? [])].flatMap((part) =>
              part === undefined ? [] : parts(fragmentsOf({ schema: part, file }, this.common), depth - 1),
            )),
      ]);
    return parts(this.fragments, 2);
  }

  #readChoices(): readonly Choice[] {
    if (this.kind === 'boolean') return TRUTHS;
    if (this.kind === 'entries') return [];
    for (const schema of this.#choiceSchemas()) {
      for (const part of [schema, ...(schema.anyOf ?? [])]) {
        if (part.enum !== undefined) return choicesOf(part);
      }
    }
    return [];
  }
}

const choicesOf = (schema: Schema): readonly Choice[] =>
  (schema.enum ?? []).flatMap((value, at) => (value === null ? [] : [{ value: String(value), help: schema.enumDescriptions?.[at] ?? '' }]));
