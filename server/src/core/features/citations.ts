/** Places where a text cites the AI Act: articles, annexes, recitals. Which act a number belongs to is read from what follows. */

export interface Citation {
  readonly from: number;
  readonly to: number;
  /** As it is written. */
  readonly words: string;
}

const ARTICLE = String.raw`(?:Art(?:icle)?s?\.?[ \u00A0]?)\d+[a-z]?`;
const ANNEX = String.raw`Annex(?:es)?[ \u00A0][IVX]{1,5}\b`;
const RECITAL = String.raw`Recitals?[ \u00A0]\d+`;
const POINT = String.raw`(?:[ ]?\d*\((?:\d+[a-z]?|[a-z]{1,3})\))*`;
const CITATION = new RegExp(String.raw`(?<![\w./-])(?:${ARTICLE}|${ANNEX}|${RECITAL})${POINT}`, 'gu');
/** What says that a number is another act's. */
const OTHER_ACT = /^[^.;\n]{0,30}?\b(?:GDPR|DSGVO|GRC|TFEU|TEU|Charter|MDR|IVDR|Directive|Regulation \(E[UC]\) (?!2024\/1689))/u;

/** All citations of the act in a text, in its order. */
export function* citations(text: string): Generator<Citation> {
  for (const match of text.matchAll(CITATION)) {
    const to = match.index + match[0].length;
    if (!OTHER_ACT.test(text.slice(to, to + 60))) yield { from: match.index, to, words: match[0] };
  }
}
