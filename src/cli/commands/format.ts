import type { Command } from 'commander';
import { format } from '../format.ts';
import { EXIT, type Io } from '../io.ts';
import { type Done, FILES } from '../options.ts';
import { Reader } from '../reader.ts';

export function addFormat(program: Command, io: Io, done: Done): void {
  program
    .command('format')
    .summary('align diagrams in columns')
    .description('Aligns participants, arrows, flags and numbers in columns. The files are changed in place.')
    .argument(...FILES)
    .option('--check', 'change nothing, name the files that would be changed, and fail if there are any', false)
    .action(async (files: string[], options: { check: boolean }) => {
      const reader = new Reader(io);
      const code = await format(await reader.all(files), options.check, io);
      done(reader.failed ? EXIT.trouble : code);
    });
}
