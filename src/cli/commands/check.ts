import { type Command, Option } from 'commander';
import { check, CHECK_FORMATS, type CheckCall } from '../check.ts';
import { fixFile } from '../fix.ts';
import { EXIT, type Io } from '../io.ts';
import { type Done, FILES, LANGUAGE, type Language, translator, wholeNumber } from '../options.ts';
import { Reader } from '../reader.ts';
import { watch } from '../watch.ts';

type CheckOptions = Omit<CheckCall, 'maxWarnings' | 'incomplete'> &
  Language & { maxWarnings?: number; fix: boolean; watch: boolean; changedSince?: string };

export function addCheck(program: Command, io: Io, done: Done): void {
  program
    .command('check')
    .summary('report what is wrong')
    .description('Reports what is wrong, one line each: FILE:LINE:COLUMN: severity code: message.')
    .argument(...FILES)
    .addOption(new Option('--format <format>', 'form of the report').choices([...CHECK_FORMATS]).default('text'))
    .option('--max-warnings <number>', 'fail if there are more warnings', wholeNumber(0))
    .option('--hints', 'report hints as well', false)
    .option('--fix', 'mend what has one remedy alone, and report what is left', false)
    .option('--changed-since <revision>', 'only the files that Git finds changed since then, or does not know')
    .addOption(
      new Option('--watch', 'check files again whenever they change, until Ctrl-C ends it (exit code 130)')
        .default(false)
        .conflicts(['fix', 'format', 'maxWarnings', 'changedSince']),
    )
    .option(...LANGUAGE)
    .action(async (files: string[], options: CheckOptions) => {
      const translate = await translator(options, io);
      if (options.watch) return watch(files, options.hints, translate, io);
      const reader = new Reader(io, { tellsOfNone: true, since: options.changedSince });
      const sources = await reader.all(files, options.fix ? fixFile : undefined);
      const code = check(sources, { maxWarnings: undefined, ...options, incomplete: reader.failed }, translate, io);
      return done(reader.failed ? EXIT.trouble : code);
    });
}
