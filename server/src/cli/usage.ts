/** How commands are called: their arguments, and calls that cannot be carried out. */
import { parseArgs } from 'node:util';

/** A call that cannot be carried out: shown in one line on stderr, exit code 2. */
export class UsageError extends Error {}

/** Options of a command that takes nothing but options with a value. */
export function readArguments<Name extends string>(
  command: string,
  args: readonly string[],
  names: readonly Name[],
): Readonly<Partial<Record<Name, string>>> {
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' } as const]));
    return parseArgs({ args: [...args], allowPositionals: false, options }).values as Partial<Record<Name, string>>;
  } catch (error) {
    throw new UsageError(`${command}: ${(error instanceof Error ? error.message : String(error)).split(/\.\s/u)[0] ?? ''}`);
  }
}
