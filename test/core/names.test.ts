/** Names: of kinds, older names of sections, and what was probably meant by a misspelt key or value. */
import { describe, expect, test } from 'vitest';
import { assessText } from '../../server/src/workspace/ownText';
import { checkCompletion, checkDiagnostics, checkFix, fixesOf, hoverOf } from '../support/checks';
import { assessFile, engine } from '../support/engine';
import { label, labels } from '../support/findings';

const noGap = (found: string): boolean => !/^(?:missing-|placeholder-|incomplete-)/u.test(found);

describe('which kind of document a file is', () => {
  test.each([
    ['mlops-canvas.yaml', 'risk_tier: high\n', 'mlops-canvas'],
    ['mlops-canvas.yml', 'risk_tier: high\n', 'mlops-canvas'],
    ['retail.mlops-canvas.yaml', '', 'mlops-canvas'],
    ['/a/b.c/retail.v2.crisp-ml.yml', '', 'crisp-ml'],
    ['file:///c%3A/docs/crisp-ml.yaml', '', 'crisp-ml'],
    ['docs/canvas.yaml', 'kind: mlops-canvas\n', 'mlops-canvas'],
    ['docs/canvas.yaml', '# mine\n---\nkind: "crisp-ml"\n', 'crisp-ml'],
    ['docs/canvas.yaml', '{ kind: crisp-ml }', 'crisp-ml'],
    ['docs/canvas.yaml', '{ "system": "a", "kind": "crisp-ml" }', 'crisp-ml'],
    ['docs/canvas.yaml', 'system: a\n\nkind:   crisp-ml   # process\n', 'crisp-ml'],
    ['docs/canvas.yaml', '? kind\n: crisp-ml\n', 'crisp-ml'],
    ['docs/canvas.yaml', 'kind: >-\n  crisp-ml\n', 'crisp-ml'],
    ['docs/canvas.yaml', "'kind': 'crisp-ml'\n", 'crisp-ml'],
    ['docs/canvas.yaml', '\uFEFFkind: crisp-ml\r\n', 'crisp-ml'],
    ['docs/canvas.yaml', 'kind: &k crisp-ml\n', 'crisp-ml'],
    ['mlops-canvas.yaml', 'kind: crisp-ml\n', 'mlops-canvas'],
  ])('%s with %j: %s', (uri, text, kind) => {
    expect(assessText(engine, uri, text)?.kind.id).toBe(kind);
  });

  test.each([
    ['deployment.yaml', 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n'],
    ['deployment.yaml', 'apiVersion: v1\nkind: List\nitems:\n  - kind: mlops-canvas\n'],
    ['canvas.yaml', 'risk_tier: high\n'],
    ['canvas.yaml', ''],
    ['canvas.yaml', '# kind: mlops-canvas\n'],
    ['canvas.yaml', 'notes: |\n  kind: mlops-canvas\n'],
    ['canvas.yaml', 'metadata:\n  kind: mlops-canvas\n'],
    ['canvas.yaml', 'kind: [mlops-canvas]\n'],
    ['canvas.yaml', 'kind:\n'],
    ['canvas.yaml', 'kind: mlops-canvass\n'],
    ['canvas.yaml', '- kind: mlops-canvas\n'],
    ['my-mlops-canvas.yaml', 'risk_tier: high\n'],
    ['mlops-canvas.yaml.bak', 'risk_tier: high\n'],
    ['mlops-canvas', 'risk_tier: high\n'],
    ['mlops-canvas.json', '{}'],
    ['mlops-canvas.yaml/other.yaml', 'risk_tier: high\n'],
    ['.yaml', 'risk_tier: high\n'],
  ])('%s with %j: none of ours', (uri, text) => {
    expect(assessText(engine, uri, text)).toBeUndefined();
  });

  test('name and key disagree', () => {
    checkDiagnostics('mlops-canvas.yaml', 'kind: «crisp-ml»\nrisk_tier: minimal\n', ['kind-mismatch: kind'], noGap);
    checkFix(
      'mlops-canvas.yaml',
      'kind: crisp-ml # process\nrisk_tier: minimal\n',
      'Change `kind` to mlops-canvas',
      'kind: mlops-canvas # process\nrisk_tier: minimal\n',
    );
  });

  test('a kind that is none of the five', () => {
    checkDiagnostics('mlops-canvas.yaml', 'kind: «mlops-canvass»\nrisk_tier: minimal\n', ['invalid-value: kind'], noGap);
    checkFix(
      'mlops-canvas.yaml',
      'kind: mlops-canvass\nrisk_tier: minimal\n',
      'Replace by `mlops-canvas`',
      'kind: mlops-canvas\nrisk_tier: minimal\n',
    );
  });
});

describe('older names of phases', () => {
  const aliases = (engine.catalog.kinds.get('crisp-ml')?.sections ?? []).flatMap(({ key }) =>
    key.aliases.map((old) => [old, key.name] as const),
  );

  test('there are the six of the format', () => {
    expect(aliases.map(([old]) => old).toSorted()).toEqual(
      expect.arrayContaining(['data_engineering', 'deployment', 'evaluation', 'modeling', 'modelling', 'monitoring']),
    );
  });

  test.each(aliases)('%s is read as %s', (old, present) => {
    const marked = `risk_tier: high\n«${old}»:\n  notes: a\n`;
    const assessment = checkDiagnostics('crisp-ml.yaml', marked, [`deprecated-name: ${present}`], noGap);
    expect(assessment.findings.find((finding) => finding.code === 'deprecated-name')?.severity).toBe('hint');
    expect(labels(assessment)).not.toContain(`missing-mandatory: ${present}`);
    checkFix(
      'crisp-ml.yaml',
      `risk_tier: high\n${old}:\n  notes: a\n`,
      `Rename to \`${present}\``,
      `risk_tier: high\n${present}:\n  notes: a\n`,
    );
  });

  test('a quoted older name keeps its place', () =>
    checkFix(
      'crisp-ml.yaml',
      'risk_tier: high\n"modelling": { notes: a }\n',
      'Rename to `model_engineering`',
      'risk_tier: high\nmodel_engineering: { notes: a }\n',
    ));

  test('with the present name beside it', () => {
    checkDiagnostics(
      'crisp-ml.yaml',
      'risk_tier: high\nmodel_engineering:\n  notes: a\n«modelling»:\n  notes: b\n',
      ['duplicate-key: modelling'],
      noGap,
    );
  });

  test('two older names of one phase', () => {
    const found = labels(assessFile('crisp-ml.yaml', 'risk_tier: high\nmodelling:\n  notes: a\nmodeling:\n  notes: b\n')).filter(noGap);
    expect(found).toEqual(['deprecated-name: model_engineering', 'duplicate-key: modeling']);
  });
});

describe('names of older versions of the Machine Learning Canvas', () => {
  const file = 'ml-canvas.yaml';
  const blocks = engine.catalog.kinds.get('ml-canvas')?.sections ?? [];

  test.each(blocks.flatMap(({ key }) => key.aliases.map((old) => [old, key.name] as const)))('%s is read as %s', (old, present) => {
    const assessment = checkDiagnostics(file, `risk_tier: high\n«${old}»:\n  notes: a\n`, [`deprecated-name: ${present}`], noGap);
    expect(labels(assessment)).not.toContain(`missing-mandatory: ${present}`);
    checkFix(file, `risk_tier: high\n${old}:\n  notes: a\n`, `Rename to \`${present}\``, `risk_tier: high\n${present}:\n  notes: a\n`);
  });

  const QUESTIONS = 'risk_tier: minimal\nml_task:\n  task_type: ranking\n  input_object: a loan\n  output_definition: b\n  wait_time:\n';

  test('questions too, also below an older name of their block', () => {
    const marked = QUESTIONS.replace('ml_task', '«ml_task»')
      .replace('input_object', '«input_object»')
      .replace('output_definition', '«output_definition»');
    const assessment = checkDiagnostics(
      file,
      marked,
      ['deprecated-name: prediction_task', 'deprecated-name: prediction_task.entity', 'deprecated-name: prediction_task.possible_outcomes'],
      noGap,
    );
    const states = [...assessment.units.values()]
      .filter(({ unit }) => unit.section.key.name === 'prediction_task')
      .map(({ state }) => state);
    expect(states).toEqual(['answered', 'answered', 'answered', 'placeholder']);
    checkFix(file, QUESTIONS, 'Rename to `entity`', QUESTIONS.replace('input_object', 'entity'));
  });

  test('with the present name of the question beside it', () =>
    checkDiagnostics(
      file,
      'risk_tier: minimal\nprediction_task:\n  entity: a\n  «input_object»: b\n',
      ['duplicate-key: prediction_task.input_object'],
      noGap,
    ));

  test('completion knows what stands there already, and the values of an older name', () => {
    checkCompletion(file, `${QUESTIONS}  ‸\n`, { offers: ['notes'], lacks: ['task_type', 'entity', 'possible_outcomes', 'input_object'] });
    checkCompletion(file, 'risk_tier: minimal\nml_task: { input_object: a, ‸ }\n', { offers: ['task_type'], lacks: ['entity'] });
    checkCompletion(file, 'risk_tier: minimal\nml_task:\n  task_type: ‸\n', { offers: ['classification', 'ranking'] });
  });

  test('hover explains an older name as the present one', () =>
    expect(hoverOf(file, QUESTIONS, QUESTIONS.indexOf('input_object'))).toContain('**Entity**'));
});

describe('did you mean', () => {
  test.each<readonly [string, string, string, string, string]>([
    ['a section', 'mlops-canvas.yaml', 'risk_tier: minimal\n«foundation»:\n  notes: a\n', 'unknown-key: foundation', 'foundations'],
    [
      'a section with hyphens',
      'mlops-canvas.yaml',
      'risk_tier: minimal\n«model-deployment»:\n  notes: a\n',
      'unknown-key: model-deployment',
      'model_deployment',
    ],
    [
      'a section in capitals',
      'mlops-canvas.yaml',
      'risk_tier: minimal\n«Foundations»:\n  notes: a\n',
      'unknown-key: Foundations',
      'foundations',
    ],
    ['a header key', 'mlops-canvas.yaml', 'risk_tier: minimal\n«sytem»: a\n', 'unknown-key: sytem', 'system'],
    [
      'a field',
      'mlops-canvas.yaml',
      'risk_tier: minimal\nvalue_proposition:\n  «user_gaol»: a\n',
      'unknown-key: value_proposition.user_gaol',
      'user_goal',
    ],
    [
      'a field in a group',
      'mlops-canvas.yaml',
      'risk_tier: minimal\ndata_sources_and_versioning:\n  labelling:\n    «manual_require»: true\n',
      'unknown-key: data_sources_and_versioning.labelling.manual_require',
      'manual_required',
    ],
    [
      'a property of an entry',
      'mlops-canvas.yaml',
      'risk_tier: minimal\nvalue_proposition:\n  personas:\n    - «rol»: a\n',
      'unknown-key: value_proposition.personas[0].rol',
      'role',
    ],
    [
      'a key of a long form',
      'mlops-canvas.yaml',
      'risk_tier: minimal\nvalue_proposition:\n  user_goal:\n    «anser»: a\n',
      'unknown-key: value_proposition.user_goal.anser',
      'answer',
    ],
    [
      'a key of a task',
      'crisp-ml.yaml',
      'risk_tier: minimal\ndata_preparation:\n  tasks:\n    clean_data:\n      «staus»: done\n',
      'unknown-key: data_preparation.tasks.clean_data.staus',
      'status',
    ],
    [
      'a task',
      'crisp-ml.yaml',
      'risk_tier: minimal\ndata_preparation:\n  tasks:\n    «clean_dat»:\n      status: done\n',
      'unknown-key: data_preparation.tasks.clean_dat',
      'clean_data',
    ],
    [
      'a key in flow style',
      'mlops-canvas.yaml',
      '{ risk_tier: minimal, foundations: { «note»: a } }\n',
      'unknown-key: foundations.note',
      'notes',
    ],
  ])('%s', (_, name, marked, expected, meant) => {
    const assessment = checkDiagnostics(name, marked, [expected], noGap);
    const [finding] = assessment.findings.filter((candidate) => candidate.code === 'unknown-key');
    expect(finding?.severity).toBe('warning');
    const text = marked.replaceAll(/[«»]/gu, '');
    const written = /«(.*)»/u.exec(marked)?.[1] ?? '';
    checkFix(name, text, `Rename to \`${meant}\``, text.replace(written, meant));
  });

  test.each<readonly [string, string, string, string, string]>([
    ['a tier', 'mlops-canvas.yaml', 'risk_tier: «hihg»\n', 'invalid-value: risk_tier', 'high'],
    ['a tier in capitals', 'mlops-canvas.yaml', 'risk_tier: «High»\n', 'invalid-value: risk_tier', 'high'],
    ['a stage', 'mlops-canvas.yaml', 'risk_tier: minimal\nlifecycle_stage: «in-use»\n', 'invalid-value: lifecycle_stage', 'in_use'],
    [
      'a role in a list',
      'mlops-canvas.yaml',
      'risk_tier: minimal\noperator_roles: [provider, «deployr»]\n',
      'invalid-value: operator_roles[1]',
      'deployer',
    ],
    [
      'a status',
      'crisp-ml.yaml',
      'risk_tier: minimal\ndata_preparation:\n  tasks:\n    clean_data:\n      status: «in progress»\n',
      'invalid-value: data_preparation.tasks.clean_data.status',
      'in_progress',
    ],
    [
      'a phase of a backtrack',
      'crisp-ml.yaml',
      'risk_tier: minimal\nbacktracks:\n  - from_phase: «model_evalution»\n    to_phase: data_preparation\n',
      'invalid-value: backtracks[0].from_phase',
      'model_evaluation',
    ],
    [
      'a category of a risk',
      'crisp-ml.yaml',
      'risk_tier: minimal\ndata_preparation:\n  tasks:\n    clean_data:\n      risks:\n        - id: R-1\n          category: «saftey»\n',
      'invalid-value: data_preparation.tasks.clean_data.risks[0].category',
      'safety',
    ],
    [
      'a choice in a long form',
      'mlops-canvas.yaml',
      'risk_tier: minimal\nprediction_serving:\n  serving_mode: { answer: «onlin» }\n',
      'invalid-value: prediction_serving.serving_mode.answer',
      'online',
    ],
    [
      'a choice in a list',
      'mlops-canvas.yaml',
      'risk_tier: minimal\nprediction_serving:\n  serving_mode:\n    - batch\n    - «onlin»\n',
      'invalid-value: prediction_serving.serving_mode[1]',
      'online',
    ],
    [
      'a quoted choice',
      'mlops-canvas.yaml',
      'risk_tier: minimal\nprediction_serving:\n  serving_mode: «"onlin"»\n',
      'invalid-value: prediction_serving.serving_mode',
      'online',
    ],
    [
      'an operator',
      'mlops-canvas.yaml',
      'risk_tier: minimal\nmodel_data_application_monitoring:\n  alerting:\n    thresholds:\n      - metric: psi\n        operator: «"=>"»\n',
      'invalid-value: model_data_application_monitoring.alerting.thresholds[0].operator',
      '>=',
    ],
  ])('%s', (_, name, marked, expected, meant) => {
    checkDiagnostics(name, marked, [expected], (found) => noGap(found) && !found.startsWith('tier-missing'));
    const text = marked.replaceAll(/[«»]/gu, '');
    const fixes = fixesOf(assessFile(name, text)).filter((fix) => fix.title.startsWith('Replace by'));
    expect(fixes.map((fix) => fix.title)).toContain(`Replace by \`${meant}\``);
    const written = /«(.*)»/u.exec(marked)?.[1] ?? '';
    checkFix(name, text, `Replace by \`${meant}\``, text.replace(written, /^\w+$/u.test(meant) ? meant : JSON.stringify(meant)));
    if (meant !== '>=') expect(fixes[0]?.title).toBe(`Replace by \`${meant}\``);
  });

  test('a misspelt or wrong tier is said once', () => {
    expect(labels(assessFile('mlops-canvas.yaml', 'risk_tier: hihg\n'))).toEqual(['invalid-value: risk_tier']);
    expect(labels(assessFile('mlops-canvas.yaml', 'risk_tier: 3\n'))).toHaveLength(1);
  });

  test('a key that belongs elsewhere', () => {
    checkDiagnostics(
      'mlops-canvas.yaml',
      'risk_tier: minimal\n«labelling»:\n  manual_required: true\n',
      ['misplaced-key: labelling'],
      noGap,
    );
    checkDiagnostics(
      'crisp-ml.yaml',
      'risk_tier: minimal\ndata_preparation:\n  «clean_data»:\n    status: done\n',
      ['misplaced-key: data_preparation.clean_data'],
      noGap,
    );
  });

  test('own keys are no fault', () =>
    checkDiagnostics('mlops-canvas.yaml', '$schema: a\nrisk_tier: minimal\ncustom: { a: { b: 1 } }\nx-team: [1]\n', [], noGap));
  test('own keys below are', () =>
    checkDiagnostics('mlops-canvas.yaml', 'risk_tier: minimal\nfoundations:\n  «x-team»: 1\n', ['unknown-key: foundations.x-team'], noGap));

  test('what every mapping may carry', () => {
    const extras = 'notes: a\nevidence: [b]\nowner: c\ndue: 2027-01-01\ncost: { value: 1, unit: EUR, period: month }'.split('\n');
    const at = (by: number): string => extras.map((line) => `${' '.repeat(by)}${line}\n`).join('');
    checkDiagnostics(
      'mlops-canvas.yaml',
      `risk_tier: minimal\n${at(0)}foundations:\n${at(2)}  ci_cd:\n${at(4)}  system_performance_monitoring:\n    answer: a\n${at(4)}  dora_metrics:\n${at(4)}value_proposition:\n  personas:\n    - role: a\n${at(6)}`,
      [],
      noGap,
    );
    checkDiagnostics(
      'crisp-ml.yaml',
      `risk_tier: minimal\ndata_preparation:\n${at(2)}  tasks:\n${at(4)}    clean_data:\n${at(6)}      risks:\n        - id: R-1\n${at(10)}  outputs:\n${at(4)}    final_datasets:\n${at(6)}`,
      [],
      noGap,
    );
  });
});

describe('wrong types', () => {
  test.each<readonly [string, string, string, string | null, string | null]>([
    [
      'a number as text',
      'value_proposition:\n  user_goal: «1»\n',
      'wrong-type: value_proposition.user_goal',
      'Put the value in quotes',
      '"1"',
    ],
    [
      'a truth as text',
      'value_proposition:\n  user_goal: «true»\n',
      'wrong-type: value_proposition.user_goal',
      'Put the value in quotes',
      '"true"',
    ],
    [
      'a text as truth',
      'foundations:\n  trunk_based_development: «yes»\n',
      'wrong-type: foundations.trunk_based_development',
      'Replace by `true`',
      'true',
    ],
    [
      'a text as list',
      'data_sources_and_versioning:\n  pipeline_tools: «dbt»\n',
      'wrong-type: data_sources_and_versioning.pipeline_tools',
      'Turn the value into a list',
      '[dbt]',
    ],
    [
      'a text with a comma as list',
      'data_sources_and_versioning:\n  pipeline_tools: «dbt, Airflow»\n',
      'wrong-type: data_sources_and_versioning.pipeline_tools',
      'Turn the value into a list',
      '["dbt, Airflow"]',
    ],
    ['a text as section', '«foundations»: a\n', 'wrong-type: foundations', null, null],
    [
      'a number in a list',
      'data_sources_and_versioning:\n  pipeline_tools: [dbt, «1»]\n',
      'wrong-type: data_sources_and_versioning.pipeline_tools[1]',
      'Put the value in quotes',
      '"1"',
    ],
    [
      'a text as number',
      'mlops_dilemmas:\n  skills:\n    hiring_cost: { value: «much», unit: EUR }\n',
      'wrong-type: mlops_dilemmas.skills.hiring_cost.value',
      null,
      null,
    ],
    ['a day that is none', 'date: «2026-02-30»\n', 'invalid-value: date', null, null],
  ])('%s', (_, body, expected, title, words) => {
    const marked = `risk_tier: minimal\n${body}`;
    const text = marked.replaceAll(/[«»]/gu, '');
    const found = assessFile('mlops-canvas.yaml', text).findings.filter((finding) => noGap(label(finding)));
    expect(found.map(label)).toEqual([expected]);
    expect(found[0]?.severity).toBe('error');
    if (title !== null) checkFix('mlops-canvas.yaml', text, title, marked.replace(/«.*»/u, words ?? ''));
  });
});
