/**
 * Quick pick and input box as steps of a wizard: each ends with a value, with the back button, or by being closed.
 * Knows nothing of what is asked.
 */
import {
  l10n,
  QuickInputButtons,
  QuickPickItemKind,
  ThemeIcon,
  window,
  type Disposable,
  type QuickInput,
  type QuickInputButton,
  type QuickPick,
  type QuickPickItem,
} from 'vscode';

/** How a step ended. */
export type Outcome<T> = { readonly end: 'value'; readonly value: T } | { readonly end: 'back' } | { readonly end: 'closed' };

/** Where a step stands in its wizard, from 1. */
export interface Place {
  readonly step: number;
  readonly total: number;
}

/** A row of a pick and the value it stands for. */
export type Choice<T> = QuickPickItem & {
  readonly value: T;
  /** Title of the group of rows that begins with this one. */
  readonly group?: string;
  /** Says more about the row, at the press of a button on it. */
  readonly explain?: () => unknown;
};

/** A row of a pick of several. */
export type CheckChoice<T> = Choice<T> & {
  /** True where it excludes all others, such as "None of these". */
  readonly alone?: boolean;
};

interface Question {
  readonly title: string;
  readonly prompt: string;
  /** Absent where the question stands alone. */
  readonly place?: Place;
  /** True for a back button also at the first place. */
  readonly hasBack?: boolean;
  /** Shows more about the question, at the press of a button in the title; the question stays. */
  readonly help?: () => unknown;
}

interface PickQuestion<T> extends Question {
  readonly choices: readonly Choice<T>[];
  /** The one that Enter takes at once; the first where absent. */
  readonly active?: T;
  /** Where the prompt is too long for the input: it stands above the rows, and this in the input. */
  readonly hint?: string;
}

interface CheckQuestion<T> extends Question {
  readonly choices: readonly CheckChoice<T>[];
  /** What is checked from the start. */
  readonly checked: readonly T[];
  /** Said to who confirms without a choice. */
  readonly nothing: string;
}

interface LineQuestion extends Question {
  readonly value: string;
  /** Shown while the line is empty. */
  readonly placeholder?: string;
  /** What is wrong with a line, or undefined. */
  readonly check?: (value: string) => Promise<string | undefined>;
}

/** Lets the user pick one of several values. */
export function pick<T>(question: PickQuestion<T>): Promise<Outcome<T>> {
  const { box, rows } = createPick(question.choices);
  if (question.hint === undefined) box.placeholder = question.prompt;
  else showPrompt(box, question.prompt, question.hint);
  const active = 'active' in question ? rows.find((row) => row.value === question.active) : undefined;
  // Without any active row Enter would do nothing, so the first one stays active where none is named.
  if (active !== undefined) box.activeItems = [active];
  return run(box, question, (resolve) =>
    box.onDidAccept(() => {
      const chosen = box.activeItems[0];
      if (chosen !== undefined) resolve({ end: 'value', value: chosen.value });
    }),
  );
}

/** Lets the user check one or more of several values; the result has the order of the rows. */
export function check<T>(question: CheckQuestion<T>): Promise<Outcome<readonly T[]>> {
  const { box, rows } = createPick(question.choices);
  const hint = l10n.t('Check what applies, then press Enter');
  showPrompt(box, question.prompt, hint);
  box.canSelectMany = true;
  let checked: readonly CheckChoice<T>[] = rows.filter(({ value }) => question.checked.includes(value));
  box.selectedItems = checked;
  box.onDidChangeSelection((items) => {
    const kept = withoutConflict(checked, items);
    checked = kept;
    if (kept.length < items.length) box.selectedItems = kept;
    if (kept.length > 0) showPrompt(box, question.prompt, hint);
  });
  return run(box, question, (resolve) =>
    box.onDidAccept(() => {
      const values = rows.filter((row) => checked.includes(row)).map(({ value }) => value);
      if (values.length > 0) resolve({ end: 'value', value: values });
      else showPrompt(box, `${question.nothing} ${question.prompt}`, question.nothing);
    }),
  );
}

/** Lets the user type a line. */
export function ask(question: LineQuestion): Promise<Outcome<string>> {
  const box = window.createInputBox();
  box.prompt = question.prompt;
  box.value = question.value;
  box.placeholder = question.placeholder;
  const validate = async (value: string): Promise<boolean> => {
    const message = await question.check?.(value);
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

/** A quick pick and its rows, which stand for the choices in their order. */
function createPick<C extends Choice<unknown>>(choices: readonly C[]): { readonly box: QuickPick<C>; readonly rows: readonly C[] } {
  const explain: QuickInputButton = { iconPath: new ThemeIcon('question'), tooltip: l10n.t('Explain') };
  const rows = choices.map((choice) => (choice.explain === undefined ? choice : { ...choice, buttons: [explain] }));
  const box = window.createQuickPick<C>();
  box.items = rows.flatMap((row) =>
    row.group === undefined ? [row] : [{ ...row, label: row.group, kind: QuickPickItemKind.Separator }, row],
  );
  box.matchOnDescription = true;
  box.matchOnDetail = true;
  box.onDidTriggerItemButton(({ item }) => item.explain?.());
  return { box, rows };
}

/**
 * A row that excludes all others is alone when it is checked; it gives way to what is checked after it, or with it, as by
 * the checkbox for all. What was checked from the start stays as it is until something is added.
 */
function withoutConflict<T>(before: readonly CheckChoice<T>[], now: readonly CheckChoice<T>[]): readonly CheckChoice<T>[] {
  const added = now.filter((choice) => !before.includes(choice));
  const isAlone = added.length === 1 && added[0]?.alone === true;
  return isAlone ? added : added.length === 0 || now.length < 2 ? now : now.filter((choice) => choice.alone !== true);
}

/** A prompt of any length above the rows; in an older VS Code, which has no place for it, in the input. */
function showPrompt(box: QuickPick<QuickPickItem>, prompt: string, placeholder: string): void {
  try {
    Object.assign(box, { prompt });
    box.placeholder = 'prompt' in Object.getPrototypeOf(box) ? placeholder : prompt;
  } catch {
    box.placeholder = prompt;
  }
}

type Box = QuickInput & {
  buttons: readonly QuickInputButton[];
  onDidTriggerButton(listener: (button: QuickInputButton) => void): Disposable;
};

/** Shows a box until it is answered or closed, and disposes it. */
function run<T>(box: Box, question: Question, listen: (resolve: (outcome: Outcome<T>) => void) => void): Promise<Outcome<T>> {
  const help: QuickInputButton = { iconPath: new ThemeIcon('question'), tooltip: l10n.t('Help') };
  box.title = question.title;
  if (question.place !== undefined) {
    box.step = question.place.step;
    box.totalSteps = question.place.total;
    // A wizard holds what was answered so far: looking elsewhere must not end it.
    box.ignoreFocusOut = true;
  }
  box.buttons = [
    ...(question.hasBack === true || (question.place?.step ?? 1) > 1 ? [QuickInputButtons.Back] : []),
    ...(question.help === undefined ? [] : [help]),
  ];
  return new Promise<Outcome<T>>((resolve) => {
    listen(resolve);
    box.onDidTriggerButton((button) => {
      if (button === QuickInputButtons.Back) resolve({ end: 'back' });
      else question.help?.();
    });
    box.onDidHide(() => resolve({ end: 'closed' }));
    box.show();
  }).finally(() => box.dispose());
}
