/** What an entry point hands to the server: everything that differs between Node and a browser worker. */
import type { Connection } from 'vscode-languageserver';
import type { SchemaFiles } from '../core/catalog/schema';
import type { FileSystem } from '../workspace/fileSystem';
import type { Slices } from '../workspace/slices';

export interface Platform {
  /** The schemas with all help texts; asked for once, when the first explanation is needed. */
  readonly loadGuidance: () => SchemaFiles;
  readonly fileSystem: FileSystem;
  /** A new measure of slices for work behind the scenes. */
  readonly createSlices: () => Slices;
  /** URI of the folder with the pages that explain finding codes; null where none is at hand. */
  readonly rules: string | null;
}

/** Options that our own client passes on `initialize`; other clients pass none. */
export interface InitializationOptions {
  readonly rules?: string;
  /** True where accepting a completion may run `editor.action.triggerSuggest`. */
  readonly suggestsAgain?: boolean;
}

export type PlatformFactory = (connection: Connection) => Platform;
