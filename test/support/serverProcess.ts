/** The built server in a process of its own, with what editors commonly say that they can do. */
import path from 'node:path';
import { connectLanguageServer, startLanguageServer } from './languageServer.mjs';
import { root } from './repository';

/** An editor like VS Code: pull diagnostics, snippets, versioned and snippet edits. */
export const MODERN = {
  textDocument: {
    diagnostic: { dynamicRegistration: true },
    completion: { completionItem: { snippetSupport: true, insertReplaceSupport: true, labelDetailsSupport: true } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true }, workspaceFolders: true },
};

/** An editor that knows the protocol's first version: push diagnostics, plain edits. */
export const PLAIN = { textDocument: {}, workspace: {} };

export type Server = Awaited<ReturnType<typeof startLanguageServer>>;

const STDIO: readonly string[] = ['dist/cli.js', 'server', '--stdio'];

const commandOf = ([file = '', ...args]: readonly string[]): readonly string[] => [process.execPath, path.join(root, file), ...args];

/** Starts the built server without a handshake. */
export const connectServer = (): ReturnType<typeof connectLanguageServer> => connectLanguageServer(commandOf(STDIO));

/** Starts the built server, by default over `cli.js server --stdio`, as other editors do. */
export function startServer(
  capabilities: Record<string, unknown> = MODERN,
  folder: string | null = null,
  entry: readonly string[] = STDIO,
  more: { readonly initializationOptions?: unknown; readonly settings?: () => unknown } = {},
): Promise<Server> {
  return startLanguageServer(commandOf(entry), { capabilities, folder, languageId: 'ai-act-canvas', ...more });
}
