/**
 * The law as it stands in `schemas/regulation/`, as far as the core reads it. Types only; {@link ./read} turns them into
 * the {@link ./regulation}. Texts are absent from the outline that is bundled into every entry.
 */

/** A condition over flags and answers: exactly one of these words. */
export type Predicate =
  | { readonly all: readonly Predicate[] }
  | { readonly any: readonly Predicate[] }
  | { readonly not: Predicate }
  | { readonly flag: string }
  | { readonly tier: string }
  | { readonly role: string }
  | { readonly answer: string; readonly has: readonly string[] }
  | { readonly answer: string; readonly has_other_than: readonly string[] }
  | { readonly duty_any: readonly string[] }
  | { readonly open: true };

/** More time for what was placed on the market before a date. Dates are ISO dates throughout. */
export interface LegacyData {
  readonly placed_before: string;
  readonly flag?: string;
  readonly comply_by: string;
  readonly articles: readonly string[];
}

export interface ApplicationRuleData {
  readonly applies_from?: string;
  readonly formal?: string;
  readonly routes?: readonly {
    readonly id: string;
    readonly title: string;
    readonly when: Predicate;
    readonly applies_from: string;
  }[];
  readonly several_routes?: { readonly applies_from: string; readonly confidence: string };
  readonly legacy?: LegacyData;
  readonly basis: string;
  readonly confidence: string;
}

export interface DutyData {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly articles: readonly string[];
  readonly roles: readonly string[];
  readonly tiers: readonly string[];
  readonly when?: Predicate;
  readonly dates: string;
  /** Question whose options have dates of their own. */
  readonly dated_by?: string;
  readonly legacy?: LegacyData;
  readonly confidence?: string;
  readonly voluntary?: true;
  readonly from_stage?: string;
  readonly phases: readonly string[];
  readonly covered_by?: readonly { readonly kind: string; readonly unit: string }[];
}

export interface BranchData {
  readonly result?: string;
  readonly result_if_lower?: string;
  readonly flag?: string;
  readonly articles?: readonly string[];
  readonly next?: string;
  readonly end?: true;
  readonly note?: string;
}

export type BranchName = 'yes' | 'no' | 'any' | 'none';

export interface QuestionData {
  readonly id: string;
  readonly title: string;
  readonly ask?: string;
  readonly help?: string;
  readonly articles?: readonly string[];
  readonly type: 'yes_no' | 'multi';
  readonly options_from?: string;
  readonly sets?: 'roles' | 'flags';
  readonly branches: Readonly<Partial<Record<BranchName, BranchData>>>;
  readonly unsure?: BranchName;
  readonly asks_reason?: true;
}

export type FlagRuleData =
  | {
      readonly when: Predicate;
      readonly effect: 'drop_duties';
      readonly keep: readonly string[];
      readonly keep_tiers: readonly string[];
      readonly note?: string;
    }
  | { readonly when: Predicate; readonly effect: 'add_role'; readonly role: string; readonly articles: readonly string[] }
  | {
      readonly when: Predicate;
      readonly effect: 'replace_flag';
      readonly flag: string;
      readonly by: string;
      readonly articles: readonly string[];
    };

/** What an answer, or the date on which the system is placed on the market, says. */
export type StatementData =
  | { readonly answer: string; readonly has: string }
  | { readonly answer: string; readonly is: 'yes' | 'no' }
  | { readonly placed_from: string }
  | { readonly placed_from_rule: string };

/** Two statements that cannot both be right. */
export interface ContradictionData {
  readonly id: string;
  readonly one: StatementData;
  readonly other: StatementData;
  readonly articles: readonly string[];
}

/** A list that a question takes its options from: roles, points of an article, flags; areas hold points. */
export interface OptionData {
  readonly id: string;
  readonly title?: string;
  readonly text?: string;
  readonly implied?: boolean;
  readonly articles?: readonly string[];
  readonly exceptions?: readonly string[];
  readonly excludes?: string;
  readonly notes?: readonly string[];
  readonly applies_from?: string;
  readonly points?: readonly OptionData[];
}

export interface WizardData {
  readonly questions: readonly QuestionData[];
  readonly result_default: string;
  readonly result_order: readonly string[];
  readonly results: readonly { readonly id: string; readonly title?: string; readonly text?: string; readonly recorded_as: string }[];
  readonly context_flags: readonly OptionData[];
  readonly derived_flags: readonly OptionData[];
  readonly flag_rules: readonly FlagRuleData[];
  readonly contradictions: readonly ContradictionData[];
}

export interface RegulationData {
  readonly meta: { readonly as_of: string; readonly version: string; readonly consolidated: { readonly url: string } };
  readonly tiers: readonly { readonly id: string; readonly title: string; readonly note?: string }[];
  readonly roles: readonly OptionData[];
  readonly art5: readonly OptionData[];
  readonly art6: { readonly derogation: { readonly conditions: readonly OptionData[] } };
  readonly annex_iii: readonly OptionData[];
  readonly art50: readonly OptionData[];
  readonly application_rules: Readonly<Record<string, ApplicationRuleData>>;
  readonly legacy_rule: LegacyRuleData;
}

/** What softens the dates of high-risk systems that were there before. */
export interface LegacyRuleData {
  readonly articles: readonly string[];
  readonly flag: string;
  readonly rules: readonly string[];
  readonly tiers: readonly string[];
  readonly public_authorities_by: string;
  readonly public_authorities_flag: string;
  readonly confidence: string;
}

/** What a build hands over: the three files, whole or as an outline without texts, and what they share with documents. */
export interface RegulationFiles {
  readonly regulation: RegulationData;
  readonly duties: { readonly duties: readonly DutyData[] };
  readonly wizard: WizardData;
  /** Pattern of texts that stand for no answer, as for all documents. */
  readonly placeholder: string;
}
