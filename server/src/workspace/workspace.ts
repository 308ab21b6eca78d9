/**
 * All documents of ours that are known: open ones by their text, closed ones by what is on disk. Knows the records of
 * their systems, and assesses anew what depends on a record that changed, and nothing else.
 */
import type { Assessment, Engine } from '../core/assessment/assess';
import { isConfigFile } from '../core/config/assessConfig';
import type { Clock } from './clock';
import { configuredClock } from './clock';
import type { Config } from '../core/config/config';
import { kindOfName } from '../core/document/documentKind';
import type { SystemRecord } from '../core/document/systemRecord';
import { readSystemRecord } from '../core/document/systemRecord';
import { Assessor, systemIn } from './assessor';
import type { FileSystem } from './fileSystem';
import { decode } from './fileSystem';
import { hashOf } from './hash';
import { Indexer } from './indexer';
import { isUnreadableDocument, parseOwn } from './ownText';
import type { SystemContext } from './records';
import { sameContext } from './records';
import { yamlFiles } from './scan';
import type { Slices } from './slices';
import { DocumentSummary } from './summary';
import { SystemGroups } from './systems';
import { uriKey } from './uriKey';

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
  /** A record is another, or a file that is evidence: what is said of open documents may be, too. */
  readonly recordsChanged?: () => void;
  /** The configuration is another: everything is said anew. */
  readonly reconfigured?: () => void;
  /** A closed document was read and assessed; called once for each, and again when its assessment is another. */
  readonly assessed?: (document: ReadDocument) => void;
  /** So many of all files have been read. */
  readonly progress?: (done: number, total: number) => void;
  readonly failed?: (uri: string, error: unknown) => void;
  /** A folder stands where a configuration file would, and is ignored; said once. */
  readonly noConfiguration?: (uri: string) => void;
}

/** The hash of no file. */
const UNKNOWN = -1;

/** True where closed documents are what they were, and only what is said of them may be another. */
const isReadAlike = (a: Config, b: Config): boolean =>
  a.asOf === b.asOf && JSON.stringify([a.include, a.exclude]) === JSON.stringify([b.include, b.exclude]);

export class Workspace {
  readonly assessor: Assessor;
  /** Systems of the documents, as far as those were assessed. */
  readonly systems: SystemGroups;
  readonly #closed = new Map<string, Closed>();
  /**
   * Open documents, which hide what is on disk, also where they are none of ours: ids of the assessments that their
   * summaries are of, null until somebody asks for one.
   */
  readonly #open = new Map<string, string | null>();
  readonly #indexer: Indexer;
  #folders: readonly string[] = [];
  #configuring: Promise<void> | null = null;
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
    clock: Clock = configuredClock,
  ) {
    this.systems = new SystemGroups(engine.catalog);
    this.assessor = new Assessor(engine, fileSystem, clock);
    this.#indexer = new Indexer((uri) => fileSystem.read(uri), slices, {
      take: (uri, bytes) => this.#take(uri, bytes),
      rest: () => this.#settle(),
      progress: (done, total) => events.progress?.(done, total),
      failed: (uri, error) => events.failed?.(uri, error),
    });
  }

  /** URIs of the workspace folders. */
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

  /** States that a document is open, and what record it is, if any. */
  setOpen(uri: string, record: SystemRecord | null): void {
    const key = uriKey(uri);
    if (!this.#open.has(key)) this.#open.set(key, null);
    this.#setRecord(uri, this.assessor.configurations.excludes(uri) ? null : record);
  }

  /** The id of the assessment that an open document's summary is of; undefined where it has none. */
  summaryOf(uri: string): string | undefined {
    return this.#open.get(uriKey(uri)) ?? undefined;
  }

  /** States what an open document says, for the summaries. */
  setAssessment(uri: string, resultId: string, assessment: Assessment | undefined): void {
    const key = uriKey(uri);
    if (!this.#open.has(key)) return;
    this.#open.set(key, resultId);
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
    for await (const uri of this.files(folder)) this.reread(uri);
  }

  /** YAML files below a folder, without those that the configuration excludes. */
  async *files(folder: string): AsyncGenerator<string> {
    for await (const uri of yamlFiles(this.fileSystem, folder, (below) => this.assessor.configurations.excludesFolder(below)))
      if (!this.assessor.configurations.excludes(uri)) yield uri;
  }

  /** Takes note of a file or folder that was made, changed or removed, for what documents and configurations name. */
  fileChanged(uri: string, how: 'made' | 'changed' | 'removed'): void {
    const affected = this.assessor.evidence.changed(uri, how);
    if (this.assessor.configurations.isOverlay(uri) || affected.some(isConfigFile)) this.#applyPolicies();
    this.#evidenceChanged(affected);
  }

  /** Looks again at all evidence: files may have changed without a word. */
  async recheckEvidence(): Promise<void> {
    this.#evidenceChanged(await this.assessor.evidence.recheck());
  }

  #evidenceChanged(documents: readonly string[]): void {
    if (documents.length === 0) return;
    for (const document of documents) this.#restamp(uriKey(document));
    this.events.recordsChanged?.();
  }

  /** Reads a configuration file again; what it changes is applied to all documents. */
  async rereadConfiguration(uri: string): Promise<void> {
    this.#reconfigure(uri, await this.assessor.configurations.reread(uri));
  }

  /** States what an open configuration file says. */
  setOpenConfiguration(uri: string, assessment: Assessment | undefined): void {
    this.#reconfigure(uri, this.assessor.configurations.setOpen(uri, assessment));
  }

  /** Lets an open configuration file go; what is on disk counts again. */
  async closeConfiguration(uri: string): Promise<void> {
    this.#reconfigure(uri, await this.assessor.configurations.close(uri));
  }

  #reconfigure(uri: string, before: Config | null): void {
    if (before === null) return;
    const now = this.assessor.configurations.of(uri);
    if (before.policies.join('\n') !== now.policies.join('\n')) this.#applyPolicies();
    if (isReadAlike(before, now)) for (const key of this.#closed.keys()) this.#restamp(key);
    else this.#assessAnew();
    this.events.reconfigured?.();
  }

  #applyPolicies(): void {
    const loading = this.assessor.configurations.loadPolicies().then((areOthers) => {
      if (this.#configuring === loading) this.#configuring = null;
      if (!areOthers) return;
      this.#assessAnew();
      this.events.reconfigured?.();
    });
    this.#configuring = loading;
  }

  /** What is said of every closed document may be another. */
  #assessAnew(): void {
    for (const [key, closed] of this.#closed) this.#closed.set(key, { ...closed, hash: UNKNOWN });
    this.scan(this.#folders).catch((error: unknown) => this.events.failed?.('', error));
  }

  /** Reads the configurations; {@link configuring} until that is done. */
  async loadConfigurations(): Promise<void> {
    const { configurations } = this.assessor;
    const { revision } = configurations;
    const loading = configurations.load();
    this.#configuring = loading;
    await loading;
    if (this.#configuring === loading) this.#configuring = null;
    if (configurations.revision !== revision) this.events.reconfigured?.();
    for (const uri of await configurations.foldersInPlace()) this.events.noConfiguration?.(uri);
  }

  /** Resolves when the configurations are read that are being read; null when none is. */
  get configuring(): Promise<void> | null {
    return this.#configuring;
  }

  /** What is said of a closed document may be another, though the document is the same. */
  #restamp(key: string): void {
    const closed = this.#closed.get(key);
    if (closed !== undefined) this.#closed.set(key, { ...closed, stamp: (this.#stamp += 1) });
  }

  /** States the workspace folders, and reads nothing. */
  setFolders(folders: readonly string[]): void {
    this.#folders = folders;
    this.systems.setFolders(folders);
    this.assessor.setFolders(folders);
  }

  /** States the workspace folders, reads all documents in them and forgets all others; resolves when their list is known. */
  scan(folders: readonly string[]): Promise<void> {
    return this.#waited(this.#scan(folders));
  }

  async #scan(folders: readonly string[]): Promise<void> {
    this.setFolders(folders);
    const walk = (this.#walks += 1);
    await this.loadConfigurations();
    const uris = new Map<string, string>();
    for (const folder of folders) {
      for await (const uri of this.files(folder)) uris.set(uriKey(uri), uri);
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
      if (this.assessor.configurations.excludes(uri)) continue;
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

  /** Takes a file that was read; a promise only where its evidence has to be looked up. */
  #take(uri: string, bytes: Uint8Array | null): Promise<void> | undefined {
    const key = uriKey(uri);
    const known = this.#closed.get(key);
    if (bytes === null || this.assessor.configurations.excludes(uri)) {
      this.#drop(key, uri);
      return undefined;
    }
    const hash = hashOf(bytes);
    const isSame = known?.hash === hash;
    if (isSame && sameContext(known.context, this.assessor.records.contextOf(uri, known.system))) return undefined;
    const text = decode(bytes);
    const own = parseOwn(this.engine, uri, text);
    if (own === undefined && (isConfigFile(uri) || !isUnreadableDocument(this.engine, uri, text))) {
      this.#drop(key, uri);
      return undefined;
    }
    if (!this.#open.has(key))
      this.#setRecord(uri, own?.kind.isRecord === true ? readSystemRecord(this.engine, own.kind, uri, own.tree) : null);
    const system = own === undefined || own.kind.isRecord ? null : systemIn(this.engine, own.tree.root);
    const context = this.assessor.records.contextOf(uri, system);
    const assessment = own === undefined ? undefined : this.assessor.begin(own.kind, uri, own.tree, context);
    const keep = (): void => this.#keep({ uri, system, context, hash }, text, assessment);
    if (assessment !== undefined && !this.assessor.evidence.isKnown(uri, assessment))
      return this.assessor.evidence.load(uri, assessment).then(keep);
    keep();
    return undefined;
  }

  #keep(closed: Omit<Closed, 'summary' | 'stamp'>, text: string, unfinished: Assessment | undefined): void {
    const { uri } = closed;
    const key = uriKey(uri);
    const { catalog } = this.engine;
    const assessment = unfinished === undefined ? undefined : this.assessor.finish(uri, unfinished);
    this.#stamp += 1;
    const summary = assessment === undefined ? null : DocumentSummary.of(catalog, uri, assessment);
    this.#closed.set(key, { ...closed, summary, stamp: this.#stamp });
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
    if (!this.assessor.records.set(uri, record)) return;
    this.events.recordsChanged?.();
    // Closed documents are compared with the new records when nothing more urgent is to do.
    this.#indexer.wake();
  }

  /** Reads those closed documents again that take something else from the records than when they were assessed. */
  #settle(): void {
    const { revision } = this.assessor.records;
    if (this.#settled === revision) return;
    this.#settled = revision;
    for (const [key, { uri, system, context }] of this.#closed)
      if (!this.#open.has(key) && !sameContext(context, this.assessor.records.contextOf(uri, system))) this.reread(uri);
  }
}
