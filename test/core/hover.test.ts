/** Hover explains every key and every listed value, wherever it may stand. */
import { describe, expect, test } from 'vitest';
import { joinArticles } from '../../server/src/core/text/messages';
import { checkHover, hoverOf } from '../support/checks';
import { guidance } from '../support/engine';
import { KINDS, rawUnits, TIERS } from '../support/rawUnits';
import { everyKey, nested } from '../support/walkKeys';
import { keyRange, toYaml } from '../support/yamlText';

describe.each(KINDS)('%s', (id) => {
  const kind = guidance().kinds.get(id);
  if (kind === undefined) throw new Error(id);
  const name = `${id}.yaml`;
  const places = everyKey(kind);
  const bySection = [...new Set(places.map(({ steps }) => String(steps[0])))].map(
    (top) => [top, places.filter(({ steps }) => steps[0] === top)] as const,
  );

  test.each(bySection)('each key of %s', (_, keys) => {
    for (const { key, steps } of keys) {
      const text = toYaml({ ...(steps[0] === 'risk_tier' ? {} : { risk_tier: 'high' }), ...(nested(steps, null) as object) });
      const [from, to] = keyRange(text, steps) ?? [-1, -1];
      for (const offset of [from, from + 1, to]) {
        const markdown = hoverOf(name, text, offset);
        if (markdown === null) expect.fail(`no hover on ${steps.join('.')}`);
        if (!markdown.includes(key.title)) expect.fail(`${steps.join('.')}: no "${key.title}" in\n${markdown}`);
        if (/\{\w+\}|undefined|@\w+\.|\[object|\b(?:hover|state|level|unit)\.[a-z]/u.test(markdown))
          expect.fail(`${steps.join('.')}: ${markdown}`);
        if (key.help === '') expect.fail(`${steps.join('.')} has no help`);
      }
    }
  });

  test.each(bySection)('each listed value of %s', (_, keys) => {
    for (const { key, steps } of keys) {
      for (const { value } of key.choices) {
        const forms = key.kind === 'choice_list' ? [[value]] : key.kind === 'boolean' ? [value === 'true'] : [value, [value]];
        for (const form of forms) {
          if (Array.isArray(form) && (steps.length === 1 || key.extra)) continue;
          const text = toYaml({ ...(steps[0] === 'risk_tier' ? {} : { risk_tier: 'high' }), ...(nested(steps, form) as object) });
          const [, to = 0] = keyRange(text, steps) ?? [];
          const offset = text.indexOf(value, to) + 1;
          const markdown = hoverOf(name, text, offset);
          if (markdown === null || markdown.trim() === '') expect.fail(`no hover on ${value} in\n${text}`);
        }
      }
    }
  });

  test.each(TIERS)('each field of a question at %s: question, level and first article', (tier) => {
    for (const unit of rawUnits.filter((candidate) => candidate.kind === id)) {
      for (const field of unit.fields) {
        // `when` conditions hold, the stage has come: the level is that of the table.
        const value = { risk_tier: tier, lifecycle_stage: 'in_use', ...(nested(field.path, null) as object) };
        const condition = unit.when === null ? {} : (nested([...unit.section, ...unit.when.path.split('.')], unit.when.equals) as object);
        const text = toYaml(merge(value, condition));
        const [from = -1] = keyRange(text, field.path) ?? [];
        const markdown = hoverOf(name, text, from) ?? '';
        const level = unit.levels[tier] ?? '';
        expect(markdown, field.path.join('.')).toContain(unit.question);
        expect(markdown.toLowerCase(), field.path.join('.')).toContain(
          `${level} at ${(guidance().tier(tier)?.title ?? tier).toLowerCase()}`,
        );
        const [article] = unit.articles;
        if (article !== undefined) expect(markdown, field.path.join('.')).toContain(joinArticles([article]));
        if (article === undefined && unit.levels['high'] === 'mandatory') expect.fail(`${unit.id} is mandatory without an article`);
      }
    }
  });
});

type Tree = { [name: string]: unknown };

function merge(a: object, b: object): Tree {
  const merged: Tree = { ...a };
  for (const [name, value] of Object.entries(b))
    merged[name] =
      typeof value === 'object' && value !== null && typeof merged[name] === 'object' && merged[name] !== null
        ? merge(merged[name], value as object)
        : value;
  return merged;
}

describe('places', () => {
  test('an older name of a phase', () => checkHover('crisp-ml.yaml', 'risk_tier: high\ndata_engin‸eering:\n', ['Data preparation']));
  test('a key below an older name', () =>
    checkHover('crisp-ml.yaml', 'risk_tier: high\ndata_engineering:\n  tasks:\n    clean‸_data:\n', ['How was the data cleaned']));
  test('a quoted key', () => checkHover('mlops-canvas.yaml', 'risk_tier: high\n"foun‸dations":\n', ['Foundations']));
  test('a key in flow style', () =>
    checkHover('mlops-canvas.yaml', '{ risk_tier: high, foundations: { trunk‸_based_development: true } }\n', ['runk-based']));
  test('a quoted value', () => checkHover('mlops-canvas.yaml', 'risk_tier: "hi‸gh"\n', ['High']));
  test('a value over a long form', () =>
    checkHover('mlops-canvas.yaml', 'risk_tier: high\nmodel_deployment:\n  deployment_strategy:\n    answer: can‸ary\n', [
      'share of traffic',
    ]));
  test('a value in a list of a long form', () =>
    checkHover(
      'mlops-canvas.yaml',
      'risk_tier: high\nmodel_deployment:\n  deployment_strategy:\n    answer:\n      - shadow\n      - can‸ary\n',
      ['share of traffic'],
    ));
  test('the second entry of a list', () =>
    checkHover(
      'mlops-canvas.yaml',
      'risk_tier: high\nvalue_proposition:\n  personas:\n    - role: a\n    - role: b\n      descrip‸tion: c\n',
      ['Persona description'],
    ));
  test('an entry below `answer`', () =>
    checkHover('mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:\n  personas:\n    answer:\n      - ro‸le: a\n', ['Persona role']));
  test('a value in an entry below `answer`', () =>
    checkHover('mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:\n  personas:\n    answer:\n      - role: data_sci‸entist\n', [
      'develops models',
    ]));
  test('CRLF and 4 spaces', () =>
    checkHover(
      'crisp-ml.yaml',
      'risk_tier: high\r\ndata_preparation:\r\n    tasks:\r\n        clean_data:\r\n            stat‸us: done\r\n',
      ['Status'],
    ));
  test.each([
    ['the path of a duty', 'ai-system.yaml', 'duties.cyber‸security', ['Cybersecurity', 'Waived', 'A. Vogel', '31 March 2999']],
    ['the id of a question', 'mlops-canvas.yaml', '"1‸.2"', ['Problem solved', 'Waived', 'A. Vogel']],
    ['the path of a section', 'crisp-ml.yaml', 'model_engi‸neering', ['Model engineering', 'of 6 mandatory']],
  ])('on what a waiver names: %s', (_, file, field, words) =>
    checkHover(
      file,
      `risk_tier: high\nwaivers:\n  - field: ${field}\n    reason: Later\n    approved_by: A. Vogel\n    expires: 2999-03-31\n`,
      words,
    ),
  );
  test('without a tier: all of them', () =>
    checkHover('mlops-canvas.yaml', 'value_proposition:\n  user_‸goal:\n', ['at High', 'at Limited', 'at Minimal']));
  test('beside a syntax error', () =>
    checkHover('mlops-canvas.yaml', 'risk_tier: high\nfoundations:\n  trunk‸_based_development: true\n  ci_cd: "\n', ['runk-based']));

  test.each([
    ['white space', 'risk_tier: high\n‸\nfoundations:\n'],
    ['a comment', 'risk_tier: high # hi‸gh\n'],
    ['an unknown key', 'risk_tier: high\nfoo‸bar: 1\n'],
    ['an own key', 'risk_tier: high\nx-te‸am: 1\n'],
    ['a text', 'risk_tier: high\nvalue_proposition:\n  user_goal: hel‸p\n'],
  ])('nothing on %s', (_, marked) => {
    const offset = marked.indexOf('‸');
    expect(hoverOf('mlops-canvas.yaml', marked.replace('‸', ''), offset)).toBeNull();
  });
});
