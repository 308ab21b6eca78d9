/** Which texts are documents of ours. */
import type { Assessment, Engine } from '../core/assessment/assess';
import { assess } from '../core/assessment/assess';
import { isUnreadable } from '../core/assessment/textFindings';
import type { Kind } from '../core/catalog/catalog';
import { isConfigFile } from '../core/config/assessConfig';
import { documentKind, kindOfName, mayStateKind } from '../core/document/documentKind';
import type { SyntaxTree } from '../core/syntax/parse';
import { parse } from '../core/syntax/parse';

/** The tree of a text and the kind of document that it is; undefined when it is none of ours or cannot be parsed at all. */
export function parseOwn(engine: Engine, uri: string, text: string): { readonly tree: SyntaxTree; readonly kind: Kind } | undefined {
  const { catalog } = engine;
  if (isConfigFile(uri) || isUnreadable(text) || (kindOfName(catalog, uri) === undefined && !mayStateKind(catalog, text))) return undefined;
  const tree = parse(text);
  const kind = documentKind(catalog, uri, tree.root);
  return kind === undefined ? undefined : { tree, kind };
}

/** The assessment of a text that stands alone; undefined when it is none of ours or cannot be parsed at all. */
export function assessText(engine: Engine, uri: string, text: string): Assessment | undefined {
  const own = parseOwn(engine, uri, text);
  return own === undefined ? undefined : assess(engine, own.kind, uri, own.tree);
}

/** True for a text that would be a document of ours, or a configuration, by its name, but that cannot be read. */
export const isUnreadableDocument = (engine: Engine, uri: string, text: string): boolean =>
  isUnreadable(text) && (isConfigFile(uri) || kindOfName(engine.catalog, uri) !== undefined);
