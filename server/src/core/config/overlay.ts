/**
 * Overlays of an organisation (format.md, section 8): JSON Schemas with the keywords of `schemas/`, which may only add
 * demands. One that would take something away is refused as a whole, with every place where it would.
 */
import type { Params } from '../assessment/finding';
import type { Guidance, LevelsData, Schema, SchemaFiles, UnitData } from '../catalog/schema';
import { LEVELS } from '../catalog/schemaKey';

/** An overlay as it was read; undefined stands for a file that could not be. */
export interface Overlay {
  /** Its path as the configuration names it. */
  readonly path: string;
  readonly value: unknown;
}

/** Why an overlay is not applied. */
export interface Refusal {
  readonly path: string;
  readonly code: 'policy-weakens' | 'config-invalid';
  readonly message: string;
  readonly params: Params;
}

export interface Overlaid {
  readonly files: SchemaFiles;
  readonly refusals: readonly Refusal[];
}

/** The schemas with all overlays that are good, and what is wrong with the others. */
export function withOverlays(files: SchemaFiles, overlays: readonly Overlay[]): Overlaid {
  return overlays.reduce<Overlaid>(
    (before, overlay) => {
      const merge = new Merge(overlay.path, before.files);
      const merged = merge.files(overlay.value);
      return merge.refusals.length === 0 ? { ...before, files: merged } : { ...before, refusals: [...before.refusals, ...merge.refusals] };
    },
    { files, refusals: [] },
  );
}

type Data = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);
const dataOf = (value: unknown): Data => (isData(value) ? value : {});
const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []);

/** The section that questions of an organisation stand in. */
const CUSTOM = 'custom';
/** Words that explain and change nothing. */
const ANNOTATIONS: ReadonlySet<string> = new Set(['$schema', '$comment', 'title', 'description', 'examples']);

class Merge {
  readonly refusals: Refusal[] = [];
  readonly #units = new Set<string>();

  constructor(
    readonly overlay: string,
    readonly base: SchemaFiles,
  ) {}

  /** The schemas with this overlay; only to be used without {@link refusals}. */
  files(value: unknown): SchemaFiles {
    const { base } = this;
    if (value === undefined) return this.#invalid('policy.unreadable', {}, base);
    const { 'x-guidance': guidance, ...rest } = dataOf(value);
    const id = dataOf(dataOf(guidance)['document'])['id'];
    const known = base.documents.map((file) => file['x-guidance']?.document?.id ?? '');
    const at = known.findIndex((kind) => kind === id);
    const file = base.documents[at];
    if (file === undefined) return this.#invalid('policy.no-kind', { known }, base);
    collectUnits(file, this.#units);
    const merged = this.#schema(file, rest, []);
    return { ...base, documents: base.documents.map((document, index) => (index === at ? merged : document)) };
  }

  /** A place that the schema has, with what the overlay adds there. */
  #schema(base: Schema, over: Data, path: readonly string[]): Schema {
    let merged = base;
    for (const [word, value] of Object.entries(over)) {
      if (ANNOTATIONS.has(word)) continue;
      if (word === 'properties' && isData(value)) merged = { ...merged, properties: this.#below(merged.properties ?? {}, value, path) };
      else if (word === '$defs' && isData(value)) merged = { ...merged, $defs: this.#below(merged.$defs ?? {}, value, ['$defs']) };
      else if (word === 'x-guidance' && isData(value))
        merged = { ...merged, 'x-guidance': this.#guidance(merged['x-guidance'] ?? {}, value, path) };
      else this.#forbidden(path, word);
    }
    return merged;
  }

  #below(base: Readonly<Record<string, Schema>>, over: Data, path: readonly string[]): Readonly<Record<string, Schema>> {
    const merged: Record<string, Schema> = { ...base };
    for (const [name, value] of Object.entries(over)) {
      const own = Object.hasOwn(base, name) ? base[name] : undefined;
      const at = [...path, name];
      if (path.length === 0 && name === CUSTOM) merged[name] = this.#custom(own, dataOf(value));
      else if (own === undefined) this.#invalid('policy.no-key', { key: at.join('.') }, own);
      else if (isData(value)) merged[name] = this.#schema(own, value, at);
      else this.#forbidden(path, name);
    }
    return merged;
  }

  #guidance(base: Guidance, over: Data, path: readonly string[]): Guidance {
    let merged = base;
    for (const [word, value] of Object.entries(over)) {
      const levels = dataOf(value)['levels'];
      for (const part of Object.keys(word === 'needed_at' ? {} : dataOf(value)))
        if (part !== 'levels' && part !== 'id') this.#forbidden(path, `${word}.${part}`);
      if (word === 'unit' && base.unit !== undefined)
        merged = { ...merged, unit: { ...base.unit, levels: this.#raised(base.unit.levels, levels, path) } };
      else if (word === 'record' && base.record !== undefined)
        merged = { ...merged, record: { ...base.record, levels: this.#raised(base.record.levels, levels, path) } };
      else if (word === 'needed_at' && Array.isArray(value))
        merged = { ...merged, needed_at: [...new Set([...(base.needed_at ?? []), ...textsOf(value)])] };
      else this.#forbidden(path, word);
    }
    return merged;
  }

  /** Levels with those that are raised. */
  #raised(base: LevelsData, over: unknown, path: readonly string[]): LevelsData {
    const merged: Record<string, string> = { ...base };
    for (const [tier, level] of Object.entries(dataOf(over))) {
      const before = base[tier] ?? '';
      if (typeof level !== 'string' || rankOf(level) < 0 || before === '') this.#invalid('policy.levels', { key: path.join('.') }, base);
      else if (rankOf(level) > rankOf(before))
        this.#refuse('policy-weakens', 'policy-weakens', {
          key: path.join('.'),
          tier,
          level: { text: `level.${level}` },
          before: { text: `level.${before}` },
        });
      else merged[tier] = level;
    }
    return merged;
  }

  /** The section of the organisation's own questions; another overlay may have asked some already. */
  #custom(base: Schema | undefined, over: Data): Schema {
    const questions: Record<string, Schema> = { ...base?.properties };
    for (const word of Object.keys(over)) if (word !== 'properties' && !ANNOTATIONS.has(word)) this.#forbidden([CUSTOM], word);
    for (const [name, value] of Object.entries(dataOf(over['properties']))) {
      if (Object.hasOwn(questions, name)) this.#invalid('policy.taken', { key: `${CUSTOM}.${name}` }, base);
      else questions[name] = this.#question(name, dataOf(value));
    }
    const texts = base ?? { title: textOf(over['title'], CUSTOM), description: textOf(over['description'], '') };
    return { ...texts, properties: questions, 'x-guidance': { kind: 'section', free: true } };
  }

  /** A new question: whole once it has an id, a question and a level. */
  #question(name: string, value: Data): Schema {
    const path = [CUSTOM, name];
    const unit = dataOf(dataOf(value['x-guidance'])['unit']);
    const { id, question, levels } = unit;
    const form = textOf(value['$ref'], '../common.schema.json#/$defs/text');
    const isForm = this.base.common.$defs?.[form.replace(/^.*common\.schema\.json#\/\$defs\//u, '')]?.['x-guidance']?.kind !== undefined;
    if (typeof id !== 'string' || typeof question !== 'string' || !isData(levels) || !isForm)
      return this.#invalid('policy.question', { key: path.join('.') }, {});
    if (this.#units.has(id)) return this.#invalid('policy.taken', { key: id }, {});
    this.#units.add(id);
    const tiers = this.base.documents.flatMap((file) => Object.keys(file['x-guidance']?.document?.levels ?? {}));
    const optional = Object.fromEntries(tiers.map((tier) => [tier, 'optional']));
    const whole: UnitData = {
      id,
      type: 'question',
      question,
      why: textOf(unit['why'], ''),
      guidance: textOf(unit['guidance'], ''),
      evidence: textsOf(unit['evidence']),
      phases: textsOf(unit['phases']),
      principles: textsOf(unit['principles']),
      articles: textsOf(unit['articles']),
      basis: 'practice',
      levels: this.#raised(optional, levels, path),
    };
    return {
      $ref: form,
      title: textOf(value['title'], name),
      description: textOf(value['description'], ''),
      ...(Array.isArray(value['examples']) ? { examples: value['examples'] } : {}),
      'x-guidance': { unit: whole },
    };
  }

  #forbidden(path: readonly string[], keyword: string): void {
    this.#refuse('policy-weakens', 'policy-weakens.keyword', { key: path.join('.') || '.', keyword });
  }

  #invalid<T>(message: string, params: Params, otherwise: T): T {
    this.#refuse('config-invalid', message, params);
    return otherwise;
  }

  #refuse(code: Refusal['code'], message: string, params: Params): void {
    this.refusals.push({ path: this.overlay, code, message, params: { overlay: this.overlay, ...params } });
  }
}

/** The strictest level comes first; -1 for no level. */
const rankOf = (level: string): number => LEVELS.indexOf(level);

/** Ids of the units that a schema has. */
function collectUnits(schema: Schema, ids: Set<string>): void {
  const id = schema['x-guidance']?.unit?.id;
  if (id !== undefined) ids.add(id);
  for (const below of Object.values(schema.properties ?? {})) collectUnits(below, ids);
}
