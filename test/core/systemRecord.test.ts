/** What a document takes over from the record of its system: tier, stage, roles; and what it then says of itself. */
import { describe, expect, test } from 'vitest';
import type { Assessment } from '../../server/src/core/assessment/assess';
import { isElsewhere } from '../../server/src/core/assessment/finding';
import type { SystemRecord } from '../../server/src/core/document/systemRecord';
import { pathFrom, readSystemRecord, sameRecord } from '../../server/src/core/document/systemRecord';
import { startOf } from '../../server/src/core/syntax/node';
import { parse } from '../../server/src/core/syntax/parse';
import { assessFile, engine, messages } from '../support/engine';
import { expectSound, labels } from '../support/findings';

const RECORD_FILE = 'file:///project/ai-system.yaml';

const record = (text: string): SystemRecord => readSystemRecord(engine.catalog, RECORD_FILE, parse(text));

const HIGH = record('system: retail-score\nrisk_tier: high\nlifecycle_stage: in_use\noperator_roles: [deployer, provider]\n');

function assessed(text: string, of: SystemRecord | null): Assessment {
  const assessment = assessFile('file:///project/docs/mlops-canvas.yaml', text, { record: of });
  expectSound(assessment);
  return assessment;
}

describe('a document that leaves its tier out', () => {
  test('has that of its record, with stage and roles', () => {
    const { tier, header, progress } = assessed('system: retail-score\n', HIGH);
    expect({ tier, stage: header.stage, roles: header.roles, sources: header.sources }).toEqual({
      tier: 'high',
      stage: 'in_use',
      roles: ['provider', 'deployer'],
      sources: { tier: 'record', stage: 'record', roles: 'record' },
    });
    expect(progress).toEqual(assessed('system: retail-score\nrisk_tier: high\nlifecycle_stage: in_use\n', null).progress);
  });

  test('says in its messages where the tier is stated, and leads there', () => {
    const [first] = assessed('# ours\nsystem: retail-score\n', HIGH).findings;
    if (first === undefined) expect.fail('nothing is missing');
    expect(messages.of(first)).toContain('High risk (from `../ai-system.yaml`)');
    expect(startOf(first.anchor)).toBe('# ours\n'.length);
    expect(first.related).toMatchObject({
      at: { uri: RECORD_FILE, range: { start: { line: 1, character: 11 }, end: { line: 1, character: 15 } } },
      message: 'related.tier',
    });
  });

  test.each(['risk_tier:\n', 'risk_tier: TBD\n', 'risk_tier: ~\n'])('leaves it out with %j too', (line) => {
    const assessment = assessed(`system: retail-score\n${line}`, HIGH);
    expect(assessment.tier).toBe('high');
    expect(labels(assessment, ({ code }) => code === 'tier-missing' || code === 'tier-mismatch')).toEqual([]);
  });

  test('and whose record has none lacks a tier', () => {
    expect(labels(assessed('system: retail-score\n', record('system: retail-score\n')))).toEqual(['tier-missing: risk_tier']);
  });

  test('is asked for nothing where the practice is prohibited', () => {
    const { findings } = assessed('system: retail-score\n', record('system: retail-score\nrisk_tier: unacceptable\n'));
    expect(
      findings.map(({ code, anchor, related }) => ({ code, at: startOf(anchor), elsewhere: related !== null && isElsewhere(related.at) })),
    ).toEqual([{ code: 'prohibited-practice', at: 0, elsewhere: true }]);
  });
});

describe('a document with a tier of its own', () => {
  test('keeps it, and says where the record differs', () => {
    const assessment = assessed('system: retail-score\nrisk_tier: minimal\nlifecycle_stage: planned\n', HIGH);
    expect(assessment.tier).toBe('minimal');
    expect(assessment.header.sources).toEqual({ tier: 'document', stage: 'document', roles: 'record' });
    const [mismatch] = assessment.findings;
    expect(mismatch).toMatchObject({ code: 'tier-mismatch', severity: 'error', path: 'risk_tier', related: { at: { uri: RECORD_FILE } } });
    expect(messages.of(mismatch!)).toContain(
      'This document states Minimal risk, the record of its system in `../ai-system.yaml` states High risk.',
    );
  });

  test('has nothing to say where both agree', () => {
    const own = 'system: retail-score\nrisk_tier: high\nlifecycle_stage: in_use\n';
    expect(labels(assessed(own, HIGH))).toEqual(labels(assessed(own, null)));
  });
});

test('without roles, provider is assumed; what is no role does not count', () => {
  expect(assessed('system: s\n', null).header).toMatchObject({ roles: ['provider'], sources: { roles: 'default' } });
  expect(assessed('system: s\noperator_roles: [king]\n', null).header.roles).toEqual(['provider']);
  expect(assessed('system: s\noperator_roles: deployer\n', HIGH).header).toMatchObject({
    roles: ['deployer'],
    sources: { roles: 'document' },
  });
  expect(assessed('system: s\noperator_roles: { answer: [importer], notes: new }\n', null).header.roles).toEqual(['importer']);
});

describe('a record', () => {
  test('is the same while only its other text changes', () => {
    const text = 'system: s\nrisk_tier: high\nintended_purpose: Score\n';
    expect(sameRecord(record(text), record(`${text}notes: more\n`))).toBe(true);
    for (const other of [
      text.replace('high', 'limited'),
      text.replace('s\n', 't\n'),
      `# first\n${text}`,
      `${text}lifecycle_stage: in_use\n`,
    ])
      expect(sameRecord(record(text), record(other)), other).toBe(false);
  });

  test.each(['', '- a\n', 'text', ': :\n', 'risk_tier: [high]\n', 'system: {a: 1}\nrisk_tier: &a *a\n', '"'])(
    'is read from %j without harm',
    (text) => {
      expect(record(text)).toMatchObject({ tier: null, stage: null, roles: null });
    },
  );
});

test.each([
  ['file:///a/b/c.yaml', 'file:///a/b/ai-system.yaml', 'ai-system.yaml'],
  ['file:///a/b/c.yaml', 'file:///a/ai-system.yaml', '../ai-system.yaml'],
  ['file:///a/b/c.yaml', 'file:///a/d%20e/ai-system.yaml', '../d e/ai-system.yaml'],
  ['c.yaml', 'ai-system.yaml', 'ai-system.yaml'],
])('from %s, %s is named %s', (document, file, shown) => {
  expect(pathFrom(document, file)).toBe(shown);
});
