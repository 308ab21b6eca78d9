/**
 * Composition root of the extension, the same in every host: builds each part and hands it what it needs.
 * Starts nothing heavy: the server comes when there is a document of ours, a visible view, or a command that needs it.
 */
import { window, type ExtensionContext } from 'vscode';
import { trackActiveDocument } from './activeDocument';
import { createAnnouncer } from './announce';
import { ServerConnection, type ServerState } from './client';
import { offerClassification } from './classifyAction';
import { registerCommands } from './commands/register';
import { createContextKeys } from './contextKeys';
import { switchLanguages } from './languageSwitch';
import { readOwnLanguage } from './ownLanguage';
import { PRODUCT, type Platform } from './platform';
import { recheckOnFocus } from './recheck';
import { startWhenNeeded } from './serverTriggers';
import { showStatus } from './status';
import { reportStops } from './stopReport';
import { showProgressTree, type ProgressView } from './views/progressTree';

/** What the extension offers to other extensions and to tests. */
export interface ExtensionApi {
  /** State of the language server at this moment. */
  readonly serverState: ServerState;
  /** The view "Progress" as it stands. */
  readonly progress: Pick<ProgressView, 'rows' | 'badge'>;
}

/** The extension after activation, for the entry point of its host. */
export interface RunningExtension {
  readonly api: ExtensionApi;
  /** Ends the server; resolves when it has ended. */
  readonly stop: () => Promise<void>;
}

/** Builds the extension and returns without waiting for anything. */
export function activateExtension(context: ExtensionContext, platform: Platform): RunningExtension {
  const log = window.createOutputChannel(PRODUCT, { log: true });
  const own = readOwnLanguage(context.extension);
  const keys = createContextKeys();
  const announcer = createAnnouncer();
  const server = new ServerConnection(platform, log);
  const progress = showProgressTree(server, keys);
  context.subscriptions.push(
    log,
    announcer,
    server,
    reportStops(server, log),
    showStatus(server),
    progress,
    registerCommands({
      server,
      log,
      announce: announcer.announce,
      memory: { workspace: context.workspaceState, everywhere: context.globalState },
    }),
    trackActiveDocument(keys),
    offerClassification(),
    switchLanguages(own, log),
    recheckOnFocus(server),
    startWhenNeeded(server, own, keys, log),
  );
  return {
    api: {
      get serverState() {
        return server.state;
      },
      progress,
    },
    stop: () => server.stop(),
  };
}
