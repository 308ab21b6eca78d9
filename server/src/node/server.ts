/** The language server on Node, over whatever channel the command line names (`--stdio`, `--node-ipc`). */
import { Console } from 'node:console';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Connection } from 'vscode-languageserver/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { lifecycle } from '../lsp/lifecycle';
import { startServer } from '../lsp/server';
import { loadGuidance, loadRegulation } from './guidance';
import { nodeFileSystem } from './fileSystem';
import { MessageStream } from './messageStream';
import { createSlices } from './slices';

/** Serves until the client ends the connection. */
export function serveOnNode(): void {
  const rules = pathToFileURL(path.join(__dirname, '..', 'docs', 'rules')).href;
  startServer(connect(), () => ({ fileSystem: nodeFileSystem, createSlices, loadGuidance, loadRegulation, rules }));
}

function connect(): Connection {
  const options = { messageStrategy: lifecycle() };
  if (!process.argv.includes('--stdio')) return createConnection(ProposedFeatures.all, options);
  // Standard output belongs to the protocol.
  globalThis.console = new Console(process.stderr);
  return createConnection(ProposedFeatures.all, process.stdin, new MessageStream(process.stdout), options);
}
