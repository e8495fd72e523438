import { stepText } from '../core/assist/index.ts';
import type { DiagramTrace, Step } from '../core/check/trace.ts';
import type { Translate } from '../core/findings/finding.ts';
import { Words } from '../core/render/index.ts';
import { EXIT, type Io } from './io.ts';
import { countDiagrams, lineInFile, noDiagram, type Part, type Source } from './source.ts';
import { printable } from './terminal.ts';

/** Prints the analysis of the files: every line with its numbers, states, labels and the reply that it asks for. */
export function trace(sources: readonly Source[], format: 'text' | 'json', translate: Translate, io: Io): number {
  const diagrams = sources.flatMap((source) =>
    source.parts.flatMap((part) =>
      part.analysis.diagrams.map((diagram) => ({ file: source.file, part, trace: part.analysis.trace(diagram) })),
    ),
  );
  for (const source of sources) if (countDiagrams(source) === 0) io.stderr(noDiagram(source));
  if (format === 'json') {
    const json = diagrams.map((one) => diagramJson(one.file, one.part, one.trace));
    io.stdout(`${JSON.stringify({ diagrams: json }, null, 2)}\n`);
  } else {
    const words = new Words({ translate });
    io.stdout(diagrams.map((one) => diagramText(one.file, one.part, one.trace, words)).join('\n'));
  }
  return EXIT.ok;
}

function diagramJson(file: string, part: Part, diagram: DiagramTrace): object {
  return {
    file,
    title: diagram.title,
    line: lineInFile(diagram.line, part.fence) + 1,
    participants: diagram.participants.map(({ name, label }) => ({ name, label })),
    events: diagram.steps.map((step) => ({ line: lineInFile(step.line, part.fence) + 1, ...eventJson(step) })),
  };
}

function eventJson(step: Step): object {
  switch (step.kind) {
    case 'segment': {
      const { kind, from, to, delivery, flags, seq, ack, len, labels, phase, step: number, states, reply } = step;
      return { kind, from, to, delivery, flags, seq, ack, len, labels, phase, step: number, states, reply };
    }
    case 'action':
      return { kind: step.kind, action: step.action, target: step.target, states: step.states };
    case 'state':
      return { kind: step.kind, asserted: step.asserted };
    case 'elision':
      return { kind: step.kind, text: step.text };
    case 'note':
      return { kind: step.kind, position: step.position, targets: step.targets, text: step.text };
  }
}

function diagramText(file: string, part: Part, diagram: DiagramTrace, words: Words): string {
  const line = lineInFile(diagram.line, part.fence) + 1;
  const title = diagram.title === '' ? '' : ` ${diagram.title}`;
  const lines = diagram.steps.map((step) => `  ${lineInFile(step.line, part.fence) + 1}: ${stepText(step, words)}`);
  return [`${file}:${line}:${title}`, ...lines].map((text) => `${printable(text)}\n`).join('');
}
