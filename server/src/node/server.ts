/** The language server on Node, over whatever channel the command line names (`--stdio`, `--node-ipc`). */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { lifecycle } from '../lsp/lifecycle';
import { startServer } from '../lsp/server';
import { loadGuidance } from './guidance';
import { nodeFileSystem } from './fileSystem';
import { createSlices } from './slices';

/** Serves until the client ends the connection. */
export function serveOnNode(): void {
  const rules = pathToFileURL(path.join(__dirname, '..', 'docs', 'rules')).href;
  startServer(createConnection(ProposedFeatures.all, { messageStrategy: lifecycle() }), () => ({
    fileSystem: nodeFileSystem,
    createSlices,
    loadGuidance,
    rules,
  }));
}
