/** Symbols of all documents: sections, what is asked in them, and risks. Reads summaries alone, so that it is quick. */
import { unitLabel } from '../core/assessment/gaps';
import type { Range } from '../core/syntax/lines';
import type { DocumentSummary } from './summary';

export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: 'section' | 'unit' | 'risk';
  /** The system or the kind of document that it belongs to. */
  readonly container: string;
  readonly uri: string;
  readonly range: Range;
}

/** Up to `limit` symbols whose names hold the letters of a query in their order, as editors look for symbols. */
export function* workspaceSymbols(documents: Iterable<DocumentSummary>, query: string, limit: number): Generator<WorkspaceSymbol> {
  const matches = matcher(query);
  let count = 0;
  for (const document of documents) {
    for (const symbol of symbolsOf(document, matches)) {
      if (count === limit) return;
      count += 1;
      yield symbol;
    }
  }
}

function* symbolsOf(document: DocumentSummary, matches: (name: string) => boolean): Generator<WorkspaceSymbol> {
  const { uri, kind, system } = document;
  const container = system === null ? kind.title : `${system} · ${kind.title}`;
  for (const { section, range } of document.sections())
    if (matches(section.key.title)) yield { name: section.key.title, kind: 'section', container, uri, range };
  for (const { unit, range } of document.unitsWhere((each) => matches(unitLabel(each))))
    if (range !== null) yield { name: unitLabel(unit), kind: 'unit', container, uri, range };
  for (const { id, description, line, character } of document.risks) {
    const name = description === '' ? id : `${id}: ${description}`;
    if (matches(name)) yield { name, kind: 'risk', container, uri, range: { start: { line, character }, end: { line, character } } };
  }
}

/** Answers are kept: the names of sections and units are the same in every document of a kind. */
function matcher(query: string): (name: string) => boolean {
  const letters = [...query.toLowerCase().replaceAll(/\s/gu, '')];
  const known = new Map<string, boolean>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const lower = name.toLowerCase();
    let at = 0;
    const found = letters.every((letter) => {
      at = lower.indexOf(letter, at) + 1;
      return at > 0;
    });
    known.set(name, found);
    return found;
  };
}
