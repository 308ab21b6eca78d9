/**
 * A run of the tier wizard: what was answered, and how far it went. It is kept after every answer until it is written, so
 * that a run that was broken off goes on where it ended.
 */
import type { Memento } from 'vscode';
import type { WizardAnswer, WizardAnswers, WizardValue } from '../../../server/src/protocol';

/** What a run knows. Immutable: each answer makes a new one. */
export interface Run {
  /** What the record says; empty for a new one. */
  readonly recorded: WizardAnswers;
  /** What was answered in this run, questions included that are no longer reached. */
  readonly given: WizardAnswers;
  /** Questions that were passed, in order. */
  readonly trail: readonly string[];
}

/** The newest answer to a question. */
export const answerOf = ({ recorded, given }: Run, id: string): WizardAnswer | undefined => given[id] ?? recorded[id];

/** The plain answers to some questions, as far as there are any. */
export function valuesOf(run: Run, ids: readonly string[]): Readonly<Record<string, WizardValue>> {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const answer = answerOf(run, id);
      return answer === undefined ? [] : [[id, answer.answer]];
    }),
  );
}

/** The plain answers to everything that was ever answered. */
export const allValuesOf = (run: Run): Readonly<Record<string, WizardValue>> =>
  valuesOf(run, [...new Set([...Object.keys(run.recorded), ...Object.keys(run.given)])]);

/** Runs that were broken off, by what they were about: the URI of a record, else the id of a system. */
export class OpenRuns {
  constructor(readonly memento: Memento) {}

  /** The answers and the trail of a run that was broken off; undefined where there is none. */
  find(about: string): Pick<Run, 'given' | 'trail'> | undefined {
    const kept = this.memento.get<Pick<Run, 'given' | 'trail'>>(key(about));
    return kept !== undefined && Object.keys(kept.given).length > 0 ? kept : undefined;
  }

  keep(about: string, { given, trail }: Run): Thenable<void> {
    return this.memento.update(key(about), { given, trail });
  }

  forget(about: string): Thenable<void> {
    return this.memento.update(key(about), undefined);
  }
}

const key = (about: string): string => `classification:${about}`;
