import { Command, CommanderError } from 'commander';
import { printable } from '../core/text/printable.ts';
import { EXIT, type Io, reasonOf } from './io.ts';
import type { AddCommand, Done } from './options.ts';

/**
 * The command line: `argv` holds the words behind the name of the program, `commands` what it can do. Resolves to the exit code: 0 where all is
 * well, 1 where the files have problems, 2 for a bad call or a file that cannot be read or written. Never rejects.
 */
export async function run(argv: readonly string[], io: Io, commands: readonly AddCommand[]): Promise<number> {
  let code: number = EXIT.ok;
  try {
    const program = build(commands, io, (result) => {
      code = result;
    });
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.trouble;
    io.stderr(`handshake: ${reasonOf(error)}\n`);
    return EXIT.trouble;
  }
}

function build(commands: readonly AddCommand[], io: Io, done: Done): Command {
  const program = new Command('handshake')
    .description('Checks TCP diagrams, and draws them as text.')
    .version(io.version)
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout(text), writeErr: (text) => io.stderr(printableUsage(text)) })
    .showHelpAfterError('(handshake --help shows the commands)');
  for (const add of commands) add(program, io, done);
  return program;
}

function printableUsage(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
