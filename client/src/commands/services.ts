/** What a command may use. Types only. */
import type { LogOutputChannel } from 'vscode';
import type { ServerConnection } from '../client';

export interface Services {
  readonly server: ServerConnection;
  readonly log: LogOutputChannel;
  /** Says in the status bar, and to screen readers, what a command did. */
  readonly announce: (message: string) => void;
}
