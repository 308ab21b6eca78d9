/**
 * Diagnostics of all documents, open or not, as clients pull them. What a client has already costs a look into a table; the
 * findings of a closed file are not kept, but made when a client asks for them.
 */
import type {
  CancellationToken,
  ResultProgressReporter,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { DocumentDiagnosticReportKind } from './library';
import { decode } from '../workspace/fileSystem';
import { hashOf } from '../workspace/hash';
import type { Slices } from '../workspace/slices';
import { uriKey } from '../workspace/uriKey';
import type { ClosedDocument, ReadDocument } from '../workspace/workspace';
import type { Diagnosed } from './diagnostics';
import { diagnosticsOf } from './diagnostics';
import type { Session } from './session';

/** The id of what is said of a closed document. */
const resultIdOf = ({ stamp }: { readonly stamp: number }): string => `disk.${stamp}`;

export class WorkspaceDiagnostics {
  /** Pulls that are being answered, told of documents as they are read. */
  readonly #listeners = new Set<(document: ReadDocument) => void>();

  constructor(
    readonly session: Session,
    readonly slices: Slices,
  ) {}

  /** States that a closed document was read: its findings are at hand now, and need not be made again. */
  assessed(document: ReadDocument): void {
    for (const listener of this.#listeners) listener(document);
  }

  /** Answers a pull; with a place for partial results, bit by bit. */
  async pull(
    { previousResultIds }: WorkspaceDiagnosticParams,
    token: CancellationToken,
    partial?: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult>,
  ): Promise<WorkspaceDiagnosticReport> {
    const answer = new Answer(this.session, new Map(previousResultIds.map(({ uri, value }) => [uriKey(uri), { uri, value }])), partial);
    const listener = (document: ReadDocument): void => answer.addRead(document);
    this.#listeners.add(listener);
    try {
      await this.session.workspace.idle();
    } finally {
      this.#listeners.delete(listener);
    }
    await this.slices.next();
    for (const uri of this.session.documents.uris()) answer.addOpen(uri);
    for (const document of this.session.workspace.closedDocuments()) {
      if (token.isCancellationRequested) break;
      await answer.addClosed(document);
      if (this.slices.isOver) {
        answer.send();
        await this.slices.next();
      }
    }
    for (const uri of this.session.workspace.assessor.configurations.closedFiles()) await answer.addConfiguration(uri);
    answer.addGone();
    return answer.end();
  }
}

/** The answer to one pull, as it grows. */
class Answer {
  readonly #said = new Set<string>();
  /** By the documents' keys: what is said later of a document counts. */
  readonly #items = new Map<string, WorkspaceDocumentDiagnosticReport>();

  constructor(
    readonly session: Session,
    /** What the client has, by the documents' keys. */
    readonly previous: ReadonlyMap<string, { readonly uri: string; readonly value: string }>,
    readonly partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
  ) {}

  /** A closed document that is being read while the client waits. */
  addRead({ uri, text, assessment, stamp }: ReadDocument): void {
    if (this.session.documents.has(uri)) return;
    this.#add(uri, null, resultIdOf({ stamp }), { uri, text, assessment });
    if (this.#items.size >= BATCH) this.send();
  }

  addOpen(uri: string): void {
    const known = this.session.documents.resultIdOf(uri);
    const key = uriKey(uri);
    if (known !== undefined && this.previous.get(key)?.value === known) return this.#unchanged(key, uri, null, known);
    const open = this.session.documents.get(uri);
    if (open !== undefined) this.#add(uri, open.version, open.resultId, open);
  }

  async addClosed(document: ClosedDocument): Promise<void> {
    const { uri } = document;
    const key = uriKey(uri);
    const resultId = resultIdOf(document);
    if (this.#said.has(key)) return;
    if (this.previous.get(key)?.value === resultId) {
      this.#unchanged(key, uri, null, resultId);
      return;
    }
    const bytes = await this.session.fileSystem.read(uri);
    if (bytes === null) return;
    const text = decode(bytes);
    this.#add(uri, null, resultId, { uri, text, assessment: await this.session.workspace.assessor.assessText(uri, text) });
  }

  /** A configuration file that is not open. */
  async addConfiguration(uri: string): Promise<void> {
    const file = await this.session.workspace.assessor.configurations.read(uri);
    if (file !== null) this.#add(uri, null, `disk.${hashOf(new TextEncoder().encode(file.text))}`, file);
  }

  /** What the client has of documents that are gone gives way to nothing. */
  addGone(): void {
    for (const [key, { uri, value }] of this.previous)
      if (!this.#said.has(key) && value !== GONE)
        this.#items.set(key, { kind: DocumentDiagnosticReportKind.Full, uri, version: null, resultId: GONE, items: [] });
  }

  #add(uri: string, version: number | null, resultId: string, document: Diagnosed): void {
    const key = uriKey(uri);
    if (this.previous.get(key)?.value === resultId) this.#unchanged(key, uri, version, resultId);
    else {
      const { engine, messages, client } = this.session;
      const items = [...diagnosticsOf(document, engine, messages, client.rules)];
      this.#said.add(key);
      this.#items.set(key, { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items });
    }
  }

  #unchanged(key: string, uri: string, version: number | null, resultId: string): void {
    this.#said.add(key);
    this.#items.set(key, { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId });
  }

  /** Sends what is there so far, where the client takes it. */
  send(): void {
    if (this.partial === undefined || this.#items.size === 0) return;
    this.partial.report({ items: [...this.#items.values()] });
    this.#items.clear();
  }

  end(): WorkspaceDiagnosticReport {
    this.send();
    return { items: [...this.#items.values()] };
  }
}

/** So many documents at most are sent in one piece. */
const BATCH = 50;
/** The id of what is said of a document that is gone. */
const GONE = 'gone';
