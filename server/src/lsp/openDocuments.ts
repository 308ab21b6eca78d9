/** Open documents and their assessments: one per version, made when first asked for. */
import type { Connection } from 'vscode-languageserver';
import { TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Assessment, Engine } from '../core/assessment/assess';
import { assessText } from '../workspace/workspace';

export interface Assessed {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  /** Undefined for a text that is none of ours, or that cannot be read. */
  readonly assessment: Assessment | undefined;
}

export class OpenDocuments {
  readonly texts = new TextDocuments(TextDocument);
  readonly #assessed = new Map<string, Assessed>();

  constructor(readonly engine: Engine) {}

  listen(connection: Connection): void {
    this.texts.listen(connection);
  }

  /** The newest text of an open document, assessed; undefined when it is not open. */
  get(uri: string): Assessed | undefined {
    const document = this.texts.get(uri);
    if (document === undefined) return undefined;
    const known = this.#assessed.get(uri);
    if (known?.version === document.version) return known;
    const text = document.getText();
    const assessed: Assessed = { uri, version: document.version, text, assessment: assessText(this.engine, uri, text) };
    this.#assessed.set(uri, assessed);
    return assessed;
  }

  forget(uri: string): void {
    this.#assessed.delete(uri);
  }
}
