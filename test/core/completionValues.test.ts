/** Completion of values, of list entries and in flow style; what it offers is accepted by the checks. */
import { describe, expect, test } from 'vitest';
import { accepted, checkCompletion, complete } from '../support/checks';
import { assessFile, guidance } from '../support/engine';
import { structural } from '../support/findings';
import { readCaret, withCaretAt } from '../support/marks';
import { KINDS } from '../support/rawUnits';
import { everyKey, nested } from '../support/walkKeys';
import { at, keyRange, toYaml, valueOf } from '../support/yamlText';

describe.each(KINDS)('%s', (kind) => {
  const name = `${kind}.yaml`;
  const root = guidance().kinds.get(kind);
  if (root === undefined) throw new Error(kind);
  const tasks = new Set<string>();
  const places = everyKey(root).filter(({ key, steps }) => {
    if (key.choices.length === 0) return false;
    const task = steps.indexOf('tasks') < 0 ? steps.indexOf('outputs') : steps.indexOf('tasks');
    if (task < 0) return true;
    const shape = steps.slice(task + 2).join('.');
    if (tasks.has(shape)) return false;
    tasks.add(shape);
    return true;
  });

  const same = (value: unknown, choice: string): boolean =>
    String(value) === choice || (Array.isArray(value) && value.length === 1 && String(value[0]) === choice);

  test.each(places.map((place) => [place.steps.join('.'), place] as const))('%s', (_, { key, steps }) => {
    const text = toYaml({ ...(steps[0] === 'risk_tier' ? {} : { risk_tier: 'high' }), ...(nested(steps, null) as object) });
    const [, end = 0] = keyRange(text, steps) ?? [];
    const colon = end + 1;
    const values = key.path === 'kind' ? [kind] : key.choices.map((choice) => choice.value);
    const forms: (readonly [string, number])[] = [
      [text, colon],
      [`${text.slice(0, colon)} ${text.slice(colon)}`, colon + 1],
      [`${text.slice(0, colon)}  # why${text.slice(colon)}`, colon + 1],
      [
        `${text.slice(0, colon)} \r${text.slice(colon)}`.replaceAll(/\r?\n/gu, '\r\n'),
        colon + 1 + (text.slice(0, colon).match(/\n/gu)?.length ?? 0),
      ],
    ];
    for (const [form, offset] of forms) {
      const items = complete(name, form, offset);
      expect(
        items.map((item) => item.label),
        withCaretAt(form, offset),
      ).toEqual(expect.arrayContaining(values));
      for (const item of items) {
        for (const how of ['plain', 'snippet'] as const) {
          const after = accepted(form, item, how);
          if (item.label !== '-')
            expect(
              same(at(valueOf(after)?.value, steps), item.label),
              `"${item.label}" in\n${withCaretAt(form, offset)}\n=>\n${after}`,
            ).toBe(true);
          expect(
            structural(assessFile(name, after)).filter((found) => !found.startsWith('kind-mismatch')),
            after,
          ).toEqual([]);
        }
      }
    }
    // Half-typed, and in place of another value.
    const [first = ''] = values;
    if (/^\w{2,}$/u.test(first)) {
      const half = `${text.slice(0, colon)} ${first.slice(0, 2)}${text.slice(colon)}`;
      const item = complete(name, half, colon + 3).find((candidate) => candidate.label === first);
      if (item === undefined) expect.fail(`"${first}" is not offered in\n${withCaretAt(half, colon + 3)}`);
      expect(same(at(valueOf(accepted(half, item, 'plain'))?.value, steps), first), half).toBe(true);
      const old = `${text.slice(0, colon)} ${values.at(-1) ?? ''}${text.slice(colon)}`;
      const other = complete(name, old, colon + 1).find((candidate) => candidate.label === first);
      if (other === undefined) expect.fail(`"${first}" is not offered in place of\n${withCaretAt(old, colon + 1)}`);
      expect(same(at(valueOf(accepted(old, other, 'plain'))?.value, steps), first), old).toBe(true);
    }
  });

  test('every choice can be listed: behind a dash, in brackets, and below a long form', () => {
    for (const { key, steps } of places) {
      if (
        (key.kind !== 'choice' && key.kind !== 'choice_list') ||
        (steps.length < 2 && key.kind === 'choice') ||
        steps.at(-1) === 'status' ||
        steps.at(-1) === 'per' ||
        String(steps.at(-1)).endsWith('_phase')
      )
        continue;
      if (steps.at(-1) === 'category') continue;
      const [first = ''] = key.choices.map((choice) => choice.value);
      for (const [written, steps2] of [
        [['‸'], steps],
        [{ answer: ['‸'] }, [...steps, 'answer']],
      ] as const) {
        if (steps.at(-1) === 'answer' || (steps2 !== steps && key.child('answer') === undefined)) continue;
        const block = toYaml({ risk_tier: 'high', ...(nested(steps, written) as object) });
        const flow = block.replace(/\n *- (?:‸|"‸")/u, ' [‸]');
        for (const marked of [block, flow]) {
          const { text, offset } = readCaret(marked.replaceAll('"', ''));
          const item = complete(name, text, offset).find((candidate) => candidate.label === first);
          if (item === undefined) expect.fail(`"${first}" is not offered in\n${marked}`);
          const after = accepted(text, item, 'plain');
          expect(structural(assessFile(name, after)), after).toEqual([]);
          expect(at(valueOf(after)?.value, [...steps2, 0]), after).toBe(first);
        }
      }
    }
  });
});

const KEYS_OF_PERSONA = ['role', 'description', 'notes', 'evidence', 'owner', 'due', 'cost'];

describe('lists', () => {
  test('the first key behind a dash', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:\n  personas:\n    - ‸\n', {
      exactly: KEYS_OF_PERSONA,
      accept: 'role',
      snippet: 'risk_tier: high\nvalue_proposition:\n  personas:\n    - role: ‸\n',
      plain: 'risk_tier: high\nvalue_proposition:\n  personas:\n    - role: \n',
    }));
  test('behind a dash of a list that is not indented', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:\n  personas:\n  - ‸\n', {
      exactly: KEYS_OF_PERSONA,
      accept: 'role',
      plain: 'risk_tier: high\nvalue_proposition:\n  personas:\n  - role: \n',
    }));
  test('behind a dash with more blanks', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:\n    personas:\n        -   role: x\n            ‸\n', {
      offers: ['description'],
      lacks: ['role'],
      accept: 'description',
      plain: 'risk_tier: high\nvalue_proposition:\n    personas:\n        -   role: x\n            description: \n',
    }));
  test('behind a second dash: nothing is taken yet', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:\n  personas:\n    - role: x\n    - ‸\n', {
      exactly: KEYS_OF_PERSONA,
    }));
  test('a key half typed behind a dash', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:\n  personas:\n    - ro‸\n', {
      offers: ['role'],
      accept: 'role',
      plain: 'risk_tier: high\nvalue_proposition:\n  personas:\n    - role: \n',
    }));
  test('a new entry below a key without a value', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:\n  personas:\n    ‸\n', {
      offers: ['-', 'answer', 'none'],
      accept: '-',
      snippet: 'risk_tier: high\nvalue_proposition:\n  personas:\n    - role: ‸\n',
    }));
  test('a new entry at the dashes of a list', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:\n  personas:\n    - role: x\n    ‸\n', {
      exactly: ['-'],
      accept: '-',
      plain: 'risk_tier: high\nvalue_proposition:\n  personas:\n    - role: x\n    - role: \n',
    }));
  test('a new entry of the outer list behind an inner one', () =>
    checkCompletion(
      'crisp-ml.yaml',
      'risk_tier: high\ndata_preparation:\n  tasks:\n    clean_data:\n      quality_assurance_methods:\n        - method: x\n          mitigates:\n            - R-1\n        ‸\n',
      {
        exactly: ['-'],
        accept: '-',
        plain:
          'risk_tier: high\ndata_preparation:\n  tasks:\n    clean_data:\n      quality_assurance_methods:\n        - method: x\n          mitigates:\n            - R-1\n        - method: \n',
      },
    ));
  test('a key with entries brings the first entry', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:\n  pers‸\n', {
      accept: 'personas',
      snippet: 'risk_tier: high\nvalue_proposition:\n  personas:\n    - role: ‸\n',
      plain: 'risk_tier: high\nvalue_proposition:\n  personas:\n    - role: \n',
    }));
});

describe('flow style', () => {
  test('keys in braces', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\ndata_sources_and_versioning: { labelling: { ‸ } }\n', {
      offers: ['manual_required', 'procedure'],
      accept: 'manual_required',
      plain: 'risk_tier: high\ndata_sources_and_versioning: { labelling: { manual_required:  } }\n',
    }));
  test('keys behind a comma', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\ndata_sources_and_versioning: { labelling: { manual_required: true, ‸} }\n', {
      offers: ['procedure'],
      lacks: ['manual_required'],
    }));
  test('keys of an entry in brackets', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:\n  personas: [{ ‸ }]\n', { offers: KEYS_OF_PERSONA }));
  test('values in braces', () =>
    checkCompletion('mlops-canvas.yaml', '{ risk_tier: ‸ }\n', { offers: ['high'], accept: 'high', plain: '{ risk_tier: high }\n' }));
  test('behind a quote that is open, which takes in the bracket at the end', () => {
    const above = '{\n  risk_tier: high,\n  ';
    checkCompletion('mlops-canvas.yaml', `${above}"‸\n  custom: {},\n}\n`, {
      offers: ['foundations'],
      lacks: ['risk_tier', 'custom'],
      accept: 'operator_roles',
      plain: `${above}operator_roles: [],\n  custom: {},\n}\n`,
    });
    checkCompletion('mlops-canvas.yaml', `${above}lifecycle_stage: "in‸,\n}\n`, {
      accept: 'in_use',
      plain: `${above}lifecycle_stage: in_use,\n}\n`,
    });
  });
  test('top-level keys of a document in braces', () =>
    checkCompletion('crisp-ml.yaml', '{ risk_tier: high, ‸ }\n', { offers: ['data_preparation'], lacks: ['risk_tier'] }));
  test('keys in braces that are not closed yet', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\ndata_sources_and_versioning: { labelling: { ‸\n', {
      offers: ['manual_required'],
    }));
});

describe('nothing is offered', () => {
  test.each([
    ['in a comment', 'risk_tier: high\n# val‸\n'],
    ['behind a comment', 'risk_tier: high # a ‸\n'],
    ['in a literal text', 'risk_tier: high\nvalue_proposition:\n  user_goal: |\n    one\n    ‸\n    two\n'],
    ['in a quoted text', 'risk_tier: high\nvalue_proposition:\n  user_goal: "a ‸ b"\n'],
    ['in a free text', 'risk_tier: high\nvalue_proposition:\n  user_goal: we want ‸\n'],
    ['below an unknown key', 'risk_tier: high\nfoo:\n  ‸\n'],
    ['below a text', 'risk_tier: high\nvalue_proposition:\n  user_goal: x\n    ‸\n'],
    ['below a carriage return that stands for a value', 'risk_tier: high\r\nfoundations:\r\r\n  ‸'],
    ['below an own key', 'risk_tier: high\nx-team:\n  ‸\n'],
  ])('%s', (_, marked) => {
    const { text, offset } = readCaret(marked);
    expect(complete('mlops-canvas.yaml', text, offset).map((item) => item.label)).toEqual([]);
  });
});

describe('other layouts', () => {
  test('below an older name of a phase', () =>
    checkCompletion('crisp-ml.yaml', 'risk_tier: high\ndata_engineering:\n  tasks:\n    ‸\n', { offers: ['clean_data'] }));
  test('an older name takes its phase', () =>
    checkCompletion('crisp-ml.yaml', 'risk_tier: high\ndata_engineering:\n  notes: a\n‸\n', {
      lacks: ['data_preparation'],
      offers: ['model_engineering'],
    }));
  test('tabs elsewhere', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\t# tier\nfoundations:\n  notes:\tx\n  ‸\n', {
      offers: ['trunk_based_development'],
    }));
  test('a tab below', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\nfoundations:\n  ‸\nmodel_deployment:\n\tnotes: x\n', {
      offers: ['trunk_based_development'],
    }));
  test('behind a document start', () => checkCompletion('mlops-canvas.yaml', '---\nrisk_tier: high\n‸', { offers: ['foundations'] }));
  test('an empty file', () => checkCompletion('mlops-canvas.yaml', '‸', { offers: ['foundations', 'risk_tier', 'kind'] }));
  test('behind a syntax error', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:\n  user_goal: "x\nfoundations:\n  ‸\n', {
      offers: ['trunk_based_development'],
    }));
  test('a group without siblings, deeper than usual', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\nfoundations:\n      ‸\n', {
      offers: ['trunk_based_development'],
      accept: 'trunk_based_development',
      plain: 'risk_tier: high\nfoundations:\n      trunk_based_development: \n',
    }));
  test('behind its siblings when the caret is deeper than they are', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\nfoundations:\n  notes: x\n    \n  ‸', { offers: ['trunk_based_development'] }));
  test('behind a list at the column of its key: a new entry, or a sibling of the key', () => {
    const list = 'risk_tier: high\nentries:\n- name: a\n  serves:\n  - N1\n';
    checkCompletion('data-landscape.yaml', `${list}‸`, { offers: ['-', 'gaps', 'data_projects'], lacks: ['entries', 'origin'] });
    checkCompletion('data-landscape.yaml', `${list}‸`, { accept: '-', plain: `${list}- name: ` });
    checkCompletion('data-landscape.yaml', `${list}‸`, { accept: 'gaps', plain: `${list}gaps:\n  - need: ` });
    checkCompletion('data-landscape.yaml', `${list}ga‸`, { accept: 'gaps', lacks: ['-'], plain: `${list}gaps:\n  - need: ` });
    checkCompletion('data-landscape.yaml', `${list}  ‸`, { offers: ['-', 'origin'], lacks: ['name', 'serves', 'gaps'] });
    checkCompletion('data-landscape.yaml', `${list}  or‸`, { accept: 'origin', plain: `${list}  origin: ` });
  });

  test('between two entries: an entry only', () =>
    checkCompletion('data-landscape.yaml', 'risk_tier: high\nentries:\n- name: a\n‸\n- name: b\n', { exactly: ['-'] }));

  test('a key in front of its colon', () =>
    checkCompletion('mlops-canvas.yaml', 'risk_tier: high\nfoundations:\n  trunk‸: true\n', {
      accept: 'trunk_based_development',
      plain: 'risk_tier: high\nfoundations:\n  trunk_based_development: true\n',
    }));

  test('the first key of all, in front of its colon: what stands beside it is taken, not what stands below', () => {
    const below = '‸foundations:\n  notes: a\ncustom: [own, things]\n';
    checkCompletion('mlops-canvas.yaml', below, { offers: ['foundations', 'model_deployment'], lacks: ['custom'] });
    checkCompletion('mlops-canvas.yaml', below, { accept: 'model_deployment', plain: below.replace('‸foundations', 'model_deployment') });
  });
});
