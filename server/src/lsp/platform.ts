/** What an entry point hands to the server: everything that differs between Node and a browser worker. */
import type { Connection } from 'vscode-languageserver';
import type { SchemaFiles } from '../core/catalog/schema';
import type { RegulationFiles } from '../core/regulation/data';
import type { FileSystem } from '../workspace/fileSystem';
import type { Slices } from '../workspace/slices';

export interface Platform {
  /** The schemas with all help texts; asked for once, when the first explanation is needed. */
  readonly loadGuidance: () => SchemaFiles;
  /** The law with all its texts; asked for once, when the wizard first asks something. */
  readonly loadRegulation: () => RegulationFiles;
  readonly fileSystem: FileSystem;
  /** A new measure of slices for work behind the scenes. */
  readonly createSlices: () => Slices;
  /** URI of the folder with the pages that explain finding codes; null where none is at hand. */
  readonly rules: string | null;
}

/** Options that a client may pass on `initialize`; all but `settings` are those of our own. */
export interface InitializationOptions {
  readonly rules?: string;
  /** True where accepting a completion may run `editor.action.triggerSuggest`. */
  readonly suggestsAgain?: boolean;
  /** Id of the client's command that goes to the next gap of the active document. */
  readonly nextGapCommand?: string;
  /** Settings as in VS Code, such as `{ "inlayHints": { "enabled": true } }`, for clients that cannot be asked for them. */
  readonly settings?: unknown;
}

export type PlatformFactory = (connection: Connection) => Platform;
