/** The law in the shape that wizard, duties and dates read. It holds no fact of its own: all come from the data. */
import type { ApplicationRuleData, BranchData, BranchName, ContradictionData, DutyData, FlagRuleData, LegacyRuleData } from './data';

/** One choice of a question. Texts are empty where only the outline was read. */
export interface Option {
  readonly id: string;
  /** A short name; empty where the text is short enough. */
  readonly title: string;
  readonly text: string;
  /** True for one that follows from others: accepted as an answer, and not offered as one. */
  readonly isImplied: boolean;
  readonly articles: readonly string[];
  /** Title of the area that it belongs to, such as one of Annex III; empty without areas. */
  readonly area: string;
  readonly exceptions: readonly string[];
  readonly notes: readonly string[];
  /** ISO date from which it counts, where it has one of its own. */
  readonly appliesFrom: string | null;
}

export interface Question {
  readonly id: string;
  readonly title: string;
  readonly ask: string;
  readonly help: string;
  readonly articles: readonly string[];
  readonly type: 'yes_no' | 'multi';
  readonly options: readonly Option[];
  /** What chosen options become; null: points of the law that conditions look at. */
  readonly sets: 'roles' | 'flags' | null;
  readonly branches: Readonly<Partial<Record<BranchName, BranchData>>>;
  /** The stricter branch, taken by who is not sure; null where no answer is stricter. */
  readonly unsure: BranchName | null;
  /** True where a record should say why. */
  readonly asksReason: boolean;
}

/** A result of the wizard: a tier, or one that is no tier and is recorded as one. */
export interface Result {
  readonly id: string;
  readonly title: string;
  /** What it means, shortly; empty where only the outline was read. */
  readonly text: string;
  /** Tier that a document states for it. */
  readonly recordedAs: string;
  /** True where nothing else counts beside it: a branch with it ends the questions. */
  readonly isFinal: boolean;
}

export interface Regulation {
  /** CELEX number of the consolidated text that the data follow. */
  readonly version: string;
  /** Where that text is shown. */
  readonly textUrl: string;
  readonly asOf: string;
  /** Matches a text that stands for no answer. */
  readonly placeholder: RegExp;
  readonly roles: readonly Option[];
  readonly flags: readonly Option[];
  readonly questions: ReadonlyMap<string, Question>;
  /** The strictest first; results that are no tier included. */
  readonly results: ReadonlyMap<string, Result>;
  readonly defaultResult: string;
  readonly flagRules: readonly FlagRuleData[];
  readonly contradictions: readonly ContradictionData[];
  readonly duties: ReadonlyMap<string, DutyData>;
  readonly applicationRules: ReadonlyMap<string, ApplicationRuleData>;
  readonly legacyRule: LegacyRuleData;
}
