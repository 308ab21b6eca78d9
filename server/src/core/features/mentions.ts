/**
 * What one document says of things that others name too: ids of risks, the id of its system, files of evidence. Definition,
 * references, highlight and rename are read from here.
 */
import type { Assessment } from '../assessment/assess';
import { riskMentions } from '../document/risks';
import type { EvidenceReference } from '../evidence/references';
import { uriOf } from '../evidence/target';
import type { AliasNode, ScalarNode } from '../syntax/node';
import { endOf, pairOf, resolved, startOf } from '../syntax/node';
import { locate } from '../syntax/path';

/** What is named. A file goes by its URI; several where a value can be read in several ways, the likeliest first. */
export type Named =
  | { readonly thing: 'risk'; readonly id: string }
  | { readonly thing: 'system'; readonly id: string }
  | { readonly thing: 'file'; readonly uris: readonly string[] };

export interface Mention {
  readonly named: Named;
  /** True where the thing is stated, not only referred to. */
  readonly defines: boolean;
  readonly node: ScalarNode | AliasNode;
  /** The name without quotes, and without the heading behind a file. Offsets in the text. */
  readonly from: number;
  readonly to: number;
  /** Only for files: the evidence that names it. */
  readonly reference: EvidenceReference | null;
}

/** What is mentioned in a document; `uri` is the document's own. In the order of the text for each sort of thing. */
export function mentionsIn(assessment: Assessment, uri: string): readonly Mention[] {
  return [...systemMentions(assessment), ...riskMentionsIn(assessment), ...fileMentions(assessment, uri)];
}

/** The mention at an offset; undefined where there is none. Cheap where the offset lies elsewhere. */
export function mentionAt(assessment: Assessment, uri: string, offset: number): Mention | undefined {
  const located = locate(assessment.root, offset);
  if (located?.part !== 'value' || located.node === null) return undefined;
  return mentionsIn(assessment, uri).find(({ node }) => node === located.node);
}

function systemMentions({ root, kind }: Assessment): readonly Mention[] {
  const node = pairOf(root, 'system')?.value ?? null;
  const scalar = resolved(node);
  if (scalar?.type !== 'scalar' || scalar.value === null || (node?.type !== 'scalar' && node?.type !== 'alias')) return [];
  return [{ named: { thing: 'system', id: String(scalar.value) }, defines: kind.isRecord, node, ...inside(node), reference: null }];
}

const riskMentionsIn = ({ root }: Assessment): readonly Mention[] =>
  riskMentions(root).map(({ id, node, risk }) => ({
    named: { thing: 'risk', id },
    defines: risk !== null,
    node,
    ...inside(node),
    reference: null,
  }));

function fileMentions({ evidence }: Assessment, uri: string): readonly Mention[] {
  return evidence().flatMap((reference) => {
    const { at, target, headingAt } = reference;
    if (target.form !== 'path') return [];
    const { from, to } = inside(at);
    const named: Named = { thing: 'file', uris: target.readings.map((reading) => uriOf(uri, reading)) };
    return [{ named, defines: false, node: at, from, to: headingAt === null ? to : startOf(headingAt) - 1, reference }];
  });
}

/** Offsets of a scalar's text. */
function inside(node: ScalarNode | AliasNode): { readonly from: number; readonly to: number } {
  const quote = node.type === 'scalar' && (node.style === 'single' || node.style === 'double') ? 1 : 0;
  return { from: startOf(node) + quote, to: endOf(node) - quote };
}
