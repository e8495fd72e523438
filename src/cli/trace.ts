import { stepText } from '../core/assist/index.ts';
import type { Diagram, Step } from '../core/check/index.ts';
import type { Translate } from '../core/findings/finding.ts';
import { Words } from '../core/render/index.ts';
import { eventJson, eventsOf, headOf, lineInText, stepsOf, TRACE_VERSION, type Part } from '../core/report/index.ts';
import { printable, printableJson } from '../core/text/printable.ts';
import type { FramesOfCapture } from './capture.ts';
import { EXIT, type Io } from './io.ts';
import type { Source } from './source.ts';

export const TRACE_FORMATS = ['text', 'json', 'jsonl'] as const;
export type TraceFormat = (typeof TRACE_FORMATS)[number];

/** A diagram, and where it is. */
interface Placed {
  readonly file: string;
  readonly part: Part;
  readonly diagram: Diagram;
  /** How many lines stand above the text of the part. */
  readonly linesAbove: number;
  /** For a capture: the packets that lines come from. */
  readonly frames: FramesOfCapture | undefined;
}

/**
 * Prints the analysis of the files: every line with its numbers, states, labels and the reply that it asks for. A file is read
 * when the one before it is done, and what is printed is not kept: a trace may be larger than the memory.
 */
export async function trace(
  sources: AsyncIterable<Source>,
  format: TraceFormat,
  translate: Translate,
  io: Io,
): Promise<number> {
  const words = new Words({ translate });
  let separator = '';
  if (format === 'json') io.stdout(`{"version":${TRACE_VERSION},"diagrams":[\n`);
  for await (const { file, parts, frames } of sources) {
    for (const part of parts) {
      for (const diagram of part.analysis.diagrams) {
        io.stdout(separator);
        separator = SEPARATORS[format];
        for (const piece of piecesOf({ file, part, diagram, linesAbove: 0, frames }, format, words)) {
          io.stdout(piece);
          await io.drained();
        }
      }
    }
  }
  if (format === 'json') io.stdout('\n]}\n');
  return EXIT.ok;
}

const SEPARATORS: Readonly<Record<TraceFormat, string>> = { text: '\n', json: ',\n', jsonl: '' };

function piecesOf(placed: Placed, format: TraceFormat, words: Words): Generator<string> {
  if (format === 'text') return inPieces(textLines(placed, words), '');
  return format === 'json' ? jsonPieces(placed) : inPieces(jsonLines(placed), '');
}

/**
 * A diagram as JSON, one event a line, in pieces: together they may be more than a string can hold. `steps` are all of its
 * steps where they are known already; the others are as in `Placed`.
 */
export function diagramJson(
  file: string,
  part: Part,
  diagram: Diagram,
  linesAbove: number,
  steps?: readonly Step[],
  frames?: FramesOfCapture,
): Generator<string> {
  return jsonPieces({ file, part, diagram, linesAbove, frames }, steps);
}

function* jsonPieces(placed: Placed, steps?: readonly Step[]): Generator<string> {
  yield `${headJson(placed).slice(0, -1)},"events":[\n`;
  yield* inPieces(eventLines(placed, steps), ',\n');
  yield '\n]}';
}

/** A line of JSON for the diagram, and one for each event. */
function* jsonLines(placed: Placed): Generator<string> {
  yield `{"version":${TRACE_VERSION},"kind":"diagram",${headJson(placed).slice(1)}\n`;
  for (const event of eventLines(placed)) yield `${event}\n`;
}

function headJson({ file, part, diagram, linesAbove }: Placed): string {
  return printableJson(JSON.stringify({ file, ...headOf(part, diagram, linesAbove) }));
}

function* eventLines({ part, diagram, linesAbove, frames }: Placed, steps?: readonly Step[]): Generator<string> {
  for (const event of eventsOf(part, diagram, linesAbove, steps))
    yield printableJson(eventJson(event, frames?.(event.line - linesAbove - 1)));
}

function* textLines({ file, part, diagram }: Placed, words: Words): Generator<string> {
  const lineOf = (line: number): number => lineInText(line, part.fence) + 1;
  const title = diagram.title === '' ? '' : ` ${diagram.title}`;
  yield `${printable(`${file}:${lineOf(diagram.line)}:${title}`)}\n`;
  for (const step of stepsOf(part, diagram)) yield `${printable(`  ${lineOf(step.line)}: ${stepText(step, words)}`)}\n`;
}

/** The lines joined, in pieces that are worth writing. */
function* inPieces(lines: Iterable<string>, separator: string): Generator<string> {
  let piece = '';
  let before = '';
  for (const line of lines) {
    piece += before + line;
    before = separator;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** Characters that are worth a write. */
export const PIECE = 1 << 16;
