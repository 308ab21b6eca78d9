/** Completion of keys: in every mapping of every kind each absent key is offered, and accepting it leaves a sound document. */
import { describe, expect, test } from 'vitest';
import type { Key } from '../../server/src/core/catalog/catalog';
import type { CompletionItem } from '../../server/src/core/features/completion';
import { accepted, complete } from '../support/checks';
import { assessFile, guidance } from '../support/engine';
import { structural } from '../support/findings';
import { withCaretAt } from '../support/marks';
import { KINDS } from '../support/rawUnits';
import { everyKey, nested } from '../support/walkKeys';
import type { Layout, Step } from '../support/yamlText';
import { at, keyRange, PLAIN_LAYOUT, toYaml, valueOf } from '../support/yamlText';

interface Place {
  readonly key: Key;
  /** Steps to the mapping itself. */
  readonly steps: readonly Step[];
}

/** All mappings: sections, groups, records, objects, list entries, and the long forms of answers. */
function mappings(kindId: string): readonly Place[] {
  const kind = guidance().kinds.get(kindId);
  if (kind === undefined) throw new Error(kindId);
  const places: Place[] = [];
  for (const { key, steps } of everyKey(kind)) {
    if (key.keys.length > 0) places.push({ key, steps });
    if (key.item !== null) places.push({ key: key.item, steps: [...steps, 0] });
  }
  return places;
}

/** What stands first in a mapping, so that siblings have a column. */
function firstOf(key: Key): readonly [string, unknown] {
  const first = key.keys.find((child) => child.name === 'answer') ?? key.keys[0];
  if (first === undefined) throw new Error(key.path);
  return [first.name, null];
}

/** A document with one key in the mapping, and where the next line begins. */
function begun(place: Place, layout: Layout): { readonly text: string; readonly offset: number; readonly first: string } {
  const [first, value] = firstOf(place.key);
  const text = toYaml(
    { ...(place.steps[0] === 'risk_tier' ? {} : { risk_tier: 'high' }), ...(nested([...place.steps, first], value) as object) },
    layout,
  );
  const [from = 0] = keyRange(text, [...place.steps, first]) ?? [];
  const column = from - (text.lastIndexOf('\n', from - 1) + 1);
  const end = text.indexOf('\n', from);
  const next = end < 0 ? text.length : end + 1;
  const line = ' '.repeat(column) + layout.eol;
  return { text: text.slice(0, next) + line + text.slice(next), offset: next + column, first };
}

function column(text: string, steps: readonly Step[]): number {
  const [from = -1] = keyRange(text, steps) ?? [];
  return from - (text.lastIndexOf('\n', from - 1) + 1);
}

let last: { readonly name: string; readonly text: string; readonly found: ReadonlySet<string> } | undefined;

function structuralBefore(name: string, text: string): ReadonlySet<string> {
  if (last?.name !== name || last.text !== text) last = { name, text, found: new Set(structural(assessFile(name, text))) };
  return last.found;
}

/** Accepts an item and looks at what results. */
function expectSoundResult(
  name: string,
  text: string,
  offset: number,
  item: CompletionItem,
  place: Place,
  sibling: string | null,
  eol = '\n',
): void {
  const before = structuralBefore(name, text);
  const results = new Map((['snippet', 'plain'] as const).map((how) => [accepted(text, item, how).replaceAll(/ +$/gmu, ''), how]));
  for (const [after, how] of results) {
    const trace = `"${item.label}" (${how}) in\n${withCaretAt(text, offset)}\n=>\n${after}`;
    const value = valueOf(after);
    if (value === undefined) expect.fail(`no good YAML: ${trace}`);
    const added = structural(assessFile(name, after)).filter((found) => !before.has(found));
    if (added.length > 0) expect.fail(`${added.join(', ')}: ${trace}`);
    if (item.label === '-') continue;
    const mapping = at(value.value, place.steps) as object | null;
    if (mapping === null || typeof mapping !== 'object' || !(item.label in mapping)) expect.fail(`not in its mapping: ${trace}`);
    if (sibling !== null && column(after, [...place.steps, item.label]) !== column(after, [...place.steps, sibling]))
      expect.fail(`another column than ${sibling}: ${trace}`);
    if (eol === '\r\n' && /[^\r]\n/u.test(after)) expect.fail(`line ending: ${trace}`);
  }
}

const names = (key: Key): readonly string[] => key.keys.map((child) => child.name);

function expectAll(
  name: string,
  place: Place,
  text: string,
  offset: number,
  taken: readonly string[],
  sibling: string | null,
  layout = PLAIN_LAYOUT,
): void {
  const items = complete(name, text, offset);
  const offered = new Set(items.map((item) => item.label));
  const absent = names(place.key).filter((child) => !taken.includes(child));
  const lacking = absent.filter((child) => !offered.has(child));
  if (lacking.length > 0)
    expect.fail(`not offered: ${lacking.join(', ')} (but ${[...offered].slice(0, 6).join(', ')}) in\n${withCaretAt(text, offset)}`);
  const wrong = [...offered].filter((word) => word !== '-' && !absent.includes(word));
  if (wrong.length > 0) expect.fail(`offered though no absent key: ${wrong.join(', ')} in\n${withCaretAt(text, offset)}`);
  // In the other layout a few of them will do.
  const some =
    layout === PLAIN_LAYOUT
      ? items
      : items.filter((_, index) => index === 0 || index === items.length - 1 || index === Math.floor(items.length / 2));
  for (const item of some) expectSoundResult(name, text, offset, item, place, sibling, layout.eol);
}

const ALL_LAYOUTS: readonly (readonly [string, Layout])[] = [
  ['2 spaces', PLAIN_LAYOUT],
  ['4 spaces, CRLF, sequences not indented', { indent: 4, eol: '\r\n', indentedSequences: false }],
];

describe.each(KINDS)('%s', (kind) => {
  const name = `${kind}.yaml`;
  const places = mappings(kind);
  /** The mappings that every mapping may carry (cost) behave alike; they are tried below the first few only. */
  const isTypical = ({ steps }: Place): boolean => !(steps.at(-1) === 'cost' && steps.length > 3);
  /** The tasks of a phase are alike, so are its outputs, and long forms of the same kind of answer. */
  const seen = new Set<string>();
  const tried = places.filter((place) => {
    if (!isTypical(place)) return false;
    const isLongForm =
      place.key.unit !== null &&
      ['text', 'role', 'boolean', 'choice', 'choice_list', 'string_list', 'tool_list', 'integer', 'number', 'date'].includes(
        place.key.kind,
      );
    if (isLongForm) {
      const form = `${place.key.kind} ${String(place.steps[0])}`;
      if (seen.has(form)) return false;
      seen.add(form);
    }
    const task = place.steps.findIndex((step) => step === 'tasks' || step === 'outputs');
    if (task < 0 || place.steps.length < task + 2) return true;
    const shape = place.steps.slice(task + 2).join('.') + String(place.steps[task]);
    if (place.steps.length > task + 2 && seen.has(shape)) return false;
    seen.add(shape);
    return true;
  });
  const tops = [...new Set(tried.map(({ steps }) => String(steps[0])))];

  describe.each(ALL_LAYOUTS)('%s', (_, layout) => {
    test.each(tops)('below %s, on the line behind a sibling', (top) => {
      for (const place of tried.filter(({ steps }) => steps[0] === top)) {
        const { text, offset, first } = begun(place, layout);
        expectAll(name, place, text, offset, [first], first, layout);
      }
    });

    test.each(tops)('%s: the first key on the line below', (top) => {
      for (const place of tried.filter(({ steps }) => steps[0] === top && typeof steps.at(-1) === 'string')) {
        const text = toYaml({ ...(top === 'risk_tier' ? {} : { risk_tier: 'high' }), ...(nested(place.steps, null) as object) }, layout);
        const owner = column(text, place.steps);
        const blank = ' '.repeat(owner + layout.indent);
        expectAll(name, place, text + blank + (layout.indent === 2 ? '' : layout.eol), text.length + blank.length, [], null, layout);
      }
    });
  });

  test.each(tops)('below %s, on an empty line at column 0 behind a sibling: keys of a place that makes sense, soundly', (top) => {
    for (const place of tried.filter(({ steps }) => steps[0] === top)) {
      const { text, offset } = begun(place, PLAIN_LAYOUT);
      const start = text.lastIndexOf('\n', offset - 1) + 1;
      const bare = text.slice(0, start) + text.slice(offset);
      for (const item of complete(name, bare, start)) {
        const after = accepted(bare, item, 'plain');
        const added = structural(assessFile(name, after)).filter((found) => !structuralBefore(name, bare).has(found));
        if (added.length > 0) expect.fail(`${added.join(', ')}: "${item.label}" in\n${withCaretAt(bare, start)}\n=>\n${after}`);
      }
    }
  });

  test.each(tops)('below %s: a half-typed key, and one typed up to its colon', (top) => {
    for (const place of tried.filter(({ steps }) => steps[0] === top)) {
      const { text, offset, first } = begun(place, PLAIN_LAYOUT);
      const wanted = place.key.keys.find((child) => child.name !== first);
      if (wanted === undefined) continue;
      for (const typed of [wanted.name.slice(0, 3), wanted.name, `${wanted.name}:`]) {
        const half = text.slice(0, offset) + typed + text.slice(offset);
        const caret: number = offset + Math.min(typed.length, wanted.name.length);
        const item: CompletionItem | undefined = complete(name, half, caret).find((candidate) => candidate.label === wanted.name);
        if (item === undefined) expect.fail(`"${wanted.name}" is not offered in\n${withCaretAt(half, caret)}`);
        if (half.slice(item.from, caret).trim() !== typed.replace(':', ''))
          expect.fail(`replaces "${half.slice(item.from, caret)}" in\n${withCaretAt(half, caret)}`);
        const after = accepted(half, item, 'plain');
        const value = valueOf(after);
        const mapping = value === undefined ? undefined : at(value.value, place.steps);
        if (typeof mapping !== 'object' || mapping === null || !(wanted.name in mapping))
          expect.fail(`"${wanted.name}" in\n${withCaretAt(half, caret)}\n=>\n${after}`);
        const added = structural(assessFile(name, after)).filter((found) => !structural(assessFile(name, text)).includes(found));
        if (added.length > 0) expect.fail(`${added.join(', ')} in\n${withCaretAt(half, caret)}\n=>\n${after}`);
      }
    }
  });

  test.each(tops)('below %s: between two keys, with comments around', (top) => {
    for (const place of tried.filter(({ steps }) => steps[0] === top)) {
      const own = names(place.key).filter((word) => word !== 'none');
      const [a, b] = [own[0], own[2]];
      if (a === undefined || b === undefined) continue;
      const tree = nested(place.steps, { [a]: null, [b]: null }) as object;
      const text = toYaml({ ...(top === 'risk_tier' ? {} : { risk_tier: 'high' }), ...tree });
      const [from = 0] = keyRange(text, [...place.steps, b]) ?? [];
      const start = text.lastIndexOf('\n', from - 1) + 1;
      const blank = ' '.repeat(from - start);
      const inserted = `${blank}# one\n\n${blank}\n${blank}# two\n`;
      const marked = text.slice(0, start) + inserted + text.slice(start);
      const caret = start + blank.length + '# one\n\n'.length + blank.length;
      expectAll(name, place, marked, caret, [a, b], a);
    }
  });

  test('at the top: what is mandatory and missing comes first, then canonical order', () => {
    const items = complete(name, 'risk_tier: high\n', 'risk_tier: high\n'.length);
    const catalog = guidance().kinds.get(kind);
    const units = assessFile(name, 'risk_tier: high\n').units;
    const rank = (word: string): number => {
      const levels = [...units.values()].filter((result) => result.unit.fields[0]?.path[0] === word).map((result) => result.level);
      return levels.length === 0 ? 3 : levels.includes('mandatory') ? 0 : levels.includes('recommended') ? 1 : 2;
    };
    const labels = items.map((item) => item.label);
    const ranks = labels.map(rank);
    expect(ranks).toEqual(ranks.toSorted((x, y) => x - y));
    const canonical = catalog?.root.keys.map((key) => key.name) ?? [];
    for (const level of [0, 1, 2]) {
      const group = labels.filter((word) => rank(word) === level);
      expect(group).toEqual(canonical.filter((word) => group.includes(word)));
    }
  });

  test('in each section: mandatory, then recommended, then optional keys, each in canonical order', () => {
    for (const place of places.filter(({ key }) => key.kind === 'section')) {
      const text = `risk_tier: high\n${toYaml(nested(place.steps, null))}`;
      const blank = ' '.repeat(column(text, place.steps) + 2);
      const items = complete(name, text + blank, text.length + blank.length);
      const units = [...assessFile(name, text).units.values()];
      const rank = (word: string): number => {
        const below = units.filter((result) =>
          result.unit.fields.some((field) => [...place.steps, word].every((step, index) => field.path[index] === step)),
        );
        if (below.length === 0) return 3;
        return below.some((result) => result.level === 'mandatory') ? 0 : below.some((result) => result.level === 'recommended') ? 1 : 2;
      };
      const ranked = items.map((item) => [rank(item.label), names(place.key).indexOf(item.label)] as const);
      expect(ranked, place.steps.join('.')).toEqual(ranked.toSorted(([a, x], [b, y]) => a - b || x - y));
    }
  });
});
