import { stepText } from '../core/assist/index.ts';
import type { DiagramTrace } from '../core/check/index.ts';
import type { Translate } from '../core/findings/finding.ts';
import { Words } from '../core/render/index.ts';
import { eventJson, eventsOf, headOf, lineInText, TRACE_VERSION, type Part } from '../core/report/index.ts';
import type { FramesOfCapture } from './capture.ts';
import { EXIT, type Io } from './io.ts';
import { countDiagrams, noDiagram, type Source } from './source.ts';
import { printable, printableJson } from '../core/text/printable.ts';

/** Prints the analysis of the files: every line with its numbers, states, labels and the reply that it asks for. */
export function trace(sources: readonly Source[], format: 'text' | 'json', translate: Translate, io: Io): number {
  const diagrams = sources.flatMap(({ file, parts, frames }) =>
    parts.flatMap((part) =>
      part.analysis.diagrams.map((diagram) => ({ file, part, frames, trace: part.analysis.trace(diagram) })),
    ),
  );
  for (const source of sources) if (countDiagrams(source) === 0) io.stderr(noDiagram(source));
  if (format === 'json') {
    const json = diagrams.map((one) => diagramJson(one.file, one.part, one.trace, 0, one.frames));
    io.stdout(`{"version":${TRACE_VERSION},"diagrams":[\n${json.join(',\n')}\n]}\n`);
  } else {
    const words = new Words({ translate });
    io.stdout(diagrams.map((one) => diagramText(one.file, one.part, one.trace, words)).join('\n'));
  }
  return EXIT.ok;
}

/**
 * A diagram as JSON, one event a line. `linesAbove` is how many lines stand above the part that the diagram is in, and
 * `frames` knows the packets that lines come from.
 */
export function diagramJson(
  file: string,
  part: Part,
  diagram: DiagramTrace,
  linesAbove = 0,
  frames: FramesOfCapture = () => undefined,
): string {
  const head = { file, ...headOf(part, diagram, linesAbove) };
  let index = 0;
  const events = Array.from(eventsOf(part, diagram, linesAbove), (event) => {
    const line = diagram.steps[index++]?.line ?? 0;
    return printableJson(eventJson(event, frames(line)));
  });
  return `${printableJson(JSON.stringify(head)).slice(0, -1)},"events":[\n${events.join(',\n')}\n]}`;
}

function diagramText(file: string, part: Part, diagram: DiagramTrace, words: Words): string {
  const line = lineInText(diagram.line, part.fence) + 1;
  const title = diagram.title === '' ? '' : ` ${diagram.title}`;
  const lines = diagram.steps.map((step) => `  ${lineInText(step.line, part.fence) + 1}: ${stepText(step, words)}`);
  return [`${file}:${line}:${title}`, ...lines].map((text) => `${printable(text)}\n`).join('');
}
