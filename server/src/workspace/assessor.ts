/**
 * The one place where assessments are made, of open documents and of closed ones: from a document's text, the record of
 * its system, its evidence, and the configuration of its workspace folder.
 */
import type { Assessment, AssessOptions, Engine } from '../core/assessment/assess';
import { assess, withFindings } from '../core/assessment/assess';
import type { Kind } from '../core/catalog/catalog';
import { configured } from '../core/config/configSeverity';
import { statedHeader } from '../core/document/header';
import type { SyntaxTree } from '../core/syntax/parse';
import type { Clock } from './clock';
import { configuredClock } from './clock';
import { Configurations } from './configurations';
import { EvidenceFiles } from './evidence';
import type { FileSystem } from './fileSystem';
import { WorkspaceFolders } from './folders';
import { parseOwn } from './ownText';
import type { SystemContext } from './records';
import { SystemRecords } from './records';

export class Assessor {
  readonly records = new SystemRecords();
  readonly configurations: Configurations;
  readonly evidence: EvidenceFiles;
  readonly #folders = new WorkspaceFolders();

  constructor(
    readonly engine: Engine,
    fileSystem: FileSystem,
    readonly clock: Clock = configuredClock,
  ) {
    this.configurations = new Configurations(engine, fileSystem, this.#folders, (from, path) => this.evidence.locate(from, path));
    this.evidence = new EvidenceFiles(fileSystem, (document) => this.#folders.around(document)?.uri ?? null);
  }

  /** States the workspace folders. */
  setFolders(folders: readonly string[]): void {
    this.#folders.set(folders);
    this.records.setFolders(folders);
    this.evidence.clear();
  }

  /** What a document takes from others. */
  contextOf(kind: Kind, uri: string, root: SyntaxTree['root']): SystemContext {
    return this.records.contextOf(uri, kind.isRecord ? null : systemIn(this.engine, root));
  }

  /** The assessment of a text as a file, its evidence looked up; undefined when it is none of ours or cannot be parsed at all. */
  async assessText(uri: string, text: string): Promise<Assessment | undefined> {
    const own = this.configurations.excludes(uri) ? undefined : parseOwn(this.engine, uri, text);
    if (own === undefined) return undefined;
    const assessment = this.begin(own.kind, uri, own.tree, this.contextOf(own.kind, uri, own.tree.root));
    await this.evidence.load(uri, assessment);
    return this.finish(uri, assessment);
  }

  /** The assessment of a tree, with what is known of its evidence now. */
  assessTree(kind: Kind, uri: string, tree: SyntaxTree, context: SystemContext, options: AssessOptions = {}): Assessment {
    return this.finish(uri, this.begin(kind, uri, tree, context, options));
  }

  /** An assessment that is still to be {@link finish}ed, once its evidence was looked up. */
  begin(kind: Kind, uri: string, tree: SyntaxTree, context: SystemContext, options: AssessOptions = {}): Assessment {
    const { asOf, severityBasis } = this.configurations.of(uri);
    const engine = this.configurations.engineOf(uri);
    return assess(engine, engine.catalog.kinds.get(kind.id) ?? kind, uri, tree, {
      asOf: this.clock(asOf),
      severityBasis,
      ...options,
      ...context,
    });
  }

  /** Adds what is known of the evidence; findings become as serious as the configuration says. */
  finish(uri: string, assessment: Assessment): Assessment {
    const whole = withFindings(assessment, this.evidence.findings(uri, assessment));
    return { ...whole, findings: configured(whole.findings, this.configurations.of(uri)) };
  }
}

/** The id of its system as a document itself states it. */
export const systemIn = ({ catalog }: Engine, root: SyntaxTree['root']): string | null => statedHeader(catalog, root).system?.value ?? null;
