/** What holds for every request about a document: bad input is answered in good order. For good input see `answersAfterEdits`. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Place } from '../support/everyRequest';
import { everyRequest } from '../support/everyRequest';
import type { Server } from '../support/serverProcess';
import { MODERN, startServer } from '../support/serverProcess';

const CANVAS = 'file:///project/mlops-canvas.yaml';
const TEXT = 'system: demo\nrisk_tier: high\nvalue_proposition:\n  user_goal: Decide sooner, Art. 10\n';
const METHODS = [...everyRequest(CANVAS, { line: 0, character: 0 }).keys()];

const INVALID_PARAMS = -32602;
const REQUEST_CANCELLED = -32800;
const REQUEST_FAILED = -32803;

let server: Server;
beforeAll(async () => {
  server = await startServer(MODERN, null, undefined, { initializationOptions: { settings: { inlayHints: { enabled: true } } } });
});
afterAll(() => server.stop());

const ask = (method: string, uri: string, position: Place): Promise<unknown> =>
  server.request(method, everyRequest(uri, position).get(method));

test('every ability that the server announces is tried here', () => {
  const announced = Object.keys(server.capabilities)
    .filter((name) => name.endsWith('Provider') && !['diagnosticProvider', 'workspaceSymbolProvider'].includes(name))
    .map((name) => name.replace(/Provider$/u, '').toLowerCase());
  const tried = METHODS.map((method) =>
    method
      .replace(/^textDocument\//u, '')
      .replace(/\/.*$/u, '')
      .toLowerCase(),
  );
  const named = (ability: string): string =>
    ability.replace('documentformatting', 'formatting').replace('documentrange', 'range').replace('documentontype', 'ontype');
  expect(announced.map(named).filter((ability) => !tried.includes(ability))).toEqual([]);
});

describe.each(METHODS)('%s', (method) => {
  test('knows nothing of documents that are not open, or none of ours', async () => {
    const other = 'file:///project/deployment.yaml';
    await server.open(other, 'kind: Deployment\nmetadata:\n  name: x\n');
    for (const uri of ['file:///nowhere/crisp-ml.yaml', other]) {
      const answer = await ask(method, uri, { line: 0, character: 0 });
      expect(answer, uri).toEqual(method.includes('semanticTokens') ? { data: [] } : null);
    }
    await server.close(other);
  });

  test('answers of places past the end, and of texts that are no text', async () => {
    for (const text of [TEXT, '', '\uFEFF', ': [}\n\t- "', 'risk_tier: high\0', '---\n---\n']) {
      await server.open(CANVAS, text);
      for (const position of [
        { line: 900, character: 900 },
        { line: 0, character: 900 },
      ])
        await ask(method, CANVAS, position).catch((error: { code: number }) => expect(error.code).toBe(REQUEST_FAILED));
      await server.close(CANVAS);
    }
  });

  test('is refused without a document, and can be cancelled', async () => {
    await expect(server.request(method, {})).rejects.toMatchObject({ code: INVALID_PARAMS });
    await server.open(CANVAS, TEXT);
    expect(await server.cancelled(method, everyRequest(CANVAS, { line: 1, character: 13 }).get(method))).toBe(REQUEST_CANCELLED);
    await server.close(CANVAS);
  });
});
