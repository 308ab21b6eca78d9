/**
 * Semantic tokens: what a grammar cannot know. Keys that a mandatory answer still waits for, older names, ids of risks,
 * and waivers that are in effect. All else is left to the grammar.
 */
import type { Assessment } from '../assessment/assess';
import { riskMentions } from '../document/risks';
import type { Spanned } from '../syntax/node';
import { endOf, startOf } from '../syntax/node';
import { find } from '../syntax/path';

export const TOKEN_TYPES = ['property', 'variable', 'enumMember'] as const;
export const TOKEN_MODIFIERS = ['unanswered', 'deprecated', 'declaration'] as const;

export interface SemanticToken {
  readonly from: number;
  readonly to: number;
  readonly type: (typeof TOKEN_TYPES)[number];
  readonly modifier: (typeof TOKEN_MODIFIERS)[number] | null;
}

/** Tokens in the order of the text; each on one line, none over another. */
export function semanticTokens(assessment: Assessment): readonly SemanticToken[] {
  const { lines } = assessment.tree;
  const tokens = [...keyTokens(assessment), ...waiverTokens(assessment), ...riskTokens(assessment)].toSorted((a, b) => a.from - b.from);
  let end = -1;
  return tokens.filter(({ from, to }) => {
    if (from < end || from === to || lines.lineOf(from) !== lines.lineOf(to)) return false;
    end = to;
    return true;
  });
}

function* keyTokens({ findings, units, root }: Assessment): Generator<SemanticToken> {
  // An older name stands first, so that it counts where the key is also unanswered.
  for (const { code, anchor } of findings) if (code === 'deprecated-name') yield token(anchor, 'property', 'deprecated');
  for (const { level, lacking } of units.values()) {
    if (level !== 'mandatory') continue;
    for (const path of lacking) {
      const { pair, depth } = find(root, path);
      if (pair !== null && depth === path.length) yield token(pair.key, 'property', 'unanswered');
    }
  }
}

function* waiverTokens({ units }: Assessment): Generator<SemanticToken> {
  for (const { waiver } of units.values()) if (waiver !== undefined) yield token(waiver.at, 'enumMember', null);
}

function* riskTokens({ root }: Assessment): Generator<SemanticToken> {
  for (const { node, risk } of riskMentions(root)) yield token(node, 'variable', risk === null ? null : 'declaration');
}

const token = (at: Spanned, type: SemanticToken['type'], modifier: SemanticToken['modifier']): SemanticToken => ({
  from: startOf(at),
  to: endOf(at),
  type,
  modifier,
});
