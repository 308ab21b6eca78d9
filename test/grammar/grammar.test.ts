// The scopes that themes colour: snapshots of whole documents, direct assertions, and that YAML's own scopes stay as they are.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRegistryFromGrammars } from 'vscode-tmgrammar-test/dist/common/index.js';
import { getVSCodeTokens, renderSnap } from 'vscode-tmgrammar-test/dist/snapshot/index.js';

interface Token {
  readonly startIndex: number;
  readonly endIndex: number;
  readonly scopes: readonly string[];
}

const OURS = 'source.yaml.ai-act-canvas';
const here = (path: string) => new URL(path, import.meta.url);
const files = (folder: string, end: string) =>
  readdirSync(here(folder))
    .filter((name) => name.endsWith(end))
    .map((name) => `${folder}/${name}`);

const registry = createRegistryFromGrammars(
  [...files('yaml', '.json'), '../../syntaxes/ai-act-canvas.tmLanguage.json'].map((path) => {
    const content = readFileSync(here(path), 'utf8');
    const { scopeName } = JSON.parse(content) as { scopeName: string };
    return { grammar: { path, scopeName }, content };
  }),
);

const cases = files('cases', '.yaml').map((path) => [path, readFileSync(here(path), 'utf8').replaceAll('\r\n', '\n')] as const);

const isOurs = (scope: string) => scope.endsWith('.ai-act-canvas') && scope !== OURS;

/** Every token with scopes of ours, as `[text, ...scopes]`, scopes without `.ai-act-canvas`. */
async function found(source: string): Promise<string[][]> {
  const lines = await getVSCodeTokens(registry, OURS, source);
  return lines.flatMap(({ src, tokens }) =>
    tokens
      .filter((token) => token.scopes.some(isOurs))
      .map((token) => [
        src.slice(token.startIndex, token.endIndex),
        ...token.scopes.filter(isOurs).map((scope) => scope.slice(0, -'.ai-act-canvas'.length)),
      ]),
  );
}

/** The texts whose first scope of ours begins with `scope`. */
async function texts(source: string, scope: string): Promise<(string | undefined)[]> {
  return (await found(source)).filter(([, first]) => first === scope || first?.startsWith(`${scope}.`)).map(([text]) => text);
}

describe('snapshots', () => {
  test.each(cases)('%s', async (path, source) => {
    const tokens = await getVSCodeTokens(registry, OURS, source);
    await expect(renderSnap(tokens)).toMatchFileSnapshot(`${path}.snap`);
  });

  test.each(cases)('%s with CRLF has the same tokens', async (_path, source) => {
    const crlf = await getVSCodeTokens(registry, OURS, source.replaceAll('\n', '\r\n'));
    expect(crlf).toEqual(await getVSCodeTokens(registry, OURS, source));
  });

  test.each(cases)('%s has the same scopes of ours in a reader that leaves the carriage return on the line', async (_path, source) => {
    const grammar = await registry.loadGrammar(OURS);
    const tokenize = (ending: string) => {
      let state: Parameters<NonNullable<typeof grammar>['tokenizeLine']>[1] = null;
      return source.split('\n').flatMap((line) => {
        const result = grammar!.tokenizeLine(line + ending, state);
        state = result.ruleStack;
        return result.tokens.filter((token) => token.scopes.some(isOurs)).map((token) => line.slice(token.startIndex, token.endIndex));
      });
    };
    expect(tokenize('\r')).toEqual(tokenize(''));
  });
});

describe('what stands out', () => {
  test('a block of the canvas and a phase, at top level only', async () => {
    const source = 'value_proposition:\n  foundations: 1\n"model_engineering": {}\n? prediction_serving\n: x\nx: value_proposition\n';
    expect(await texts(source, 'entity.name.section')).toEqual(['value_proposition', 'model_engineering', 'prediction_serving']);
    expect(await found('foundations:')).toEqual([['foundations', 'entity.name.section', 'markup.bold', 'entity.name.type.section']]);
  });

  test('an older name of a phase or block', async () => {
    expect(await texts('data_engineering:\nmodelling:\n', 'entity.name.section.alias')).toEqual(['data_engineering', 'modelling']);
  });

  test('keys of the header and of the records, at top level only', async () => {
    const source = 'kind: x\nsystem: y\nrisk_tier: z\nx-own:\n  kind: x\n  waivers: y\nwaivers: []\nbacktracks: []\nkinds: x\n';
    expect(await texts(source, 'keyword.control.header')).toEqual(['kind', 'system', 'risk_tier']);
    expect(await texts(source, 'keyword.control.record')).toEqual(['waivers', 'backtracks']);
  });

  test.each(['unacceptable', 'high', 'limited', 'minimal'])('the tier %s, however it is written', async (tier) => {
    const expected = [tier, `constant.language.tier.${tier}`, 'variable.other.enummember'];
    for (const source of [
      `risk_tier: ${tier}`,
      `risk_tier:   ${tier}   # why`,
      `risk_tier: "${tier}"`,
      `'risk_tier' : '${tier}'`,
      `{ risk_tier: ${tier}, a: b }`,
      `{"risk_tier":"${tier}"}`,
      `risk_tier: !!str ${tier}\r\nsystem: a\r\n`,
    ]) {
      expect(await found(source), source).toContainEqual(expected);
    }
  });

  test.each([
    'risk_tier: highest',
    'risk_tier: high enough',
    'risk_tier:high',
    'risk_tiers: high',
    'my-risk_tier: high',
    'reason: high',
    'reason: |\n  risk_tier: high',
    '# risk_tier: high',
  ])('no tier in %j', async (source) => {
    expect(await texts(source, 'constant.language.tier')).toEqual([]);
  });

  test('states, stages and roles', async () => {
    const source = [
      'lifecycle_stage: in_use',
      'operator_roles: [provider, "deployer"]',
      'tasks:',
      '  a: { status: not_started }',
      '  b:',
      '    status: not_applicable # done',
      '    owner: provider',
      '    notes: done',
    ].join('\n');
    expect(await texts(source, 'constant.language')).toEqual(['in_use', 'provider', 'deployer', 'not_started', 'not_applicable']);
    expect(await texts('operator_roles:\n  - importer\n  - "distributor"\n  - a provider\n', 'constant.language.role')).toEqual([
      'importer',
      'distributor',
    ]);
    expect(await texts('operator_roles: [\n  provider,\n  deployer ]', 'constant.language.role')).toEqual(['provider', 'deployer']);
  });

  test.each(['TODO', 'TBD', 'FIXME', '...', 'n/a', 'N/A', 'todo', '"?"', "'...'", '"TODO"', '!!str TODO', 'TODO # soon'])(
    'the placeholder %s as a whole value',
    async (value) => {
      for (const source of [`a: ${value}`, `- ${value}`, `- - a: ${value}`, `a: &x ${value}`, `a: [b, ${value.replace(' # soon', '')}]`]) {
        expect((await texts(source, 'markup.italic.placeholder')).length, source).toBe(1);
      }
    },
  );

  test.each(['TODO list', 'no TODO', 'TODOs', '"a TODO"', "'it''s ''TODO'''", '|\n  TODO', 'x # TODO', 'a - TODO'])(
    'no placeholder in the value %j',
    async (value) => {
      expect(await texts(`a: ${value}`, 'markup.italic.placeholder')).toEqual([]);
    },
  );

  const references = [
    'Art. 10(2)(b)',
    'Article 6',
    'Annex IV(2)(d)',
    'Annex III 5(b)',
    'Art. 9(6)-(8)',
    'Recital 58',
    'Articles 8 to 15',
    'Art. 4a',
    'Annex VIII.B',
    'Article 6(1) point (a)',
  ];
  test.each(references)('the reference %s wherever there is text', async (reference) => {
    for (const source of [
      `a: ${reference}`,
      `a: see ${reference}: no, ${reference}.`.replace(': no', '; no'),
      `a: "${reference}"`,
      `a: 'it''s ${reference}'`,
      `a: [x ${reference}, y]`,
      `a: |\n  text\n  ${reference} applies`,
      `a: >-\n  ${reference}`,
      `# ${reference}`,
      `a: b # (${reference})`,
      `a: "two\n  lines, ${reference}"`,
    ]) {
      const citations = await texts(source, 'constant.numeric.citation');
      expect(citations.length, source).toBeGreaterThan(0);
      expect(new Set(citations), source).toEqual(new Set([reference]));
    }
  });

  test('lists of references, but not over the comma of a flow collection', async () => {
    const list = 'Art. 26, 27 and 50(3)-(4)';
    expect(await texts(`a: ${list}`, 'constant.numeric.citation')).toEqual([list]);
    expect(await texts(`a: [${list}]`, 'constant.numeric.citation')).toEqual(['Art. 26']);
  });

  test.each([
    'state of the art 6',
    'Part. 5',
    'docs/Art. 5.md',
    'Art. 2025',
    'Annex IVb',
    'article-6',
    'Articles',
    '"Art. 5": key',
    'Art. 5: key',
  ])('no reference in %j', async (text) => {
    expect(await texts(text, 'constant.numeric.citation')).toEqual([]);
  });

  test('units that a waiver names, and units in comments', async () => {
    const waivers =
      'waivers:\n  - field: "2.1"\n  - field: 1.positioning # x\n  - field: 2.1\n  - { field: output.final_datasets, reason: 2.1 }\n';
    expect(await texts(waivers, 'constant.numeric.unit')).toEqual(['2.1', '1.positioning', 'output.final_datasets']);
    const comments =
      '# 2.1 Is versioning mandatory?\n# see unit 12.3, D-14-1 and data_preparation.clean_data, not 1.5 GB or v2.1\n# 2.1.0\n# 1.5%\n';
    expect(await texts(comments, 'constant.numeric.unit')).toEqual(['2.1', '12.3', 'D-14-1', 'data_preparation.clean_data']);
  });
});

describe('plain YAML stays as it is', () => {
  /** Tokens without our scopes, neighbours with the same scopes joined, so that both grammars can be compared. */
  const plain = (line: string, tokens: readonly Token[]) => {
    const joined: { endIndex: number; scopes: string }[] = [];
    for (const token of tokens) {
      const scopes = token.scopes
        .slice(1)
        .filter((scope) => !isOurs(scope))
        .join(' ');
      const endIndex = Math.min(token.endIndex, line.length); // the last token may count the end of the line
      const last = joined.at(-1);
      if (last?.scopes === scopes) last.endIndex = endIndex;
      else joined.push({ endIndex, scopes });
    }
    return joined;
  };

  const expectSame = async (source: string) => {
    const [ours, yaml] = await Promise.all([getVSCodeTokens(registry, OURS, source), getVSCodeTokens(registry, 'source.yaml', source)]);
    expect(ours.map((line) => plain(line.src, line.tokens))).toEqual(yaml.map((line) => plain(line.src, line.tokens)));
  };

  test.each(cases)('%s', async (_path, source) => {
    await expectSame(source);
  });

  test.each(cases)('%s while it is being typed', async (_path, source) => {
    const [ours, yaml] = await Promise.all([registry.loadGrammar(OURS), registry.loadGrammar('source.yaml')]);
    let states: [Parameters<NonNullable<typeof ours>['tokenizeLine']>[1], Parameters<NonNullable<typeof yaml>['tokenizeLine']>[1]] = [
      null,
      null,
    ];
    for (const line of source.split('\n')) {
      for (let end = 0; end < line.length; end++) {
        const typed = line.slice(0, end);
        expect(plain(typed, ours!.tokenizeLine(typed, states[0]).tokens), typed).toEqual(
          plain(typed, yaml!.tokenizeLine(typed, states[1]).tokens),
        );
      }
      states = [ours!.tokenizeLine(line, states[0]).ruleStack, yaml!.tokenizeLine(line, states[1]).ruleStack];
    }
  });

  test('any mixture of YAML and our words', async () => {
    const pieces = [
      '\n',
      '\n  ',
      '\n    ',
      ' ',
      ': ',
      '- ',
      '? ',
      ', ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      "''",
      '\\',
      '|',
      '>-',
      '# ',
      '&a ',
      '*a',
      '!!str ',
      '---\n',
      '...\n',
      '\t',
    ];
    const words = [
      'kind',
      'risk_tier',
      'high',
      'status',
      'done',
      'operator_roles',
      'provider',
      'value_proposition',
      'field',
      '2.1',
      'TODO',
      '?',
      '...',
      'n/a',
      'Art. 9, 10',
      'Annex IV(2)',
      'true',
      'text',
    ];
    const line = fc.array(fc.constantFrom(...pieces, ...words), { maxLength: 30 }).map((parts) => parts.join(''));
    await fc.assert(fc.asyncProperty(line, expectSame), { numRuns: 1000 });
  });

  test('a YAML document without our words has no scope of ours', async () => {
    const source =
      'apiVersion: apps/v1\nmetadata:\n  name: web\n  labels: {app: web}\nspec:\n  - image: "nginx:1.25"\n    text: |\n      any\n# comment\n';
    expect(await found(source)).toEqual([]);
  });

  test('lines as long as VS Code colours are done quickly', async () => {
    const words = 'word Art. 9 and 10, TODO: high '.repeat(600);
    await getVSCodeTokens(registry, OURS, `risk_tier: ${words.replaceAll(':', '')}\nkind: "${words}"\n# ${words}\n`);
  }, 5000);
});

describe('the generator', () => {
  type Generator = { grammar(lists: unknown): { injections: object; repository: { keys: { patterns: { match: string }[] } } } };
  const load = async () => (await import(/* @vite-ignore */ here('../../scripts/generate-grammar.mjs').href)) as Generator;
  const lists = {
    sections: [{ id: 'one', aliases: ['uno', 'two'] }, { id: 'two' }],
    headerKeys: ['$schema'],
    recordKeys: ['log'],
    tiers: ['hot'],
    states: ['on'],
    stages: ['early'],
    roles: ['maker'],
    placeholders: ['(later)'],
  };

  test('takes names as text and an alias that is also an id as the id', async () => {
    const { grammar } = await load();
    const [ids, aliases, header] = grammar(lists).repository.keys.patterns.map((pattern) => pattern.match);
    expect(ids).toContain('(?:one|two)');
    expect(aliases).toContain('(?:uno)');
    expect(header).toContain('(?:\\$schema)');
    expect(JSON.stringify(grammar(lists))).toContain('\\\\(later\\\\)');
  });

  test('does without aliases, but not without names', async () => {
    const { grammar } = await load();
    expect(grammar({ ...lists, sections: [{ id: 'one' }] }).repository.keys.patterns).toHaveLength(3);
    expect(() => grammar({ ...lists, roles: [] })).toThrow('empty list');
  });

  test('is pure', async () => {
    const { grammar } = await load();
    const before = structuredClone(lists);
    expect(grammar(lists)).toEqual(grammar(structuredClone(lists)));
    expect(lists).toEqual(before);
  });
});
