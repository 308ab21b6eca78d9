/** One question of the tier wizard: its options as rows, its help as a dialog, and, where the record wants one, the reason. */
import { l10n, window } from 'vscode';
import type { WizardAnswer, WizardOption, WizardQuestion, WizardValue } from '../../../server/src/protocol';
import { ask, check, pick, type CheckChoice, type Outcome, type Place } from '../quickSteps';

/** Asks a question; `known` is the answer so far. */
export async function askQuestion(question: WizardQuestion, place: Place, known: WizardAnswer | undefined): Promise<Outcome<WizardAnswer>> {
  let answer = known;
  for (;;) {
    const chosen = await askAnswer(question, place, answer?.answer);
    if (chosen.end !== 'value') return chosen;
    // A reason that was given for another answer is looked at again.
    const asksReason = question.asksReason || (answer?.reason !== undefined && !isSame(answer.answer, chosen.value));
    if (!asksReason) return { end: 'value', value: { ...answer, answer: chosen.value } };
    answer = { ...answer, answer: chosen.value };
    const reason = await askReason(question, place, answer);
    if (reason.end === 'closed') return reason;
    // Back from the reason is back to its question.
    if (reason.end === 'value') return { end: 'value', value: withReason(answer, reason.value.trim()) };
  }
}

async function askAnswer(question: WizardQuestion, place: Place, known: WizardValue | undefined): Promise<Outcome<WizardValue>> {
  const shared = {
    title: question.title,
    place,
    prompt: question.articles === '' ? question.ask : `${question.ask} (${question.articles})`,
    help: () => explain(question.ask, question.help),
  };
  const choices = question.options.map(toChoice);
  if (question.type === 'one')
    return pick({ ...shared, hint: l10n.t('Choose an answer'), choices, ...(typeof known === 'string' ? { active: known } : {}) });
  const outcome = await check({
    ...shared,
    choices,
    checked: known === undefined ? [] : typeof known === 'string' || known.length > 0 ? [known].flat() : [NONE],
    nothing: l10n.t('Nothing is checked yet.'),
  });
  return outcome.end === 'value' ? { end: 'value', value: outcome.value.filter((value) => value !== NONE) } : outcome;
}

/** The option that stands for an empty list. */
const NONE = '';

function toChoice({ value, label, description, detail, help, group, alone }: WizardOption): CheckChoice<string> {
  return {
    value,
    label,
    alone,
    ...(description === '' ? {} : { description }),
    ...(detail === '' ? {} : { detail }),
    ...(group === undefined ? {} : { group }),
    ...(help === '' ? {} : { explain: () => explain(label, help) }),
  };
}

/** A dialog: it shows a text of any length, a screen reader reads it, and the question behind it stays. */
function explain(message: string, detail: string): void {
  void window.showInformationMessage(message, { modal: true, detail });
}

function askReason({ title, options }: WizardQuestion, place: Place, { answer, reason }: WizardAnswer): Promise<Outcome<string>> {
  const values = answer.length === 0 ? [NONE] : [answer].flat();
  const labels = options.filter(({ value }) => values.includes(value)).map(({ label }) => label);
  return ask({
    title,
    place,
    hasBack: true,
    prompt: l10n.t('Why is this the answer? The reason is recorded beside it; it may stay empty.'),
    placeholder: l10n.t('Reason for: {0}', labels.join('; ')),
    value: reason ?? '',
  });
}

const isSame = (a: WizardValue, b: WizardValue): boolean => [a].flat().toSorted().join() === [b].flat().toSorted().join();

/** An empty reason stays where one was recorded before, so that it is emptied there. */
function withReason({ reason: known, ...answer }: WizardAnswer, reason: string): WizardAnswer {
  return reason === '' && known === undefined ? answer : { ...answer, reason };
}
