/** What a document names as evidence: which values, where they stand, and what their texts mean. */
import { describe, expect, test } from 'vitest';
import { headingNamed, headingsOf, slugOf } from '../../server/src/core/evidence/headings';
import type { EvidenceReference } from '../../server/src/core/evidence/references';
import { readTarget, uriOf } from '../../server/src/core/evidence/target';
import { endOf, startOf } from '../../server/src/core/syntax/node';
import { showPath } from '../../server/src/core/syntax/path';
import { assessFile } from '../support/engine';
import { readRanges } from '../support/marks';

const shown = ({ path, value, unit }: EvidenceReference): string => `${showPath(path)} = ${value} (${unit?.id ?? 'no unit'})`;

/** The evidence of a text: each value at one of its `«…»`. */
function checkEvidence(name: string, marked: string, expected: readonly string[]): void {
  const { text, ranges } = readRanges(marked);
  const evidence = assessFile(name, text).evidence();
  expect(evidence.map(shown)).toEqual(expected);
  expect(evidence.map(({ at }) => text.slice(startOf(at), endOf(at)))).toEqual(ranges.map(([from, to]) => text.slice(from, to)));
}

describe('evidence is found', () => {
  test('in outputs, short and long, and below tasks', () => {
    checkEvidence(
      'crisp-ml.yaml',
      `risk_tier: high
data_preparation:
  tasks:
    clean_data:
      quality_assurance_methods:
        - method: Review
          evidence: «docs/review.md»
      evidence: [«docs/a.md», «'docs/b c.md'»]
  outputs:
    final_datasets: «"docs/sets.md#splits"»
business_and_data_understanding:
  outputs:
    success_criteria:
      - «docs/success.md»
      - «https://example.org/x»
    project_objectives:
      status: in_progress
      evidence: «../objectives.md»
`,
      [
        'data_preparation.tasks.clean_data.quality_assurance_methods[0].evidence = docs/review.md (data_preparation.clean_data)',
        'data_preparation.tasks.clean_data.evidence[0] = docs/a.md (data_preparation.clean_data)',
        'data_preparation.tasks.clean_data.evidence[1] = docs/b c.md (data_preparation.clean_data)',
        'data_preparation.outputs.final_datasets = docs/sets.md#splits (output.final_datasets)',
        'business_and_data_understanding.outputs.success_criteria[0] = docs/success.md (output.success_criteria)',
        'business_and_data_understanding.outputs.success_criteria[1] = https://example.org/x (output.success_criteria)',
        'business_and_data_understanding.outputs.project_objectives.evidence = ../objectives.md (output.project_objectives)',
      ],
    );
  });

  test('in the long form of an answer, in entries of lists, in groups and blocks', () => {
    checkEvidence(
      'mlops-canvas.yaml',
      `value_proposition:
  evidence: «docs/block.md»
  problem:
    answer: Two days
    evidence: «docs/problem.md»
data_sources_and_versioning:
  data_versioning:
    evidence: [«docs/group.md»]
  data_sources:
    answer:
      - name: loans
        evidence: «docs/loans.md»
`,
      [
        'value_proposition.evidence = docs/block.md (no unit)',
        'value_proposition.problem.evidence = docs/problem.md (1.2)',
        'data_sources_and_versioning.data_versioning.evidence[0] = docs/group.md (no unit)',
        'data_sources_and_versioning.data_sources.answer[0].evidence = docs/loans.md (2.2)',
      ],
    );
  });

  test('behind an alias, under an older name of a phase, and not in placeholders or other types', () => {
    checkEvidence(
      'crisp-ml.yaml',
      `data_engineering:
  outputs:
    final_datasets: «&sets docs/sets.md»
    dataset_construction_documentation: [TODO, ~, 12, '', [x]]
modeling:
  outputs:
    selected_models: «*sets»
  evidence:
`.replace('«&sets docs/sets.md»', '&sets «docs/sets.md»'),
      [
        'data_preparation.outputs.final_datasets = docs/sets.md (output.final_datasets)',
        'model_engineering.outputs.selected_models = docs/sets.md (output.selected_models)',
      ],
    );
  });
});

test('the part behind # has a place of its own', () => {
  const text = 'data_preparation:\n  outputs:\n    final_datasets: ["a.md#one", b.md#two, c.md, "d\\x2emd#no"]\n';
  const places = assessFile('crisp-ml.yaml', text)
    .evidence()
    .map(({ headingAt }) => (headingAt === null ? null : text.slice(startOf(headingAt), endOf(headingAt))));
  expect(places).toEqual(['one', 'two', null, null]);
});

describe('a value of evidence', () => {
  test.each(['https://example.org/a b', 'mailto:a@example.org', 'doi:10.1000/1', 's3://bucket/key'])('%s is an address', (value) => {
    expect(readTarget(value)).toEqual({ form: 'url' });
  });

  test.each(['/etc/passwd', '\\\\server\\share', 'C:\\docs\\a.md', 'c:/docs', '~/a.md', 'file:///etc/passwd', '//host/a'])(
    '%s begins at a disk',
    (path) => {
      expect(readTarget(` ${path} `)).toEqual({ form: 'absolute', path });
    },
  );

  test.each<readonly [string, readonly string[]]>([
    ['docs/a.md', ['docs/a.md']],
    ['./docs//./a.md', ['docs/a.md']],
    ['../a.md', ['../a.md']],
    ['docs/', ['docs']],
    ['docs\\a.md', ['docs/a.md']],
    ['docs/a%20b.md', ['docs/a b.md', 'docs/a%20b.md']],
    ['100%.md', ['100%.md']],
    ['a.md#Part%20one', ['a.md > Part one', 'a.md#Part%20one']],
    ['c#.md', ['c > .md', 'c#.md']],
    ['a.md#', ['a.md', 'a.md#']],
    ['#below', [' > below']],
  ])('%s reads as %j', (value, expected) => {
    const target = readTarget(value);
    const readings = target?.form === 'path' ? target.readings : [];
    expect(readings.map(({ steps, heading }) => steps.join('/') + (heading === null ? '' : ` > ${heading}`))).toEqual(expected);
  });

  test.each([
    ['file:///p/ai/crisp-ml.yaml', 'docs/a b.md', 'file:///p/ai/docs/a%20b.md'],
    ['file:///c%3A/p/crisp-ml.yaml', '../x.md', 'file:///c%3A/x.md'],
    ['file:///crisp-ml.yaml', '../../x.md', 'file:///x.md'],
    ['vscode-vfs://github/o/r/crisp-ml.yaml', './docs/ä.md', 'vscode-vfs://github/o/r/docs/%C3%A4.md'],
    ['untitled:Untitled-1', 'a.md', 'untitled:a.md'],
  ])('in %s, %s leads to %s', (document, value, uri) => {
    const target = readTarget(value);
    if (target?.form !== 'path') throw new Error('no path');
    expect(uriOf(document, target.readings[0])).toBe(uri);
  });
});

describe('headings', () => {
  test('get the anchors of GitHub', () => {
    const markdown = `\uFEFF# Data quality!
## Über \`snake_case\` & _stress_, **twice**
## Data quality
Set  text
=========
\`\`\`
# no heading
\`\`\`
- list
---
### [Link](https://x.org) closed ###
<a id="Own_Anchor"></a>
#hashtag
# Data quality
#
`;
    expect(headingsOf(markdown).map(({ slug, line }) => `${line} ${slug}`)).toEqual([
      '0 data-quality',
      '1 über-snake_case--stress-twice',
      '2 data-quality-1',
      '3 set--text',
      '10 link-closed',
      '11 Own_Anchor',
      '13 data-quality-2',
      '14 ',
    ]);
  });

  test('are found by anchor, whatever its case, and by their words', () => {
    const headings = headingsOf('# Data quality\n\n<a name="Part-A">\n');
    for (const name of ['data-quality', 'Data-Quality', 'Data quality']) expect(headingNamed(headings, name)?.line).toBe(0);
    expect(headingNamed(headings, 'part-a')?.line).toBe(2);
    expect(headingNamed(headings, 'quality')).toBeUndefined();
  });

  test('keep letters of every script', () => {
    expect(slugOf('Größe: 数据 – «качество» 2')).toBe('größe-数据--качество-2');
  });
});
