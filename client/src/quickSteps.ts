/**
 * Quick pick and input box as steps of a wizard: each ends with a value, with the back button, or by being closed.
 * Knows nothing of what is asked.
 */
import { QuickInputButtons, window, type Disposable, type QuickInput, type QuickInputButton, type QuickPickItem } from 'vscode';

/** How a step ended. */
export type Outcome<T> = { readonly end: 'value'; readonly value: T } | { readonly end: 'back' } | { readonly end: 'closed' };

/** Where a step stands in its wizard, from 1. */
export interface Place {
  readonly step: number;
  readonly total: number;
}

/** A row of a pick and the value it stands for. */
export type Choice<T> = QuickPickItem & { readonly value: T };

interface Question {
  readonly title: string;
  readonly prompt: string;
  /** Absent where the question stands alone. */
  readonly place?: Place;
}

interface PickQuestion<T> extends Question {
  readonly choices: readonly Choice<T>[];
  /** The one that Enter takes at once; the first where absent. */
  readonly active?: T;
}

interface LineQuestion extends Question {
  readonly value: string;
  /** What is wrong with a line, or undefined. */
  readonly check: (value: string) => Promise<string | undefined>;
}

/** Lets the user pick one of several values. */
export function pick<T>(question: PickQuestion<T>): Promise<Outcome<T>> {
  const box = window.createQuickPick<Choice<T>>();
  box.items = question.choices;
  box.placeholder = question.prompt;
  box.matchOnDescription = true;
  box.matchOnDetail = true;
  const active = 'active' in question ? question.choices.find((choice) => choice.value === question.active) : undefined;
  // Without any active row Enter would do nothing, so the first one stays active where none is named.
  if (active !== undefined) box.activeItems = [active];
  return run(box, question, (resolve) =>
    box.onDidAccept(() => {
      const chosen = box.activeItems[0];
      if (chosen !== undefined) resolve({ end: 'value', value: chosen.value });
    }),
  );
}

/** Lets the user type a line. */
export function ask(question: LineQuestion): Promise<Outcome<string>> {
  const box = window.createInputBox();
  box.prompt = question.prompt;
  box.value = question.value;
  const validate = async (value: string): Promise<boolean> => {
    const message = await question.check(value);
    if (value === box.value) box.validationMessage = message ?? '';
    return message === undefined;
  };
  box.onDidChangeValue((value) => void validate(value));
  return run(box, question, (resolve) =>
    box.onDidAccept(async () => {
      const { value } = box;
      if (await validate(value)) resolve({ end: 'value', value });
    }),
  );
}

type Box = QuickInput & {
  buttons: readonly QuickInputButton[];
  onDidTriggerButton(listener: (button: QuickInputButton) => void): Disposable;
};

/** Shows a box until it is answered or closed, and disposes it. */
function run<T>(box: Box, question: Question, listen: (resolve: (outcome: Outcome<T>) => void) => void): Promise<Outcome<T>> {
  box.title = question.title;
  if (question.place !== undefined) {
    box.step = question.place.step;
    box.totalSteps = question.place.total;
    // A wizard holds what was answered so far: looking elsewhere must not end it.
    box.ignoreFocusOut = true;
    if (question.place.step > 1) box.buttons = [QuickInputButtons.Back];
  }
  return new Promise<Outcome<T>>((resolve) => {
    listen(resolve);
    box.onDidTriggerButton((button) => {
      if (button === QuickInputButtons.Back) resolve({ end: 'back' });
    });
    box.onDidHide(() => resolve({ end: 'closed' }));
    box.show();
  }).finally(() => box.dispose());
}
