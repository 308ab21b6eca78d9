/** Whatever the text: nothing throws, every finding has words and a place inside the text, what can be read is checked. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnreadable, unreadableFinding } from '../../server/src/core/assessment/textFindings';
import { endOf, startOf } from '../../server/src/core/syntax/node';
import { applyEdits } from '../../server/src/core/edit/textEdit';
import { completionItems } from '../../server/src/core/features/completion';
import { hoverAt } from '../../server/src/core/features/hover';
import { addAllFix } from '../../server/src/core/features/fixes/gapFixes';
import { tierRewrites } from '../../server/src/core/features/fixes/headerFixes';
import { quickFixes } from '../../server/src/core/features/quickFixes';
import { documentSymbols, foldingRanges } from '../../server/src/core/features/symbols';
import { checkFix } from '../support/checks';
import { completeDocument } from '../support/completeDocument';
import { assessFile, engine, guidance, messages } from '../support/engine';
import { expectSound, label, labels } from '../support/findings';
import { KINDS } from '../support/rawUnits';
import { leaves, LAYOUTS, valueOf } from '../support/yamlText';

/** Runs everything that an editor would ask for. */
function exercise(name: string, text: string, offsets: readonly number[] = [0, Math.floor(text.length / 2), text.length]): void {
  const assessment = assessFile(name, text);
  expectSound(assessment);
  const context = { engine, assessment, messages };
  for (const symbol of documentSymbols(assessment, messages)) {
    expect(symbol.from).toBeLessThanOrEqual(startOf(symbol.nameAt));
    expect(symbol.to).toBeGreaterThanOrEqual(endOf(symbol.nameAt));
    expect(symbol.to).toBeLessThanOrEqual(Math.max(text.length, symbol.from + 1));
    expect(symbol.name).not.toBe('');
  }
  for (const fold of foldingRanges(assessment)) {
    expect(fold.startLine).toBeLessThan(fold.endLine);
    expect(fold.endLine).toBeLessThan(assessment.tree.lines.count);
  }
  const fixes = assessment.findings
    .slice(0, 8)
    .flatMap((finding) => quickFixes(finding, context).map((fix) => [label(finding), fix] as const));
  const all = (['mandatory', 'recommended'] as const)
    .flatMap((levels) => addAllFix(context, levels) ?? [])
    .map((fix) => ['all', fix] as const);
  const tiers = tierRewrites(context).map((fix) => ['tier', fix] as const);
  const before = valueOf(text);
  for (const [what, fix] of [...fixes, ...all, ...tiers]) {
    const edits = fix.edits.toSorted((a, b) => a.from - b.from);
    edits.forEach((edit, at) => {
      expect(edit.from).toBeGreaterThanOrEqual(0);
      expect(edit.from).toBeLessThanOrEqual(edit.to);
      expect(edit.to).toBeLessThanOrEqual(text.length);
      if (at > 0) expect(edit.from, `${what}: edits overlap`).toBeGreaterThanOrEqual(edits[at - 1]?.to ?? 0);
    });
    if (before === undefined) continue;
    const after = applyEdits(text, fix.edits);
    const value = valueOf(after);
    if (value === undefined)
      expect.fail(`"${fix.title}" for ${what} leaves no good YAML:\n${text.slice(0, 3000)}\n=>\n${after.slice(0, 3000)}`);
    if (!fix.insertsKeys) continue;
    const kept = leaves(value.value);
    for (const [path, leaf] of leaves(before.value)) {
      if (leaf !== null && typeof leaf !== 'object' && !Object.is(kept.get(path), leaf))
        expect.fail(`"${fix.title}" changes ${path} from ${String(leaf)} to ${String(kept.get(path))}:\n${text}\n=>\n${after}`);
    }
  }
  for (const offset of offsets) {
    for (const item of completionItems(context, offset)) {
      expect(item.from).toBeLessThanOrEqual(item.to);
      expect(item.to).toBeLessThanOrEqual(text.length);
    }
    hoverAt(assessment, offset, { guidance: guidance(), messages });
  }
}

const TEXTS: Readonly<Record<string, string>> = {
  'an empty file': '',
  'a line break': '\n',
  'only blanks': '   ',
  'a tab': '\t',
  'only a byte order mark': '\uFEFF',
  'a byte order mark': '\uFEFFrisk_tier: high\n',
  'CR alone as line break': 'risk_tier: high\rfoundations:\r  notes: a\r',
  'mixed line breaks': 'risk_tier: high\r\nfoundations:\n  notes: a\r\n',
  'a list': '- risk_tier: high\n- b\n',
  'a text': 'risk_tier high\n',
  'a number': '42\n',
  'a date': '2026-11-23\n',
  null: 'null\n',
  'a literal text': '|\n  risk_tier: high\n',
  'a half-typed key': 'risk_tier: high\nfound\n',
  'a half-typed key in a section': 'risk_tier: high\nfoundations:\n  notes: a\n  trunk\n',
  'a half-typed key between others': 'risk_tier: high\nfoundations:\n  notes: a\n  trunk\n  owner: b\n',
  'an open quote': 'risk_tier: high\nfoundations:\n  notes: "a\n  owner: b\n',
  'an open single quote': "risk_tier: high\nfoundations:\n  notes: 'a\n  owner: b\n",
  'an open bracket': 'risk_tier: high\nteam_members: [a, b\nfoundations:\n  notes: a\n',
  'an open brace': 'risk_tier: high\nfoundations: { notes: a\nvalue_proposition:\n  problem: b\n',
  'a closing bracket too many': 'risk_tier: high\nteam_members: [a]]\n',
  'a stray brace': 'risk_tier: high\n}\n',
  'a colon in a value': 'risk_tier: high\nrisk_tier_rationale: Annex III: 5(b)\n',
  'a tab as indentation': 'risk_tier: high\nfoundations:\n\tnotes: a\n',
  'tabs between': 'risk_tier:\thigh\t\nfoundations:\t# a\n  notes:\ta\n',
  'a wrong indentation': 'risk_tier: high\nfoundations:\n   notes: a\n  owner: b\n',
  'a deeper indentation': 'risk_tier: high\nfoundations:\n  notes: a\n    owner: b\n',
  'duplicate keys': 'risk_tier: high\nrisk_tier: low\nfoundations:\n  notes: a\n  notes: b\nfoundations:\n  owner: c\n',
  'a key three times': 'risk_tier: high\nnotes: a\nnotes: b\nnotes: c\n',
  'duplicate keys in flow style': '{ risk_tier: high, risk_tier: high, x-a: { a: 1, a: 2 } }\n',
  'an alias': 'risk_tier: high\nnotes: &a text\nfoundations:\n  notes: *a\n',
  'an alias of a section': 'risk_tier: high\nx-base: &a\n  notes: b\nfoundations: *a\nvalue_proposition: *a\n',
  'an alias of nothing': 'risk_tier: *tier\nfoundations: *f\n',
  'an alias of itself': 'risk_tier: high\nfoundations: &f\n  notes: *f\n',
  'a cycle through a list': 'risk_tier: high\nfoundations: &f\n  ci_cd:\n    tools: &t [*t, *f]\n',
  'a cycle at the root': '&r\nrisk_tier: high\nx-r: *r\nfoundations: *r\n',
  'aliases of aliases': `risk_tier: high\nx-a: &a [x, x, x, x, x, x, x, x, x]\nx-b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nx-c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nx-d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\nx-e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]\nx-f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]\nx-g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]\nx-h: &h [*g, *g, *g, *g, *g, *g, *g, *g, *g]\nfoundations:\n  ci_cd:\n    tools: *h\n`,
  'an anchor without a value': 'risk_tier: high\nfoundations: &f\nvalue_proposition: *f\n',
  'merge keys': 'risk_tier: high\nx-base: &a { notes: b }\nfoundations:\n  <<: *a\n  owner: c\n',
  tags: '!!map\nrisk_tier: !!str high\nfoundations: !own\n  notes: !!binary aGVsbG8=\n  due: !!timestamp 2026-11-23\nteam_members: !!set { a, b }\n',
  'a complex key': 'risk_tier: high\n? foundations\n: notes: a\n? [a, b]\n: c\n? { d: e }\n: f\n',
  'a complex key without a value': 'risk_tier: high\n? foundations\n? value_proposition\n',
  'keys that are no texts': 'risk_tier: high\n1: a\ntrue: b\nnull: c\n2026-11-23: d\n~: e\n: f\n1.5: g\n',
  'an empty key': 'risk_tier: high\n: a\n"": b\n',
  'special names as keys':
    'risk_tier: high\n__proto__: a\nconstructor: b\ntoString: c\nfoundations:\n  __proto__: d\n  hasOwnProperty: e\n',
  'special names as values': 'risk_tier: constructor\nkind: __proto__\nlifecycle_stage: toString\n',
  'two documents': 'risk_tier: high\n---\nrisk_tier: low\n',
  'three documents': '---\nrisk_tier: high\n---\na: 1\n---\nb: 2\n',
  'an empty first document': '---\n---\nrisk_tier: high\n',
  'a document end': 'risk_tier: high\n...\n',
  'text behind a document end': 'risk_tier: high\n...\nfoundations:\n',
  'a directive': '%YAML 1.2\n---\nrisk_tier: high\n',
  'an unknown directive': '%FOO bar\n---\nrisk_tier: high\n',
  'a directive alone': '%YAML 1.2\n',
  JSON: '{ "risk_tier": "high", "foundations": { "notes": "a", "ci_cd": { "tools": ["b"] } } }',
  'JSON over lines': '{\n\t"risk_tier": "high",\n\t"foundations": {\n\t\t"notes": "a"\n\t}\n}\n',
  'an open JSON': '{\n  "risk_tier": "high",\n  "foundations": {\n    "no',
  'wrong types':
    'risk_tier: [high]\nlifecycle_stage: { a: 1 }\nsystem: 12\noperator_roles: provider\nteam_members: A\ndate: tomorrow\nfoundations: []\nvalue_proposition: text\nmodel_deployment: 1\n',
  'wrong types below':
    'risk_tier: high\nvalue_proposition:\n  positioning: [a]\n  user_goal: 1\n  problem: true\n  personas: text\nfoundations:\n  trunk_based_development: yes\n  ci_cd: text\n  dora_metrics: [1]\n  code_management:\n    practice: { a: 1 }\n',
  'wrong types in lists':
    'risk_tier: high\nvalue_proposition:\n  personas:\n    - text\n    - [a]\n    -\n    - { role: 1, description: { a: b } }\nteam_members: [1, true, null, [a], { b: c }]\n',
  'the same wrong value twice':
    'risk_tier: high\nvalue_proposition:\n  personas:\n    - { rol: a }\n    - { rol: b }\n  user_goal: 1\n  problem: 1\n',
  'unknown keys everywhere':
    'risk_tier: high\nfoo: 1\nfoundations:\n  foo: 1\n  ci_cd:\n    foo: 1\nvalue_proposition:\n  personas:\n    - { foo: 1, bar: 2 }\n  user_goal: { foo: 1 }\n',
  'unknown keys with odd names': 'risk_tier: high\n"a{b}": 1\n"{key}": 2\n"@expected.list": 3\n"$1": 4\n"a.b": 5\n"a[0]": 6\n"«x»": 7\n',
  'values with odd names': 'risk_tier: "{tier}"\nlifecycle_stage: "@state.missing"\nkind: "$&"\ndate: "{value}"\n',
  'U+FFFD': 'risk_tier: high\nnotes: caf\uFFFD\nfoundations:\n  notes: \uFFFD\n',
  NUL: 'risk_tier: high\0\n',
  'control characters': 'risk_tier: high\nnotes: a\u0001\u001Bb\u0085c\u2028d\n',
  surrogates: 'risk_tier: high\nnotes: 😀 \uD800 é\n"😀": 1\n',
  'a long line': `risk_tier: high\nnotes: ${'a'.repeat(200_000)}\n`,
  'a long key': `risk_tier: high\n${'k'.repeat(2_000)}: 1\n`,
  'a very long text over lines': `risk_tier: high\nnotes: |\n${'  line\n'.repeat(20_000)}`,
  'many comments': `risk_tier: high\n${'# comment\n'.repeat(5_000)}`,
  'many unknown keys': `risk_tier: high\n${Array.from({ length: 200 }, (_, at) => `k${at}: ${at}\n`).join('')}`,
  'deep block nesting': Array.from({ length: 1000 }, (_, at) => `${' '.repeat(at)}a:\n`).join(''),
  'deep block nesting of lists': `risk_tier: high\nx-a:\n  ${'- '.repeat(1000)}b\n`,
  'deep flow nesting': `risk_tier: high\nx-a: ${'['.repeat(1000)}${']'.repeat(1000)}\n`,
  'deep flow nesting of maps': `risk_tier: high\nx-a: ${'{a: '.repeat(1000)}1${'}'.repeat(1000)}\n`,
  'deep nesting in an answer': `risk_tier: high\nvalue_proposition:\n  user_goal: ${'['.repeat(500)}${']'.repeat(500)}\n`,
  'deep open brackets': `risk_tier: high\nx-a: ${'['.repeat(3000)}`,
  'deep open braces': `risk_tier: high\nx-a: ${'{a: '.repeat(3000)}`,
};

describe.each(KINDS)('%s', (kind) => {
  test.each(Object.entries(TEXTS))('%s', (_, text) => {
    exercise(`${kind}.yaml`, text);
    if (text.length < 500) exercise(`${kind}.yaml`, text.replaceAll(/\r?\n/gu, '\r\n'));
  });
});

/** Such a text is not parsed at all; the one finding says why. */
function expectUnreadable(text: string): void {
  expect(isUnreadable(text)).toBe(true);
  const finding = unreadableFinding(text);
  expect([finding.code, finding.severity]).toEqual(['file-unreadable', 'error']);
  expect(messages.of(finding)).not.toMatch(/[{}@]|undefined/u);
}

describe('says what to do and checks the rest', () => {
  const codes = (text: string): readonly string[] =>
    labels(assessFile('mlops-canvas.yaml', text), (finding) => !finding.code.startsWith('missing-') && finding.code !== 'tier-missing');

  test.each<readonly [string, string, readonly string[]]>([
    [
      'an open quote keeps the next section',
      'risk_tier: high\nvalue_proposition:\n  user_goal: "a\nfoundations:\n  foo: 1\n',
      ['yaml-syntax', 'unknown-key: foundations.foo'],
    ],
    [
      'a tab as indentation',
      'risk_tier: high\nfoundations:\n\tnotes: a\nmodel_deployment:\n  foo: 1\n',
      ['yaml-syntax', 'unknown-key: model_deployment.foo'],
    ],
    ['a colon in a value', 'risk_tier: high\nrisk_tier_rationale: Annex III: 5(b)\nfoo: 1\n', ['yaml-syntax', 'unknown-key: foo']],
    ['a duplicate key', 'risk_tier: high\nnotes: a\nnotes: b\n', ['duplicate-key: notes']],
    ['a duplicate key with different quotes', 'risk_tier: high\nnotes: a\n"notes": b\n', ['duplicate-key: notes']],
    ['a second document', 'risk_tier: high\n---\nfoo: 1\n', ['several-documents']],
    ['a second document behind its end mark', 'risk_tier: high\n...\n---\nfoo: 1\n', ['several-documents']],
    ['only an end mark', 'risk_tier: high\n...\n', []],
    ['a list at the root', '- a\n', ['wrong-type']],
    ['a text at the root', 'hello\n', ['wrong-type']],
    ['U+FFFD', 'risk_tier: high\nnotes: \uFFFD\nfoo: 1\n', ['file-unreadable', 'unknown-key: foo']],
    ['an unknown key that stands twice', 'risk_tier: high\nfoo: 1\nfoo: 2\n', ['unknown-key: foo', 'duplicate-key: foo']],
    ['an unknown alias', 'risk_tier: high\nnotes: *a\nfoo: 1\n', ['yaml-syntax', 'unknown-key: foo']],
    ['a byte order mark is no fault', '\uFEFFrisk_tier: high\n', []],
    ['an alias is no fault', 'risk_tier: high\nnotes: &a text\nfoundations:\n  notes: *a\n', []],
    [
      'null is no wrong type',
      'risk_tier: high\nfoundations: ~\nvalue_proposition: null\nmodel_deployment:\nteam_members:\ndate: ~\noperator_roles: null\n',
      ['placeholder-answer: value_proposition', 'placeholder-answer: foundations', 'placeholder-answer: model_deployment'],
    ],
    [
      'null entries are no wrong type',
      'risk_tier: minimal\nteam_members: [~, null]\nvalue_proposition:\n  personas:\n    -\n    - role:\n',
      [],
    ],
    ['JSON is YAML', '{ "risk_tier": "high", "foo": 1 }', ['unknown-key: foo']],
    ['a huge nesting is no crash', `risk_tier: high\nx-a: ${'['.repeat(5000)}`, ['yaml-syntax']],
  ])('%s', (_, text, expected) => {
    const found = codes(text);
    const missing = expected.filter((code) => !found.includes(code));
    expect(missing, found.join(', ')).toEqual([]);
    const extra = found.filter(
      (code) =>
        !expected.includes(code) &&
        !(code.startsWith('placeholder-answer') && !expected.some((word) => word.startsWith('placeholder'))) &&
        code !== 'yaml-syntax',
    );
    expect(extra).toEqual([]);
    if (!expected.includes('yaml-syntax')) expect(found).not.toContain('yaml-syntax');
  });

  test('a colon in a value spoils its own entry, not what follows', () => {
    const found = labels(
      assessFile(
        'mlops-canvas.yaml',
        'risk_tier: high\nrisk_tier_rationale: Annex III: 5(b)\nvalue_proposition:\n  user_goal: a\nfoundations:\n  trunk_based_development: true\n',
      ),
    );
    expect(found).toContain('yaml-syntax');
    expect(found.filter((word) => /unknown-key|misplaced-key|wrong-type/u.test(word) && !word.includes('Annex III'))).toEqual([]);
    expect(found).toContain('missing-mandatory: value_proposition.problem');
  });

  test.each(['@expected.list', '@level.mandatory', '{key}', '@x', '$&'])('a key `%s` is shown as it is written', (key) => {
    const assessment = assessFile('mlops-canvas.yaml', `risk_tier: high\n"${key}": 1\nkind: "${key}"\ndate: "${key}"\n`);
    for (const finding of assessment.findings)
      if (/unknown-key|invalid-value/u.test(finding.code)) expect(messages.of(finding), finding.path).toContain(`\`${key}\``);
  });

  test('a text of 5 MB: one finding that says so', () => {
    const text = `risk_tier: high\n${'# comment comment\n'.repeat(300_000)}`;
    expect(text.length).toBeGreaterThan(5_000_000);
    expectUnreadable(text);
  });

  test.each(['risk_tier: high\0\nfoo: 1\n', '\0', '\0'.repeat(1000)])('NUL: one finding that says so', (text) => {
    expectUnreadable(text);
  });
});

describe('random changes of complete documents', () => {
  const SNIPPETS = [
    '\t',
    ':',
    ': ',
    '- ',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '&a ',
    '*a',
    '#',
    '|',
    '>',
    '? ',
    '---\n',
    '...\n',
    '\n',
    '\r\n',
    '  ',
    '%',
    '!',
    '@',
    '`',
    ',',
    '\uFFFD',
    '😀',
    'x: 1\n',
    '<<: *a\n',
    '\uFEFF',
    'null',
    'TODO',
    '{}',
    '[]',
  ];
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    drop: fc.integer({ min: 0, max: 30 }),
    put: fc.oneof(fc.constantFrom(...SNIPPETS), fc.constant('')),
  });
  const SEED = 20_261_123;

  test.each(KINDS)(`%s (seed ${SEED})`, (kind) => {
    const bases = LAYOUTS.slice(0, 4).map((layout) => completeDocument(kind, 'high', 'in_use', layout));
    fc.assert(
      fc.property(
        fc.constantFrom(...bases),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        (base, changes, from, part) => {
          // A stretch of the document is enough, and quicker.
          const start = Math.floor(base.length * from * 0.9);
          let text = `risk_tier: high\n${base.slice(base.indexOf('\n', start) + 1).slice(0, Math.floor(3000 * part))}`;
          for (const { at, drop, put } of changes) {
            const offset = Math.floor(at * text.length);
            text = text.slice(0, offset) + put + text.slice(offset + drop);
          }
          // A text cut between CR and LF is a cut of ours, not a text that anybody has.
          text = text.replace(/\r$/u, '');
          exercise(
            `${kind}.yaml`,
            text,
            [0, 0.2, 0.5, 0.8, 1].map((share) => Math.floor(share * text.length)),
          );
        },
      ),
      { numRuns: 50, seed: SEED, endOnFailure: true },
    );
  });

  test(`arbitrary texts (seed ${SEED})`, () => {
    const word = fc.oneof(
      fc.constantFrom(
        ...SNIPPETS,
        'risk_tier: high\n',
        'foundations:\n',
        '  ci_cd:\n',
        '    tools:\n',
        'value_proposition: ',
        'status: done\n',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => exercise('mlops-canvas.yaml', words.join(''))),
      { numRuns: 200, seed: SEED, endOnFailure: true },
    );
  });
});

test('a colon in a value can be put in quotes', () => {
  checkFix(
    'mlops-canvas.yaml',
    'risk_tier: minimal\nrisk_tier_rationale: Annex III: 5(b) # see there\nnotes: x\n',
    'Put the value in quotes',
    'risk_tier: minimal\nrisk_tier_rationale: "Annex III: 5(b)" # see there\nnotes: x\n',
  );
});
