/** The law as data: fits its schema, and what it refers to exists. */
import fs from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { describe, expect, test } from 'vitest';
import { lawText } from '../../scripts/generate-law-doc.mjs';
import { documents, readSchema } from '../../scripts/schemas.mjs';
import { root } from '../support/repository';

interface Duty {
  readonly id: string;
  readonly key: string;
  readonly dates: string;
  readonly fine: string;
  readonly items?: string;
  readonly dated_by?: string;
  readonly triggers?: readonly string[];
  readonly when?: unknown;
  readonly covered_by?: readonly { readonly kind: string; readonly unit: string }[];
}

const files = ['regulation', 'duties', 'wizard'] as const;
const read = (name: string): Record<string, unknown> =>
  JSON.parse(fs.readFileSync(path.join(root, 'schemas/regulation', `${name}.json`), 'utf8')) as Record<string, unknown>;
const regulation = readSchema('regulation/regulation.json');
const wizard = readSchema('regulation/wizard.json');
const duties = readSchema('regulation/duties.json').duties as readonly Duty[];
const ids = (list: readonly { readonly id: string }[]): readonly string[] => list.map(({ id }) => id);
const flags = [...ids(wizard.context_flags), ...ids(wizard.derived_flags)];

/** Every object below a value that has this word. */
function withWord(value: unknown, word: string): readonly Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.hasOwn(value, word) ? [value as Record<string, unknown>] : [];
  return [...own, ...Object.values(value).flatMap((part) => withWord(part, word))];
}

test.each(files)('%s.json fits its schema', (name) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema(readSchema('common.schema.json'), 'file:///schemas/common.schema.json');
  ajv.addSchema(readSchema('regulation/regulation.schema.json'), 'file:///schemas/regulation/regulation.schema.json');
  const fits = ajv.getSchema(`file:///schemas/regulation/regulation.schema.json#/$defs/${name}`);
  expect(fits?.(read(name)), JSON.stringify(fits?.errors?.slice(0, 5), null, 1)).toBe(true);
});

describe('duties', () => {
  test('have ids and keys of their own', () => {
    expect(new Set(ids(duties)).size).toBe(duties.length);
    expect(new Set(duties.map(({ key }) => key)).size).toBe(duties.length);
  });

  test('name application rules, fines, lists and triggers that exist', () => {
    for (const duty of duties) {
      expect(Object.keys(regulation.application_rules), duty.id).toContain(duty.dates);
      expect([...ids(regulation.penalties), 'none_listed', 'none'], duty.id).toContain(duty.fine);
      if (duty.items !== undefined) expect(Object.keys(regulation), duty.id).toContain(duty.items);
      if (duty.dated_by !== undefined) expect(ids(wizard.questions), duty.id).toContain(duty.dated_by);
      for (const trigger of duty.triggers ?? []) expect(ids(regulation.art50), duty.id).toContain(trigger);
    }
  });

  test('are covered only by units that exist', () => {
    const kinds = new Map(
      documents().map(({ schema }) => [schema['x-guidance'].document.id as string, withWord(schema, 'unit').map(({ unit }) => unit)]),
    );
    for (const duty of duties) {
      for (const { kind, unit } of duty.covered_by ?? []) {
        const units = kinds.get(kind) as readonly { readonly id?: string }[] | undefined;
        if (kind === 'ai-system' && units === undefined) continue;
        expect(
          units?.map(({ id }) => id),
          `${duty.id}: ${kind}`,
        ).toContain(unit);
      }
    }
  });
});

describe('conditions', () => {
  const all = [duties, wizard.flag_rules, regulation.application_rules];

  test('look at flags that exist, and at options that their question has', () => {
    const known = {
      Q9: regulation.annex_iii.flatMap(({ points }: { points: { id: string }[] }) => ids(points)),
      Q13: ids(regulation.art50),
    };
    for (const { flag } of withWord(all, 'flag')) expect(flags).toContain(flag);
    for (const { answer, has, has_other_than: other } of withWord(all, 'answer')) {
      const options = (known as Record<string, readonly string[]>)[String(answer)] ?? [];
      for (const option of (has ?? other) as readonly string[]) expect(options).toContain(option);
    }
    for (const { duty_any: some } of withWord(all, 'duty_any'))
      for (const id of some as readonly string[]) expect(ids(duties)).toContain(id);
  });

  test('of the wizard lead on: every next question exists and comes later, so every walk ends', () => {
    const order = ids(wizard.questions);
    for (const question of wizard.questions) {
      for (const { next } of withWord(question.branches, 'next')) {
        expect(order).toContain(next);
        expect(order.indexOf(String(next)), `${question.id} to ${String(next)}`).toBeGreaterThan(order.indexOf(question.id as string));
      }
      for (const { flag } of withWord(question.branches, 'flag')) expect(flags).toContain(flag);
      if (question.unsure !== undefined) expect(Object.keys(question.branches as object)).toContain(question.unsure);
    }
  });
});

test('contradictions speak of questions, options and rules that exist', () => {
  for (const { one, other } of wizard.contradictions) {
    for (const { answer, has, placed_from_rule: rule } of [one, other]) {
      const found = wizard.questions.find(({ id }: { readonly id: string }) => id === answer);
      if (answer !== undefined) expect(found, answer).toBeDefined();
      if (has !== undefined) expect(ids(wizard[found.options_from] ?? regulation[found.options_from]), has).toContain(has);
      if (rule !== undefined) expect(Object.keys(regulation.application_rules)).toContain(rule);
    }
  }
});

test('Annex IV points to sections that exist', () => {
  const kinds = new Map(documents().map(({ schema }) => [schema['x-guidance'].document.id as string, Object.keys(schema.properties)]));
  for (const { holds_in: places } of withWord(regulation.annex_iv, 'holds_in')) {
    for (const place of places as readonly string[]) {
      const [kind = '', section] = place.split('#');
      if (kinds.has(kind)) expect(kinds.get(kind), place).toContain(section);
    }
  }
});

describe('docs/law.md', () => {
  const page = fs.readFileSync(path.join(root, 'docs/law.md'), 'utf8');

  test('is current: run `npm run generate`', () => {
    expect(page).toBe(lawText());
  });

  test.each(ids(duties))('%s has a line that says where it is asked or shown', (id) => {
    expect(page).toMatch(new RegExp(`^\\| ${id} \\|.*\\| (?:asked: \`duties\\.[a-z0-9_]+\`|shown, answered by .+) \\|$`, 'mu'));
  });

  test('names the version of the data', () => {
    expect(page).toContain(regulation.meta.version);
  });
});
