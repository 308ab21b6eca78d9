/** Which words of a text cite the AI Act. */
import { describe, expect, test } from 'vitest';
import { citations } from '../../server/src/core/features/citations';

const cited = (text: string): readonly string[] =>
  Array.from(citations(text), ({ words, from, to }) => (text.slice(from, to) === words ? words : '?'));

describe('cited', () => {
  test.each([
    ['risk_tier_rationale: Annex III 5(b), creditworthiness', ['Annex III 5(b)']],
    ['# Art. 10(2)(b) and Article 15', ['Art. 10(2)(b)', 'Article 15']],
    ['Art. 6(1a), Arts. 9 to 15, Recital 58', ['Art. 6(1a)', 'Arts. 9', 'Recital 58']],
    ['Art. 5(1)(ba) since December', ['Art. 5(1)(ba)']],
    ['Annex IV(2)(d)', ['Annex IV(2)(d)']],
    ['Art. 5 of Regulation (EU) 2024/1689', ['Art. 5']],
  ])('%s', (text, expected) => {
    expect(cited(text)).toEqual(expected);
  });
});

describe('not cited', () => {
  test.each([
    'Art. 35 GDPR',
    'Article 22(1) of the GDPR',
    'Art. 10 of Directive 2001/95/EC',
    'Art. 9 of Regulation (EU) 2017/745',
    'Annex and more',
    'Part. 5, smart 7, docs/art. 5',
    'Article of faith',
  ])('%s', (text) => {
    expect(cited(text)).toEqual([]);
  });
});
