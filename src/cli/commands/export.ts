import { type Command, Option } from 'commander';
import { NUMBER_FORMS, readLook } from '../../core/notation/look.ts';
import { EXPORT_KINDS, type ExportKind } from '../../core/render/forms.ts';
import type { LookWish } from '../../core/render/index.ts';
import { exportFile, type ExportCall } from '../export.ts';
import { inputsOf } from '../inputs.ts';
import { type Io, Trouble } from '../io.ts';
import { type Done, FILES, LANGUAGE, type Language, translator, wholeNumber } from '../options.ts';
import { exportPictures, type PictureCall } from '../picture.ts';
import { readSource } from '../source.ts';

/** What `export` is called with, as far as it is given. */
type ExportOptions = Pick<ExportCall, 'force' | 'meaning' | 'analogy'> &
  Pick<PictureCall, 'fold'> &
  Partial<Pick<ExportCall, 'out' | 'width'> & Pick<PictureCall, 'outDir' | 'from' | 'by'> & { compare: string }> &
  LookWish;

export function addExport(program: Command, io: Io, done: Done): void {
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
    .option('--width <columns>', 'width of the ladder', wholeNumber(48))
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
        const translate = await translator(options, io);
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
        for (const { file } of inputs) sources.push(await readSource(file, io, inputs.length === 1));
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
