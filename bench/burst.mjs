// A burst of keystrokes, as fast typing is: the time from the last one to the diagnostics that are right for it.
import { isSilent, reports } from './client.mjs';
import { Samples, sleep, timed } from './samples.mjs';
import { ROW_TARGETS } from './targets.mjs';

const KEYS = 30;
const PAUSE = 20;

/** Types 30 letters behind a value; the finding must reach to the last. @param {import('./editing.mjs').Session} session @param {number} at */
async function burst({ client, document, uri }, at) {
  const { line, start, character } = document.places[(at * 7919) % document.places.length] ?? { line: 0, start: 0, character: 0 };
  // JSON's range holds the closing quotation mark.
  const end = character + KEYS + (document.notation === 'json' ? 1 : 0);
  const follow = client.follow(uri);
  let next = performance.now();
  for (let key = 0; key < KEYS; key += 1) {
    const place = { line, character: character + key };
    await client.change(uri, place, place, 'x');
    follow.changed();
    next += PAUSE;
    if (key < KEYS - 1) await sleep(Math.max(0, next - performance.now()));
  }
  const time = await timed(() => follow.right(reports(line, start, end)));
  await client.change(uri, { line, character }, { line, character: character + KEYS }, '');
  await client.diagnostics(uri, isSilent(line, start));
  return time;
}

/** @param {readonly import('./editing.mjs').Session[]} sessions @param {number} lines @param {number} count */
export async function measureBurst(sessions, lines, count) {
  const samples = new Samples();
  for (let at = 0; at < count; at += 1) {
    for (const session of sessions) samples.add(session.server.id, await burst(session, at));
  }
  return {
    name: `last key of a burst to right diagnostics, ${lines.toLocaleString('en')} lines`,
    unit: 'ms',
    values: samples.summaries(),
    targets: ROW_TARGETS.burst[lines],
  };
}
