/** The law as tests use it: built from `schemas/regulation/`, with all texts. */
import { classify } from '../../server/src/core/regulation/classify';
import type { Classification } from '../../server/src/core/regulation/classify';
import { appliesFrom } from '../../server/src/core/regulation/dates';
import type { Application } from '../../server/src/core/regulation/dates';
import type { DutyState } from '../../server/src/core/regulation/duties';
import { dutiesOf } from '../../server/src/core/regulation/duties';
import { factsOf } from '../../server/src/core/regulation/facts';
import { readRegulation } from '../../server/src/core/regulation/read';
import files from '../../server/src/generated/regulation.json';

export const regulation = readRegulation(files);

/** Answers of a system that is nothing special: in scope, provider, minimal. */
export const PLAIN: Readonly<Record<string, unknown>> = {
  Q1: 'yes',
  Q2: 'yes',
  Q3: 'no',
  Q4: ['provider'],
  Q5: 'no',
  Q6: [],
  Q7: 'no',
  Q8: 'no',
  Q8b: 'no',
  Q9: [],
  Q10: 'no',
  Q11: [],
  Q12: 'no',
  Q13: [],
  Q14: 'no',
  Q15: 'no',
  Q16: [],
};

/** Classifies a plain system with these answers instead. */
export const classifyWith = (answers: Readonly<Record<string, unknown>>): Classification => classify(regulation, { ...PLAIN, ...answers });

/** Ids of the duties of a plain system with these answers that are in this state. */
export const dutiesWith = (answers: Readonly<Record<string, unknown>>, state: DutyState = 'owed'): readonly string[] =>
  dutiesOf(regulation, factsOf(classifyWith(answers))).flatMap((status) => (status.state === state ? [status.duty.id] : []));

/** From when a duty applies to a plain system with these answers. */
export function dateWith(answers: Readonly<Record<string, unknown>>, id: string, placedOnMarket: string | null = null): Application {
  const duty = regulation.duties.get(id);
  if (duty === undefined) throw new Error(`no duty ${id}`);
  return appliesFrom(regulation, duty, factsOf(classifyWith(answers)), placedOnMarket);
}
