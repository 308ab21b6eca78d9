/** One slip, one finding: what a slip of the pen makes of the lines around it is not said on top of it. */
import { describe, expect, test } from 'vitest';
import { completeDocument } from '../support/completeDocument';
import { assessFile, messages } from '../support/engine';
import { label } from '../support/findings';
import { KINDS } from '../support/rawUnits';

/** A line with a slip in it, and the line below; null where the line has no place for it. */
type Slip = (line: string, below: string) => string | null;

const indentOf = (line: string): string => /^\s*/u.exec(line)?.[0] ?? '';
const isEntry = (line: string): boolean => line.trimStart().startsWith('-');
/** Something before a value that is neither quoted nor bracketed. */
const before =
  (sign: string): Slip =>
  (line) =>
    /: [^\s"'[{]/u.test(line) && !/["'[\]{}]/u.test(line) ? line.replace(/: /u, `: ${sign}`) : null;

/** Slips after which one finding says where it is. */
const SLIPS: Readonly<Record<string, Slip>> = {
  'a key being typed above': (line) => (isEntry(line) ? null : `${indentOf(line)}fo\n${line}`),
  'a key being typed below': (line, below) => (isEntry(below) ? null : `${line}\n${indentOf(below)}fo`),
  'a colon that lacks': (line) => (/:(?: |$)/u.test(line) ? line.replace(/:(?= |$)/u, '') : null),
  'a quote that is not closed': before('"'),
  'a single quote that is not closed': before("'"),
  'a bracket that is not closed': before('['),
  'a brace that is not closed': before('{'),
  'a sign that begins no text': before('@'),
  'a second colon': (line) => (/: [^\s"'[{]/u.test(line) ? line.replace(/: (\S+)/u, ': $1: x') : null),
  'an alias of nothing': (line) => (/: \S/u.test(line) ? line.replace(/: .*/u, ': *x') : null),
  'a stray brace': (line) => `${line}\n}`,
  'a merge that was left unfinished': (line) => `<<<<<<< HEAD\n${line}\n=======\n${line}\n>>>>>>> other`,
  'a merge with its base': (line) => `<<<<<<< HEAD\n${line}\n||||||| base\nx: 1\n=======\n  y: 2\n>>>>>>> other`,
};

/** Slips of indentation: several lines may no longer fit, and each of them is said. */
const SHIFTS: Readonly<Record<string, Slip>> = {
  'a tab': (line) => (line.startsWith('  ') ? line.replace('  ', '\t') : null),
  'a blank too many': (line) => ` ${line}`,
  'a blank too few': (line) => (line.startsWith(' ') ? line.slice(1) : null),
  'a dash that lacks': (line) => (isEntry(line) ? line.replace('- ', '') : null),
};

const TRIED = 20;

function* slipped(kind: string, slip: Slip): Generator<readonly [line: number, text: string]> {
  const lines = completeDocument(kind, 'high').split('\n');
  const step = Math.max(1, Math.floor(lines.length / TRIED));
  for (let at = 0; at < lines.length - 1; at += step) {
    const line = slip(lines[at] ?? '', lines[at + 1] ?? '');
    if (line !== null) yield [at, lines.toSpliced(at, 1, line).join('\n')];
  }
}

describe.each([...KINDS, 'ai-system'])('%s', (kind) => {
  const name = `${kind}.yaml`;
  const usual = new Set(assessFile(name, completeDocument(kind, 'high')).findings.map(label));

  test.each(Object.entries(SLIPS))('%s', (_, slip) => {
    let tried = 0;
    for (const [line, text] of slipped(kind, slip)) {
      const { findings, tree } = assessFile(name, text);
      // Good YAML that means something else, such as a text with colons of its own.
      if (tree.problems.length === 0) continue;
      tried += 1;
      const added = findings.filter((found) => !usual.has(label(found)));
      expect(
        added.map((found) => found.code),
        `line ${line + 1}: ${added.map((found) => `\n${messages.of(found)}`).join('')}\n${text}`,
      ).toEqual(['yaml-syntax']);
      const at = tree.lines.lineOf((added[0]?.anchor.origin.offset ?? 0) + (added[0]?.anchor.from ?? 0));
      expect(Math.abs(at - line), `a finding on line ${at + 1} for a slip on line ${line + 1}`).toBeLessThanOrEqual(1);
    }
    expect(tried).toBeGreaterThan(TRIED / 5);
  });

  test.each(Object.entries(SHIFTS))('%s', (_, slip) => {
    for (const [line, text] of slipped(kind, slip)) {
      const { findings, tree } = assessFile(name, text);
      if (tree.problems.length === 0) continue;
      const added = findings.filter((found) => !usual.has(label(found)) && found.code !== 'yaml-syntax');
      expect(added.map(label), `line ${line + 1}:\n${text}`).toEqual([]);
    }
  });
});

test('what stands beside a slip is still checked', () => {
  const { findings } = assessFile(
    'mlops-canvas.yaml',
    'risk_tier: high\nvalue_proposition:\n  user_goal: "abc\n  problm: b\ndata_sources_and_versioning:\n  data_versioning:\n    requirement: perhaps\n',
  );
  expect(findings.filter(({ code }) => !code.startsWith('missing-') && !code.startsWith('incomplete-')).map(label)).toEqual([
    'yaml-syntax',
    'unknown-key: value_proposition.problm',
    'invalid-value: data_sources_and_versioning.data_versioning.requirement',
  ]);
  expect(findings.map(label)).toContain('missing-mandatory: value_proposition.personas');
});

test('a document of which little can be read says so, and little else', () => {
  const prose = Array.from({ length: 40 }, (_, at) => `${at}. "We: [do] {not: know`).join('\n');
  const { findings } = assessFile('mlops-canvas.yaml', `risk_tier: high\n${prose}\n`);
  expect(findings.filter(({ code }) => code === 'yaml-syntax').length).toBeLessThanOrEqual(15);
});

test('many slips and long lines are read to an end', () => {
  for (const text of [
    'a: 1\n]\n'.repeat(30),
    `value_proposition:\n  user_goal: "data:${'x'.repeat(20_000)}\n  problem: y\n`,
    `a: [\nb${' '.repeat(20_000)}c\n`,
    '<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n'.repeat(30),
  ])
    expect(assessFile('mlops-canvas.yaml', text).findings.length).toBeGreaterThan(0);
});

test('gaps that have nothing to do with a slip are still said', () => {
  const header = 'risk_tier: high\ndata_sources_and_versioning:\n  notes: a\n';
  const gaps = (text: string): readonly string[] =>
    assessFile('mlops-canvas.yaml', text)
      .findings.filter(({ level }) => level !== null)
      .map(label);
  const kept = gaps(header).filter((gap) => gap.includes('data_sources_and_versioning.'));
  expect(kept.length).toBeGreaterThan(0);
  expect(gaps(`${header}dat\n`)).toEqual(expect.arrayContaining(kept));
  expect(gaps('risk_tier: high\nvalue_proposition:\n  user_goal: "personas of a kind\n')).toContain(
    'missing-mandatory: value_proposition.personas',
  );
});

test('a list at the column of a key without its colon goes with it', () => {
  const { findings } = assessFile(
    'mlops-canvas.yaml',
    'risk_tier: limited\noperator_roles\n- provider\nvalue_proposition:\n  user_goal: a\n  personas: [{ role: b }]\n',
  );
  expect(findings.filter(({ code, level }) => code === 'yaml-syntax' || level === 'mandatory').map(label)).toEqual(['yaml-syntax']);
});

test('a waiver with a slip in it is not called incomplete, and waives nothing', () => {
  const { findings } = assessFile(
    'mlops-canvas.yaml',
    'risk_tier: limited\nvalue_proposition:\n  user_goal: a\nwaivers:\n  - field: value_proposition.personas\n    reason: "we know\n    approved_by: A. Vogel\n',
  );
  expect(findings.filter(({ code, level }) => level !== 'recommended' && code !== 'missing-recommended').map(label)).toEqual([
    'missing-mandatory: value_proposition.personas',
    'yaml-syntax',
  ]);
});

test('a byte order mark is no indentation', () => {
  const text = 'risk_tier: high\n system: a\nvalue_proposition:\n  user_goal: a\n';
  const said = (of: string): readonly string[] => assessFile('mlops-canvas.yaml', of).findings.map(label);
  expect(said(`\uFEFF${text}`)).toEqual(said(text));
});
