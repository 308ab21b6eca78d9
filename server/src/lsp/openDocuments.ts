/**
 * Open documents: their texts as the client states them, edit by edit, and their assessments, one per version, made when
 * first asked for. An edit reparses and reassesses what it changed; the rest is remembered.
 */
import type { Connection, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { Assessment } from '../core/assessment/assess';
import { AssessmentMemory } from '../core/assessment/memory';
import { isConfigFile } from '../core/config/assessConfig';
import { holdsOddCharacters, isUnreadable, TEXT_LIMIT } from '../core/assessment/textFindings';
import { documentKind } from '../core/document/documentKind';
import type { SystemRecord } from '../core/document/systemRecord';
import { readSystemRecord } from '../core/document/systemRecord';
import { IncrementalDocument } from '../core/syntax/incrementalDocument';
import { Lines } from '../core/syntax/lines';
import type { SyntaxTree } from '../core/syntax/parse';
import type { SystemContext } from '../workspace/records';
import { sameContext } from '../workspace/records';
import type { Workspace } from '../workspace/workspace';

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

/** Told of documents that open, change and close, after their text is up to date. */
export interface DocumentEvents {
  readonly changed: (uri: string) => void;
  readonly closed: (uri: string) => void;
}

class OpenDocument {
  #version: number;
  /** Null for a text that is not parsed: too long, or no text. */
  #parsed: IncrementalDocument | null = null;
  #text = '';
  /** False once characters came in that must be looked for in the whole text. */
  #isPlain = true;
  #memory: AssessmentMemory;
  #assessed: Assessed | undefined;
  /** What the assessment was made with, and when the workspace's records were last asked for it. */
  #context: SystemContext | undefined;
  #revision = -1;
  /** The configurations' revision, and the generation of the evidence, that it was made with. */
  #configuration = -1;
  #evidence = -1;
  #assessments = 0;

  constructor(
    readonly uri: string,
    readonly workspace: Workspace,
    version: number,
    text: string,
  ) {
    this.#version = version;
    this.#memory = new AssessmentMemory(workspace.engine.catalog.placeholder);
    this.#setText(text);
  }

  get text(): string {
    return this.#parsed?.text ?? this.#text;
  }

  /**
   * Applies changes in their order; each speaks of the text that the one before it left. False for changes of an older
   * version, which came late: they speak of a text that is gone, and change nothing.
   */
  change(version: number, changes: readonly TextDocumentContentChangeEvent[]): boolean {
    if (version < this.#version) return false;
    this.#version = version;
    this.#assessed = undefined;
    for (const change of changes) {
      const parsed = this.#parsed;
      if (!('range' in change)) this.#setText(change.text);
      else if (parsed === null) this.#setText(withChange(this.#text, change));
      else {
        const { lines } = parsed.tree;
        parsed.edit(lines.offsetAt(change.range.start), lines.offsetAt(change.range.end), change.text);
        if (holdsOddCharacters(change.text)) this.#setText(parsed.text);
      }
    }
    return true;
  }

  get assessed(): Assessed {
    if (this.#assessed === undefined || !this.#isCurrent(this.#assessed)) this.#assessed = this.#assess();
    return this.#assessed;
  }

  /** What the document says as the record of its system; null when it is none. Assesses nothing. */
  get record(): SystemRecord | null {
    const { catalog } = this.workspace.engine;
    const tree = this.#parsed?.tree;
    const kind = tree === undefined ? undefined : documentKind(catalog, this.uri, tree.root);
    return tree !== undefined && kind?.isRecord === true ? readSystemRecord(this.workspace.engine, kind, this.uri, tree) : null;
  }

  /** False where the text is the same, but not what it is judged by. */
  #isCurrent({ assessment }: Assessed): boolean {
    const { records, configurations, evidence } = this.workspace.assessor;
    if (this.#configuration !== configurations.revision || this.#evidence !== evidence.generationOf(this.uri)) return false;
    const { revision } = records;
    if (this.#revision === revision || assessment === undefined || this.#context === undefined) return true;
    this.#revision = revision;
    return sameContext(this.#context, this.workspace.assessor.contextOf(assessment.kind, this.uri, assessment.root));
  }

  #setText(text: string): void {
    this.#isPlain = !holdsOddCharacters(text);
    if (isUnreadable(text)) {
      this.#parsed = null;
      this.#text = text;
    } else if (this.#parsed === null) this.#parsed = IncrementalDocument.open(text);
    else this.#parsed.replace(text);
  }

  #assess(): Assessed {
    const { uri } = this;
    const { records, configurations, evidence } = this.workspace.assessor;
    this.#revision = records.revision;
    this.#configuration = configurations.revision;
    this.#evidence = evidence.generationOf(uri);
    const version = this.#version;
    const resultId = `${version}.${(this.#assessments += 1)}`;
    const parsed = this.#parsed;
    // An edited text may have grown over the limit.
    if (parsed === null || parsed.tree.lines.length > TEXT_LIMIT) {
      // What is not looked at is as good as empty.
      const text = configurations.excludes(uri) ? '' : this.text;
      return { uri, version, resultId, text, assessment: undefined };
    }
    const { tree } = parsed;
    const assessment = this.#assessTree(tree);
    return {
      uri,
      version,
      resultId,
      get text() {
        return tree.text;
      },
      assessment,
    };
  }

  #assessTree(tree: SyntaxTree): Assessment | undefined {
    const { uri } = this;
    const { engine, assessor } = this.workspace;
    if (isConfigFile(uri)) return assessor.configurations.assess(uri, tree, this.#memory);
    const kind = assessor.configurations.excludes(uri) ? undefined : documentKind(engine.catalog, uri, tree.root);
    this.#context = kind === undefined ? undefined : assessor.contextOf(kind, uri, tree.root);
    return kind === undefined || this.#context === undefined
      ? undefined
      : assessor.assessTree(kind, uri, tree, this.#context, { memory: this.#memory, isPlain: this.#isPlain });
  }
}

/** A text that is not parsed, after one change. */
function withChange(text: string, change: Extract<TextDocumentContentChangeEvent, { readonly range: unknown }>): string {
  const lines = new Lines(text);
  return text.slice(0, lines.offsetAt(change.range.start)) + change.text + text.slice(lines.offsetAt(change.range.end));
}

export class OpenDocuments {
  readonly #open = new Map<string, OpenDocument>();

  constructor(readonly workspace: Workspace) {}

  listen(connection: Connection, events: DocumentEvents): void {
    connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
      this.#open.set(uri, new OpenDocument(uri, this.workspace, version, text));
      events.changed(uri);
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      const document = this.#open.get(uri);
      if (document?.change(version, contentChanges) === true) events.changed(uri);
      else connection.console.warn(`a change of ${uri} is left out: ${document === undefined ? 'it is not open' : 'its version is old'}`);
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      this.#open.delete(uri);
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

  /** The newest text of an open document, assessed; undefined when it is not open. */
  get(uri: string): Assessed | undefined {
    return this.#open.get(uri)?.assessed;
  }
}
