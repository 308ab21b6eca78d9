/** Accepting any completion at any place of a document leaves sound YAML: no new structural finding, no other value lost. */
import { describe, expect, test } from 'vitest';
import { accepted, complete } from '../support/checks';
import { assessFile } from '../support/engine';
import { structural } from '../support/findings';
import { withCaretAt } from '../support/marks';
import { leaves, valueOf } from '../support/yamlText';

const DOCUMENTS: Readonly<Record<string, readonly [string, string]>> = {
  canvas: [
    'mlops-canvas.yaml',
    `# canvas
system: a
risk_tier: high
team_members: [A. Vogel]

value_proposition:
  # people
  personas:
    - role: data_scientist
      description: x

    - role: ml_engineer
  user_goal: |
    one
      two

    three
  problem:
    answer: p
    evidence:
      - docs/a.md
data_sources_and_versioning:
  data_versioning: { requirement: mandatory, reason: b }
  labelling:
    manual_required: true
  pipeline_tools:
  - dbt

  - Airflow
  cost:
    value: 1
model_deployment:
  deployment_strategy: [shadow]
  lead_time_for_changes:
    value: 1
  delivery_format: some
    words
foundations:
`,
  ],
  'process record': [
    'crisp-ml.yaml',
    `system: a
risk_tier: high
data_preparation:
  requirements_and_constraints:
    - r
  tasks:
    clean_data:
      status: done
      risks:
        - id: R-1
          category: health
          description: >-
            d
        - id: R-2
      quality_assurance_methods:
        - method: m
          mitigates:
            - R-1
          evidence: docs/b.md
    select_data:
      status:
  outputs:
    final_datasets:
      status: done
      evidence:
        - docs/c.md
backtracks:
  - from_phase: model_evaluation
    reason: "bias:
      district 7"
`,
  ],
  'lists at the top level': [
    'data-landscape.yaml',
    `system: a
risk_tier: high
# needs
information_need:
- id: N1
  need: b

- id: N2
entries:
  - name: c
    serves: [N1]
    origin: paid
    available: true
    obstacle:
      answer: legal
  # more
  - name: d
    serves:
      - N1
      - N2
    owner: e
data_projects:
  answer:
    - entry: d
      due: 2027-03-31
  notes: f
gaps: { none: g }
`,
  ],
  'lists at the top level, four spaces': [
    'data-landscape.yaml',
    `risk_tier: high
entries:
    -   name: c
        serves:
        - N1
        origin: paid

    -   name: d
        evidence:
            - a
gaps:
`,
  ],
  'older names': [
    'ml-canvas.yaml',
    `risk_tier: high
ml_task:
  input_object: a
  wait_time:
    value: 24

offline_evaluation:
  fairness_constraint: |
    b

    c
collecting_data:
features:
  input_representations:
  - d
  - e
building_models: { number_of_models: 1 }
`,
  ],
  'four spaces': [
    'crisp-ml.yaml',
    `risk_tier: high
data_preparation:
    tasks:
        clean_data:
            status: done
            risks:
            -   id: R-1
                category: health
            evidence:
            - a
    outputs:
        final_datasets: a
`,
  ],
};

/** Leaves without the places of list entries, which a new entry may move. */
const unplaced = (value: unknown): readonly string[] =>
  [...leaves(value)]
    .filter(([, leaf]) => leaf !== null && typeof leaf !== 'object')
    .map(([path, leaf]) => `${path.replaceAll(/\/\d+(?=\/|$)/gu, '/')}=${String(leaf)}`);

/** A few lines around the caret. */
const around = (text: string, offset: number): string => {
  const line = text.slice(0, offset).split('\n').length - 1;
  return text
    .split('\n')
    .slice(Math.max(0, line - 3), line + 4)
    .join('\n');
};

/** What is wrong when an item is accepted at a place; null when all is well. */
function verdict(name: string, text: string, offset: number): string | null {
  const items = complete(name, text, offset);
  const before = new Set(structural(assessFile(name, text)));
  const old = valueOf(text);
  for (const item of items) {
    const after = accepted(text, item, 'plain');
    const trace = `"${item.label}" in\n${around(withCaretAt(text, offset), offset)}\n=>\n${around(after, offset)}`;
    const value = valueOf(after);
    if (old !== undefined && value === undefined) return `no good YAML: ${trace}`;
    const added = structural(assessFile(name, after)).filter(
      (found) => !before.has(found.replaceAll(/\[\d+\]/gu, '[]')) && !before.has(found),
    );
    if (added.length > 0) return `${added.join(', ')}: ${trace}`;
    if (old !== undefined && value !== undefined) {
      const kept = unplaced(value.value);
      const lost = unplaced(old.value).filter((leaf) => !kept.includes(leaf));
      if (lost.length > 0) return `lost ${lost.join(', ')}: ${trace}`;
    }
  }
  return null;
}

describe.each(Object.entries(DOCUMENTS))('%s', (_, [name, text]) => {
  const lines = text.split('\n');
  const places = lines.map(
    (line, index) => [`${index} "${line.trim()}"`, lines.slice(0, index).reduce((sum, above) => sum + above.length + 1, 0)] as const,
  );

  /** Column of the next line with content; a caret left of it would cut those lines off their block. */
  const nextColumn = (start: number): number => /^(?:[ \t]*(?:#.*)?\n)*( *)\S/u.exec(text.slice(start))?.[1]?.length ?? 0;

  function tryLine(start: number, wanted: (column: number) => boolean): void {
    for (const eol of ['\n', '\r\n']) {
      for (const column of (eol === '\n' ? [0, 2, 4, 6, 8, 10, 12] : [2, 6]).filter(wanted)) {
        const changed = `${text.slice(0, start)}${' '.repeat(column)}\n${text.slice(start)}`.replaceAll('\n', eol);
        const offset = text.slice(0, start).replaceAll('\n', eol).length + column;
        const wrong = verdict(name, changed, offset);
        if (wrong !== null) expect.fail(wrong);
      }
    }
  }

  test.each(places)('a new line above line %s, not left of the line below', (__, start) =>
    tryLine(start, (column) => column >= nextColumn(start)),
  );

  test.each(places)('a new line above line %s, left of the line below', (__, start) =>
    tryLine(start, (column) => column < nextColumn(start)),
  );

  test.each(places)('a caret at each character of line %s', (__, start) => {
    const end = text.indexOf('\n', start);
    for (let offset = start; offset <= (end < 0 ? text.length : end); offset += 1) {
      const items = complete(name, text, offset);
      for (const item of items) {
        expect(item.from).toBeLessThanOrEqual(offset);
        expect(item.to).toBeGreaterThanOrEqual(offset);
        expect(text.slice(item.from, item.to)).not.toContain('\n');
      }
    }
  });
});

test('a document that is a list is offered no keys: it would become the value of the first', () => {
  const text = '# c\n\n# d\n- a: 1\n  b: 2\n';
  for (let offset = 0; offset <= text.length; offset += 1) expect(complete('ml-canvas.yaml', text, offset), String(offset)).toEqual([]);
  for (const word of ['va', 'u', '  va']) {
    for (const above of ['', '# c\n']) {
      const typed = `${above}${word}\n${'# d\n'.repeat(9)}- a: 1\n  b: 2\n`;
      expect(complete('ml-canvas.yaml', typed, above.length + word.length), typed).toEqual([]);
    }
  }
});
