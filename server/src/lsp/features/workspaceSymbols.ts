/** Symbols of the whole workspace. */
import type { SymbolInformation } from 'vscode-languageserver';
import { SymbolKind } from '../library';
import { DocumentSummary } from '../../workspace/summary';
import type { WorkspaceSymbol } from '../../workspace/symbols';
import { workspaceSymbols } from '../../workspace/symbols';
import { guarded } from '../guard';
import type { Session } from '../session';

/** More than anybody reads; editors ask again with every letter. */
const MOST = 1000;

const KINDS: Readonly<Record<WorkspaceSymbol['kind'], SymbolKind>> = {
  section: SymbolKind.Module,
  unit: SymbolKind.Property,
  risk: SymbolKind.Event,
};

export function registerWorkspaceSymbols(session: Session): void {
  session.connection.onWorkspaceSymbol(({ query }, token) =>
    guarded<SymbolInformation[]>(session.connection.console, 'workspace symbols', token, [], () =>
      Array.from(workspaceSymbols(summaries(session), query, MOST), ({ name, kind, container, uri, range }) => ({
        name,
        kind: KINDS[kind],
        containerName: container,
        location: { uri, range },
      })),
    ),
  );
}

/** Summaries of all documents, open ones of their newest text. */
function* summaries({ documents, workspace, engine }: Session): Generator<DocumentSummary> {
  for (const uri of documents.uris()) {
    const assessment = documents.get(uri)?.assessment;
    if (assessment !== undefined) yield DocumentSummary.of(engine.catalog, uri, assessment);
  }
  for (const { summary } of workspace.closedDocuments()) if (summary !== null) yield summary;
}
