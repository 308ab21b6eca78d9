/** The files of a workspace folder, for what completion suggests: paths of evidence, and tools that files speak of. */
import type { FoundTool, RepositoryTools } from '../core/features/repositoryTools';
import type { FileSystem } from './fileSystem';
import { decode } from './fileSystem';
import { isSkipped } from './scan';

/** More would help nobody to choose, and take long to list. */
const MOST_FILES = 5000;
const MOST_LISTINGS = 40;
/** Folders that hold what is made or fetched, and what belongs to an editor. */
const MADE: ReadonlySet<string> = new Set([
  '__pycache__',
  'venv',
  '.venv',
  '.tox',
  '.idea',
  '.vscode',
  '.cache',
  'dist',
  'build',
  'target',
]);

interface Known {
  readonly files: Promise<readonly string[]>;
  tools?: Promise<readonly FoundTool[]>;
}

export class Repository {
  readonly #known = new Map<string, Known>();

  constructor(
    readonly fileSystem: FileSystem,
    readonly data: RepositoryTools,
  ) {}

  /** Forgets everything: files have come or gone. */
  clear(): void {
    this.#known.clear();
  }

  /** Files below a folder, as paths from it with `/`; links are not followed. */
  files(folder: string): Promise<readonly string[]> {
    return this.#of(folder).files;
  }

  /** Tools that the files below a folder speak of, in the order of their names. */
  tools(folder: string): Promise<readonly FoundTool[]> {
    const known = this.#of(folder);
    known.tools ??= this.#readTools(folder, known.files);
    return known.tools;
  }

  #of(folder: string): Known {
    const known = this.#known.get(folder) ?? { files: this.#list(folder) };
    this.#known.set(folder, known);
    return known;
  }

  async #list(root: string): Promise<readonly string[]> {
    const files: string[] = [];
    const folders = [''];
    for (let path = folders.shift(); path !== undefined && files.length < MOST_FILES; path = folders.shift()) {
      const entries = (await this.fileSystem.list(uriBelow(root, path))) ?? [];
      for (const { name, type } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
        const below = path === '' ? name : `${path}/${name}`;
        if (type === 'file') files.push(below);
        else if (type === 'folder' && !isSkipped(name) && !MADE.has(name)) folders.push(below);
      }
    }
    return files;
  }

  async #readTools(folder: string, listing: Promise<readonly string[]>): Promise<readonly FoundTool[]> {
    const files = await listing;
    const found = files.flatMap((path) => this.data.byName(path) ?? []);
    for (const path of files.filter((each) => this.data.isListing(each)).slice(0, MOST_LISTINGS)) {
      const bytes = await this.fileSystem.read(uriBelow(folder, path));
      if (bytes !== null) found.push(...this.data.inText(path, decode(bytes)));
    }
    const byName = new Map(found.toReversed().map((tool) => [tool.name, tool]));
    return [...byName.values()].toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  }
}

const uriBelow = (folder: string, path: string): string =>
  [folder.replace(/\/$/u, ''), ...path.split('/').filter((name) => name !== '')]
    .map((part, at) => (at === 0 ? part : encodeURIComponent(part)))
    .join('/');
