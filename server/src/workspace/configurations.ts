/** The configurations of the workspace folders: what their files say, an open text before what is on disk. */
import type { Assessment, Engine } from '../core/assessment/assess';
import { withFindings } from '../core/assessment/assess';
import { isUnreadable } from '../core/assessment/textFindings';
import type { AssessmentMemory } from '../core/assessment/memory';
import { assessConfig, isConfigFile, policyFindings } from '../core/config/assessConfig';
import type { Config, Coverage } from '../core/config/config';
import { CONFIG_NAME, coverageOf, DEFAULT_CONFIG, readConfig, sameConfig } from '../core/config/config';
import type { Overlay } from '../core/config/overlay';
import type { SyntaxTree } from '../core/syntax/parse';
import { parse } from '../core/syntax/parse';
import type { FileSystem } from './fileSystem';
import { decode } from './fileSystem';
import type { WorkspaceFolders } from './folders';
import { Policies } from './policies';
import { uriKey } from './uriKey';

/** A configuration file as it was read. */
export interface ConfigurationFile {
  readonly uri: string;
  readonly text: string;
  /** Undefined for a text that cannot be read. */
  readonly assessment: Assessment | undefined;
  readonly config: Config;
}

interface InForce {
  readonly config: Config;
  readonly coverage: Coverage;
}

const inForce = (config: Config): InForce => ({ config, coverage: coverageOf(config) });
const DEFAULT = inForce(DEFAULT_CONFIG);

export class Configurations {
  /** By folder. */
  readonly #inForce = new Map<string, InForce>();
  /** Configuration files that are open, by their keys. */
  readonly #open = new Set<string>();
  readonly #onDisk = new Set<string>();
  /** Folders in place of one that were named already. */
  readonly #inPlace = new Set<string>();
  readonly #policies: Policies;
  #revision = 0;

  /** `locate`: see {@link Policies}. */
  constructor(
    readonly engine: Engine,
    readonly fileSystem: FileSystem,
    readonly folders: WorkspaceFolders,
    locate: Policies['locate'],
  ) {
    this.#policies = new Policies(engine, fileSystem, locate);
  }

  /** Grows with every change. */
  get revision(): number {
    return this.#revision;
  }

  /** What counts for a file. */
  of(uri: string): Config {
    return this.#at(uri).config;
  }

  /** The engine for a file: with what overlays demand. */
  engineOf(uri: string): Engine {
    const folder = this.folders.around(uri);
    return folder === null ? this.engine : this.#policies.engineOf(folder.uri);
  }

  /** The overlays that count for a file. */
  overlaysOf(uri: string): readonly Overlay[] {
    const folder = this.folders.around(uri);
    return folder === null ? [] : this.#policies.overlaysOf(folder.uri);
  }

  /** True for a file that some configuration names as an overlay. */
  isOverlay(uri: string): boolean {
    return this.#policies.isOverlay(uri);
  }

  /** Reads the overlays that the configurations name. True when some are others than before. */
  async loadPolicies(): Promise<boolean> {
    const changes = await Promise.all(
      this.folders.all.map((folder) => this.#policies.load(folder, `${folder}/${CONFIG_NAME}`, this.#in(folder).config.policies)),
    );
    if (!changes.includes(true)) return false;
    this.#revision += 1;
    return true;
  }

  /** The assessment of a configuration file, with what is wrong with the overlays that it names. */
  assess(uri: string, tree: SyntaxTree, memory?: AssessmentMemory): Assessment {
    const assessment = assessConfig(this.engine, tree, memory);
    const folder = this.#governs(uri) ? this.folders.around(uri) : null;
    return folder === null ? assessment : withFindings(assessment, policyFindings(assessment, this.#policies.refusalsOf(folder.uri)));
  }

  /** True for a file that is not looked at. */
  excludes(uri: string): boolean {
    const folder = this.folders.around(uri);
    return folder !== null && this.#in(folder.uri).coverage.excludes(folder.path);
  }

  /** True for a folder of which nothing is looked at. */
  excludesFolder(uri: string): boolean {
    const folder = this.folders.around(uri);
    return folder !== null && this.#in(folder.uri).coverage.excludesFolder(folder.path);
  }

  /** Reads the files of all folders, and the overlays that they name; of folders that are gone nothing is kept. */
  async load(): Promise<void> {
    const known = new Set(this.folders.all);
    for (const folder of this.#inForce.keys()) if (!known.has(folder)) this.#inForce.delete(folder);
    this.#onDisk.clear();
    await Promise.all(this.folders.all.map((folder) => this.reread(`${folder}/${CONFIG_NAME}`)));
    await this.loadPolicies();
  }

  /** Reads a configuration file again, unless it is open. What was in force before, where something else is now. */
  async reread(uri: string): Promise<Config | null> {
    if (this.#open.has(uriKey(uri)) || !this.#governs(uri)) return null;
    const read = await this.read(uri);
    if (read === null) this.#onDisk.delete(uri);
    else this.#onDisk.add(uri);
    return this.#open.has(uriKey(uri)) ? null : this.#set(uri, read?.config ?? DEFAULT_CONFIG);
  }

  /** States what an open configuration file says; the result is that of {@link reread}. */
  setOpen(uri: string, assessment: Assessment | undefined): Config | null {
    this.#open.add(uriKey(uri));
    return this.#governs(uri) ? this.#set(uri, readConfig(this.engine.catalog, assessment?.root ?? null)) : null;
  }

  /** Lets an open configuration file go. */
  close(uri: string): Promise<Config | null> {
    this.#open.delete(uriKey(uri));
    return this.reread(uri);
  }

  /** A configuration file on disk; null where there is none. */
  async read(uri: string): Promise<ConfigurationFile | null> {
    const bytes = await this.fileSystem.read(uri).catch(() => null);
    if (bytes === null) return null;
    const text = decode(bytes);
    if (isUnreadable(text)) return { uri, text, assessment: undefined, config: DEFAULT_CONFIG };
    const tree = parse(text);
    return { uri, text, assessment: this.assess(uri, tree), config: readConfig(this.engine.catalog, tree.root) };
  }

  /** URIs of the configuration files on disk that are not open. */
  *closedFiles(): Generator<string> {
    for (const uri of this.#onDisk) if (!this.#open.has(uriKey(uri))) yield uri;
  }

  /** URIs of folders that stand where a configuration file would, each once: nothing is read from them. */
  async foldersInPlace(): Promise<readonly string[]> {
    const places = this.folders.all.map((folder) => `${folder}/${CONFIG_NAME}`);
    const open = places.filter((uri) => !this.#onDisk.has(uri) && !this.#inPlace.has(uri));
    const lists = await Promise.all(open.map((uri) => this.fileSystem.list(uri).catch(() => null)));
    const found = open.filter((_, at) => lists[at] !== null);
    for (const uri of found) this.#inPlace.add(uri);
    return found;
  }

  #governs(uri: string): boolean {
    return isConfigFile(uri) && this.folders.around(uri)?.path === CONFIG_NAME;
  }

  #set(uri: string, config: Config): Config | null {
    const folder = this.folders.around(uri);
    if (folder === null) return null;
    const before = this.#in(folder.uri).config;
    if (sameConfig(before, config)) return null;
    this.#inForce.set(folder.uri, inForce(config));
    this.#revision += 1;
    return before;
  }

  #at(uri: string): InForce {
    const folder = this.folders.around(uri);
    return folder === null ? DEFAULT : this.#in(folder.uri);
  }

  #in(folder: string): InForce {
    return this.#inForce.get(folder) ?? DEFAULT;
  }
}
