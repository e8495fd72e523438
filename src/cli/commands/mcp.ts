import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { LANGUAGE, type Language, translator } from '../options.ts';

export function addMcp(program: Command, io: Io): void {
  program
    .command('mcp')
    .summary('serve an assistant')
    .description(
      'Speaks the Model Context Protocol on the standard input and output: an assistant can read the notation, and check, ' +
        'trace and draw diagrams. No file is read, and nothing is sent anywhere.',
    )
    .option(...LANGUAGE)
    .action(async (options: Language) => io.serveAssistant(await translator(options, io)));
}
