/** Completion of what no schema lists: dates, paths, risks, people, tools. */
import { describe, test } from 'vitest';
import { checkCompletion } from '../support/checks';

const RISKS = `data_preparation:
  tasks:
    clean_data:
      status: done
      done_on: 2026-09-14
      owner: R. Iyer
      risks:
        - id: R-1
          description: Rows are lost
        - id: R-2
      quality_assurance_methods:
        - method: Row counts
          mitigates: [R-1]
`;
const suggestions = {
  today: '2026-11-23',
  files: ['docs/data-quality.md', '../shared/a b.md'],
  people: ['A. Vogel', 'R. Iyer'],
  tools: [{ name: 'DVC', file: 'dvc.yaml' }],
};

describe('dates', () => {
  test('today, where the host says so', () => {
    const text = 'date: ‸\n';
    checkCompletion('crisp-ml.yaml', text, { suggestions, exactly: ['2026-11-23'], accept: '2026-11-23', plain: 'date: 2026-11-23\n' });
    checkCompletion('crisp-ml.yaml', text, { exactly: [] });
  });
});

describe('evidence', () => {
  const task = (line: string): string => `data_preparation:\n  tasks:\n    clean_data:\n${line}`;

  test('behind its key', () => {
    checkCompletion('crisp-ml.yaml', task('      evidence: ‸\n'), {
      suggestions,
      exactly: ['docs/data-quality.md', '../shared/a b.md'],
      accept: 'docs/data-quality.md',
      plain: task('      evidence: docs/data-quality.md\n'),
    });
  });

  test('in the place of what is typed, blanks and slashes included', () => {
    checkCompletion('crisp-ml.yaml', task('      evidence: docs/da‸ta # soon\n'), {
      suggestions,
      accept: '../shared/a b.md',
      plain: task('      evidence: "../shared/a b.md" # soon\n'),
    });
  });

  test('in a list, without what stands there', () => {
    checkCompletion('crisp-ml.yaml', task('      evidence:\n        - docs/data-quality.md\n        - ../sh‸\n'), {
      suggestions,
      exactly: ['../shared/a b.md'],
      accept: '../shared/a b.md',
      plain: task('      evidence:\n        - docs/data-quality.md\n        - "../shared/a b.md"\n'),
    });
    checkCompletion('crisp-ml.yaml', task('      evidence: [docs/data-quality.md, ‸]\n'), { suggestions, exactly: ['../shared/a b.md'] });
    checkCompletion('crisp-ml.yaml', task('      evidence: [docs/da‸]\n'), {
      suggestions,
      accept: 'docs/data-quality.md',
      plain: task('      evidence: [docs/data-quality.md]\n'),
    });
  });

  test('as an output in its short form', () => {
    checkCompletion('crisp-ml.yaml', 'data_preparation:\n  outputs:\n    final_datasets: ‸\n', {
      suggestions,
      offers: ['docs/data-quality.md'],
    });
  });
});

describe('risks', () => {
  test('ids of the document', () => {
    checkCompletion('crisp-ml.yaml', RISKS.replace('[R-1]', '‸'), {
      exactly: ['R-1', 'R-2'],
      accept: 'R-2',
      plain: RISKS.replace('[R-1]', 'R-2'),
    });
  });

  test('without those that are mitigated already', () => {
    checkCompletion('crisp-ml.yaml', RISKS.replace('[R-1]', '[R-1, ‸]'), { exactly: ['R-2'] });
  });
});

describe('people', () => {
  test('of the document and its system, each of them once', () => {
    checkCompletion('crisp-ml.yaml', `${RISKS}    select_data:\n      owner: ‸\n`, {
      suggestions,
      exactly: ['R. Iyer', 'A. Vogel'],
      accept: 'A. Vogel',
      plain: `${RISKS}    select_data:\n      owner: A. Vogel\n`,
    });
  });
});

describe('tools', () => {
  test('of the repository, in lists of tools', () => {
    checkCompletion('mlops-canvas.yaml', 'data_sources_and_versioning:\n  pipeline_tools:\n    - dbt\n    - ‸\n', {
      suggestions,
      exactly: ['DVC'],
    });
    checkCompletion('mlops-canvas.yaml', 'data_sources_and_versioning:\n  pipeline_tools: ‸\n', {
      suggestions,
      accept: 'DVC',
      plain: 'data_sources_and_versioning:\n  pipeline_tools: [DVC]\n',
    });
  });
});
