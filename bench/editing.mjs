// Typing in one open document: what each server needs after a keystroke, for requests, and for a burst of keys. The
// servers take turns, a few edits each, and every answer is checked to belong to the newest text.
import { Client, isSilent, reports } from './client.mjs';
import { writtenRecord } from './documents.mjs';
import { cpuTime, memory } from './process.mjs';
import { measureRequests } from './requests.mjs';
import { measureBurst } from './burst.mjs';
import { Samples, sleep, timed } from './samples.mjs';
import { ROW_TARGETS } from './targets.mjs';

/**
 * @typedef {{ client: Client, document: import('./documents.mjs').Document, uri: string, server: import('./servers.mjs').Server }} Session
 */

const EDITS_PER_TURN = 10;

/** @param {readonly import('./servers.mjs').Server[]} servers @param {number} lines @returns {Promise<Session[]>} */
async function openSessions(servers, lines) {
  const sessions = [];
  for (const server of servers) {
    const document = writtenRecord(lines, server.notation);
    const uri = `file:///bench/crisp-ml.${server.notation}`;
    const client = await Client.start(server);
    await client.open(uri, document.text);
    const session = { client, document, uri, server };
    // Warm-up; also waits until the schema is there.
    for (let at = 0; at < 10; at += 1) await typeWrongValue(session, at);
    sessions.push(session);
  }
  return sessions;
}

/** Makes a value wrong by one letter and right again; the times of both. @param {Session} session @param {number} at */
async function typeWrongValue({ client, document, uri }, at) {
  const { line, start, character } = document.places[(at * 7919) % document.places.length] ?? { line: 0, start: 0, character: 0 };
  const place = { line, character };
  const end = { line, character: character + 1 };
  const typed = await timed(async () => {
    await client.change(uri, place, place, 'x');
    await client.diagnostics(uri, reports(line, start, character + 1));
  });
  const deleted = await timed(async () => {
    await client.change(uri, place, end, '');
    await client.diagnostics(uri, isSilent(line, start));
  });
  return [typed, deleted];
}

/** Writes a line with an unknown key below a value and removes it again. @param {Session} session @param {number} at */
async function typeUnknownLine({ client, document, uri }, at) {
  const { line, character, indent, key } = document.places[(at * 7919) % document.places.length] ?? {
    line: 0,
    character: 0,
    indent: 0,
    key: '',
  };
  const isJson = document.notation === 'json';
  const behind = { line, character: isJson ? (document.text.split('\n', line + 1)[line]?.length ?? 0) : character };
  // Every such value is followed by another key of the same object.
  const text = isJson ? `\n${' '.repeat(indent)}"zz${key}": 1,` : `\n${' '.repeat(indent)}zz${key}: 1`;
  const end = { line: line + 1, character: text.length - 1 };
  const isReported = (/** @type {readonly import('./client.mjs').Diagnostic[]} */ found) =>
    found.some(({ range, message }) => range.start.line === line + 1 && message.includes(`zz${key}`));
  const typed = await timed(async () => {
    await client.change(uri, behind, behind, text);
    await client.diagnostics(uri, isReported);
  });
  const deleted = await timed(async () => {
    await client.change(uri, behind, end, '');
    await client.diagnostics(uri, (found) => !isReported(found));
  });
  return [typed, deleted];
}

/**
 * @param {readonly import('./servers.mjs').Server[]} servers
 * @param {{ lines: number, edits: number, requests: number, bursts: number, only: (name: string) => boolean }} options
 * @returns {Promise<import('./report.mjs').Row[]>}
 */
export async function measureEditing(servers, { lines, edits, requests, bursts, only }) {
  const sessions = await openSessions(servers, lines);
  const rows = [];
  if (only('keystroke')) rows.push(...(await measureKeystrokes(sessions, lines, edits)));
  if (only('requests')) rows.push(...(await measureRequests(sessions, lines, requests)));
  if (only('burst') && bursts > 0) rows.push(await measureBurst(sessions, lines, bursts));
  for (const { client } of sessions) await client.stop();
  return rows;
}

/** @param {readonly Session[]} sessions @param {number} lines @param {number} edits */
async function measureKeystrokes(sessions, lines, edits) {
  const values = new Samples();
  const newLines = new Samples();
  const cpu = new Samples();
  const most = new Samples();
  for (let done = 0; done < edits; done += EDITS_PER_TURN) {
    for (const session of sessions) {
      const { id } = session.server;
      const before = cpuTime(session.client.pid);
      for (let at = done; at < done + EDITS_PER_TURN; at += 2) {
        for (const time of await typeWrongValue(session, at)) values.add(id, time);
      }
      // What a server does after its answer counts too.
      await sleep(150);
      const after = cpuTime(session.client.pid);
      if (before !== undefined && after !== undefined) cpu.add(id, (after - before) / EDITS_PER_TURN);
      if (done % (EDITS_PER_TURN * 2) === 0) for (const time of await typeUnknownLine(session, done)) newLines.add(id, time);
    }
  }
  for (const { client, server } of sessions) most.add(server.id, memory(client.pid)?.most ?? Number.NaN);
  const name = `${lines.toLocaleString('en')} lines`;
  return [
    { name: `keystroke to right diagnostics, ${name}`, unit: 'ms', values: values.summaries(), targets: ROW_TARGETS.keystroke[lines] },
    { name: `new line to right diagnostics, ${name}`, unit: 'ms', values: newLines.summaries() },
    { name: `server CPU per edit, ${name}`, unit: 'ms', values: mean(cpu.summaries(), cpu), targets: ROW_TARGETS.cpu[lines] },
    { name: `most memory so far, ${name}`, unit: 'MB', values: most.summaries() },
  ];
}

/** Ticks of 10 ms are coarse: what counts is the mean over all turns, with the turns' least and most. */
const mean = (summaries, samples) =>
  Object.fromEntries(Object.entries(summaries).map(([id, summary]) => [id, { ...summary, p50: samples.mean(id) }]));
