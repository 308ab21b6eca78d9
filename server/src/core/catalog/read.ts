/** Reads the schemas into the {@link Catalog}: follows `$ref`, merges what it meets, keeps the schemas' order. */
import type { AnswerKind, Catalog, Choice, Field, Key, Kind, Level, Section, Term, Unit } from './catalog';
import type { Guidance, LevelsData, Schema, SchemaFiles } from './schema';

/** A schema and the file whose `$defs` its references name. */
interface Fragment {
  readonly schema: Schema;
  readonly file: Schema;
}

const LEVELS: readonly Level[] = ['mandatory', 'recommended', 'optional'];

/** Builds the catalog. Throws only on schemas that do not fit the vocabulary, which is a defect of the build. */
export function readCatalog(files: SchemaFiles): Catalog {
  const reader = new Reader(files.common);
  const kinds = new Map(files.documents.map((file) => reader.kind(file)).map((kind) => [kind.id, kind]));
  const tiers = reader.terms('risk_tier');
  return {
    kinds,
    kindNames: reader.terms('kind'),
    tiers,
    stages: reader.terms('lifecycle_stage'),
    defaultStage: String((reader.common.$defs?.['lifecycle_stage'] as { default?: string } | undefined)?.default ?? ''),
    phases: reader.terms('phase'),
    principles: reader.terms('principle'),
    levels: reader.terms('level'),
    placeholder: new RegExp(reader.common.$defs?.['placeholder']?.pattern ?? '^\\s*$', 'u'),
    tier: (id) => tiers.find((tier) => tier.id === id),
  };
}

class Reader {
  constructor(readonly common: Schema) {}

  terms(name: string): readonly Term[] {
    const def = this.common.$defs?.[name] ?? {};
    const values = def.enum ?? def.then?.enum ?? [];
    const helps = def.enumDescriptions ?? def.then?.enumDescriptions ?? [];
    const { titles = [], articles = [] } = def['x-guidance'] ?? {};
    return values.map((value, index) => ({ id: String(value), title: titles[index] ?? String(value), help: helps[index] ?? '', articles: articles[index] ?? [] }));
  }

  kind(file: Schema): Kind {
    const document = file['x-guidance']?.document;
    if (document === undefined) throw new Error(`schema "${file.title ?? '?'}" states no x-guidance.document`);
    const units = new UnitCollector();
    const root = this.#key('', '', this.#fragments({ schema: file, file }), units);
    const sections = units.sections(root, null, []);
    return {
      id: document.id,
      title: file.title ?? document.id,
      help: file.description ?? '',
      root,
      sections,
      units: units.all,
      unitById: new Map(units.all.map((unit) => [unit.id, unit])),
      levels: levelsOf(document.levels),
    };
  }

  /** A schema and everything that its `$ref` chain leads to, nearest first. */
  #fragments(start: Fragment): readonly Fragment[] {
    const fragments: Fragment[] = [start];
    for (let at: Fragment | undefined = start; at?.schema.$ref !== undefined; ) {
      at = this.#follow(at.schema.$ref, at.file);
      if (at !== undefined) fragments.push(at);
    }
    return fragments;
  }

  #follow(ref: string, from: Schema): Fragment | undefined {
    const [path = '', pointer = ''] = ref.split('#');
    const file = path === '' ? from : this.common;
    const name = pointer.slice('/$defs/'.length);
    const schema = file.$defs?.[name];
    if (schema === undefined) throw new Error(`unresolved reference ${ref}`);
    return { schema, file };
  }

  #key(name: string, path: string, fragments: readonly Fragment[], units: UnitCollector, extra = false): Key {
    const first = <T>(pick: (schema: Schema) => T | undefined): T | undefined => {
      for (const { schema } of fragments) {
        const value = pick(schema);
        if (value !== undefined) return value;
      }
      return undefined;
    };
    const guide = <K extends keyof Guidance>(word: K): Guidance[K] | undefined => first((schema) => schema['x-guidance']?.[word]);
    const own = fragments[0]?.schema['x-guidance'];
    const kind = (guide('kind') ?? (first((schema) => schema.properties) === undefined ? 'any' : 'object')) as AnswerKind;
    const record = own?.record ?? null;
    const key: MutableKey = {
      name,
      path,
      title: first((schema) => schema.title) ?? name,
      help: first((schema) => schema.description) ?? '',
      kind,
      keys: [],
      item: this.#item(path, fragments, units),
      choices: this.#choices(fragments, kind),
      open: this.#isOpen(fragments),
      example: first((schema) => schema.examples)?.[0],
      needs: guide('needs') ?? [],
      extra,
      none: guide('none') ?? false,
      aliases: own?.aliases ?? [],
      number: own?.number ?? null,
      phases: own?.phases ?? [],
      record: record === null ? null : { levels: levelsOf(record.levels), articles: record.articles, why: record.why },
      unit: null,
      child: (wanted) => index.get(wanted),
    };
    units.note(key, own);
    key.keys = this.#children(path, fragments, kind, units);
    const index = new Map(key.keys.map((child) => [child.name, child]));
    return key;
  }

  /** Keys below, in canonical order: a document's header, its own keys, then those that every mapping may carry. */
  #children(path: string, fragments: readonly Fragment[], kind: AnswerKind, units: UnitCollector): readonly Key[] {
    const parts = new Map<string, { fragments: Fragment[]; depth: number; header: boolean }>();
    fragments.forEach(({ schema, file }, depth) => {
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        const part = parts.get(name) ?? { fragments: [], depth, header: kind === 'document' && depth === 1 };
        part.fragments.push(...this.#fragments({ schema: property, file }));
        parts.set(name, part);
      }
    });
    const last = fragments.length - 1;
    const answerForms = kind !== 'document' && kind !== 'section' && kind !== 'group' && kind !== 'task' && kind !== 'output';
    const rank = (name: string, part: { depth: number; header: boolean }): number => {
      if (kind === 'document') return part.header ? (name === 'waivers' || name === 'custom' ? 2 : 0) : part.depth === 0 ? 1 : 3;
      return part.depth;
    };
    return [...parts]
      .toSorted(([a, x], [b, y]) => rank(a, x) - rank(b, y))
      .map(([name, part]) => {
        const isForm = answerForms && (name === 'answer' || name === 'none') && this.#isLongForm(fragments);
        const extra = isForm || (last > 0 && part.depth === last && this.#isMappingDef(fragments[last]?.schema));
        return this.#key(name, path === '' ? name : `${path}.${name}`, part.fragments, units, extra);
      });
  }

  #isMappingDef(schema: Schema | undefined): boolean {
    return schema !== undefined && schema === this.common.$defs?.['mapping'];
  }

  #isLongForm(fragments: readonly Fragment[]): boolean {
    return fragments.some(({ schema, file }) => file === this.common && schema.properties?.['answer'] !== undefined);
  }

  #item(path: string, fragments: readonly Fragment[], units: UnitCollector): Key | null {
    for (const { schema, file } of fragments) {
      if (schema.items === undefined) continue;
      const items = this.#fragments({ schema: schema.items, file });
      if (items.some((item) => item.schema.properties !== undefined)) return this.#key('', `${path}[]`, items, units);
    }
    return null;
  }

  #choiceSchemas(fragments: readonly Fragment[]): readonly Fragment[] {
    return fragments.flatMap(({ schema, file }) =>
      [schema, schema.then, schema.items].flatMap((part) => (part === undefined ? [] : this.#fragments({ schema: part, file }))),
    );
  }

  #choices(fragments: readonly Fragment[], kind: AnswerKind): readonly Choice[] {
    if (kind === 'boolean') return [{ value: 'true', help: '' }, { value: 'false', help: '' }];
    if (kind === 'entries') return [];
    for (const { schema } of this.#choiceSchemas(fragments)) {
      for (const part of [schema, ...(schema.anyOf ?? [])]) {
        if (part.enum !== undefined) return choicesOf(part);
      }
    }
    return [];
  }

  #isOpen(fragments: readonly Fragment[]): boolean {
    return this.#choiceSchemas(fragments).some(({ schema }) => schema.anyOf !== undefined);
  }
}

const choicesOf = (schema: Schema): readonly Choice[] =>
  (schema.enum ?? []).flatMap((value, at) => (value === null ? [] : [{ value: String(value), help: schema.enumDescriptions?.[at] ?? '' }]));

type MutableKey = { -readonly [P in keyof Key]: Key[P] };

const levelsOf = (data: LevelsData): ReadonlyMap<string, Level> =>
  new Map(Object.entries(data).flatMap(([tier, word]) => LEVELS.filter((level) => level === word).map((level) => [tier, level] as const)));

/** Gathers units while keys are read, and joins their fields once all keys are known. */
class UnitCollector {
  readonly all: Unit[] = [];
  readonly #guidance = new Map<Key, Guidance>();

  note(key: Key, guidance: Guidance | undefined): void {
    if (guidance?.unit !== undefined || guidance?.of !== undefined) this.#guidance.set(key, guidance);
  }

  sections(root: Key, parent: Section | null, path: readonly string[]): readonly Section[] {
    return root.keys.filter((key) => key.kind === 'section').map((key) => this.#section(key, parent, [...path, key.name]));
  }

  #section(key: Key, parent: Section | null, path: readonly string[]): Section {
    const section: { -readonly [P in keyof Section]: Section[P] } = { key, path, parent, sections: [], units: [] };
    section.units = this.#units(section);
    section.sections = this.sections(key, section, path);
    return section;
  }

  /** Units whose fields stand in this section, groups included, sections below left out. */
  #units(section: Section): readonly Unit[] {
    const fields = new Map<string, Field[]>();
    const heads: { data: NonNullable<Guidance['unit']>; key: Key }[] = [];
    const groups: { path: readonly string[]; units: Set<string> }[] = [];
    const visit = (key: Key, path: readonly string[]): void => {
      const guidance = this.#guidance.get(key);
      const id = guidance?.unit?.id ?? guidance?.of;
      if (id !== undefined) {
        if (guidance?.unit !== undefined) heads.push({ data: guidance.unit, key });
        const field: Field = { key, path, supporting: guidance?.supporting ?? false, when: guidance?.when ?? null, neededAt: guidance?.needed_at ?? [] };
        fields.set(id, [...(fields.get(id) ?? []), field]);
        for (const group of groups) if (group.path.every((step, at) => path[at] === step)) group.units.add(id);
      } else if (key.kind === 'group') {
        groups.push({ path, units: new Set() });
        for (const child of key.keys) visit(child, [...path, child.name]);
      }
    };
    for (const child of section.key.keys) if (child.kind !== 'section') visit(child, [...section.path, child.name]);
    const phases = sectionPhases(section);
    return heads.map(({ data, key }) => {
      const own = fields.get(data.id) ?? [];
      const unit: Unit = {
        id: data.id,
        type: data.type,
        title: own.length > 1 || data.type === 'dilemma' ? data.question : key.title,
        question: data.question,
        why: data.why,
        guidance: data.guidance,
        evidence: data.evidence,
        phases: data.phases ?? phases,
        principles: data.principles,
        articles: data.articles,
        basis: data.basis,
        levels: levelsOf(data.levels),
        when: data.when ?? null,
        fromStage: data.from_stage ?? null,
        typicalRisks: data.typical_risks ?? [],
        qualityAssurance: data.quality_assurance ?? [],
        fields: own,
        section,
        ownGroups: groups.filter((group) => group.units.size === 1 && group.units.has(data.id)).map((group) => group.path),
      };
      for (const field of own) (field.key as MutableKey).unit = unit;
      this.all.push(unit);
      return unit;
    });
  }
}

function sectionPhases(section: Section): readonly string[] {
  for (let at: Section | null = section; at !== null; at = at.parent) {
    if (at.key.phases.length > 0) return at.key.phases;
  }
  return [];
}
