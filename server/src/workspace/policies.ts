/** The overlays of an organisation that are in force in each workspace folder: their files read, merged, or refused. */
import type { Engine } from '../core/assessment/assess';
import { isUnreadable } from '../core/assessment/textFindings';
import type { Overlay, Refusal } from '../core/config/overlay';
import { parse } from '../core/syntax/parse';
import { toValue } from '../core/syntax/value';
import { overlaidEngine } from '../engine';
import type { FileSystem } from './fileSystem';
import { decode } from './fileSystem';
import { uriKey } from './uriKey';

interface InForce {
  readonly overlays: readonly Overlay[];
  readonly engine: Engine;
  readonly refusals: readonly Refusal[];
}

export class Policies {
  /** By folder; those without overlays are left out. */
  readonly #inForce = new Map<string, InForce>();
  /** Keys of the files that were read, by folder. */
  readonly #files = new Map<string, ReadonlySet<string>>();

  /** `locate`: URI of the file that a path names as seen from another file; null where there is none in the workspace folder. */
  constructor(
    readonly engine: Engine,
    readonly fileSystem: FileSystem,
    readonly locate: (from: string, path: string) => Promise<string | null>,
  ) {}

  engineOf(folder: string): Engine {
    return this.#inForce.get(folder)?.engine ?? this.engine;
  }

  overlaysOf(folder: string): readonly Overlay[] {
    return this.#inForce.get(folder)?.overlays ?? NONE;
  }

  refusalsOf(folder: string): readonly Refusal[] {
    return this.#inForce.get(folder)?.refusals ?? NONE;
  }

  /** True for a file that is an overlay of some folder. */
  isOverlay(uri: string): boolean {
    const key = uriKey(uri);
    return [...this.#files.values()].some((files) => files.has(key));
  }

  /** Reads the overlays that a configuration file names. True when they are others than before. */
  async load(folder: string, configuration: string, paths: readonly string[]): Promise<boolean> {
    const files = new Set<string>();
    const overlays = await Promise.all(
      paths.map(async (path): Promise<Overlay> => {
        const uri = await this.locate(configuration, path);
        if (uri !== null) files.add(uriKey(uri));
        return { path, value: uri === null ? undefined : await this.#read(uri) };
      }),
    );
    this.#files.set(folder, files);
    const before = this.overlaysOf(folder);
    if (JSON.stringify(overlays) === JSON.stringify(before)) return false;
    if (overlays.length === 0) this.#inForce.delete(folder);
    else this.#inForce.set(folder, { overlays, ...overlaidEngine(this.engine, overlays) });
    return true;
  }

  /** The value of a JSON or YAML file; undefined where it is neither. */
  async #read(uri: string): Promise<unknown> {
    const bytes = await this.fileSystem.read(uri).catch(() => null);
    const text = bytes === null ? '\0' : decode(bytes);
    if (isUnreadable(text)) return undefined;
    const { root, problems } = parse(text);
    return problems.length > 0 ? undefined : toValue(root);
  }
}

const NONE: readonly never[] = [];
