/** When something is answered, partial, a placeholder or missing: format.md, section 4, line by line. */
import { describe, expect, test } from 'vitest';
import { assessFile } from '../support/engine';
import { expectSound } from '../support/findings';

/** State of a unit in a document; `tier state level` as the document shows it. */
function stateOf(kind: string, unitId: string, body: string, header = 'risk_tier: high'): string {
  const assessment = assessFile(`${kind}.yaml`, `${header}\n${body}`);
  expectSound(assessment);
  const unit = assessment.kind.unitById.get(unitId);
  const result = unit === undefined ? undefined : assessment.units.get(unit);
  if (result === undefined) throw new Error(unitId);
  return result.state;
}

const indent = (text: string, by: number): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(by) + line))
    .join('\n');

type Row = readonly [snippet: string, state: string];

function table(kind: string, unit: string, wrap: (snippet: string) => string, rows: readonly Row[], header?: string): void {
  test.each(rows)(`${unit}: %j is %s`, (snippet, state) => expect(stateOf(kind, unit, wrap(snippet), header)).toBe(state));
}

describe('a text (1.1)', () => {
  table('mlops-canvas', '1.1', (snippet) => `value_proposition:\n${indent(snippet, 2)}\n`, [
    ['notes: a', 'missing'],
    ['user_goal:', 'placeholder'],
    ['user_goal: ~', 'placeholder'],
    ['user_goal: null', 'placeholder'],
    ['user_goal: ""', 'placeholder'],
    ['user_goal: "  "', 'placeholder'],
    ['user_goal: []', 'placeholder'],
    ['user_goal: {}', 'placeholder'],
    ['user_goal: TODO', 'placeholder'],
    ['user_goal: todo', 'placeholder'],
    ['user_goal: TBD', 'placeholder'],
    ['user_goal: FIXME', 'placeholder'],
    ['user_goal: "?"', 'placeholder'],
    ['user_goal: ...', 'placeholder'],
    ['user_goal: n/a', 'placeholder'],
    ['user_goal: N/A', 'placeholder'],
    ['user_goal: Lorem ipsum', 'placeholder'],
    ['user_goal: lorem ipsum dolor sit amet', 'placeholder'],
    ['user_goal: |\n  TODO', 'placeholder'],
    ['user_goal: >-\n  tbd', 'placeholder'],
    ['user_goal: [TODO]', 'placeholder'],
    ['user_goal: ["", ~]', 'placeholder'],
    ['user_goal: TODO list of the team is shortened', 'answered'],
    ['user_goal: n/a for batch, else 5 minutes', 'answered'],
    ['user_goal: why?', 'answered'],
    ['user_goal: Decide faster', 'answered'],
    ['user_goal: [Decide faster, Explain]', 'answered'],
    ['user_goal: [Decide faster, TODO]', 'answered'],
    ['user_goal: |\n  Decide\n\n  faster', 'answered'],
    ['user_goal: { answer: Decide faster }', 'answered'],
    ['user_goal: { answer: [Decide faster] }', 'answered'],
    ['user_goal: { answer: }', 'placeholder'],
    ['user_goal: { answer: TBD, notes: ask Anna }', 'placeholder'],
    ['user_goal: { notes: ask Anna, owner: me, due: 2027-01-01 }', 'placeholder'],
    ['user_goal: { evidence: [docs/a.md] }', 'placeholder'],
    ['user_goal: { none: reference data only }', 'answered'],
    ['user_goal: { none: }', 'placeholder'],
    ['user_goal: { none: TODO }', 'placeholder'],
    ['user_goal: &a Decide', 'answered'],
  ]);
  test('an alias stands for its text', () =>
    expect(stateOf('mlops-canvas', '1.1', 'x-a: &a Decide\nvalue_proposition: { user_goal: *a }\n')).toBe('answered'));
  test('an alias stands for its placeholder', () =>
    expect(stateOf('mlops-canvas', '1.1', 'x-a: &a TODO\nvalue_proposition: { user_goal: *a }\n')).toBe('placeholder'));
  test('a section with a value that is none leaves it missing', () =>
    expect(stateOf('mlops-canvas', '1.1', 'value_proposition:\n')).toBe('missing'));
});

describe('a list of mappings (1.4): an entry needs its first property', () => {
  table('mlops-canvas', '1.4', (snippet) => `value_proposition:\n${indent(snippet, 2)}\n`, [
    ['personas: []', 'placeholder'],
    ['personas:\n  -', 'placeholder'],
    ['personas: [{}]', 'placeholder'],
    ['personas:\n  - role:', 'placeholder'],
    ['personas:\n  - role: TODO', 'placeholder'],
    ['personas:\n  - role: data_scientist', 'answered'],
    ['personas:\n  - role: [data_scientist, ml_engineer]', 'answered'],
    ['personas:\n  - role: { answer: data_scientist }', 'answered'],
    ['personas:\n  - description: Models credit risk', 'partial'],
    ['personas:\n  - role:\n    description: Models credit risk', 'partial'],
    ['personas:\n  - role: data_scientist\n  - description: Loan officer', 'partial'],
    ['personas: { answer: [{ role: data_scientist }], notes: a }', 'answered'],
    ['personas: { answer: [{ description: a }] }', 'partial'],
    ['personas: { none: nobody uses it directly }', 'answered'],
    ['personas: { notes: a }', 'placeholder'],
  ]);
});

describe('lists and choices', () => {
  table('mlops-canvas', '2.6', (snippet) => `data_sources_and_versioning:\n  pipeline_tools: ${snippet}\n`, [
    ['[]', 'placeholder'],
    ['[~]', 'placeholder'],
    ['[TBD]', 'placeholder'],
    ['[dbt]', 'answered'],
    ['[dbt, ]', 'answered'],
    ['{ answer: [dbt] }', 'answered'],
    ['{ none: no pipeline }', 'answered'],
    ['{ answer: [] }', 'placeholder'],
  ]);
  table('mlops-canvas', '8.5', (snippet) => `model_deployment:\n  deployment_strategy: ${snippet}\n`, [
    ['shadow', 'answered'],
    ['[shadow, canary]', 'answered'],
    ['our own way', 'answered'],
    ['{ answer: shadow, owner: me }', 'answered'],
    ['?', 'placeholder'],
    ['{ owner: me }', 'placeholder'],
  ]);
  table('mlops-canvas', '5.4', (snippet) => `foundations:\n  trunk_based_development: ${snippet}\n`, [
    ['true', 'answered'],
    ['false', 'answered'],
    ['{ answer: false, notes: release branches }', 'answered'],
    ['{ answer: }', 'placeholder'],
    ['', 'placeholder'],
  ]);
});

describe('objects', () => {
  table('mlops-canvas', '12.3', (snippet) => `mlops_dilemmas:\n  skills:\n${indent(snippet, 4)}\n`, [
    ['hiring_cost: { value: 1, unit: EUR }\ntraining_cost: { value: 0, unit: EUR }', 'answered'],
    ['hiring_cost: { value: 1, unit: EUR }', 'partial'],
    ['hiring_cost: { value: 1 }\ntraining_cost: { value: 1, unit: EUR }', 'partial'],
    ['hiring_cost: { unit: EUR }', 'partial'],
    ['hiring_cost: { value: , unit: }\ntraining_cost: {}', 'placeholder'],
    ['hiring_cost:', 'placeholder'],
    ['notes: a', 'placeholder'],
  ]);
});

describe('several fields, supporting ones, `when` and `needed_at`', () => {
  table('mlops-canvas', '2.4', (snippet) => `data_sources_and_versioning:\n${indent(snippet, 2)}\n`, [
    ['notes: a', 'missing'],
    ['labelling:', 'placeholder'],
    ['labelling: {}', 'placeholder'],
    ['labelling: ~', 'placeholder'],
    ['labelling: { notes: later }', 'placeholder'],
    ['labelling: { manual_required: }', 'placeholder'],
    ['labelling: { manual_required: false }', 'partial'],
    ['labelling: { manual_required: false, procedure: from the loan book }', 'answered'],
    ['labelling: { manual_required: true, procedure: two annotators }', 'partial'],
    ['labelling: { manual_required: true, human_resources_available: false, procedure: two annotators }', 'answered'],
    ['labelling: { manual_required: { answer: true }, procedure: two annotators }', 'partial'],
    ['labelling: { manual_required: false, human_resources_available: true, procedure: a }', 'answered'],
  ]);
  table(
    'mlops-canvas',
    '2.4',
    (snippet) => `data_sources_and_versioning:\n  labelling: ${snippet}\n`,
    [
      ['{ manual_required: false }', 'answered'],
      ['{ manual_required: true }', 'partial'],
      ['{ manual_required: true, human_resources_available: true }', 'answered'],
    ],
    'risk_tier: limited',
  );
  table('mlops-canvas', '2.1', (snippet) => `data_sources_and_versioning:\n  data_versioning: ${snippet}\n`, [
    ['{ requirement: optional }', 'answered'],
    ['{ requirement: mandatory }', 'partial'],
    ['{ requirement: [mandatory] }', 'partial'],
    ['{ requirement: { answer: mandatory } }', 'partial'],
    ['{ requirement: mandatory, regulatory_requirement: false }', 'answered'],
    ['{ requirement: mandatory, regulatory_requirement: }', 'partial'],
    ['{ requirement: TODO }', 'placeholder'],
    ['{}', 'missing'],
  ]);
  table('mlops-canvas', '3.2', (snippet) => `data_analysis_and_experiment_management:\n  evaluation_metrics: ${snippet}\n`, [
    ['{ ml: [AUC] }', 'partial'],
    ['{ ml: [AUC], business: TODO }', 'partial'],
    ['{ ml: [AUC], business: { none: no business metric } }', 'answered'],
    ['{ ml: [], business: [] }', 'placeholder'],
  ]);
});

describe('a question with a `when` of its own (4.4, 4.5) is optional where it does not hold', () => {
  const level = (body: string, unit: string): string => {
    const assessment = assessFile('mlops-canvas.yaml', `risk_tier: high\n${body}`);
    const found = assessment.kind.unitById.get(unit);
    return found === undefined ? '' : (assessment.units.get(found)?.level ?? '');
  };
  test.each([
    ['feature_store_and_workflows:\n  notes: a\n', 'optional'],
    ['feature_store_and_workflows:\n  feature_store: { requirement: optional }\n', 'optional'],
    ['feature_store_and_workflows:\n  feature_store: { requirement: }\n', 'optional'],
    ['feature_store_and_workflows:\n  feature_store: { requirement: mandatory }\n', 'recommended'],
    ['feature_store_and_workflows:\n  feature_store: { requirement: { answer: mandatory, notes: a } }\n', 'recommended'],
    ['feature_store_and_workflows:\n  feature_store:\n    requirement: [mandatory]\n', 'recommended'],
  ])('%j: %s', (body, expected) => {
    expect(level(body, '4.4')).toBe(expected);
    expect(level(body, '4.5')).toBe(expected);
  });
  test('a value given all the same is no finding', () => {
    const assessment = assessFile(
      'mlops-canvas.yaml',
      'risk_tier: high\nfeature_store_and_workflows:\n  feature_store: { requirement: optional, sourcing: build }\n',
    );
    expect(assessment.findings.filter((finding) => finding.path.includes('sourcing'))).toEqual([]);
  });
});

const task = (snippet: string): string =>
  `data_preparation:\n  tasks:\n    clean_data:${snippet.includes('\n') || /^\w+:/u.test(snippet) ? `\n${indent(snippet, 6)}` : ` ${snippet}`}\n`;
const RECORD = 'instantiation: a\nrisks: [{ id: R-1 }]\nquality_assurance_methods: [{ method: b }]\nevidence: docs/a.md';

describe('a task', () => {
  table('crisp-ml', 'data_preparation.clean_data', task, [
    ['', 'placeholder'],
    ['{}', 'placeholder'],
    ['~', 'placeholder'],
    ['status:', 'placeholder'],
    ['status: TODO', 'placeholder'],
    ['status: not_started', 'missing'],
    [`status: not_started\n${RECORD}`, 'missing'],
    ['status: in_progress', 'partial'],
    [`status: in_progress\n${RECORD}`, 'partial'],
    ['status: done', 'partial'],
    [`status: done\n${RECORD}`, 'answered'],
    ['status: not_applicable', 'partial'],
    ['status: not_applicable\nnotes: one source only', 'answered'],
    ['status: not_applicable\nnotes: TODO', 'partial'],
    [RECORD, 'partial'],
    ['instantiation: a', 'partial'],
    ['owner: me', 'partial'],
    [
      'status: done\ninstantiation: a\nrisks: { none: nothing can go wrong }\nquality_assurance_methods: [{ method: b }]\nevidence: [docs/a.md]',
      'answered',
    ],
    ['status: done\ninstantiation: a\nrisks: []\nquality_assurance_methods: [{ method: b }]\nevidence: [docs/a.md]', 'partial'],
    [
      'status: done\ninstantiation: a\nrisks: [{ description: x }]\nquality_assurance_methods: [{ method: b }]\nevidence: [docs/a.md]',
      'partial',
    ],
    [
      'status: done\ninstantiation: a\nrisks: [{ id: R-1 }]\nquality_assurance_methods: [{ evidence: docs/b.md }]\nevidence: [docs/a.md]',
      'partial',
    ],
    [
      'status: done\ninstantiation: TODO\nrisks: [{ id: R-1 }]\nquality_assurance_methods: [{ method: b }]\nevidence: [docs/a.md]',
      'partial',
    ],
    ['status: done\ninstantiation: a\nrisks: [{ id: R-1 }]\nquality_assurance_methods: [{ method: b }]\nevidence: []', 'partial'],
    ['status: done\ninstantiation: a\nrisks: [{ id: R-1 }]\nquality_assurance_methods: [{ method: b }]', 'partial'],
  ]);
  describe('at the limited tier its status is enough', () => {
    table(
      'crisp-ml',
      'data_preparation.clean_data',
      task,
      [
        ['status: done', 'answered'],
        ['status: in_progress', 'partial'],
        ['status: not_applicable', 'partial'],
        ['status: not_applicable\nnotes: a', 'answered'],
        ['status: not_started', 'missing'],
        ['status:', 'placeholder'],
      ],
      'risk_tier: limited',
    );
  });

  test.each(['instantiation', 'risks', 'quality_assurance_methods', 'evidence'])('done without %s: exactly that lacks', (name) => {
    const text = `risk_tier: high\n${task(
      `status: done\n${RECORD.split('\n')
        .filter((line) => !line.startsWith(name))
        .join('\n')}`,
    )}`;
    const found = assessFile('crisp-ml.yaml', text).findings.filter((finding) => finding.unit === 'data_preparation.clean_data');
    expect(found.map((finding) => `${finding.code} ${finding.severity} ${finding.path}`)).toEqual([
      `incomplete-answer error data_preparation.tasks.clean_data.${name}`,
    ]);
  });

  test('not started: a missing one, said at its status', () => {
    const found = assessFile('crisp-ml.yaml', `risk_tier: high\n${task('status: not_started')}`).findings.filter(
      (finding) => finding.unit === 'data_preparation.clean_data',
    );
    expect(found.map((finding) => `${finding.code} ${finding.severity}`)).toEqual(['missing-mandatory error']);
  });
});

const output = (snippet: string): string =>
  `data_preparation:\n  outputs:\n    final_datasets:${snippet.includes('\n') || /^\w+:/u.test(snippet) ? `\n${indent(snippet, 6)}` : ` ${snippet}`}\n`;

describe('an output', () => {
  table('crisp-ml', 'output.final_datasets', output, [
    ['', 'placeholder'],
    ['TODO', 'placeholder'],
    ['""', 'placeholder'],
    ['[]', 'placeholder'],
    ['{}', 'placeholder'],
    ['[TBD]', 'placeholder'],
    ['docs/a.md', 'answered'],
    ['https://wiki.example.org/data', 'answered'],
    ['[docs/a.md, docs/b.md]', 'answered'],
    ['- docs/a.md\n- docs/b.md', 'answered'],
    ['evidence: docs/a.md', 'answered'],
    ['evidence: [docs/a.md]', 'answered'],
    ['status: done\nevidence: [docs/a.md]', 'answered'],
    ['status: in_progress\nevidence: [docs/a.md]', 'partial'],
    ['status: in_progress', 'partial'],
    ['status: done', 'partial'],
    ['status: not_started', 'missing'],
    ['status: not_started\nevidence: [docs/a.md]', 'missing'],
    ['status: not_applicable', 'partial'],
    ['status: not_applicable\nnotes: bought model', 'answered'],
    ['evidence:', 'placeholder'],
    ['evidence: TODO', 'placeholder'],
    ['date: 2026-09-14', 'partial'],
    ['status: done\nevidence: TODO', 'partial'],
  ]);
});

describe('requirements of a phase', () => {
  table(
    'crisp-ml',
    'data_preparation.requirements_and_constraints',
    (snippet) => `data_preparation:\n  requirements_and_constraints: ${snippet}\n`,
    [
      ['', 'placeholder'],
      ['[]', 'placeholder'],
      ['[a]', 'answered'],
      ['{ none: no limits }', 'answered'],
      ['{ answer: [a], owner: me }', 'answered'],
    ],
  );
});

describe('from a stage on', () => {
  test.each([
    ['planned', 'optional'],
    ['in_development', 'optional'],
    ['in_use', 'mandatory'],
    ['retired', 'mandatory'],
    ['', 'optional'],
    ['no_such_stage', 'optional'],
  ])('stage %j: the monitoring task is %s', (stage, level) => {
    const assessment = assessFile(
      'crisp-ml.yaml',
      `risk_tier: high\nlifecycle_stage: ${stage}\nmonitoring_and_maintenance:\n  tasks:\n    monitor_model:\n`,
    );
    const unit = assessment.kind.unitById.get('monitoring_and_maintenance.monitor_model');
    expect(unit === undefined ? '' : assessment.units.get(unit)?.level).toBe(level);
  });
});

describe('findings of states', () => {
  test('a wrong type is said once, not also as a gap', () => {
    const found = assessFile('mlops-canvas.yaml', 'risk_tier: high\nvalue_proposition:\n  user_goal: 1\n').findings.filter(
      (finding) => finding.path === 'value_proposition.user_goal',
    );
    expect(found.map((finding) => finding.code)).toEqual(['wrong-type']);
  });

  test('an optional gap is a hint or nothing', () => {
    const found = assessFile(
      'mlops-canvas.yaml',
      'risk_tier: minimal\nfoundations:\n  trunk_based_development:\n  system_performance_monitoring: TODO\n',
    ).findings.filter((finding) => finding.path.startsWith('foundations.') && finding.level === 'optional');
    expect(found.map((finding) => finding.severity).filter((severity) => severity !== 'hint')).toEqual([]);
  });

  test('a section of optional gaps only says nothing when it is empty', () => {
    const found = assessFile('mlops-canvas.yaml', 'risk_tier: minimal\nprediction_serving: {}\nmlops_dilemmas:\n').findings.filter(
      (finding) => /prediction_serving|mlops_dilemmas/u.test(finding.path),
    );
    expect(found).toEqual([]);
  });
});
