/**
 * Short messages about what a command did, in the status bar for some seconds; never a notification.
 * The item has the role of an alert, so that screen readers speak it: VS Code has no other way for an extension to do so.
 */
import { l10n, StatusBarAlignment, window, type Disposable } from 'vscode';
import { PREFIX, PRODUCT } from './platform';

/** How long a message stays, in milliseconds. */
const SHOWN = 8000;

/** About as many characters as the status bar has room for; it cuts a longer text off in the middle of a letter. */
const LENGTH = 80;

/** Shows messages, one at a time. */
export interface Announcer extends Disposable {
  readonly announce: (message: string) => void;
}

export function createAnnouncer(): Announcer {
  const item = window.createStatusBarItem(`${PREFIX}.message`, StatusBarAlignment.Left);
  item.name = l10n.t('{0}: Messages', PRODUCT);
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    announce: (message) => {
      clearTimeout(timer);
      item.text = message.length > LENGTH ? `${message.slice(0, LENGTH - 1).trimEnd()}…` : message;
      item.tooltip = message;
      item.accessibilityInformation = { label: message, role: 'alert' };
      item.show();
      timer = setTimeout(() => item.hide(), SHOWN);
    },
    dispose: () => {
      clearTimeout(timer);
      item.dispose();
    },
  };
}
