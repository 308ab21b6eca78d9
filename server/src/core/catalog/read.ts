/** Reads the schemas into the {@link Catalog}. */
import type { Catalog, Field, Kind, Section, Term, Unit } from './catalog';
import type { Guidance, Schema, SchemaFiles, UnitData } from './schema';
import { fragmentsOf, levelsOf, SchemaKey } from './schemaKey';

/** Builds the catalog. Throws only on schemas that do not fit the vocabulary, which is a defect of the build. */
export function readCatalog(files: SchemaFiles): Catalog {
  const { common } = files;
  const order = (file: Schema): number => file['x-guidance']?.document?.order ?? 0;
  const kinds = new Map(
    files.documents
      .toSorted((a, b) => order(a) - order(b))
      .map((file) => readKind(file, common))
      .map((kind) => [kind.id, kind]),
  );
  const tiers = terms(common, 'risk_tier');
  const defaultOf = (name: string): string => {
    const value = common.$defs?.[name]?.default;
    return typeof value === 'string' ? value : '';
  };
  return {
    kinds,
    config: makeKind(files.config, common, { id: 'config', order: 0, levels: {} }),
    kindNames: terms(common, 'kind'),
    tiers,
    stages: terms(common, 'lifecycle_stage'),
    defaultStage: defaultOf('lifecycle_stage'),
    roles: terms(common, 'operator_role'),
    defaultRole: defaultOf('operator_role'),
    phases: terms(common, 'phase'),
    principles: terms(common, 'principle'),
    levels: terms(common, 'level'),
    placeholder: new RegExp(common.$defs?.['placeholder']?.pattern ?? '^\\s*$', 'u'),
    tier: (id) => tiers.find((tier) => tier.id === id),
  };
}

/** The values of an enumeration in the common schema, with the words that explain them. */
function terms(common: Schema, name: string): readonly Term[] {
  const def = common.$defs?.[name] ?? {};
  const { enum: all = [], enumDescriptions: helps = [] } = def.enum === undefined ? (def.anyOf?.[0] ?? {}) : def;
  const values = all.filter((value) => value !== null);
  const { titles = [], short_titles: shortTitles = [], articles = [] } = def['x-guidance'] ?? {};
  return values.map((value, index) => ({
    id: String(value),
    title: titles[index] ?? String(value),
    shortTitle: shortTitles[index] ?? titles[index] ?? String(value),
    help: helps[index] ?? '',
    articles: articles[index] ?? [],
  }));
}

function readKind(file: Schema, common: Schema): Kind {
  const document = file['x-guidance']?.document;
  if (document === undefined) throw new Error(`schema "${file.title ?? '?'}" states no x-guidance.document`);
  return makeKind(file, common, document);
}

/** A kind whose keys and units are read when somebody first asks for one of them: most runs need one kind or two. */
function makeKind(file: Schema, common: Schema, document: NonNullable<Guidance['document']>): Kind {
  let contents: Contents | undefined;
  const read = (): Contents => (contents ??= readContents(file, common));
  return {
    id: document.id,
    title: file.title ?? document.id,
    help: file.description ?? '',
    get root() {
      return read().root;
    },
    get sections() {
      return read().sections;
    },
    get units() {
      return read().units;
    },
    get unitById() {
      return read().unitById;
    },
    isRecord: document.record === true,
    levels: levelsOf(document.levels),
  };
}

type Contents = Pick<Kind, 'root' | 'sections' | 'units' | 'unitById'>;

/** Reads all at once: keys know the units that they belong to. */
function readContents(file: Schema, common: Schema): Contents {
  const root = new SchemaKey('', '', false, fragmentsOf({ schema: file, file }, common), common);
  const top: Mutable<Section> = { key: root, path: [], parent: null, sections: [], units: [] };
  top.units = readUnits(root, top);
  const units: Unit[] = [...top.units];
  const below = readSections(root, null, [], units);
  const sections = top.units.length === 0 ? below : [top, ...below];
  return { root, sections, units, unitById: new Map(units.map((unit) => [unit.id, unit])) };
}

type Mutable<T> = { -readonly [P in keyof T]: T[P] };

function readSections(parent: SchemaKey, above: Section | null, path: readonly string[], units: Unit[]): readonly Section[] {
  return parent.keys
    .filter((key) => key.kind === 'section')
    .map((key) => {
      const section: Mutable<Section> = { key, path: [...path, key.name], parent: above, sections: [], units: [] };
      section.units = readUnits(key, section);
      units.push(...section.units);
      section.sections = readSections(key, section, section.path, units);
      return section;
    });
}

/** A group of fields, and the units that have fields in it. */
interface Group {
  readonly key: SchemaKey;
  readonly path: readonly string[];
  readonly units: Set<string>;
}

/** Units whose fields stand in this section; groups are looked into, sections below are not. */
function readUnits(container: SchemaKey, section: Section): readonly Unit[] {
  const fields = new Map<string, { readonly field: Field; readonly key: SchemaKey }[]>();
  const heads: { readonly data: UnitData; readonly key: SchemaKey }[] = [];
  const groups: Group[] = [];
  const visit = (key: SchemaKey, path: readonly string[]): void => {
    const { unit, of, supporting = false, when = null, needed_at: neededAt = [] } = key.guidance ?? {};
    const id = unit?.id ?? of;
    if (id !== undefined) {
      if (unit !== undefined) heads.push({ data: unit, key });
      fields.set(id, [...(fields.get(id) ?? []), { field: { key, path, supporting, when, neededAt }, key }]);
      for (const group of groups) if (group.path.every((step, at) => path[at] === step)) group.units.add(id);
    } else if (key.kind === 'group') {
      groups.push({ key, path, units: new Set() });
      for (const child of key.keys) visit(child, [...path, child.name]);
    }
  };
  for (const child of container.keys) if (child.kind !== 'section') visit(child, [...section.path, child.name]);
  return heads.map(({ data, key }) => {
    const own = fields.get(data.id) ?? [];
    const unit = makeUnit(
      data,
      key,
      own.map(({ field }) => field),
      section,
      groups,
    );
    for (const field of own) field.key.unit = unit;
    return unit;
  });
}

function makeUnit(data: UnitData, head: SchemaKey, fields: readonly Field[], section: Section, groups: readonly Group[]): Unit {
  const ownGroups = groups.filter((group) => group.units.size === 1 && group.units.has(data.id));
  return {
    id: data.id,
    type: data.type,
    title: data.title ?? ownGroups[0]?.key.title ?? head.title,
    question: data.question,
    why: data.why,
    guidance: data.guidance,
    evidence: data.evidence,
    phases: data.phases ?? phasesOf(section),
    principles: data.principles,
    articles: data.articles,
    basis: data.basis,
    levels: levelsOf(data.levels),
    when: data.when ?? null,
    fromStage: data.from_stage ?? null,
    roles: data.roles ?? [],
    conditional: data.conditional ?? false,
    coveredBy: data.covered_by ?? [],
    typicalRisks: data.typical_risks ?? [],
    qualityAssurance: data.quality_assurance ?? [],
    fields,
    section,
    ownGroups: ownGroups.map((group) => group.path),
  };
}

/** The phases of a section, or of the section it lies in. */
function phasesOf(section: Section): readonly string[] {
  for (let at: Section | null = section; at !== null; at = at.parent) if (at.key.phases.length > 0) return at.key.phases;
  return [];
}
