/** Each question, task and output in turn is taken out of a complete document: exactly the finding of its level appears. */
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../server/src/core/assessment/finding';
import { endOf, startOf } from '../../server/src/core/syntax/node';
import type { Tree } from '../support/completeDocument';
import { completeValue, put, without } from '../support/completeDocument';
import { assessFile } from '../support/engine';
import { expectSound, label } from '../support/findings';
import type { RawUnit } from '../support/rawUnits';
import { conditionHolds, expectedLevel, KINDS, rawUnits, TIERS } from '../support/rawUnits';
import { at, keyRange, LAYOUTS, toYaml } from '../support/yamlText';

/** Only CRISP-ML(Q) asks for something from a later stage on. */
const stagesOf = (kind: string): readonly string[] => (kind === 'crisp-ml' ? ['in_development', 'in_use'] : ['in_development']);
const SEVERITY: Readonly<Record<string, string>> = { mandatory: 'error', recommended: 'information', optional: 'hint' };
const CODE: Readonly<Record<string, string>> = { mandatory: 'missing-mandatory', recommended: 'missing-recommended' };

/** Where the finding of something that is missing at `path` belongs. */
function nearestKey(text: string, path: readonly string[]): string {
  for (let length = path.length; length > 0; length -= 1) {
    const range = keyRange(text, path.slice(0, length));
    if (range !== undefined) return text.slice(...range) + `@${range[0]}`;
  }
  const [, to = 0] = keyRange(text, ['risk_tier']) ?? [];
  const [value = ''] = /\w+/u.exec(text.slice(to)) ?? [];
  return `${value}@${text.indexOf(value, to)}`;
}

const anchorText = (text: string, finding: Finding): string =>
  `${text.slice(startOf(finding.anchor), endOf(finding.anchor))}@${startOf(finding.anchor)}`;

interface Case {
  readonly tree: Tree;
  readonly gone: readonly (readonly string[])[];
}

function removed(unit: RawUnit, tier: string, stage: string): Case {
  const tree = completeValue(unit.kind, tier, stage);
  return { tree, gone: unit.fields.map((field) => without(tree, field.path)) };
}

function findings(kind: string, text: string): readonly Finding[] {
  const assessment = assessFile(`${kind}.yaml`, text);
  expectSound(assessment);
  return assessment.findings;
}

/** Levels of all units of a section, as the complete document makes them. */
function sectionLevel(section: readonly string[], kind: string, tier: string, stage: string, tree: Tree): string {
  const levels = rawUnits
    .filter((unit) => unit.kind === kind && section.every((step, index) => unit.section[index] === step))
    .map((unit) => expectedLevel(unit, tier, stage, (path) => at(tree, path)));
  return levels.includes('mandatory') ? 'mandatory' : levels.includes('recommended') ? 'recommended' : 'optional';
}

describe.each(KINDS)('%s', (kind) => {
  const units = rawUnits.filter((unit) => unit.kind === kind);

  describe.each(TIERS.flatMap((tier) => stagesOf(kind).map((stage) => [tier, stage] as const)))('%s, %s', (tier, stage) => {
    const complete = completeValue(kind, tier, stage);

    /** What the stage makes no difference to is tried at one stage. */
    const tried = units.filter((unit) => stage === 'in_development' || unit.fromStage !== null);

    test.each(tried.map((unit) => [unit.id, unit] as const))('%s', (_, unit) => {
      const { tree, gone } = removed(unit, tier, stage);
      const text = toYaml(tree);
      const found = findings(kind, text);
      const level = expectedLevel(unit, tier, stage, (path) => at(tree, path));
      if (level === 'optional') {
        expect(found.map(label)).toEqual([]);
        return;
      }
      expect(found.map((finding) => finding.code)).toEqual([CODE[level]]);
      const [finding] = found as [Finding];
      const isSection = gone.some((path) => path.length <= unit.section.length);
      expect(finding.severity).toBe(SEVERITY[level]);
      expect(finding.level).toBe(level);
      expect(finding.unit).toBe(isSection ? null : unit.id);
      const path = finding.path.split('.');
      if (isSection) expect(finding.path).toBe(unit.section.join('.'));
      else
        expect(
          unit.fields.some((field) => field.path.join('.') === finding.path || gone.some((missing) => missing.join('.') === finding.path)),
          finding.path,
        ).toBe(true);
      expect(at(tree, path), 'what is named as missing is not there').toBeUndefined();
      // Where it stands does not hang on the tier.
      if (tier === 'high') expect(anchorText(text, finding)).toBe(nearestKey(text, path));
    });

    test('each section in turn', () => {
      const sections = [
        ...new Set(units.flatMap((unit) => unit.section.map((__, index) => unit.section.slice(0, index + 1).join('.')))),
      ].map((path) => path.split('.'));
      for (const section of sections) {
        const tree = structuredClone(complete);
        without(tree, section, section.length - 1);
        const text = toYaml(tree);
        const level = sectionLevel(section, kind, tier, stage, complete);
        const found = findings(kind, text);
        const gone = found.map((finding) => `${label(finding)} ${finding.severity} ${finding.unit ?? ''}`);
        expect(gone, section.join('.')).toEqual(
          level === 'optional' ? [] : [`${CODE[level] ?? ''}: ${section.join('.')} ${SEVERITY[level] ?? ''} `],
        );
        if (found[0] !== undefined && tier === 'high') expect(anchorText(text, found[0])).toBe(nearestKey(text, section));
        for (const empty of [null, {}]) {
          put(tree, section, empty);
          const emptied = findings(kind, toYaml(tree)).map((finding) => `${label(finding)} ${finding.severity}`);
          expect(emptied, `${section.join('.')} ${JSON.stringify(empty)}`).toEqual(
            level === 'optional' ? [] : [`placeholder-answer: ${section.join('.')} ${SEVERITY[level] ?? ''}`],
          );
        }
      }
    });

    test('each single field of the questions with several', () => {
      for (const unit of tried.filter((candidate) => candidate.fields.length > 1)) {
        for (const field of unit.fields) {
          const tree = structuredClone(complete);
          without(tree, field.path);
          const valueAt = (path: readonly string[]): unknown => at(tree, path);
          const level = expectedLevel(unit, tier, stage, valueAt);
          const isNeeded =
            !field.supporting || field.neededAt.includes(tier) || (field.when !== null && conditionHolds(field.when, unit, valueAt));
          const found = findings(kind, toYaml(tree));
          const name = field.path.join('.');
          if (!isNeeded) expect(found.map(label), name).toEqual([]);
          else if (level === 'optional') expect(found.filter((finding) => finding.severity !== 'hint').map(label), name).toEqual([]);
          else {
            expect(
              found.map((finding) => `${finding.code} ${finding.severity} ${finding.unit ?? ''}`),
              name,
            ).toEqual([`incomplete-answer ${SEVERITY[level] ?? ''} ${unit.id}`]);
            expect(found[0]?.path, name).toBe(name);
          }
        }
      }
    });

    test('each question with its keys left behind, without values', () => {
      for (const unit of tried) {
        const tree = structuredClone(complete);
        for (const field of unit.fields) put(tree, field.path, null);
        const text = toYaml(tree);
        const level = expectedLevel(unit, tier, stage, (path) => at(tree, path));
        const found = findings(kind, text);
        const shown = found
          .filter((finding) => finding.severity !== 'hint')
          .map((finding) => `${finding.code} ${finding.severity} ${finding.unit ?? ''}`);
        expect(shown, unit.id).toEqual(level === 'optional' ? [] : [`placeholder-answer ${SEVERITY[level] ?? ''} ${unit.id}`]);
        expect(found.length, unit.id).toBeLessThanOrEqual(1);
      }
    });
  });

  test.each(
    LAYOUTS.filter(({ indent, eol }) => indent === 4 || eol === '\r\n')
      .slice(1, 3)
      .map((layout) => [JSON.stringify(layout), layout] as const),
  )('high tier, layout %s', (_, layout) => {
    for (const unit of units) {
      const { tree } = removed(unit, 'high', 'in_use');
      const text = toYaml(tree, layout);
      const level = expectedLevel(unit, 'high', 'in_use', (path) => at(tree, path));
      const found = findings(kind, text);
      expect(
        found.map((finding) => finding.code),
        unit.id,
      ).toEqual(level === 'optional' ? [] : [CODE[level]]);
      if (found[0] !== undefined) expect(anchorText(text, found[0])).toBe(nearestKey(text, found[0].path.split('.')));
    }
  });

  test('a group that loses all its keys but stands: the question is a placeholder, not missing', () => {
    for (const unit of units) {
      const groups = unit.fields.map((field) => field.path.slice(0, -1)).filter((path) => path.length > unit.section.length);
      for (const group of groups) {
        const isOwn = units.every(
          (other) => other === unit || !other.fields.some((field) => group.every((step, index) => field.path[index] === step)),
        );
        if (!isOwn) continue;
        for (const empty of [null, {}]) {
          const tree = completeValue(kind, 'high', 'in_use');
          for (const field of unit.fields) without(tree, field.path);
          put(tree, group, empty);
          const level = expectedLevel(unit, 'high', 'in_use', (path) => at(tree, path));
          const found = findings(kind, toYaml(tree)).filter((finding) => finding.severity !== 'hint');
          expect(
            found.map((finding) => `${finding.code} ${finding.unit ?? ''}`),
            `${unit.id} ${group.join('.')}`,
          ).toEqual(level === 'optional' ? [] : [`placeholder-answer ${unit.id}`]);
        }
      }
    }
  });

  test.each(TIERS)('a header alone at %s: one finding per section, or question at the top, that lacks something', (tier) => {
    const tree: Tree = { system: 'retail-score', risk_tier: tier };
    const text = toYaml(tree);
    const expected = [...new Set(units.map((unit) => unit.section[0] ?? unit.fields[0]?.path[0] ?? ''))].flatMap((name) => {
      const question = units.find((unit) => unit.section.length === 0 && unit.fields[0]?.path[0] === name);
      const level =
        question === undefined
          ? sectionLevel([name], kind, tier, 'in_development', tree)
          : expectedLevel(question, tier, 'in_development', () => undefined);
      return level === 'optional' ? [] : [`${CODE[level] ?? ''}: ${name}`];
    });
    const found = findings(kind, text);
    expect(found.map(label)).toEqual(expected);
    for (const finding of found) expect(anchorText(text, finding)).toBe(nearestKey(text, ['nothing']));
  });
});
