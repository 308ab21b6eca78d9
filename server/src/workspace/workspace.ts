/**
 * All documents of ours that are known: open ones by their text, closed ones by what is on disk. Knows the records of
 * their systems, and assesses anew what depends on a record that changed, and nothing else.
 */
import type { Assessment, AssessOptions, Engine } from '../core/assessment/assess';
import { assess } from '../core/assessment/assess';
import { isUnreadable } from '../core/assessment/textFindings';
import type { Catalog, Kind } from '../core/catalog/catalog';
import { documentKind, kindOfName, mayStateKind } from '../core/document/documentKind';
import { statedHeader } from '../core/document/header';
import type { SystemRecord } from '../core/document/systemRecord';
import { readSystemRecord } from '../core/document/systemRecord';
import type { SyntaxTree } from '../core/syntax/parse';
import { parse } from '../core/syntax/parse';
import type { FileSystem } from './fileSystem';
import { decode } from './fileSystem';
import { Indexer } from './indexer';
import type { SystemContext } from './records';
import { sameContext, SystemRecords } from './records';
import { yamlFiles } from './scan';
import type { Slices } from './slices';
import { DocumentSummary } from './summary';
import { SystemGroups } from './systems';
import { hashOf } from './hash';
import { uriKey } from './uriKey';

/** The tree of a text and the kind of document that it is; undefined when it is none of ours or cannot be parsed at all. */
function parseOwn(engine: Engine, uri: string, text: string): { readonly tree: SyntaxTree; readonly kind: Kind } | undefined {
  const { catalog } = engine;
  if (isUnreadable(text) || (kindOfName(catalog, uri) === undefined && !mayStateKind(catalog, text))) return undefined;
  const tree = parse(text);
  const kind = documentKind(catalog, uri, tree.root);
  return kind === undefined ? undefined : { tree, kind };
}

/** The assessment of a text that stands alone; undefined when it is none of ours or cannot be parsed at all. */
export function assessText(engine: Engine, uri: string, text: string): Assessment | undefined {
  const own = parseOwn(engine, uri, text);
  return own === undefined ? undefined : assess(engine, own.kind, uri, own.tree);
}

/** True for a text that would be a document of ours by its name, but that cannot be read. */
export const isUnreadableDocument = (engine: Engine, uri: string, text: string): boolean =>
  isUnreadable(text) && kindOfName(engine.catalog, uri) !== undefined;

/** A file as it was read last. */
export interface ClosedDocument {
  readonly uri: string;
  /** Null for a file that would be a document by its name, but cannot be read. */
  readonly summary: DocumentSummary | null;
  /** Another one whenever what is said of the document may be another. */
  readonly stamp: number;
}

interface Closed extends ClosedDocument {
  /** The id of its system as the document itself states it. */
  readonly system: string | null;
  readonly context: SystemContext;
  readonly hash: number;
}

/** What is known of an open document; it hides what is on disk, also where it is none of ours. */
interface Open {
  readonly assessment: Assessment | undefined;
}

/** A text that was read, and what it is; the assessment is undefined for a text that cannot be read. */
export interface ReadDocument {
  readonly uri: string;
  readonly text: string;
  readonly assessment: Assessment | undefined;
  readonly stamp: number;
}

export interface WorkspaceEvents {
  /** Some document is another, or known, or gone. */
  readonly changed?: () => void;
  /** A record is another: what is said of open documents may be, too. */
  readonly recordsChanged?: () => void;
  /** A closed document was read and assessed; called once for each, and again when its assessment is another. */
  readonly assessed?: (document: ReadDocument) => void;
  /** So many of all files have been read. */
  readonly progress?: (done: number, total: number) => void;
  readonly failed?: (uri: string, error: unknown) => void;
}

/** Until somebody asks for its summary. */
const NOT_ASSESSED: Open = { assessment: undefined };
/** The hash of no file. */
const UNKNOWN = -1;

/** The id of its system as a document itself states it. */
const systemIn = (catalog: Catalog, root: SyntaxTree['root']): string | null => statedHeader(catalog, root).system?.value ?? null;

export class Workspace {
  readonly records = new SystemRecords();
  /** Systems of the documents, as far as those were assessed. */
  readonly systems: SystemGroups;
  readonly #closed = new Map<string, Closed>();
  readonly #open = new Map<string, Open>();
  readonly #indexer: Indexer;
  #folders: readonly string[] = [];
  #stamp = 0;
  /** The records' revision that closed documents were last compared with. */
  #settled = 0;
  /** Walks that may still find files. */
  readonly #walking = new Set<Promise<void>>();
  /** Counts folders that were walked: only the newest walk counts. */
  #walks = 0;

  constructor(
    readonly engine: Engine,
    readonly fileSystem: FileSystem,
    slices: Slices,
    readonly events: WorkspaceEvents = {},
  ) {
    this.systems = new SystemGroups(engine.catalog);
    this.#indexer = new Indexer((uri) => fileSystem.read(uri), slices, {
      take: (uri, bytes) => this.#take(uri, bytes),
      rest: () => this.#settle(),
      progress: (done, total) => events.progress?.(done, total),
      failed: (uri, error) => events.failed?.(uri, error),
    });
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  /** Files on disk that are not open. */
  *closedDocuments(): Generator<ClosedDocument> {
    for (const [key, closed] of this.#closed) if (!this.#open.has(key)) yield closed;
  }

  /** What is known of a file that is not open. */
  closedDocument(uri: string): ClosedDocument | undefined {
    const key = uriKey(uri);
    return this.#open.has(key) ? undefined : this.#closed.get(key);
  }

  /** What a document takes from others. */
  contextOf(kind: Kind, uri: string, root: SyntaxTree['root']): SystemContext {
    return this.records.contextOf(uri, kind.isRecord ? null : systemIn(this.engine.catalog, root));
  }

  /** The assessment of a text as a file; undefined when it is none of ours or cannot be parsed at all. Keeps nothing of it. */
  assessText(uri: string, text: string): Assessment | undefined {
    const own = parseOwn(this.engine, uri, text);
    return own === undefined ? undefined : this.assessTree(own.kind, uri, own.tree, this.contextOf(own.kind, uri, own.tree.root));
  }

  /** The one place where assessments are made, of open documents and of closed ones. */
  assessTree(kind: Kind, uri: string, tree: SyntaxTree, context: SystemContext, options: AssessOptions = {}): Assessment {
    return assess(this.engine, kind, uri, tree, { ...options, ...context });
  }

  /** States that a document is open, and what record it is, if any. */
  setOpen(uri: string, record: SystemRecord | null): void {
    const key = uriKey(uri);
    if (!this.#open.has(key)) this.#open.set(key, NOT_ASSESSED);
    this.#setRecord(uri, record);
  }

  /** States what an open document says, for the summaries. */
  setAssessment(uri: string, assessment: Assessment | undefined): void {
    const key = uriKey(uri);
    const known = this.#open.get(key);
    if (known === undefined || (known !== NOT_ASSESSED && known.assessment === assessment)) return;
    this.#open.set(key, { assessment });
    this.systems.set(key, assessment === undefined ? null : DocumentSummary.of(this.engine.catalog, uri, assessment));
  }

  /** Lets an open document go, and reads what is on disk in its place. */
  close(uri: string): void {
    const key = uriKey(uri);
    this.#open.delete(key);
    const closed = this.#closed.get(key);
    // Its record, if it is one, is still that of the text that was open.
    if (closed !== undefined) this.#closed.set(key, { ...closed, hash: UNKNOWN });
    this.systems.set(key, closed?.summary ?? null);
    this.reread(uri);
  }

  /** Reads a file anew soon, or forgets it when it is gone. */
  reread(uri: string): void {
    this.#indexer.add(uri);
  }

  /** Forgets files and folders that are gone. */
  forget(uris: readonly string[]): void {
    const gone = new Set(uris.map(uriKey));
    const isGone = (key: string): boolean => {
      for (let at = key; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) if (gone.has(at)) return true;
      return false;
    };
    for (const [key, closed] of this.#closed) if (isGone(key)) this.#drop(key, closed.uri);
  }

  /** Reads what is below a folder that is new. */
  readBelow(folder: string): Promise<void> {
    return this.#waited(this.#readBelow(folder));
  }

  async #readBelow(folder: string): Promise<void> {
    for await (const uri of yamlFiles(this.fileSystem, folder)) this.reread(uri);
  }

  /** States the workspace folders, and reads nothing. */
  setFolders(folders: readonly string[]): void {
    this.#folders = folders;
    this.systems.setFolders(folders);
    this.records.setFolders(folders);
  }

  /** States the workspace folders, reads all documents in them and forgets all others; resolves when their list is known. */
  scan(folders: readonly string[]): Promise<void> {
    return this.#waited(this.#scan(folders));
  }

  async #scan(folders: readonly string[]): Promise<void> {
    this.setFolders(folders);
    const walk = (this.#walks += 1);
    const uris = new Map<string, string>();
    for (const folder of folders) {
      for await (const uri of yamlFiles(this.fileSystem, folder)) uris.set(uriKey(uri), uri);
      if (walk !== this.#walks) return;
    }
    for (const [key, closed] of this.#closed) if (!uris.has(key)) this.#drop(key, closed.uri);
    this.readAll([...uris.values()]);
  }

  /** Reads files when nothing more urgent is to do, records first: so the others need not be assessed twice. */
  readAll(uris: readonly string[]): void {
    const isRecord = (uri: string): boolean => kindOfName(this.engine.catalog, uri)?.isRecord === true;
    this.#indexer.setList([...uris.filter(isRecord), ...uris.filter((uri) => !isRecord(uri))]);
  }

  /** Reads files that are not of interest themselves for the records among them. */
  async readRecords(uris: Iterable<string>): Promise<void> {
    const { catalog } = this.engine;
    const records = [...catalog.kinds.values()].filter(({ isRecord }) => isRecord);
    for (const uri of uris) {
      const bytes = await this.fileSystem.read(uri);
      const text = bytes === null ? '' : decode(bytes);
      if (kindOfName(catalog, uri)?.isRecord !== true && !records.some(({ id }) => text.includes(id))) continue;
      const own = parseOwn(this.engine, uri, text);
      if (own?.kind.isRecord === true) this.#setRecord(uri, readSystemRecord(this.engine, own.kind, uri, own.tree));
    }
  }

  /** True where what is said of some document may depend on a record that lies neither beside nor above it. */
  get looksFurther(): boolean {
    for (const { system, context, summary } of this.#closed.values())
      if (summary?.kind.isRecord === true ? summary.system !== null : system !== null && context.record === null) return true;
    return false;
  }

  /** Resolves when every file has been read, and everything assessed with the records as they now are. */
  async idle(): Promise<void> {
    while (this.#walking.size > 0) await Promise.all(this.#walking);
    await this.#indexer.idle();
  }

  /** Keeps {@link idle} waiting. */
  async #waited(walk: Promise<void>): Promise<void> {
    this.#walking.add(walk);
    await walk.finally(() => this.#walking.delete(walk));
  }

  #take(uri: string, bytes: Uint8Array | null): void {
    const key = uriKey(uri);
    const known = this.#closed.get(key);
    if (bytes === null) {
      this.#drop(key, uri);
      return;
    }
    const hash = hashOf(bytes);
    const isSame = known?.hash === hash;
    if (isSame && sameContext(known.context, this.records.contextOf(uri, known.system))) return;
    const { catalog } = this.engine;
    const text = decode(bytes);
    const own = parseOwn(this.engine, uri, text);
    if (own === undefined && !isUnreadableDocument(this.engine, uri, text)) {
      this.#drop(key, uri);
      return;
    }
    if (!this.#open.has(key))
      this.#setRecord(uri, own?.kind.isRecord === true ? readSystemRecord(this.engine, own.kind, uri, own.tree) : null);
    const system = own === undefined || own.kind.isRecord ? null : systemIn(catalog, own.tree.root);
    const context = this.records.contextOf(uri, system);
    const assessment = own === undefined ? undefined : this.assessTree(own.kind, uri, own.tree, context);
    this.#stamp += 1;
    const summary = assessment === undefined ? null : DocumentSummary.of(catalog, uri, assessment);
    this.#closed.set(key, { uri, system, context, hash, summary, stamp: this.#stamp });
    if (!this.#open.has(key)) this.systems.set(key, summary);
    this.events.assessed?.({ uri, text, assessment, stamp: this.#stamp });
    this.events.changed?.();
  }

  #drop(key: string, uri: string): void {
    if (this.#closed.delete(key)) this.events.changed?.();
    if (this.#open.has(key)) return;
    this.systems.set(key, null);
    this.#setRecord(uri, null);
  }

  #setRecord(uri: string, record: SystemRecord | null): void {
    if (!this.records.set(uri, record)) return;
    this.events.recordsChanged?.();
    // Closed documents are compared with the new records when nothing more urgent is to do.
    this.#indexer.wake();
  }

  /** Reads those closed documents again that take something else from the records than when they were assessed. */
  #settle(): void {
    const { revision } = this.records;
    if (this.#settled === revision) return;
    this.#settled = revision;
    for (const [key, { uri, system, context }] of this.#closed)
      if (!this.#open.has(key) && !sameContext(context, this.records.contextOf(uri, system))) this.reread(uri);
  }
}
