import { type Command, Option } from 'commander';
import { EXIT, type Io } from '../io.ts';
import { type Done, FILES, LANGUAGE, type Language, translator } from '../options.ts';
import { Reader } from '../reader.ts';
import { trace, TRACE_FORMATS, type TraceFormat } from '../trace.ts';

export function addTrace(program: Command, io: Io, done: Done): void {
  program
    .command('trace')
    .summary('print what every line does')
    .description(
      'Prints what every line does: numbers, states before and after, labels, and the reply that must follow.',
    )
    .argument(...FILES)
    .addOption(new Option('--format <format>', 'form of the report').choices([...TRACE_FORMATS]).default('text'))
    .option(...LANGUAGE)
    .action(async (files: string[], options: { format: TraceFormat } & Language) => {
      const translate = await translator(options, io);
      const reader = new Reader(io, { tellsOfNone: true });
      const code = await trace(reader.each(files), options.format, translate, io);
      done(reader.failed ? EXIT.trouble : code);
    });
}
