/**
 * Edits lead where opening leads: whatever was typed, every answer is that of a document opened with the same text, and
 * speaks of places in it. Over the protocol, in one server, for every request about a document.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Lines } from '../../server/src/core/syntax/lines';
import { rangesIn, wrongRange } from '../support/answerRanges';
import type { Place } from '../support/everyRequest';
import { everyRequest } from '../support/everyRequest';
import { SEED } from '../support/properties';
import { randomCanvas } from '../support/randomCanvas';
import type { Server } from '../support/serverProcess';
import { MODERN, startServer } from '../support/serverProcess';
import type { Random } from '../syntax/randomDocuments';
import { random } from '../syntax/randomDocuments';
import type { Edit } from '../syntax/randomEdits';
import { applied, randomEdit } from '../syntax/randomEdits';

/**
 * A case is a request at a place of an edited document whose answer says something: one that is null or empty does not
 * count, though it is compared as well. A document gives about 15. `CASES` sets another number.
 */
const CASES = Number(process.env['CASES'] ?? 300);

let server: Server;
beforeAll(async () => {
  server = await startServer(MODERN, null, undefined, { initializationOptions: { settings: { inlayHints: { enabled: true } } } });
});
afterAll(() => server.stop());

type Request = readonly [method: string, params: unknown];

const requests = (uri: string, place: Place): readonly Request[] => [
  ...everyRequest(uri, place),
  ['textDocument/diagnostic', { textDocument: { uri } }],
];

/** What comes back, be it a refusal. */
const answer = ([method, params]: Request): Promise<unknown> =>
  server.request(method, params).catch(({ message }: { message: string }) => ({ refused: message }));

const WORDS = /[\p{L}\d][\w.-]*/gu;
/** What other documents may name too. */
const NAMES = /(?<=\bsystem\b.*)(?:retail|a|é)\b|R-\d+/gu;
const EMPTY_LINES = /^[ \t]+$/gmu;

/** Places of a text to ask about: anywhere, and where there is more to say. */
function placesIn(source: Random, text: string): readonly number[] {
  const within = (pattern: RegExp): number => {
    const matches = [...text.matchAll(pattern)];
    if (matches.length === 0) return source.below(text.length + 1);
    const { index, 0: found } = source.pick(matches);
    return index + source.below(found.length + 1);
  };
  return [source.below(text.length + 1), within(WORDS), within(source.chance(0.5) ? NAMES : EMPTY_LINES)];
}

/** What somebody does next: types, presses Enter at the end of a line, takes back what was done last. */
function anyEdit(source: Random, text: string, back: Edit | null): Edit {
  if (back !== null && source.chance(0.1)) return back;
  if (!source.chance(0.1)) return randomEdit(source, text);
  const at = source.pick([...text.matchAll(/$/gmu)]).index;
  return { from: at, to: at, text: '\n  ' };
}

/** Opens a document and edits it, asking now and then; gives the text that results. */
async function edited(source: Random, uri: string, before: string): Promise<string> {
  await server.open(uri, before);
  let text = before;
  let back: Edit | null = null;
  for (let count = 1 + source.below(6); count > 0; count -= 1) {
    const edit: Edit = anyEdit(source, text, back);
    const lines = new Lines(text);
    const { start, end } = lines.range(edit.from, edit.to);
    // No editor has a place between the two signs of a line break.
    if (lines.offsetAt(start) !== edit.from || lines.offsetAt(end) !== edit.to) continue;
    back = { from: edit.from, to: edit.from + edit.text.length, text: text.slice(edit.from, edit.to) };
    text = applied(text, edit);
    // Some changes come as the whole text.
    if (source.chance(0.05)) await server.change(uri, null, text);
    else await server.change(uri, { start, end }, edit.text);
    if (source.chance(0.5)) await answer(source.pick(requests(uri, { line: 0, character: 0 })));
  }
  return text;
}

/** An answer without what may differ: the number of a version, and by which of two names a document goes. */
const plain = (found: unknown, uri: string, name: string): unknown =>
  JSON.parse(
    JSON.stringify(found, (key, value: unknown) => (key === 'version' || key === 'resultId' ? undefined : value)).replaceAll(uri, name),
  );

/** As they are written: nothing, a list of nothing, or a refusal. */
const EMPTY = /^(?:null|\[\]|\{[^[{]*(?:"data"|"items"):\[\]\}|\{"refused":.*)$/u;

const saysNothing = (found: unknown): boolean => EMPTY.test(JSON.stringify(found));

/** Compares the answers to every request at a few places; gives how many of them say something. */
async function compare(source: Random, uris: { readonly edited: string; readonly fresh: string }, text: string): Promise<number> {
  const lines = new Lines(text);
  const cases = new Map<string, { readonly place: Place; readonly ofFresh: Request; readonly ofEdited: Request }>();
  for (const place of placesIn(source, text).map((at) => lines.positionAt(at))) {
    const ofEdited = requests(uris.edited, place);
    // Once for those that ask about the whole document.
    for (const [at, ofFresh] of requests(uris.fresh, place).entries())
      cases.set(JSON.stringify(ofFresh), { place, ofFresh, ofEdited: ofEdited[at] ?? ofFresh });
  }
  // All at once, as they come from an editor.
  const answers = await Promise.all(
    [...cases.values()].map(async ({ place, ofFresh, ofEdited }) => {
      const [found, expected] = await Promise.all([answer(ofEdited), answer(ofFresh)]);
      return { what: `${ofFresh[0]} at ${JSON.stringify(place)} of\n${text}`, place, found, expected };
    }),
  );
  for (const { what, place, found, expected } of answers) {
    expect(plain(found, uris.edited, uris.fresh), what).toEqual(plain(expected, uris.edited, uris.fresh));
    for (const range of rangesIn(expected)) expect(wrongRange(range, lines, place), `${JSON.stringify(range)} ${what}`).toBeNull();
  }
  return answers.filter(({ expected }) => !saysNothing(expected)).length;
}

test(
  `after any edits, every answer is that of a document opened with the same text, and speaks of places in it (seed ${SEED})`,
  async () => {
    let cases = 0;
    for (let run = 0; cases < CASES; run += 1) {
      const source = random(Math.imul(SEED + run, 7919) + 13);
      const { name, text: before } = randomCanvas(source, 5 + source.below(40), { faults: 0.03, halfTyped: 0.3 });
      const uris = { edited: `file:///edited${run}/${name}`, fresh: `file:///opened${run}/${name}` };
      // Links are seldom in random words.
      const text = await edited(source, uris.edited, before.replaceAll('audit', 'Art. 10(2)'));
      await server.open(uris.fresh, text);
      cases += await compare(source, uris, text);
      await server.close(uris.edited);
      await server.close(uris.fresh);
    }
  },
  60_000 + CASES * 150,
);
