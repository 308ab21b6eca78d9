/** A new question is one edit in `schemas/`: it then appears wherever questions appear. */
import { expect, test } from 'vitest';
import { assess } from '../../server/src/core/assessment/assess';
import { readCatalog } from '../../server/src/core/catalog/read';
import type { Schema, SchemaFiles } from '../../server/src/core/catalog/schema';
import { completionItems } from '../../server/src/core/features/completion';
import { hoverAt } from '../../server/src/core/features/hover';
import { quickFixes } from '../../server/src/core/features/quickFixes';
import { applyEdits } from '../../server/src/core/edit/textEdit';
import { parse } from '../../server/src/core/syntax/parse';
import { documentTemplate } from '../../server/src/core/template';
import whole from '../../server/src/generated/guidance.json';
import { engine as shipped, messages } from '../support/engine';

const QUESTION = {
  title: 'Model register',
  description: 'Where the register of models is kept.',
  $ref: '../common.schema.json#/$defs/text',
  examples: ['Intranet, page AI register'],
  'x-guidance': {
    unit: {
      id: '1.9',
      type: 'question',
      question: 'Which register of models names this one?',
      why: 'Others must find it.',
      guidance: 'Name the page.',
      evidence: ['the page'],
      principles: ['versioning'],
      articles: ['Art. 49'],
      basis: 'supporting',
      levels: { high: 'mandatory', limited: 'recommended', minimal: 'optional' },
    },
  },
};

function withQuestion(files: SchemaFiles): SchemaFiles {
  const documents = structuredClone(files.documents) as (Schema & {
    properties: Record<string, { properties: Record<string, unknown> }>;
  })[];
  const canvas = documents.find((document) => document['x-guidance']?.document?.id === 'mlops-canvas');
  canvas!.properties['value_proposition']!.properties['model_register'] = QUESTION;
  return { ...files, documents };
}

/** The same question at the top level of the document. */
function withTopQuestion(files: SchemaFiles): SchemaFiles {
  const documents = structuredClone(files.documents) as (Schema & { properties: Record<string, unknown> })[];
  const canvas = documents.find((document) => document['x-guidance']?.document?.id === 'mlops-canvas');
  canvas!.properties['model_register'] = QUESTION;
  return { ...files, documents };
}

test('a question may stand at the top level', () => {
  const catalog = readCatalog(withTopQuestion(whole));
  const engine = { ...shipped, catalog };
  const kind = catalog.kinds.get('mlops-canvas')!;
  const ours = (text: string) => {
    const assessment = assess(engine, kind, 'mlops-canvas.yaml', parse(text));
    return { assessment, finding: assessment.findings.find(({ unit }) => unit === '1.9') };
  };

  const text = 'risk_tier: high\nvalue_proposition:\n  user_goal: Decide sooner\nnotes: none\n';
  const { assessment, finding } = ours(text);
  expect(finding).toMatchObject({ code: 'missing-mandatory', path: 'model_register', anchor: { from: 11, to: 15 } });
  const [fix] = quickFixes(finding!, { engine, assessment, messages });
  expect(applyEdits(text, fix!.edits)).toBe(text.replace('notes:', 'model_register:\nnotes:'));
  expect(completionItems({ engine, assessment, messages }, text.length).find(({ label }) => label === 'model_register')).toMatchObject({
    note: 'mandatory · Art. 49',
    plain: 'model_register: ',
  });

  // A document with nothing but its header has one finding per question at the top level, beside one per section.
  const bare = ours('risk_tier: high\n').assessment;
  expect(bare.findings.map(({ path }) => path)).toEqual(['model_register', ...kind.sections.slice(1).map(({ key }) => key.name)]);
  expect(ours('risk_tier: high\nmodel_register:\n').finding).toMatchObject({ code: 'placeholder-answer', path: 'model_register' });
  expect(ours('risk_tier: high\nmodel_register: Intranet\n').finding).toBeUndefined();

  expect(documentTemplate(catalog, messages, kind, 'high', 'demo').text).toContain(
    'risk_tier: high\n\n# 1.9 Which register of models names this one? (mandatory)\n# Example: Intranet, page AI register\nmodel_register: \n\n# 1. ',
  );
});

test('one edit in the schemas is enough', () => {
  const catalog = readCatalog(withQuestion(whole));
  const engine = { ...shipped, catalog };
  const kind = catalog.kinds.get('mlops-canvas')!;
  const text = 'risk_tier: high\nvalue_proposition:\n  user_goal: Decide sooner\n  \n';
  const assessment = assess(engine, kind, 'mlops-canvas.yaml', parse(text));

  const finding = assessment.findings.find(({ unit }) => unit === '1.9')!;
  expect(finding).toMatchObject({ code: 'missing-mandatory', path: 'value_proposition.model_register', articles: ['Art. 49'] });
  expect(messages.of(finding)).toContain('Which register of models names this one?');
  expect(assessment.progress.mandatory.total).toBe(33);

  const [fix] = quickFixes(finding, { engine, assessment, messages });
  expect(applyEdits(text, fix!.edits)).toContain('  model_register:\n');

  const items = completionItems({ engine, assessment, messages }, text.length - 1);
  expect(items.find(({ label }) => label === 'model_register')).toMatchObject({ note: 'mandatory · Art. 49' });

  const answered = assess(engine, kind, 'mlops-canvas.yaml', parse('risk_tier: high\nvalue_proposition:\n  model_register: Intranet\n'));
  expect(hoverAt(answered, answered.tree.text.indexOf('model_register'), { guidance: catalog, messages })?.markdown).toContain(
    'Others must find it.',
  );
  expect([...answered.units.values()].find(({ unit }) => unit.id === '1.9')?.state).toBe('answered');

  expect(documentTemplate(catalog, messages, kind, 'high', 'demo').text).toContain(
    '  # 1.9 Which register of models names this one? (mandatory)\n',
  );
});
