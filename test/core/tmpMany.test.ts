// scratch: collects distinct failures
import { test } from 'vitest';
import { random } from '../syntax/randomDocuments';
import { randomCanvas } from '../support/randomCanvas';
import { small } from '../support/properties';
test('collect', async () => {
  const which = process.env['W'] ?? '../support/completionPromise';
  const { judge, place } = (await import(/* @vite-ignore */ which)) as any;
  const N = Number(process.env['N'] ?? 1000),
    S = Number(process.env['S'] ?? 1),
    MAX = Number(process.env['MAX'] ?? 6);
  const halfTyped = Number(process.env['H'] ?? 0),
    faults = Number(process.env['F'] ?? 0);
  let vac = 0,
    shown = 0,
    bad = 0;
  const t = performance.now();
  for (let seed = S; seed < S + N; seed++) {
    const source = random(Math.imul(seed, 7919) + 13);
    const c = randomCanvas(source, 1 + (seed % 60), { faults, halfTyped });
    const text = place ? place(source, c) : c.text;
    const again = () => random(seed + 1);
    let wrong: string | null;
    try {
      const v = judge(c.name, text, again);
      wrong = v.wrong;
      if (v.vacuous) vac++;
    } catch (e) {
      wrong = String((e as Error).stack);
    }
    if (wrong !== null) {
      bad++;
      if (shown++ < MAX)
        console.log(
          'SEED',
          seed,
          small(c.name, text, (s: string) => judge(c.name, s, again).wrong),
        );
    }
  }
  console.log({ bad, vac, N, ms: Math.round(performance.now() - t) });
}, 600000);
