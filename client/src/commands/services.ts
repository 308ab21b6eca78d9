/** What a command may use. Types only. */
import type { LogOutputChannel, Memento } from 'vscode';
import type { ServerConnection } from '../client';

export interface Services {
  readonly server: ServerConnection;
  readonly log: LogOutputChannel;
  /** Says in the status bar, and to screen readers, what a command did. */
  readonly announce: (message: string) => void;
  /** What is remembered on this machine: for this workspace, and for all. */
  readonly memory: { readonly workspace: Memento; readonly everywhere: Memento };
}
