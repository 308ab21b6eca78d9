/** What each line of a text is to a formatter: where entries begin, and which lines only go on with a value begun above. */
import type { Pair, YamlNode } from '../syntax/node';
import { endOf, startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';

/** What a line that goes on with a value belongs to. */
export interface Continued {
  /** `block` for the lines of a block scalar, `text` for those of other scalars, `flow` for those of a collection in brackets. */
  readonly by: 'block' | 'text' | 'flow';
  /** Line on which the value begins. */
  readonly from: number;
}

export interface LineRoles {
  /** Lines with the key of a block mapping. */
  readonly keyed: ReadonlySet<number>;
  readonly continued: ReadonlyMap<number, Continued>;
  /** Lines whose end lies in a text between quotes or over several lines: blanks there are its own. */
  readonly openEnded: ReadonlySet<number>;
}

export function lineRoles(tree: SyntaxTree): LineRoles {
  const { lines } = tree;
  const keyed = new Set<number>();
  const continued = new Map<number, Continued>();
  const openEnded = new Set<number>();
  const goOn = (node: YamlNode, by: Continued['by']): void => {
    const from = lines.lineOf(startOf(node));
    const last = lines.lineOf(Math.max(startOf(node), endOf(node) - 1));
    for (let line = from + 1; line <= last; line += 1) continued.set(line, { by, from });
    if (by === 'flow') return;
    // The line of a block scalar's `|` ends before its text.
    for (let line = by === 'block' ? from + 1 : from; line < last; line += 1) openEnded.add(line);
    if (by === 'block') openEnded.add(last);
  };
  const visit = (node: YamlNode | null): void => {
    if (node === null || node.type === 'alias') return;
    if (node.type === 'scalar') return goOn(node, node.style === 'literal' || node.style === 'folded' ? 'block' : 'text');
    if (node.flow) goOn(node, 'flow');
    if (node.type === 'seq') return node.items.forEach(visit);
    for (const pair of node.pairs) visitPair(pair, node.flow);
  };
  const visitPair = (pair: Pair, inFlow: boolean): void => {
    if (!inFlow) keyed.add(lines.lineOf(startOf(pair.key)));
    visit(pair.value);
  };
  visit(tree.root);
  return { keyed, continued, openEnded };
}
