/** What a fix is, and what fixes are made from. */
import type { Assessment, Engine } from '../../assessment/assess';
import type { Catalog } from '../../catalog/catalog';
import type { TextEdit } from '../../edit/textEdit';
import type { Messages } from '../../text/messages';

export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** At most one fix of a finding is the preferred one. */
  readonly preferred: boolean;
  /** True where the edits insert keys without values, which a client with snippets may turn into tab stops. */
  readonly insertsKeys: boolean;
  /** True where the document means the same afterwards, so that saving may apply it. */
  readonly safe?: boolean;
  /** A file that the fix creates; offered only where the client can. */
  readonly creates?: { readonly uri: string; readonly text: string };
}

/** Why a finding cannot be fixed by an edit. */
export interface Blocked {
  /** What would be done. */
  readonly title: string;
  readonly reason: string;
}

/** What can be done about a finding. */
export interface Remedies {
  /** After each of them the finding is gone, and none is there that was not. The preferred one first. */
  readonly fixes: readonly QuickFix[];
  /** Changes after which other findings show, such as those of a section that nobody knew to be one. */
  readonly rewrites: readonly QuickFix[];
  /** Only where there are no fixes. */
  readonly blocked: Blocked | null;
}

/** What fixes are made from. */
export interface FixContext {
  readonly engine: Engine;
  readonly assessment: Assessment;
  readonly messages: Messages;
  /** The catalog with all help texts; without it, there are no examples, and new files hold less help. */
  readonly guidance?: () => Catalog;
}

/** A change that may be a fix, once it is tried. */
export interface Candidate {
  readonly title: string;
  /** Null or empty where it cannot be made. */
  readonly edits: readonly TextEdit[] | null;
  readonly preferred?: boolean;
  readonly insertsKeys?: boolean;
  readonly safe?: boolean;
  readonly creates?: QuickFix['creates'];
  /** True where it is known to do what it should, so that it need not be tried. */
  readonly certain?: boolean;
  /** True where every value of the document has to be there afterwards, wherever it stands. */
  readonly keepsValues?: boolean;
  /** True where it brings back text that nobody could read: what shows then was there before. */
  readonly uncovers?: boolean;
}

/** Changes for one finding, best first, and why none of them may be possible. */
export interface Proposal {
  readonly candidates: readonly Candidate[];
  readonly blocked: Blocked | null;
}

export const NOTHING: Proposal = { candidates: [], blocked: null };
