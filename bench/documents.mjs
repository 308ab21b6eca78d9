// A CRISP-ML(Q) record of about so many lines, as projects write them: all phases and tasks, many risks and methods.
import { documents } from '../scripts/schemas.mjs';

/** The record as a plain object. @param {number} lines */
export function record(lines) {
  const schema = documents().find(({ schema }) => schema['x-guidance'].document.id === 'crisp-ml')?.schema;
  const phases = Object.entries(schema.properties).filter(([, property]) => property['x-guidance']?.kind === 'section');
  const tasks = phases.flatMap(([phase, { properties }]) => Object.keys(properties.tasks.properties).map((task) => [phase, task]));
  // A task has 8 lines besides its risks (4 lines each) and methods (3 lines each).
  const fixed = 14 + phases.length * 5 + tasks.length * 8 + 30;
  const pairs = Math.max(1, Math.round((lines - fixed) / (tasks.length * 7)));
  const document = { system: 'retail-score', risk_tier: 'high', operator_roles: ['provider'], project_name: 'RetailScore' };
  let count = 0;
  for (const [phase, { properties }] of phases) {
    document[phase] = {
      requirements_and_constraints: ['Decision within minutes', 'Reasons that an officer can give'],
      tasks: Object.fromEntries(
        Object.keys(properties.tasks.properties).map((task) => [
          task,
          {
            status: 'done',
            done_on: '2026-09-14',
            owner: 'R. Iyer',
            instantiation: `What was done in ${task.replaceAll('_', ' ')} for the loan book 2016 to 2025, with the reasons`,
            risks: Array.from({ length: pairs }, () => ({ id: `R-${(count += 1)}`, description: `Arrears before 2018 are under-reported in district ${count}`, category: 'project_quality', acceptable: false })),
            quality_assurance_methods: Array.from({ length: pairs }, (_, at) => ({ method: 'Statistical description and expert check', mitigates: [`R-${count - at}`], evidence: 'docs/data-quality.md' })),
            evidence: ['docs/data-quality.md'],
          },
        ]),
      ),
      outputs: Object.fromEntries(Object.keys(properties.outputs.properties).map((output) => [output, `docs/${output}.md`])),
    };
  }
  return document;
}
