/**
 * Runs a mocha suite inside the web worker extension host of a window, as in vscode.dev and GitHub Codespaces' browser
 * windows without a Node host: extension and tests come over HTTP from a folder, as `@vscode/test-web` does it.
 */
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const TYPES = { '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png' };

/** Serves the files of a folder to this machine. */
export async function serveFolder(folder) {
  const server = http.createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    const file = path.join(folder, decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    if (!file.startsWith(folder + path.sep) || !fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
    fs.createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { authority: `127.0.0.1:${server.address().port}`, close };
}

/**
 * Tells the workbench, before it starts, of an extension under development and its tests. Only by its configuration: in
 * a window with a server, what the address says would go to the Node host.
 */
export function prepareWorkerHost(page, { authority, tests }) {
  const options = {
    extensions: [{ scheme: 'http', authority, path: '/' }],
    extensionTestsPath: { scheme: 'http', authority, path: `/${tests}` },
  };
  return page.addInitScript((developmentOptions) => {
    new MutationObserver((_, observer) => {
      const element = document.getElementById('vscode-workbench-web-configuration');
      if (!element) return;
      observer.disconnect();
      const configuration = JSON.parse(element.dataset.settings);
      element.dataset.settings = JSON.stringify({
        ...configuration,
        developmentOptions: { ...configuration.developmentOptions, ...developmentOptions },
      });
    }).observe(document, { childList: true, subtree: true });
  }, options);
}
