/** Ids of risks: where a record states them (`risks`), and where quality assurance methods refer to them (`mitigates`). */
import type { AliasNode, MapNode, ScalarNode, YamlNode } from '../syntax/node';
import { resolved } from '../syntax/node';

/** A place where a risk's id stands. */
export interface RiskMention {
  readonly id: string;
  readonly node: ScalarNode | AliasNode;
  /** The entry that states the risk; null where it is only referred to. */
  readonly risk: MapNode | null;
}

/** All mentions in a document, in the order of the text; what an alias stands for is not walked again. */
export function riskMentions(root: YamlNode | null): readonly RiskMention[] {
  const found: RiskMention[] = [];
  const mention = (node: YamlNode | null, risk: MapNode | null): void => {
    const scalar = resolved(node);
    if (node?.type !== 'scalar' && node?.type !== 'alias') return;
    if (scalar?.type === 'scalar' && scalar.value !== null) found.push({ id: String(scalar.value), node, risk });
  };
  const references = (node: YamlNode | null): void => {
    if (node?.type === 'seq') for (const item of node.items) references(item);
    else mention(node, null);
  };
  /** `list` is true for the value of `risks`, also in its long form. */
  const visit = (node: YamlNode | null, list: boolean): void => {
    if (node?.type === 'seq') for (const item of node.items) visitEntry(item, list);
    else if (node?.type === 'map') visitPairs(node, list, null);
  };
  const visitEntry = (node: YamlNode | null, list: boolean): void => {
    if (list && node?.type === 'map') visitPairs(node, false, node);
    else visit(node, false);
  };
  const visitPairs = (map: MapNode, list: boolean, risk: MapNode | null): void => {
    for (const { key, value } of map.pairs) {
      if (key.name === 'mitigates') references(value);
      else if (risk !== null && key.name === 'id') mention(value, risk);
      else visit(value, key.name === 'risks' || (list && key.name === 'answer'));
    }
  };
  visit(root, false);
  return found;
}
