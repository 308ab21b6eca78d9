/** All documents of ours that are known: open ones by their text, closed ones by what is on disk. */
import type { Assessment, Engine } from '../core/assessment/assess';
import { assess } from '../core/assessment/assess';
import { isUnreadable } from '../core/assessment/textFindings';
import { documentKind, kindOfName, mayStateKind } from '../core/document/documentKind';
import { parse } from '../core/syntax/parse';
import type { FileSystem } from './fileSystem';
import { decode } from './fileSystem';
import { yamlFiles } from './scan';
import type { DocumentSummary } from './summary';
import { summarize } from './summary';
import { uriKey } from './uriKey';

/** The assessment of a text; undefined when it is none of ours or cannot be parsed at all. */
export function assessText(engine: Engine, uri: string, text: string): Assessment | undefined {
  const { catalog } = engine;
  if (isUnreadable(text) || (kindOfName(catalog, uri) === undefined && !mayStateKind(catalog, text))) return undefined;
  const tree = parse(text);
  const kind = documentKind(catalog, uri, tree.root);
  return kind === undefined ? undefined : assess(engine, kind, uri, tree);
}

/** True for a text that would be a document of ours by its name, but that cannot be read. */
export const isUnreadableDocument = (engine: Engine, uri: string, text: string): boolean =>
  isUnreadable(text) && kindOfName(engine.catalog, uri) !== undefined;

export class Workspace {
  readonly #onDisk = new Map<string, DocumentSummary>();
  /** Null for an open document that is none of ours: it hides what is on disk all the same. */
  readonly #open = new Map<string, DocumentSummary | null>();

  constructor(
    readonly engine: Engine,
    readonly fileSystem: FileSystem,
  ) {}

  /** Summaries of all documents; an open one hides what is on disk. */
  *documents(): Generator<DocumentSummary> {
    for (const summary of this.#open.values()) if (summary !== null) yield summary;
    for (const [key, summary] of this.#onDisk) if (!this.#open.has(key)) yield summary;
  }

  /** States what an open document is. */
  setOpen(uri: string, assessment: Assessment | undefined): void {
    this.#open.set(uriKey(uri), assessment === undefined ? null : summarize(uri, assessment));
  }

  /** Lets an open document go, and reads what is on disk in its place. */
  async close(uri: string): Promise<void> {
    this.#open.delete(uriKey(uri));
    await this.reread(uri);
  }

  /** Reads a file anew, or forgets it when it is gone. */
  async reread(uri: string): Promise<void> {
    const bytes = await this.fileSystem.read(uri);
    const assessment = bytes === null ? undefined : assessText(this.engine, uri, decode(bytes));
    if (assessment === undefined) this.#onDisk.delete(uriKey(uri));
    else this.#onDisk.set(uriKey(uri), summarize(uri, assessment));
  }

  /** Forgets what is below a folder that is gone. */
  forgetBelow(folder: string): void {
    const prefix = `${uriKey(folder)}/`;
    for (const key of this.#onDisk.keys()) if (key.startsWith(prefix)) this.#onDisk.delete(key);
  }

  /** Reads what is below a folder that is new. */
  async readBelow(folder: string): Promise<void> {
    for await (const uri of yamlFiles(this.fileSystem, folder)) await this.reread(uri);
  }

  /** Reads all documents in the folders and forgets all others. Calls `progress` after each document found. */
  async scan(folders: readonly string[], progress: () => void): Promise<void> {
    const seen = new Set<string>();
    for (const folder of folders) {
      for await (const uri of yamlFiles(this.fileSystem, folder)) {
        const known = this.#onDisk.size;
        seen.add(uriKey(uri));
        await this.reread(uri);
        if (this.#onDisk.size !== known) progress();
      }
    }
    for (const key of this.#onDisk.keys()) if (!seen.has(key)) this.#onDisk.delete(key);
  }
}
