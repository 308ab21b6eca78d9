/** What holds for every request about a document: bad input is answered in good order, and edits lead where opening leads. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Lines } from '../../server/src/core/syntax/lines';
import type { Place } from '../support/everyRequest';
import { everyRequest } from '../support/everyRequest';
import { SEED } from '../support/properties';
import { randomCanvas } from '../support/randomCanvas';
import type { Server } from '../support/serverProcess';
import { MODERN, startServer } from '../support/serverProcess';
import { random } from '../syntax/randomDocuments';
import { applied, randomEdit } from '../syntax/randomEdits';

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

/** All ranges in an answer, however deep. */
function* rangesIn(answer: unknown): Generator<{ readonly start: Place; readonly end: Place }> {
  if (typeof answer !== 'object' || answer === null) return;
  if ('start' in answer && 'end' in answer && typeof answer.start === 'object')
    yield answer as { readonly start: Place; readonly end: Place };
  else for (const part of Object.values(answer)) yield* rangesIn(part);
}

/** Documents to try; `CASES` sets another number. */
const RUNS = Math.ceil(Number(process.env['CASES'] ?? 300) / 15);

test(
  `after any edits, every answer is that of a document opened with the same text, and speaks of places in it (seed ${SEED})`,
  async () => {
    for (let run = 0; run < RUNS; run += 1) {
      const source = random(Math.imul(SEED + run, 7919) + 13);
      const { name, text: before } = randomCanvas(source, 5 + source.below(40), { faults: 0.03, halfTyped: 0.3 });
      const edited = `file:///edited${run}/${name}`;
      const fresh = `file:///opened${run}/${name}`;
      await server.open(edited, before);
      let text = before;
      for (let count = 1 + source.below(6); count > 0; count -= 1) {
        const edit = randomEdit(source, text);
        const lines = new Lines(text);
        const { start, end } = lines.range(edit.from, edit.to);
        // No editor has a place between the two signs of a line break.
        if (lines.offsetAt(start) !== edit.from || lines.offsetAt(end) !== edit.to) continue;
        await server.change(edited, { start, end }, edit.text);
        text = applied(text, edit);
        if (source.chance(0.5)) await ask(source.pick(METHODS), edited, { line: 0, character: 0 }).catch(() => null);
      }
      await server.open(fresh, text);
      const lines = new Lines(text);
      for (const method of METHODS) {
        const place = lines.positionAt(source.below(text.length + 1));
        const [ofEdited, ofFresh] = await Promise.all(
          [edited, fresh].map((uri) => ask(method, uri, place).catch((error: { code: number; message: string }) => error.message)),
        );
        const plain = (answer: unknown): unknown =>
          JSON.parse(
            JSON.stringify(answer, (key, value: unknown) => (key === 'version' || key === 'resultId' ? undefined : value)).replaceAll(
              edited,
              fresh,
            ),
          );
        expect(plain(ofEdited), `${method} at ${JSON.stringify(place)} of\n${text}`).toEqual(plain(ofFresh));
        for (const { start, end } of rangesIn(ofFresh)) {
          expect([start, end], `${method} of\n${text}`).toEqual([start, end].map((at) => lines.positionAt(lines.offsetAt(at))));
          expect(lines.offsetAt(start)).toBeLessThanOrEqual(lines.offsetAt(end));
        }
      }
      await server.close(edited);
      await server.close(fresh);
    }
  },
  60_000 + RUNS * 2000,
);
