/** An assessment that remembers what did not change says the same as a fresh one, whatever was edited before. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Assessment } from '../../server/src/core/assessment/assess';
import { assess } from '../../server/src/core/assessment/assess';
import { isElsewhere } from '../../server/src/core/assessment/finding';
import { AssessmentMemory } from '../../server/src/core/assessment/memory';
import { documentKind } from '../../server/src/core/document/documentKind';
import { ReadableDocument } from '../../server/src/core/syntax/readableDocument';
import { endOf, startOf } from '../../server/src/core/syntax/node';
import type { SyntaxTree } from '../../server/src/core/syntax/parse';
import { parse } from '../../server/src/core/syntax/parse';
import { completeDocument } from '../support/completeDocument';
import { engine, messages } from '../support/engine';
import { randomCanvas } from '../support/randomCanvas';
import { random } from '../syntax/randomDocuments';
import type { Edit } from '../syntax/randomEdits';
import { applied, randomEdit } from '../syntax/randomEdits';

/** Scripts on small documents; of those on large ones there are fewer. `SCRIPTS=20000` sets another number. */
const SCRIPTS = Number(process.env['SCRIPTS'] ?? 1000);
const RUNS = Math.min(300, SCRIPTS);

/** What people type, paste and remove. */
const PIECES = [
  'x',
  ' ',
  '\n',
  '  ',
  ':',
  ': ',
  '- ',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  '#',
  '|',
  'TODO',
  'status: done',
  'status: not_started',
  'notes: x\n',
  '\n  problem: y\n',
  '&a ',
  '*a',
  '\t',
  '\uFFFD',
  'foundations:\n',
  'modelling:\n',
  '\nml_task:\n  input_object: a\n',
  '\nentries:\n- name: a\n',
  '  - id: R-3\n',
  '? ',
];

function judged(name: string, tree: SyntaxTree, memory?: AssessmentMemory): unknown {
  const kind = documentKind(engine.catalog, name, tree.root);
  if (kind === undefined) return null;
  const assessment: Assessment = assess(engine, kind, name, tree, memory === undefined ? {} : { memory });
  return {
    findings: assessment.findings.map((finding) => [
      finding.code,
      finding.severity,
      startOf(finding.anchor),
      endOf(finding.anchor),
      finding.path,
      finding.unit,
      finding.level,
      messages.of(finding),
      finding.related === null || isElsewhere(finding.related.at) ? null : startOf(finding.related.at),
    ]),
    progress: assessment.progress,
    evidence: assessment
      .evidence()
      .map(({ path, value, at, headingAt, unit }) => [
        path,
        value,
        startOf(at),
        endOf(at),
        headingAt === null ? null : startOf(headingAt),
        unit?.id,
      ]),
    states: [...assessment.units.values()].map(({ unit, state, level, lacking }) => [unit.id, state, level, lacking]),
  };
}

test.each(
  [...engine.catalog.kinds.keys()].flatMap(
    (kind) =>
      [
        [kind, '\n'],
        [kind, '\r\n'],
      ] as const,
  ),
)('%s with %j', (kind, eol) => {
  const name = `${kind}.yaml`;
  const start = completeDocument(kind, 'high', 'in_use').replaceAll('\n', eol);
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    drop: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 4, max: 200 })),
    put: fc.oneof(fc.constant(''), fc.constantFrom(...PIECES)),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), fc.integer({ min: 2, max: 16 }), (edits, chunkLines) => {
      const document = ReadableDocument.open(start, { chunkLines });
      const memory = new AssessmentMemory(engine.catalog.placeholder);
      judged(name, document.tree, memory);
      for (const { at, drop, put } of edits) {
        const from = Math.floor(at * document.text.length);
        document.edit(from, Math.min(document.text.length, from + drop), put.replaceAll('\n', eol));
        expect(judged(name, document.tree, memory), JSON.stringify(document.text)).toEqual(judged(name, parse(document.text)));
      }
    }),
    { numRuns: Math.ceil(RUNS / 4), seed: 20261123 },
  );
});

/** Scripts of edits on small documents of all kinds and layouts, with faults and half-typed lines. */
test(
  'random documents',
  () => {
    for (let seed = 1; seed <= SCRIPTS; seed += 1) {
      const source = random(Math.imul(seed, 7919) + 17);
      const { name, text } = randomCanvas(source, 1 + source.below(40), { faults: 0.03, halfTyped: 0.3 });
      const document = ReadableDocument.open(text, { chunkLines: source.pick([1, 2, 3, 5, 12]) });
      const memory = new AssessmentMemory(engine.catalog.placeholder);
      let now = text;
      const edits: Edit[] = [];
      for (let count = 1 + source.below(4); count > 0; count -= 1) {
        judged(name, document.tree, memory);
        const edit = randomEdit(source, now);
        edits.push(edit);
        document.edit(edit.from, edit.to, edit.text);
        now = applied(now, edit);
        const [kept, fresh] = [judged(name, document.tree, memory), judged(name, parse(now))];
        if (JSON.stringify(kept) !== JSON.stringify(fresh))
          expect(kept, `script ${seed}: ${JSON.stringify({ name, text, edits })}`).toEqual(fresh);
      }
    }
  },
  60_000 + SCRIPTS * 100,
);
