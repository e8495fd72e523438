import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { english, translateBy, type Translate } from '../core/findings/finding.ts';
import { NUMBER_FORMS, readLook } from '../core/notation/look.ts';
import { EXPORT_KINDS, type ExportKind, type LookWish } from '../core/render/index.ts';
import { check, CHECK_FORMATS, type CheckCall } from './check.ts';
import { exportFile, type ExportCall } from './export.ts';
import { fixFile } from './fix.ts';
import { format } from './format.ts';
import { importFiles, type ImportCall } from './import.ts';
import { changedAmong, inputsOf } from './inputs.ts';
import { EXIT, type Io, reasonOf, Trouble } from './io.ts';
import { exportPictures, type PictureCall } from './picture.ts';
import { countDiagrams, noDiagram, readSource, type Source } from './source.ts';
import { printable } from '../core/text/printable.ts';
import { trace, TRACE_FORMATS, type TraceFormat } from './trace.ts';
import { watch } from './watch.ts';

/**
 * The command line: `argv` holds the words behind the name of the program. Resolves to the exit code: 0 where all is
 * well, 1 where the files have problems, 2 for a bad call or a file that cannot be read or written. Never rejects.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.ok;
  const program = build(io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.trouble;
    io.stderr(`handshake: ${reasonOf(error)}\n`);
    return EXIT.trouble;
  }
}

/** What `export` is called with, as far as it is given. */
type ExportOptions = Pick<ExportCall, 'force' | 'meaning' | 'analogy'> &
  Pick<PictureCall, 'fold'> &
  Partial<Pick<ExportCall, 'out' | 'width'> & Pick<PictureCall, 'outDir' | 'from' | 'by'> & { compare: string }> &
  LookWish;

type Done = (code: number) => void;

interface Language {
  readonly language?: string;
}

function build(io: Io, done: Done): Command {
  const program = new Command('handshake')
    .description('Checks TCP diagrams, and draws them as text.')
    .version(io.version)
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout(text), writeErr: (text) => io.stderr(printableUsage(text)) })
    .showHelpAfterError('(handshake --help shows the commands)');
  addCheck(program, io, done);
  addTrace(program, io, done);
  addExport(program, io, done);
  addFormat(program, io, done);
  addMcp(program, io);
  addImport(program, io, done);
  return program;
}

const FILES = [
  '<file...>',
  '.tcp files, Markdown files with tcp fences, packet captures, folders with such files, and patterns such as docs/**/*.md; - is the standard input',
] as const;
const LANGUAGE = ['--language <language>', 'language of the messages, for instance zh-cn'] as const;

type CheckOptions = Omit<CheckCall, 'maxWarnings' | 'incomplete'> &
  Language & { maxWarnings?: number; fix: boolean; watch: boolean; changedSince?: string };

function addCheck(program: Command, io: Io, done: Done): void {
  program
    .command('check')
    .summary('report what is wrong')
    .description('Reports what is wrong, one line each: FILE:LINE:COLUMN: severity code: message.')
    .argument(...FILES)
    .addOption(new Option('--format <format>', 'form of the report').choices([...CHECK_FORMATS]).default('text'))
    .option('--max-warnings <number>', 'fail if there are more warnings', number(0))
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
      const translate = translator(options, io);
      if (options.watch) return watch(files, options.hints, translate, io);
      const reader = new Reader(io, { tellsOfNone: true, since: options.changedSince });
      const sources = await reader.all(files, options.fix ? fixFile : undefined);
      const code = check(sources, { maxWarnings: undefined, ...options, incomplete: reader.failed }, translate, io);
      return done(reader.failed ? EXIT.trouble : code);
    });
}

function addTrace(program: Command, io: Io, done: Done): void {
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
      const translate = translator(options, io);
      const reader = new Reader(io, { tellsOfNone: true });
      const code = await trace(reader.each(files), options.format, translate, io);
      done(reader.failed ? EXIT.trouble : code);
    });
}

function addExport(program: Command, io: Io, done: Done): void {
  program
    .command('export')
    .summary('write diagrams as Mermaid, Markdown, a table, a text ladder or pictures')
    .description(
      'Writes the diagrams of a file in another form. A Markdown file comes back, with --to markdown, with the picture of ' +
        'each tcp fence behind it; doing it again changes nothing. Pictures (svg, and plot: sequence numbers over time) are drawn without a browser, and hold the ' +
        'notation that they were drawn from.',
    )
    .argument(...FILES)
    .addOption(
      new Option('--to <form>', 'form of the diagrams').choices([...EXPORT_KINDS, 'svg', 'plot']).makeOptionMandatory(),
    )
    .option('--out <file>', 'file to write instead of the standard output')
    .option('--out-dir <folder>', 'folder to write pictures into, a file for each diagram')
    .option('--force', 'write over a file that no export wrote', false)
    .option('--meaning', 'a column of the table that says what each segment does', false)
    .option('--analogy', 'a column of the table that tells it as a phone call', false)
    .addOption(
      new Option('--numbers <form>', 'what the arrows say, whatever the diagram asks for').choices([...NUMBER_FORMS]),
    )
    .option('--time-scale', 'space the rows of pictures by their times')
    .option('--width <columns>', 'width of the ladder', number(48))
    .option(
      '--no-fold',
      'draw every segment of a long diagram, instead of a row for each run of data and its acknowledgments',
    )
    .option(
      '--compare <file>',
      'draw what has changed since that older file: added (+), removed (−) and changed (~) rows',
    )
    .option('--from <name>', 'the participant whose segments are plotted, instead of the one that sends most')
    .addOption(
      new Option('--by <axis>', 'along what is plotted: time, where segments have any, or lines').choices([
        'time',
        'line',
      ]),
    )
    .option(...LANGUAGE)
    .action(
      async (
        files: string[],
        { to, numbers, timeScale, ...options }: ExportOptions & { to: ExportKind | 'svg' | 'plot' } & Language,
      ) => {
        const translate = translator(options, io);
        const call = {
          out: undefined,
          outDir: undefined,
          width: undefined,
          look: readLook({ numbers, timeScale }),
          from: undefined,
          by: undefined,
          compare: undefined,
          ...options,
        };
        const { files: inputs, problems } = await inputsOf(files, io);
        if (problems.length > 0) throw new Trouble(problems.join('; '));
        const sources = [];
        for (const { file } of inputs) sources.push(await readSource(file, io));
        const [first, second] = sources;
        if (call.compare !== undefined && (to !== 'svg' || second !== undefined))
          throw new Trouble('--compare draws one file, --to svg');
        const before = call.compare === undefined ? undefined : await readSource(call.compare, io);
        if (to === 'svg' || to === 'plot') done(await exportPictures(sources, { ...call, to, before }, translate, io));
        else if (first === undefined || second !== undefined)
          throw new Trouble('one file at a time: only pictures are written for several');
        else done(await exportFile(first, { ...call, to }, translate, io));
      },
    );
}

function addFormat(program: Command, io: Io, done: Done): void {
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

function addMcp(program: Command, io: Io): void {
  program
    .command('mcp')
    .summary('serve an assistant')
    .description(
      'Speaks the Model Context Protocol on the standard input and output: an assistant can read the notation, and check, ' +
        'trace and draw diagrams. No file is read, and nothing is sent anywhere.',
    )
    .option(...LANGUAGE)
    .action((options: Language) => io.serveAssistant(translator(options, io)));
}

function addImport(program: Command, io: Io, done: Done): void {
  program
    .command('import')
    .summary('bring in packet captures, text of other tools, and pictures of exports')
    .description(
      'Writes the TCP connections of packet captures (pcap, pcapng, packed by gzip or not) as notation, one diagram each, or the analysis of them as JSON. ' +
        'So it does with text: what tcpdump, tshark and Wireshark print, packetdrill scripts, Mermaid, PlantUML, tables, ladders, and arrows in notes; and a picture (SVG, PNG) that an export wrote comes back as the notation that it was drawn from.',
    )
    .argument('<file...>', 'captures, texts and pictures; - is the standard input')
    .option('--connection <which>', 'only the connection with this number, or those of this ADDRESS or ADDRESS:PORT')
    .option('--absolute', 'sequence numbers as they stand in the packets, not relative to the initial ones', false)
    .option('--names <names>', 'names for ends: Client=192.0.2.1,Server=192.0.2.2:443')
    .addOption(new Option('--format <format>', 'form of the output').choices(['notation', 'json']).default('notation'))
    .option('--out <file>', 'file to write instead of the standard output')
    .option('--force', 'write over a file that is there', false)
    .action(
      async (files: string[], options: Partial<ImportCall> & Pick<ImportCall, 'absolute' | 'format' | 'force'>) => {
        done(await importFiles(files, { connection: undefined, names: undefined, out: undefined, ...options }, io));
      },
    );
}

interface Reading {
  /** Say so where a file that is named holds no diagram. */
  readonly tellsOfNone?: boolean;
  /** Only what Git finds changed since this revision. */
  readonly since?: string | undefined;
}

/** Reads what can be read of the files of a call, and says of each other why it cannot. */
class Reader {
  readonly #io: Io;
  readonly #reading: Reading;
  /** Whether something could not be read. */
  failed = false;

  constructor(io: Io, reading: Reading = {}) {
    this.#io = io;
    this.#reading = reading;
  }

  /** The files one by one; `change` is done to each of them before it is looked at. */
  async *each(
    words: readonly string[],
    change: (source: Source, io: Io) => Source | Promise<Source> = (source) => source,
  ): AsyncGenerator<Source> {
    const { tellsOfNone = false, since } = this.#reading;
    const { files, problems } = await inputsOf(words, this.#io);
    problems.forEach((problem) => this.#fail(problem));
    const wanted = since === undefined ? files : await changedAmong(files, since, this.#io);
    for (const { file, named } of wanted) {
      try {
        const source = await change(await readSource(file, this.#io), this.#io);
        if (tellsOfNone && named && countDiagrams(source) === 0) this.#io.stderr(noDiagram(source));
        yield source;
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        this.#fail(error.message);
      }
    }
  }

  async all(...call: Parameters<Reader['each']>): Promise<Source[]> {
    const sources: Source[] = [];
    for await (const source of this.each(...call)) sources.push(source);
    return sources;
  }

  #fail(why: string): void {
    this.failed = true;
    this.#io.stderr(`handshake: ${why}\n`);
  }
}

function translator({ language }: Language, io: Io): Translate {
  if (language === undefined || /^en\b/i.test(language)) return english;
  const words = io.translations(language);
  if (words === null) throw new Trouble(`there is no translation into ${printable(language)}`);
  return translateBy(words);
}

/** A reader of whole numbers of at least `least`. */
function number(least: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    if (value < least) throw new InvalidArgumentError(`It should be a number, at least ${least}.`);
    return value;
  };
}

function printableUsage(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
