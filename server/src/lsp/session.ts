/** What every handler reads: the engine, the open documents, and what the client said on `initialize`. */
import type { Connection, InitializeParams } from 'vscode-languageserver';
import type { Engine } from '../core/assessment/assess';
import type { Catalog } from '../core/catalog/catalog';
import type { Messages } from '../core/text/messages';
import type { FileSystem } from '../workspace/fileSystem';
import type { Repository } from '../workspace/repository';
import type { Workspace } from '../workspace/workspace';
import type { Abilities } from './abilities';
import { readAbilities } from './abilities';
import type { LookUps } from './lookUps';
import type { OpenDocuments } from './openDocuments';
import type { InitializationOptions } from './platform';
import type { ClientSettings } from './settings';

/** What the client said; before `initialize` a client that can do nothing. */
export class ClientState {
  abilities: Abilities = readAbilities({ capabilities: {}, processId: null, rootUri: null });
  /** URI of the folder with the pages that explain finding codes; null where none is at hand. */
  rules: string | null;
  /** URIs of the workspace folders. */
  folders: readonly string[] = [];
  /** As the client passed them. */
  options: InitializationOptions = {};

  constructor(rules: string | null) {
    this.rules = rules;
  }

  initialize(params: InitializeParams): void {
    this.options = (params.initializationOptions ?? {}) as InitializationOptions;
    this.abilities = readAbilities(params);
    this.rules = this.options.rules ?? this.rules;
    this.folders = foldersOf(params);
  }
}

export interface Session {
  readonly connection: Connection;
  readonly engine: Engine;
  /** The catalog with all help texts. */
  readonly guidance: () => Catalog;
  /** The same with the questions that overlays add for a document. */
  readonly guidanceOf: (uri: string) => Catalog;
  readonly messages: Messages;
  readonly documents: OpenDocuments;
  readonly workspace: Workspace;
  readonly fileSystem: FileSystem;
  /** Files of the workspace folders, and the tools that they speak of. */
  readonly repository: Repository;
  readonly client: ClientState;
  readonly settings: ClientSettings;
  readonly lookUps: LookUps;
}

function foldersOf(params: InitializeParams): readonly string[] {
  if (params.workspaceFolders !== null && params.workspaceFolders !== undefined) return params.workspaceFolders.map((folder) => folder.uri);
  return params.rootUri === null || params.rootUri === undefined ? [] : [params.rootUri];
}
