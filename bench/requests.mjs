// Completion right after a keystroke, symbols right after a keystroke, and hover.
import { Samples, sleep, timed } from './samples.mjs';
import { ROW_TARGETS } from './targets.mjs';

/**
 * A new line below a value: `open` makes room, the letter typed at `place` begins a key.
 * @param {import('./documents.mjs').Document} document
 * @param {import('./documents.mjs').Place} at
 */
function newKey(document, at) {
  const isJson = document.notation === 'json';
  const behind = { line: at.line, character: document.text.split('\n', at.line + 1)[at.line]?.length ?? 0 };
  const open = isJson ? `\n${' '.repeat(at.indent)}"",` : `\n${' '.repeat(at.indent)}`;
  const place = { line: at.line + 1, character: at.indent + (isJson ? 1 : 0) };
  return { behind, open, place, next: { ...place, character: place.character + 1 }, end: { line: at.line + 1, character: open.length } };
}

/** Waits until a server that was typed at has nothing left to do. @param {import('./editing.mjs').Session} session @param {import('./client.mjs').Position} position */
async function settle({ client, uri }, position) {
  await sleep(client.pulls ? 20 : 280);
  await client.request('textDocument/hover', uri, position);
}

/** Types a letter on a new line, times a request right behind it, and restores the text. */
async function afterKeystroke(session, at, request) {
  const { client, document, uri } = session;
  const { behind, open, place, next, end } = newKey(document, at);
  await client.change(uri, behind, behind, open);
  await settle(session, behind);
  const time = await timed(async () => {
    await client.change(uri, place, place, 'n');
    await request(next);
  });
  await client.change(uri, behind, { ...end, character: end.character }, '');
  await settle(session, behind);
  return time;
}

const WARM_UP = 2;

/** @param {readonly import('./editing.mjs').Session[]} sessions @param {number} lines @param {number} count */
export async function measureRequests(sessions, lines, count) {
  const completions = new Samples();
  const symbols = new Samples();
  const hovers = new Samples();
  const found = new Map();
  for (let at = -WARM_UP; at < count; at += 1) {
    for (const session of sessions) {
      const { client, document, uri, server } = session;
      const tasks = document.places.filter(({ key }) => key === 'status');
      const place = tasks[((at + WARM_UP) * 7919) % tasks.length];
      if (place === undefined) continue;
      const completion = await afterKeystroke(session, place, async (position) => {
        const answer = await client.request('textDocument/completion', uri, position);
        found.set(server.id, (answer?.items ?? answer ?? []).length);
      });
      const symbol = await afterKeystroke(session, place, () => client.request('textDocument/documentSymbol', uri));
      if (at < 0) continue;
      completions.add(server.id, completion);
      symbols.add(server.id, symbol);
      const position = { line: place.line, character: place.indent + 2 };
      let isEmpty = false;
      for (let again = 0; again < 3; again += 1) {
        hovers.add(
          server.id,
          await timed(async () => {
            isEmpty = (await client.request('textDocument/hover', uri, position)) === null;
          }),
        );
      }
      if (isEmpty) throw new Error(`${server.name}: no hover`);
    }
  }
  for (const [id, number] of found) if (number === 0) console.error(`${id}: completion offers nothing at ${lines} lines`);
  const name = `${lines.toLocaleString('en')} lines`;
  return [
    { name: `completion after a keystroke, ${name}`, unit: 'ms', values: completions.summaries(), targets: ROW_TARGETS.completion[lines] },
    { name: `symbols after a keystroke, ${name}`, unit: 'ms', values: symbols.summaries() },
    { name: `hover, ${name}`, unit: 'ms', values: hovers.summaries() },
  ];
}
