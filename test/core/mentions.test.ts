/** Which places of a document speak of the same risk, system or file. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { scalarText } from '../../server/src/core/edit/scalarText';
import { movedValue } from '../../server/src/core/evidence/movedPath';
import { uriOf } from '../../server/src/core/evidence/target';
import { mentionAt, mentionsIn } from '../../server/src/core/features/mentions';
import { parse } from '../../server/src/core/syntax/parse';
import { assessFile } from '../support/engine';
import { readRanges } from '../support/marks';

const URI = 'file:///project/crisp-ml.yaml';

/** Expects the ranges of a text to be the mentions of what stands in the first of them. */
function checkMentions(marked: string, roles: readonly ('states' | 'names')[]): void {
  const { text, ranges } = readRanges(marked);
  const assessment = assessFile('crisp-ml.yaml', text);
  for (const [from] of ranges) {
    const here = mentionAt(assessment, URI, from);
    expect(here, marked).toBeDefined();
    const same = mentionsIn(assessment, URI).filter(({ named }) => JSON.stringify(named) === JSON.stringify(here?.named));
    expect(same.map(({ from: start, to: end }) => text.slice(start, end))).toEqual(ranges.map(([start, end]) => text.slice(start, end)));
    expect(same.map(({ from: start }) => start)).toEqual(ranges.map(([start]) => start));
    expect(same.map(({ defines }) => (defines ? 'states' : 'names'))).toEqual(roles);
  }
}

const task = (below: string): string => `data_preparation:\n  tasks:\n    clean_data:\n${below.replaceAll(/^/gmu, '      ')}\n`;

describe('a risk', () => {
  test('is stated in its list and named by what mitigates it', () => {
    checkMentions(
      task(
        'risks:\n  - id: «R-1»\n    description: R-1\n  - id: R-2\nquality_assurance_methods:\n  - mitigates: [«R-1», R-2]\n  - mitigates: "«R-1»"',
      ),
      ['states', 'names', 'names'],
    );
  });

  test('is found in the long form, in brackets, and as a number', () => {
    checkMentions(task("risks: { answer: [{ id: '«R-1»' }], notes: R-1 }\nquality_assurance_methods: [{ mitigates: «R-1» }]"), [
      'states',
      'names',
    ]);
    checkMentions(task('risks:\n  - id: «7»\nquality_assurance_methods:\n  - mitigates: ["«7»"]'), ['states', 'names']);
  });

  test('is nothing but an id: other keys named id are none', () => {
    const assessment = assessFile('crisp-ml.yaml', task('id: R-1\nrisks: none\nnotes:\n  id: R-1'));
    expect(mentionsIn(assessment, URI)).toEqual([]);
  });
});

test('a system is named in the header', () => {
  checkMentions('system: "«retail-score»"\nproject_name: retail-score\n', ['names']);
});

test('a file of evidence is the same however its path is written; its heading is no part of it', () => {
  const { text, ranges } = readRanges(
    task('evidence:\n  - «docs/a.md»#b\n  - ./docs/../docs/a.md\n  - https://example.com/docs/a.md\nrisks:\n  - id: docs/a.md'),
  );
  const assessment = assessFile('crisp-ml.yaml', text);
  const files = mentionsIn(assessment, URI).filter(({ named }) => named.thing === 'file');
  expect(files.map(({ named }) => named.thing === 'file' && named.uris[0])).toEqual(Array(2).fill('file:///project/docs/a.md'));
  expect([files[0]?.from, files[0]?.to]).toEqual(ranges[0]);
});

describe('the path of a file that moved', () => {
  const moved = (value: string, file: string, document = URI): string | null => {
    const [reference] = assessFile('crisp-ml.yaml', task(`evidence: ${JSON.stringify(value)}`)).evidence();
    if (reference?.target.form !== 'path') throw new Error(`${value} is no path`);
    const [reading] = reference.target.readings;
    return movedValue(reference, reading, { document: URI, file: uriOf(URI, reading) }, { document, file });
  };

  test.each([
    ['docs/a.md', 'file:///project/docs/b.md', 'docs/b.md'],
    ['docs/a.md#why', 'file:///project/b.md', 'b.md#why'],
    ['./a.md', 'file:///project/docs/a.md', './docs/a.md'],
    ['./a.md', 'file:///a.md', '../a.md'],
    ['docs/a%20b.md', 'file:///project/docs/c%20d.md', 'docs/c%20d.md'],
    ['docs/a b.md', 'file:///project/docs/c%20d.md', 'docs/c d.md'],
    ['docs/../docs/a.md', 'file:///project/docs/a.md', null],
  ])('%s is named anew when it becomes %s', (value, file, expected) => {
    expect(moved(value, file)).toBe(expected);
  });

  test('changes with the document that names it', () => {
    expect(moved('docs/a.md', 'file:///project/docs/a.md', 'file:///project/records/crisp-ml.yaml')).toBe('../docs/a.md');
    expect(moved('docs/a.md', 'file:///project/records/docs/a.md', 'file:///project/records/crisp-ml.yaml')).toBeNull();
  });
});

test('a text in the place of another is read as that text, between brackets too', () => {
  const word = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .map((text) => text.trim())
    .filter((text) => text !== '' && !/\p{Cc}/u.test(text));
  const odd = fc.constantFrom(
    'true',
    '12',
    '0x1F',
    '-1',
    '.5',
    '1e3',
    'null',
    '~',
    'a: b',
    'a #b',
    '- a',
    'a,b',
    "it's",
    '"q"',
    'é',
    '日本',
    '2026-11-23',
    'a:',
    '@a',
    '*a',
    '#a',
  );
  fc.assert(
    fc.property(
      fc.oneof(word, odd),
      fc.constantFrom('old', '"old"', "'old'"),
      fc.constantFrom('k: X', 'k: [X, 1]', '- X'),
      (text, scalar, around) => {
        const before = around.replace('X', scalar);
        const { root } = parse(before);
        const node = root?.type === 'map' ? root.pairs[0]?.value : root?.type === 'seq' ? root.items[0] : null;
        const old = node?.type === 'seq' ? node.items[0] : node;
        if (old?.type !== 'scalar') throw new Error(before);
        const after = parseYaml(around.replace('X', () => scalarText(old, text) ?? '')) as unknown;
        expect(
          [after]
            .flat()
            .map((value) => (typeof value === 'object' && value !== null ? (Object.values(value) as unknown[]).flat()[0] : value))[0],
        ).toBe(text);
      },
    ),
    { numRuns: 3000 },
  );
});
