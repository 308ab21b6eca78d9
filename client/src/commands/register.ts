/**
 * The table of our commands. A command that fails says so, once, with a way to the log; that is our only notification.
 * The ids are those of the manifest (a test compares them).
 */
import { commands, Disposable, l10n, window } from 'vscode';
import { PREFIX } from '../platform';
import { addUnit } from './addUnit';
import { classify } from './classify';
import { createMissingDocument } from './createMissingDocument';
import { insertMissingSections } from './insertMissingSections';
import { moveToGap } from './moveToGap';
import { newDocument } from './newDocument';
import { openUnit } from './openUnit';
import type { Services } from './services';
import { setTier } from './setTier';

/** A command; its argument comes from a view, a keybinding or another extension, so each checks what it gets. */
type Command = (services: Services, argument: unknown) => Promise<unknown>;

const COMMANDS: Readonly<Record<string, Command>> = {
  newDocument,
  classify,
  insertMissingSections,
  nextGap: (services) => moveToGap(services, 'next'),
  previousGap: (services) => moveToGap(services, 'previous'),
  setTier,
  restartServer: ({ server }) => server.restart(),
  showOutput: async ({ log }) => log.show(),
  openUnit,
  addUnit,
  createMissingDocument,
};

export function registerCommands(services: Services): Disposable {
  return Disposable.from(
    ...Object.entries(COMMANDS).map(([name, command]) =>
      commands.registerCommand(`${PREFIX}.${name}`, (argument: unknown) => run(services, name, command, argument)),
    ),
  );
}

async function run(services: Services, name: string, command: Command, argument: unknown): Promise<void> {
  try {
    await command(services, argument);
  } catch (error) {
    services.log.error(`Command ${name} failed.`, error);
    // Not awaited: the command is over, whether or not somebody reads the message.
    void offerLog(services, error instanceof Error ? error.message : String(error));
  }
}

async function offerLog({ log }: Services, message: string): Promise<void> {
  const show = l10n.t('Show Output');
  if ((await window.showErrorMessage(message, show)) === show) log.show();
}
