/** Which tools the files of a repository speak of; the list of them is data (`schemas/tools.json`). */
import { globMatcher } from '../config/glob';

export interface ToolData {
  /** Tool by the path of a file or folder; a path without a folder counts anywhere. */
  readonly files: Readonly<Record<string, string>>;
  /** Patterns of files that list packages, images or steps. */
  readonly listed_in: readonly string[];
  /** Tool by the word that stands for it in such files. */
  readonly words: Readonly<Record<string, string>>;
}

/** A tool, and the file that speaks of it. */
export interface FoundTool {
  readonly name: string;
  readonly file: string;
}

/** Reads the list for paths with `/` from the repository's root. */
export class RepositoryTools {
  readonly #isListing: (path: string) => boolean;

  constructor(readonly data: ToolData) {
    this.#isListing = globMatcher(data.listed_in.flatMap((pattern) => [pattern, `**/${pattern}`]));
  }

  /** True for a file whose text has to be looked into. */
  isListing(path: string): boolean {
    return this.#isListing(path);
  }

  /** The tool that the name of a file stands for. */
  byName(path: string): FoundTool | null {
    for (const [file, name] of Object.entries(this.data.files))
      if (path === file || path.startsWith(`${file}/`) || path.endsWith(`/${file}`) || path.includes(`/${file}/`))
        return { name, file: path };
    return null;
  }

  /** The tools that the text of a file lists. */
  inText(path: string, text: string): readonly FoundTool[] {
    const words = new Set(text.toLowerCase().match(/[a-z][a-z\d]*(?:[-_][a-z\d]+)*/gu));
    return Object.entries(this.data.words)
      .filter(([word]) => words.has(word))
      .map(([, name]) => ({ name, file: path }));
  }
}
