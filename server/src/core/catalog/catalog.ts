/**
 * The catalog: everything that the schemas say about documents, in the shape that validation, completion, hover,
 * fixes and templates read. It holds no sentence, level or article of its own.
 */
import type { Condition } from './schema';

export type Level = 'mandatory' | 'recommended' | 'optional';

/** What kind of value a key takes; the words are those of `x-guidance.kind` in the schemas. */
export type AnswerKind =
  | 'document'
  | 'section'
  | 'group'
  | 'task'
  | 'output'
  | 'duty'
  | 'text'
  | 'role'
  | 'boolean'
  | 'integer'
  | 'number'
  | 'date'
  | 'choice'
  | 'choice_list'
  | 'string_list'
  | 'tool_list'
  | 'entries'
  | 'object'
  | 'evidence'
  | 'any';

/** One allowed or suggested value of a key. */
export interface Choice {
  readonly value: string;
  readonly help: string;
}

/** A key of a document, or the shape of a list's entries. */
export interface Key {
  readonly name: string;
  /** Document path with `[]` for list entries, from the top-level key on; empty for the document itself. */
  readonly path: string;
  readonly title: string;
  readonly help: string;
  readonly kind: AnswerKind;
  /** Keys below this one, in canonical order; empty where none are known. */
  readonly keys: readonly Key[];
  /** The shape of a list's entries when they are mappings. */
  readonly item: Key | null;
  readonly choices: readonly Choice[];
  /** True where a list of values may stand in place of one. */
  readonly many: boolean;
  /** True where other values than the choices are accepted. */
  readonly open: boolean;
  readonly example: unknown;
  /** Names of the properties that an object needs to count as answered. */
  readonly needs: readonly string[];
  /** True for keys that every mapping may carry (notes, evidence, ...) and for the forms of an answer. */
  readonly extra: boolean;
  /** True where `{ none: reason }` is an answer. */
  readonly none: boolean;
  /** True where an empty list is an answer: none of the listed values applies. */
  readonly empty: boolean;
  /** True where other keys than the known ones are accepted. */
  readonly free: boolean;
  readonly aliases: readonly string[];
  /** Number of a block or phase, as printed on the canvas. */
  readonly number: number | null;
  /** CRISP-ML(Q) phases that a section belongs to. */
  readonly phases: readonly string[];
  /** Levels of a record field of a task (`risks`, ...), by tier. */
  readonly record: { readonly levels: ReadonlyMap<string, Level>; readonly articles: readonly string[]; readonly why: string } | null;
  /** The unit that this key belongs to. */
  readonly unit: Unit | null;
  child(name: string): Key | undefined;
}

/** One field of a question. */
export interface Field {
  readonly key: Key;
  /** Steps from the document's root. */
  readonly path: readonly string[];
  readonly supporting: boolean;
  readonly when: Condition | null;
  readonly neededAt: readonly string[];
}

/** A question of a canvas, a task, an output, or the requirements of a phase: what is counted (format.md, section 4). */
export interface Unit {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly question: string;
  readonly why: string;
  readonly guidance: string;
  readonly evidence: readonly string[];
  readonly phases: readonly string[];
  readonly principles: readonly string[];
  readonly articles: readonly string[];
  readonly basis: string;
  readonly levels: ReadonlyMap<string, Level>;
  readonly when: Condition | null;
  readonly fromStage: string | null;
  /** Operator roles that owe a duty; empty for other units. */
  readonly roles: readonly string[];
  /** True for a duty that is owed under a condition beyond tier, role and stage. */
  readonly conditional: boolean;
  /** Units of documents that answer a duty, so that it is asked nowhere else; empty for all others. */
  readonly coveredBy: readonly { readonly kind: string; readonly unit: string }[];
  readonly typicalRisks: readonly string[];
  readonly qualityAssurance: readonly string[];
  readonly fields: readonly Field[];
  readonly section: Section;
  /** Groups that hold fields of this unit alone, as paths from the root. */
  readonly ownGroups: readonly (readonly string[])[];
}

/**
 * A block, a phase, or the `tasks` or `outputs` of a phase. A document that asks questions at its top level has one
 * more, with an empty path: it always exists, and the other sections stand beside it.
 */
export interface Section {
  readonly key: Key;
  readonly path: readonly string[];
  readonly parent: Section | null;
  readonly sections: readonly Section[];
  /** Units directly in this section, in canonical order. */
  readonly units: readonly Unit[];
}

/** A kind of document. */
export interface Kind {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly root: Key;
  readonly sections: readonly Section[];
  readonly units: readonly Unit[];
  readonly unitById: ReadonlyMap<string, Unit>;
  /** True for the record of a system: its tier, stage and roles count for all documents of the system. */
  readonly isRecord: boolean;
  /** What a system without such a document lacks, by tier. */
  readonly levels: ReadonlyMap<string, Level>;
}

/** A tier, stage, phase or principle: an id with the words that explain it. */
export interface Term {
  readonly id: string;
  readonly title: string;
  /** The title for narrow places. */
  readonly shortTitle: string;
  readonly help: string;
  readonly articles: readonly string[];
}

export interface Catalog {
  readonly kinds: ReadonlyMap<string, Kind>;
  /** The keys of the configuration file, as if it were a kind of document; it is none, and not among `kinds`. */
  readonly config: Kind;
  /** All kinds of document that the format names, also those that this version cannot check yet. */
  readonly kindNames: readonly Term[];
  readonly tiers: readonly Term[];
  readonly stages: readonly Term[];
  readonly defaultStage: string;
  readonly roles: readonly Term[];
  /** The role that is assumed where none is stated. */
  readonly defaultRole: string;
  readonly phases: readonly Term[];
  readonly principles: readonly Term[];
  readonly levels: readonly Term[];
  /** Matches a text that stands for no answer. */
  readonly placeholder: RegExp;
  tier(id: string | null): Term | undefined;
}

/** The tier at which a practice is prohibited: nothing else is asked there. */
export const isProhibited = (kind: Kind, tier: string): boolean => !kind.levels.has(tier);

/** A kind of document, or the configuration, by its id. */
export const kindById = (catalog: Catalog, id: string): Kind | undefined =>
  id === catalog.config.id ? catalog.config : catalog.kinds.get(id);
