/**
 * Answers the quick picks and input boxes that a command shows, in the order in which it shows them. The boxes are VS
 * Code's own; only the moment in which they appear is intercepted, as no API tells of it.
 */
import * as vscode from 'vscode';

/**
 * The row to take, by its label; the rows to check; the line to type (without one, what stands there); the back button, or
 * Enter on what is chosen already; or null to press Escape.
 */
export type Answer =
  | { readonly pick: string }
  | { readonly check: readonly string[] }
  | { readonly line?: string }
  | { readonly press: 'back' | 'enter' }
  | null;

const ACCEPT = 'workbench.action.acceptSelectedQuickOpenItem';
const CLOSE = 'workbench.action.closeQuickOpen';
const BACK = 'workbench.action.quickInputBack';

/** Runs something and answers what it asks. Rejects when it asks something else, less, or more. */
export async function answering(answers: readonly Answer[], run: () => Thenable<unknown>): Promise<void> {
  const { createQuickPick, createInputBox } = vscode.window;
  const waiting = [...answers];
  const problems: string[] = [];

  const close = (problem: string): void => {
    problems.push(problem);
    void vscode.commands.executeCommand(CLOSE);
  };
  // VS Code hears of a box's new properties in the next turn of the event loop, in one go.
  const accept = (): void => void setTimeout(() => vscode.commands.executeCommand(ACCEPT), 0);
  const onShow = (box: vscode.QuickInput, react: (answer: Answer | undefined) => void): void => {
    const show = box.show.bind(box);
    box.show = () => {
      show();
      const answer = waiting.shift();
      if (answer === null) void vscode.commands.executeCommand(CLOSE);
      // As for accepting: the box has its button in the next turn.
      else if (answer !== undefined && 'press' in answer)
        setTimeout(() => vscode.commands.executeCommand(answer.press === 'back' ? BACK : ACCEPT), 0);
      else react(answer);
    };
  };
  const answerPick = <T extends vscode.QuickPickItem>(box: vscode.QuickPick<T>): vscode.QuickPick<T> => {
    onShow(box, (answer) => {
      if (answer && 'check' in answer) {
        const rows = box.items.filter(({ label, kind }) => answer.check.includes(label) && kind !== vscode.QuickPickItemKind.Separator);
        if (rows.length < answer.check.length) return close(`not all of ${answer.check.join(', ')} in "${box.title}"`);
        box.selectedItems = rows;
        return accept();
      }
      const row =
        answer && 'pick' in answer
          ? box.items.find(({ label, kind }) => label === answer.pick && kind !== vscode.QuickPickItemKind.Separator)
          : undefined;
      if (!row) return close(`no ${JSON.stringify(answer)} in "${box.title}": ${box.items.map(({ label }) => label).join(', ')}`);
      box.activeItems = [row];
      accept();
    });
    return box;
  };
  const answerLine = (box: vscode.InputBox): vscode.InputBox => {
    onShow(box, (answer) => {
      if (!answer || 'pick' in answer || 'check' in answer || 'press' in answer) return close(`no line for "${box.prompt}"`);
      if (answer.line !== undefined) box.value = answer.line;
      accept();
    });
    return box;
  };

  Object.assign(vscode.window, {
    createQuickPick: () => answerPick(createQuickPick()),
    createInputBox: () => answerLine(createInputBox()),
  });
  try {
    await run();
  } finally {
    Object.assign(vscode.window, { createQuickPick, createInputBox });
  }
  if (problems.length > 0) throw new Error(problems.join('; '));
  if (waiting.length > 0) throw new Error(`It did not ask for ${JSON.stringify(waiting)}`);
}
