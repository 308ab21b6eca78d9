/**
 * Open documents: their texts as the client states them, edit by edit, and their assessments, one per version, made when
 * first asked for. An edit reparses and reassesses what it changed; the rest is remembered. Of documents that were not
 * asked for lately only the text is kept.
 */
import type { Connection, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { Assessment } from '../core/assessment/assess';
import { AssessmentMemory } from '../core/assessment/memory';
import { isConfigFile } from '../core/config/assessConfig';
import { documentKind, kindOfName } from '../core/document/documentKind';
import type { SystemRecord } from '../core/document/systemRecord';
import { readSystemRecord } from '../core/document/systemRecord';
import type { SyntaxTree } from '../core/syntax/parse';
import { systemIn } from '../workspace/assessor';
import type { SystemContext } from '../workspace/records';
import { sameContext } from '../workspace/records';
import type { Workspace } from '../workspace/workspace';
import { OpenText } from './openText';

/** Of so many documents trees and assessments are kept: more than anybody looks at, few enough for any machine. */
const KEPT = 50;
/** Of so many short ones that nobody has edited: they are read again in a millisecond, and then leave little to clear up. */
const KEPT_SHORT = 8;

/** What an open document is at one version. */
export interface Assessed {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  /** Another one whenever what is said of the document may be another: by its own text, or by the record of its system. */
  readonly resultId: string;
  /** Undefined for a text that is none of ours, or that cannot be read. */
  readonly assessment: Assessment | undefined;
}

/** The text of an edited document is put together when somebody asks for it. */
class AssessedTree implements Assessed {
  constructor(
    readonly uri: string,
    readonly version: number,
    readonly resultId: string,
    readonly tree: SyntaxTree,
    readonly assessment: Assessment | undefined,
  ) {}

  get text(): string {
    return this.tree.text;
  }
}

/** Told of documents that open, change and close, after their text is up to date. */
export interface DocumentEvents {
  readonly changed: (uri: string) => void;
  readonly closed: (uri: string) => void;
}

/** What a text is judged by besides itself, and the workspace's own numbers for when it was last asked. */
interface Judged {
  /** The id of its system as the document states it; undefined for a document that is none of ours. */
  readonly system: string | null | undefined;
  readonly context: SystemContext;
  readonly revision: number;
  readonly configuration: number;
  readonly evidence: number;
}

const NO_CONTEXT: SystemContext = { record: null, rivals: [] };

class OpenDocument {
  readonly #text: OpenText;
  #version: number;
  #memory: AssessmentMemory | null = null;
  #assessed: Assessed | undefined;
  #judged: Judged | undefined;
  /** How often this text would be judged otherwise than before. */
  #judgements = 0;

  constructor(
    readonly uri: string,
    readonly workspace: Workspace,
    version: number,
    text: string,
  ) {
    this.#version = version;
    this.#text = new OpenText(text);
  }

  /**
   * Applies changes in their order; each speaks of the text that the one before it left. False for changes of an older
   * version, which came late: they speak of a text that is gone, and change nothing.
   */
  change(version: number, changes: readonly TextDocumentContentChangeEvent[]): boolean {
    if (version < this.#version) return false;
    this.#version = version;
    this.#assessed = undefined;
    this.#judged = undefined;
    for (const change of changes) {
      if ('range' in change) this.#text.edit(change.range, change.text);
      else this.#text.replace(change.text);
    }
    return true;
  }

  get assessed(): Assessed {
    if (!this.#isCurrent()) this.#assessed = undefined;
    this.#assessed ??= this.#assess();
    return this.#assessed;
  }

  /** The id that {@link assessed} would have, where that is known without assessing; else undefined. */
  get resultId(): string | undefined {
    return this.#isCurrent() ? this.#resultId : undefined;
  }

  get #resultId(): string {
    return `${this.#version}.${this.#judgements}`;
  }

  /** What the document says as the record of its system; null when it is none. Assesses nothing. */
  get record(): SystemRecord | null {
    const { engine } = this.workspace;
    if (kindOfName(engine.catalog, this.uri)?.isRecord === false) return null;
    const { tree } = this.#text;
    const kind = tree === null ? undefined : documentKind(engine.catalog, this.uri, tree.root);
    return tree !== null && kind?.isRecord === true ? readSystemRecord(engine, kind, this.uri, tree) : null;
  }

  /** True for a text that is read again in no time. */
  get isShort(): boolean {
    return this.#text.isShort;
  }

  /** Lets go of everything that can be made again. */
  release(): void {
    this.#assessed = undefined;
    this.#memory = null;
    this.#text.release();
  }

  /** False where the text was not judged yet, or what it is judged by is another. */
  #isCurrent(): boolean {
    const judged = this.#judged;
    if (judged === undefined) return false;
    const { records, configurations, evidence } = this.workspace.assessor;
    if (judged.configuration !== configurations.revision || judged.evidence !== evidence.generationOf(this.uri)) return false;
    const { revision } = records;
    if (judged.revision === revision || judged.system === undefined) return true;
    if (!sameContext(judged.context, records.contextOf(this.uri, judged.system))) return false;
    this.#judged = { ...judged, revision };
    return true;
  }

  #assess(): Assessed {
    const { uri } = this;
    const { records, configurations, evidence } = this.workspace.assessor;
    // A text that was let go, and is judged as before, keeps its id.
    if (this.#judged === undefined || !this.#isCurrent()) this.#judgements += 1;
    const revisions = { revision: records.revision, configuration: configurations.revision, evidence: evidence.generationOf(uri) };
    this.#judged = { system: undefined, context: NO_CONTEXT, ...revisions };
    const version = this.#version;
    const resultId = this.#resultId;
    const { tree } = this.#text;
    if (tree === null) {
      // What is not looked at is as good as empty.
      const text = configurations.excludes(uri) ? '' : this.#text.text;
      return { uri, version, resultId, text, assessment: undefined };
    }
    const assessment = this.#assessTree(tree);
    return new AssessedTree(uri, version, resultId, tree, assessment);
  }

  #assessTree(tree: SyntaxTree): Assessment | undefined {
    const { uri } = this;
    const { engine, assessor } = this.workspace;
    if (this.#text.isEdited) this.#memory ??= new AssessmentMemory(engine.catalog.placeholder);
    const memory = this.#memory;
    if (isConfigFile(uri)) return assessor.configurations.assess(uri, tree, memory ?? new AssessmentMemory(engine.catalog.placeholder));
    const kind = assessor.configurations.excludes(uri) ? undefined : documentKind(engine.catalog, uri, tree.root);
    if (kind === undefined || this.#judged === undefined) return undefined;
    const system = kind.isRecord ? null : systemIn(engine, tree.root);
    const context = assessor.records.contextOf(uri, system);
    this.#judged = { ...this.#judged, system, context };
    return assessor.assessTree(kind, uri, tree, context, {
      ...(memory === null ? {} : { memory }),
      isPlain: this.#text.isPlain,
    });
  }
}

export class OpenDocuments {
  readonly #open = new Map<string, OpenDocument>();
  /** Those of which more than the text is kept, the one asked for last at the end; the short ones apart. */
  readonly #kept = new Map<string, OpenDocument>();
  readonly #keptShort = new Map<string, OpenDocument>();

  constructor(readonly workspace: Workspace) {}

  listen(connection: Connection, events: DocumentEvents): void {
    connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
      this.#open.set(uri, new OpenDocument(uri, this.workspace, version, text));
      this.#forget(uri);
      events.changed(uri);
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      const document = this.#open.get(uri);
      if (document?.change(version, contentChanges) === true) events.changed(uri);
      else connection.console.warn(`a change of ${uri} is left out: ${document === undefined ? 'it is not open' : 'its version is old'}`);
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      this.#open.delete(uri);
      this.#forget(uri);
      events.closed(uri);
    });
  }

  has(uri: string): boolean {
    return this.#open.has(uri);
  }

  /** URIs of what is open, configuration files aside. */
  *uris(): Generator<string> {
    for (const uri of this.#open.keys()) if (!isConfigFile(uri)) yield uri;
  }

  isOpen(uri: string): boolean {
    return this.#open.has(uri);
  }

  /** What an open document says as the record of its system; null when it is none, or not open. */
  recordOf(uri: string): SystemRecord | null {
    return this.#open.get(uri)?.record ?? null;
  }

  /** The id of what is said of an open document, where that is known already; else undefined. Costs nothing. */
  resultIdOf(uri: string): string | undefined {
    return this.#open.get(uri)?.resultId;
  }

  /** The newest text of an open document, assessed; undefined when it is not open. */
  get(uri: string): Assessed | undefined {
    const document = this.#open.get(uri);
    if (document === undefined) return undefined;
    const { assessed } = document;
    this.#forget(uri);
    if (document.isShort) keep(this.#keptShort, uri, document, KEPT_SHORT);
    else keep(this.#kept, uri, document, KEPT);
    return assessed;
  }

  #forget(uri: string): void {
    this.#kept.delete(uri);
    this.#keptShort.delete(uri);
  }
}

/** Keeps a document, and lets the oldest go when there are too many. */
function keep(kept: Map<string, OpenDocument>, uri: string, document: OpenDocument, limit: number): void {
  kept.set(uri, document);
  const [oldest] = kept;
  if (kept.size <= limit || oldest === undefined) return;
  kept.delete(oldest[0]);
  oldest[1].release();
}
