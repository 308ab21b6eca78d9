/** Semantic tokens: text in, marked words out; and the numbers that go over the protocol. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { semanticTokens } from '../../server/src/core/features/semanticTokens';
import { tokenData, tokenEdits } from '../../server/src/lsp/features/tokenData';
import { assessFile } from '../support/engine';

/** Each token as `word: type modifier`. */
const tokensOf = (name: string, text: string): readonly string[] =>
  semanticTokens(assessFile(name, text)).map(({ from, to, type, modifier }) =>
    `${text.slice(from, to)}: ${type} ${modifier ?? ''}`.trimEnd(),
  );

describe('tokens', () => {
  test('mark keys that a mandatory answer waits for, and no others', () => {
    const text = 'risk_tier: limited\nvalue_proposition:\n  user_goal:\n  problem:\n  personas:\n    - role: Clerk\n';
    expect(tokensOf('mlops-canvas.yaml', text)).toEqual(['user_goal: property unanswered']);
  });

  test('mark older names', () => {
    const text = 'risk_tier: minimal\nmodelling:\n  tasks: {}\n';
    expect(tokensOf('crisp-ml.yaml', text)).toEqual(['modelling: property deprecated']);
  });

  test('mark ids of risks, and where they are stated', () => {
    const text = `risk_tier: minimal
data_preparation:
  tasks:
    clean_data:
      status: done
      risks:
        - id: R-1
      quality_assurance_methods:
        - mitigates: ["R-1"]
`;
    expect(tokensOf('crisp-ml.yaml', text)).toEqual(['R-1: variable declaration', '"R-1": variable']);
  });

  test('mark waivers that are in effect', () => {
    const text = `risk_tier: limited
waivers:
  - { field: '1.1', reason: Later, approved_by: A. Vogel }
  - { field: 1.2.3, reason: Never, approved_by: A. Vogel }
`;
    expect(tokensOf('mlops-canvas.yaml', text)).toEqual(["'1.1': enumMember"]);
  });
});

test('places go over the protocol relative to the token before', () => {
  const text = 'risk_tier: limited\nvalue_proposition:\n  user_goal:\n  personas: TODO\n';
  const assessment = assessFile('mlops-canvas.yaml', text);
  expect(tokenData(semanticTokens(assessment), assessment.tree.lines)).toEqual([2, 2, 9, 0, 1, 1, 2, 8, 0, 1]);
});

test('the edit between two answers turns the one into the other, and never splits a token', () => {
  const data = fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2), fc.nat(1), fc.nat(1)), { maxLength: 8 }).map((tokens) => tokens.flat());
  fc.assert(
    fc.property(data, data, (before, after) => {
      const edits = tokenEdits(before, after);
      let result = [...before];
      for (const { start, deleteCount, data: added = [] } of edits) {
        expect([start % 5, deleteCount % 5, added.length % 5]).toEqual([0, 0, 0]);
        result = [...result.slice(0, start), ...added, ...result.slice(start + deleteCount)];
      }
      expect(result).toEqual(after);
      expect(edits.length).toBe(JSON.stringify(before) === JSON.stringify(after) ? 0 : 1);
    }),
  );
});
