/** Entry of dist/cli.js: `ai-act-canvas <command>`. Each command is loaded when it is asked for. */
import process from 'node:process';
import { UsageError } from './usage';

const USAGE = `Usage: ai-act-canvas <command>

  check [PATH...] [--format text|json] [--fail-on error|warning|information|never] [--as-of DATE] [--locale LANG]
                  checks documents; without PATH, those below the current folder
  classify --answers FILE [--format text|json]
                  the risk tier, flags and duties that answers to the wizard's questions lead to
  init [--answers FILE] [--dir DIR]
                  asks the wizard's questions, or takes their answers from a file, and writes ai-system.yaml
  server --stdio  starts the language server
  --help          shows this text
`;

/** Commands that the format names and that this version does not have yet. */
const LATER: ReadonlySet<string> = new Set(['explain', 'report', 'mcp']);

async function run(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (rest.includes('--help') || rest.includes('-h')) return await run(['--help']);
  switch (command) {
    case 'check':
      return (await import('./check')).check(rest);
    case 'classify':
      return (await import('./classify')).classify(rest);
    case 'init':
      return await (await import('./init')).init(rest);
    case 'server':
      if (!rest.includes('--stdio') && !rest.some((word) => word.startsWith('--node-ipc'))) throw new UsageError('server needs --stdio');
      (await import('../node/server')).serveOnNode();
      return await new Promise<number>(() => {});
    case '--help':
    case '-h':
    case 'help':
      process.stdout.write(USAGE);
      return 0;
    case undefined:
      process.stderr.write(USAGE);
      return 2;
    default:
      throw new UsageError(LATER.has(command) ? `${command} is not built yet` : `unknown command ${command}; see ai-act-canvas --help`);
  }
}

// Who reads the output may stop reading, as `head` does: that is no failure of the command.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  process.stderr.write(`ai-act-canvas: cannot write the output: ${error.message}\n`);
  process.exit(2);
});

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`ai-act-canvas: ${message.replaceAll(/\s+/gu, ' ')}\n`);
    process.exitCode = 2;
  },
);
