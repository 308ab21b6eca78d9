/** Entry of dist/server.js: the language server that VS Code's desktop client starts. */
import { serveOnNode } from './server';

serveOnNode();
