/** What the tier wizard shows, page by page, in words; see {@link ./wizardPage}. Types only: the client knows them by the protocol. */

/** A row to choose. */
export interface WizardOption {
  /** `yes`, `no`, `unsure`, the id of an option, or the empty text for none of them. */
  readonly value: string;
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  /** All there is to say about it, for who asks; empty where the row says it all. */
  readonly help: string;
  /** Title of the group of rows that begins here; absent within a group. */
  readonly group?: string;
  /** True where nothing else can be chosen beside it. */
  readonly alone: boolean;
}
export interface WizardQuestion {
  readonly id: string;
  readonly title: string;
  readonly ask: string;
  /** What to know before answering, and the articles behind the question; plain text. */
  readonly help: string;
  readonly articles: string;
  /** `many`: the answer is a list; the option with the empty text as its value stands for the empty list. */
  readonly type: 'one' | 'many';
  readonly options: readonly WizardOption[];
  /** True where the record should say why. */
  readonly asksReason: boolean;
}
/** An answer in words. */
export interface WizardLine {
  readonly question: string;
  readonly text: string;
  /** Articles that the answer rests on; empty where it only leads on. */
  readonly articles: string;
  readonly isUnsure: boolean;
}
export interface WizardResult {
  /** The result, which may be no tier, in words. */
  readonly title: string;
  readonly summary: string;
  /** The answers that brought it, or something else that holds. */
  readonly reasons: readonly WizardLine[];
  /** What else is to be known, each a sentence. */
  readonly notes: readonly string[];
  /** What a result of this kind is, and is not. */
  readonly guidance: string;
}
export interface WizardPage {
  /** The questions that were answered on the way, in order. */
  readonly path: readonly WizardLine[];
  /** How many questions there are at most, those of the path included. */
  readonly total: number;
  /** The next question; null at the end. */
  readonly question: WizardQuestion | null;
  /** What the answers lead to; null while a question is open. */
  readonly result: WizardResult | null;
}
