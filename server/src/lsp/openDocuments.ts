/**
 * Open documents: their texts as the client states them, edit by edit, and their assessments, one per version, made when
 * first asked for. An edit reparses and reassesses what it changed; the rest is remembered.
 */
import type { Connection, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { Assessment, Engine } from '../core/assessment/assess';
import { assess } from '../core/assessment/assess';
import { AssessmentMemory } from '../core/assessment/memory';
import { holdsOddCharacters, isUnreadable, TEXT_LIMIT } from '../core/assessment/textFindings';
import { documentKind } from '../core/document/documentKind';
import { IncrementalDocument } from '../core/syntax/incrementalDocument';
import { Lines } from '../core/syntax/lines';

/** What an open document is at one version. */
export interface Assessed {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
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

  constructor(
    readonly uri: string,
    readonly engine: Engine,
    version: number,
    text: string,
  ) {
    this.#version = version;
    this.#memory = new AssessmentMemory(engine.catalog.placeholder);
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
    this.#assessed ??= this.#assess();
    return this.#assessed;
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
    const { uri, engine } = this;
    const version = this.#version;
    const parsed = this.#parsed;
    // An edited text may have grown over the limit.
    if (parsed === null || parsed.tree.lines.length > TEXT_LIMIT) return { uri, version, text: this.text, assessment: undefined };
    const { tree } = parsed;
    const kind = documentKind(engine.catalog, uri, tree.root);
    const assessment = kind === undefined ? undefined : assess(engine, kind, uri, tree, { memory: this.#memory, isPlain: this.#isPlain });
    return {
      uri,
      version,
      get text() {
        return tree.text;
      },
      assessment,
    };
  }
}

/** A text that is not parsed, after one change. */
function withChange(text: string, change: Extract<TextDocumentContentChangeEvent, { readonly range: unknown }>): string {
  const lines = new Lines(text);
  return text.slice(0, lines.offsetAt(change.range.start)) + change.text + text.slice(lines.offsetAt(change.range.end));
}

export class OpenDocuments {
  readonly #open = new Map<string, OpenDocument>();

  constructor(readonly engine: Engine) {}

  listen(connection: Connection, events: DocumentEvents): void {
    connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
      this.#open.set(uri, new OpenDocument(uri, this.engine, version, text));
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

  uris(): Iterable<string> {
    return this.#open.keys();
  }

  /** The newest text of an open document, assessed; undefined when it is not open. */
  get(uri: string): Assessed | undefined {
    return this.#open.get(uri)?.assessed;
  }
}
