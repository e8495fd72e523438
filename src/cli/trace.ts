import { stepText } from '../core/assist/index.ts';
import type { Diagram, Step } from '../core/check/index.ts';
import type { Translate } from '../core/findings/finding.ts';
import { Words } from '../core/render/index.ts';
import { addEventsJson, headOf, lineInText, PIECE, stepsOf, TRACE_VERSION, type Part } from '../core/report/index.ts';
import { printable, printableJson } from '../core/text/printable.ts';
import { Utf8Writer } from '../core/text/utf8-writer.ts';
import type { FramesOfCapture } from './capture.ts';
import { EXIT, type Io } from './io.ts';
import type { Source } from './source.ts';

export const TRACE_FORMATS = ['text', 'json', 'jsonl'] as const;
export type TraceFormat = (typeof TRACE_FORMATS)[number];

/** A diagram, and where it is. */
export interface Placed {
  readonly file: string;
  readonly part: Part;
  readonly diagram: Diagram;
  /** How many lines stand above the text of the part. */
  readonly linesAbove: number;
  /** All of its steps, where they are known already. */
  readonly steps?: readonly Step[] | undefined;
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
  const out = new Utf8Writer();
  const print = async (): Promise<void> => {
    io.stdout(out.take());
    await io.drained();
  };
  let separator = '';
  if (format === 'json') out.add(`{"version":${TRACE_VERSION},"diagrams":[\n`);
  for await (const { file, parts, frames } of sources) {
    for (const part of parts) {
      for (const diagram of part.analysis.diagrams) {
        out.add(separator);
        separator = SEPARATORS[format];
        for (const _ of addDiagram(out, { file, part, diagram, linesAbove: 0, frames }, format, words)) await print();
        await print();
      }
    }
  }
  if (format === 'json') out.add('\n]}\n');
  if (out.length > 0) await print();
  return EXIT.ok;
}

const SEPARATORS: Readonly<Record<TraceFormat, string>> = { text: '\n', json: ',\n', jsonl: '' };

/** Adds a diagram, and pauses where there is enough to be written out: all of it may be more than fits into the memory. */
function addDiagram(out: Utf8Writer, placed: Placed, format: TraceFormat, words: Words): Generator<void> {
  if (format === 'text') return addText(out, placed, words);
  return format === 'json' ? addDiagramJson(out, placed) : addJsonLines(out, placed);
}

/** Adds a diagram as JSON, one event a line, and pauses as `addDiagram` does. */
export function* addDiagramJson(out: Utf8Writer, placed: Placed): Generator<void> {
  out.add(`${headJson(placed).slice(0, -1)},"events":[`);
  yield* addEventsJson(out, placed.part, placed.diagram, { ...placed, start: '\n', separator: ',\n' });
  out.add('\n]}');
}

/** A line of JSON for the diagram, and one for each event. */
function* addJsonLines(out: Utf8Writer, placed: Placed): Generator<void> {
  out.add(`{"version":${TRACE_VERSION},"kind":"diagram",${headJson(placed).slice(1)}`);
  yield* addEventsJson(out, placed.part, placed.diagram, { ...placed, start: '\n', separator: '\n' });
  out.add('\n');
}

function headJson({ file, part, diagram, linesAbove }: Placed): string {
  return printableJson(JSON.stringify({ file, ...headOf(part, diagram, linesAbove) }));
}

function* addText(out: Utf8Writer, { file, part, diagram }: Placed, words: Words): Generator<void> {
  const lineOf = (line: number): number => lineInText(line, part.fence) + 1;
  const title = diagram.title === '' ? '' : ` ${diagram.title}`;
  out.add(`${printable(`${file}:${lineOf(diagram.line)}:${title}`)}\n`);
  for (const step of stepsOf(part, diagram)) {
    out.add(`${printable(`  ${lineOf(step.line)}: ${stepText(step, words)}`)}\n`);
    if (out.length >= PIECE) yield;
  }
}
