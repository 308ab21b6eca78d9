/**
 * Names and types of the requests that our own client adds to the Language Server Protocol.
 * The only server file that the client may import: types and constants, no code, no dependency but protocol types.
 * Positions are those of the Language Server Protocol: zero-based lines, UTF-16 characters.
 */
import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';

export type { Position, Range, TextEdit, WorkspaceEdit };

/** Risk tier ids; the list itself is data (`schemas/`), so the client treats a tier as a word that the server gave it. */
export type TierId = string;

/** How a unit stands in its document (format.md, section 4). */
export type StateId = 'answered' | 'partial' | 'placeholder' | 'missing' | 'waived';

/** What a tier asks of a unit. */
export type LevelId = 'mandatory' | 'recommended' | 'optional';

/** One row of the progress tree. `id` is stable while the thing it shows exists. */
export interface TreeNode {
  readonly id: string;
  readonly kind: 'system' | 'missing-document' | 'phase' | 'unit';
  readonly label: string;
  readonly description: string;
  /** Markdown. */
  readonly tooltip: string;
  readonly accessibilityLabel: string;
  readonly hasChildren: boolean;
  readonly expanded: boolean;
  /** Codicon name without `$(…)`, and the theme colour id that goes with it, when one does. */
  readonly icon: string;
  readonly iconColor?: string;
  /** Only units: how it stands and what its tier asks of it. */
  readonly state?: StateId;
  readonly level?: LevelId;
  /** Only units: where to go. `range` is absent while the unit is missing. */
  readonly target?: UnitTarget;
  /** Only missing documents: what to create, and beside which file. */
  readonly create?: {
    readonly kind: string;
    readonly isRecord: boolean;
    readonly tier: TierId | null;
    readonly system: string | null;
    readonly beside: string;
  };
}

export interface UnitTarget {
  readonly uri: string;
  readonly unit: string;
  readonly range?: Range;
}

export interface TreeParams {
  /** Id of the row whose children are asked for; absent for the roots. */
  readonly parent?: string;
}

export interface TreeResult {
  readonly nodes: readonly TreeNode[];
  /** Open mandatory gaps of everything, for the badge of the view. */
  readonly openMandatory: number;
  /** Number of documents of ours that the server knows. */
  readonly documents: number;
}

/** Request, client to server: children of a row of the progress tree. */
export const TREE = 'aiActCanvas/tree';
/** Notification, server to client, no parameters: the tree or a document's status changed; ask again. */
export const CHANGED = 'aiActCanvas/changed';

/** Notification, client to server: files may have changed without an event; evidence is looked up again. */
export const RECHECK = 'aiActCanvas/recheck';

/** An edit of one document of a given version, and where the caret belongs afterwards (in the edited text). */
export interface PlacedEdit {
  readonly uri: string;
  readonly version: number | null;
  readonly edits: readonly TextEdit[];
  readonly caret: Position;
}

export interface InsertUnitParams {
  readonly uri: string;
  readonly unit: string;
}
/** Request: the edit that inserts a missing unit's keys; null when nothing can be inserted (already there, unreadable text). */
export const INSERT_UNIT = 'aiActCanvas/insertUnit';

export interface InsertMissingParams {
  readonly uri: string;
  readonly levels: 'mandatory' | 'recommended';
}
/** Request: the edit that inserts every missing section and answer; `recommended` means mandatory and recommended. PlacedEdit or null when nothing is missing. */
export const INSERT_MISSING = 'aiActCanvas/insertMissing';

export interface GapParams {
  readonly uri: string;
  readonly position: Position;
  readonly direction: 'next' | 'previous';
}
export interface GapResult {
  readonly range: Range;
  readonly message: string;
  readonly index: number;
  readonly total: number;
}
/** Request: the next or previous gap of a document from a position, cyclic; null when it has none. */
export const GAP = 'aiActCanvas/gap';

export interface SetTierParams {
  readonly uri: string;
  readonly tier: TierId;
}
/** Request: the edit that states this tier in a document. PlacedEdit or null. */
export const SET_TIER = 'aiActCanvas/setTier';

export interface StatusParams {
  readonly uri: string;
}
export interface StatusResult {
  readonly kind: string;
  readonly kindTitle: string;
  readonly system: string | null;
  readonly tier: TierId | null;
  readonly tierTitle: string | null;
  readonly mandatory: { readonly total: number; readonly answered: number };
  readonly recommended: { readonly total: number; readonly answered: number };
}
/** Request: summary of one document for the language status item; null when the document is none of ours. */
export const STATUS = 'aiActCanvas/status';

export interface KindChoice {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** File name without folder, such as `mlops-canvas.yaml`. */
  readonly fileName: string;
}
export interface TierChoice {
  readonly id: TierId;
  readonly title: string;
  readonly description: string;
  /** Number of mandatory and recommended answers of each kind at this tier, by kind id. */
  readonly asks: Readonly<Record<string, { readonly mandatory: number; readonly recommended: number }>>;
}
export interface ChoicesResult {
  readonly kinds: readonly KindChoice[];
  readonly tiers: readonly TierChoice[];
}
/** Request without parameters: the kinds and tiers that the product knows, for quick picks. */
export const CHOICES = 'aiActCanvas/choices';

export interface TemplateParams {
  readonly kind: string;
  readonly tier: TierId;
  readonly system: string | null;
}
export interface TemplateResult {
  readonly text: string;
  readonly caret: Position;
}
/** Request: a commented template of a new document. */
export const TEMPLATE = 'aiActCanvas/template';

/**
 * An answer of the tier wizard: `yes`, `no` or `unsure`, or the ids of what was chosen from a list, with `unsure` among
 * them where not all is certain.
 */
export type WizardValue = string | readonly string[];

/** An answer and what is recorded beside it: why, by whom, when (an ISO date). */
export interface WizardAnswer {
  readonly answer: WizardValue;
  readonly reason?: string;
  readonly by?: string;
  readonly date?: string;
}

/** By the ids of the wizard's questions. */
export type WizardAnswers = Readonly<Record<string, WizardAnswer>>;

export interface WizardStartParams {
  /** The document that the user looks at, of any kind; null for none. */
  readonly uri: string | null;
}
export interface WizardStartResult {
  /** The record that holds, or is to hold, the classification of the document's system; null where there is none. */
  readonly record: { readonly uri: string; readonly answers: WizardAnswers } | null;
  /** System id of the document; null where it states none. */
  readonly system: string | null;
  /** The kind of document that records a classification. */
  readonly kind: KindChoice;
  /** All records of the workspace, where it is open which system is meant; else none. */
  readonly records: readonly { readonly uri: string; readonly system: string | null; readonly tierTitle: string | null }[];
}
/** Request: what is known before the tier wizard asks anything; null where this server knows no wizard. */
export const WIZARD_START = 'aiActCanvas/wizardStart';

export interface WizardParams {
  readonly answers: Readonly<Record<string, WizardValue>>;
}
export type { WizardLine, WizardOption, WizardPage, WizardQuestion, WizardResult } from './core/features/wizardWords';
/** Request: the next question of the tier wizard, or the result. The server remembers nothing between two of them. */
export const WIZARD = 'aiActCanvas/wizard';

export interface WizardRecordParams {
  /** The record to bring up to date; null for the text of a new one. */
  readonly uri: string | null;
  /** System id of a new record. */
  readonly system: string | null;
  readonly answers: WizardAnswers;
}
export type WizardRecordResult =
  | { readonly kind: 'new'; readonly text: string; readonly caret: Position }
  /** `changes`: names of what changes; none where the record says it all. */
  | { readonly kind: 'edit'; readonly edit: PlacedEdit | null; readonly changes: readonly string[] }
  /** Why nothing is written, in a sentence. */
  | { readonly kind: 'refused'; readonly reason: string };
/** Request: how the answers of the tier wizard are recorded. Null where they do not lead to a result. */
export const WIZARD_RECORD = 'aiActCanvas/wizardRecord';

/** Requests, server to client, that stand for a file system where the server has none of its own (the browser). */
export const FS_READ = 'aiActCanvas/fs/read';
export const FS_LIST = 'aiActCanvas/fs/list';
export interface FsParams {
  readonly uri: string;
}
/** Bytes as base64, or null when the file does not exist or cannot be read. */
export interface FsReadResult {
  readonly base64: string | null;
}
/** Entries of a folder; null when it does not exist. */
export interface FsListResult {
  readonly entries: readonly { readonly name: string; readonly type: 'file' | 'folder' | 'other' }[] | null;
}
