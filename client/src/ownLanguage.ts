/**
 * Our language as the manifest states it: which file names are ours and which kinds of document they stand for.
 * The manifest is the only list; a kind that is added there is known here.
 */
import type { Extension } from 'vscode';

/** Language id of all our documents; the same word as in the manifest (a test compares them). */
export const LANGUAGE_ID = 'ai-act-canvas';

/** Name of the configuration file: it has our language, and is no document. */
export const CONFIG_NAME = `${LANGUAGE_ID}.config.yaml`;

/** What the manifest says of our language. */
export interface OwnLanguage {
  /** Values of `kind:` that make a YAML document one of ours. */
  readonly kinds: ReadonlySet<string>;
  /** Glob over the file names of our documents, for searches and watchers in a workspace. */
  readonly glob: string;
  /** True where a file name, without folder, alone makes a file one of ours. */
  isOwnName(fileName: string): boolean;
}

interface LanguageContribution {
  readonly id: string;
  readonly filenames: readonly string[];
  readonly filenamePatterns: readonly string[];
}

interface Manifest {
  readonly contributes: { readonly languages: readonly LanguageContribution[] };
}

/** Reads our language from the manifest of the running extension. */
export function readOwnLanguage(extension: Extension<unknown>): OwnLanguage {
  const { contributes } = extension.packageJSON as Manifest;
  const language = contributes.languages.find((candidate) => candidate.id === LANGUAGE_ID);
  if (language === undefined) throw new Error(`The manifest does not contribute the language ${LANGUAGE_ID}.`);
  const { filenames, filenamePatterns } = language;
  const documents = filenames.filter((name) => name !== CONFIG_NAME);
  // A pattern is `*` and an ending; VS Code itself matches without regard to case.
  const endings = filenamePatterns.map((pattern) => pattern.slice(1));
  return {
    kinds: new Set(documents.map((name) => name.replace(/\.ya?ml$/, ''))),
    glob: `**/{${[...documents, ...filenamePatterns].join(',')}}`,
    isOwnName: (fileName) => {
      const name = fileName.toLowerCase();
      return filenames.includes(name) || endings.some((ending) => name.endsWith(ending));
    },
  };
}
