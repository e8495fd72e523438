import { stepText } from '../core/assist/index.ts';
import type { DiagramTrace, SegmentStep, Step } from '../core/check/trace.ts';
import { findingsOf } from '../core/check/index.ts';
import type { Finding, Translate } from '../core/findings/finding.ts';
import { Words } from '../core/render/index.ts';
import type { FramesOfCapture } from './capture.ts';
import { EXIT, type Io } from './io.ts';
import { countDiagrams, lineInFile, noDiagram, type Part, type Source } from './source.ts';
import { printable } from './terminal.ts';

/** The version of the form of the JSON, which docs/trace.schema.json describes. */
export const TRACE_VERSION = 1;

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
 * A diagram as JSON, one event a line. `before` is how many lines stand before the part that the diagram is in, and
 * `frames` knows the packets that lines come from.
 */
export function diagramJson(
  file: string,
  part: Part,
  diagram: DiagramTrace,
  before = 0,
  frames: FramesOfCapture = () => undefined,
): string {
  const head = {
    file,
    title: diagram.title,
    line: before + lineInFile(diagram.line, part.fence) + 1,
    participants: diagram.participants.map(({ name, label }) => ({ name, label })),
  };
  const findings = codesByLine(findingsOf(part.analysis, diagram));
  const connections = new Map<string, number>();
  const events = diagram.steps.map((step) => {
    const line = before + lineInFile(step.line, part.fence) + 1;
    const codes = findings.get(step.line) ?? NO_CODES;
    return JSON.stringify({ line, ...eventJson(step, connections), findings: codes, ...frames(step.line) });
  });
  return `${JSON.stringify(head).slice(0, -1)},"events":[\n${events.join(',\n')}\n]}`;
}

const NO_CODES: readonly string[] = [];

/** The codes of what was found, by line of the part. */
function codesByLine(findings: readonly Finding[]): ReadonlyMap<number, readonly string[]> {
  const codes = new Map<number, string[]>();
  for (const { line, code } of findings) {
    const list = codes.get(line);
    if (list === undefined) codes.set(line, [code]);
    else list.push(code);
  }
  return codes;
}

function eventJson(step: Step, connections: Map<string, number>): object {
  switch (step.kind) {
    case 'segment':
      return segmentJson(step, connections);
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

function segmentJson(step: SegmentStep, connections: Map<string, number>): object {
  const { kind, from, to, delivery, flags, seq, ack, len, win, options, text, phase, states, reply } = step;
  return {
    kind,
    time: step.time === null ? null : step.time / 1e6,
    connection: connectionNumber(step, connections),
    from,
    to,
    delivery,
    flags,
    seq,
    ack,
    len,
    win,
    options,
    text,
    labels: step.labels.map((label) => (label === 'duplicate-ack' ? `${label} #${step.duplicate}` : label)),
    phase,
    step: step.step,
    states,
    reply,
    tcb: Object.fromEntries(
      Object.entries(step.tcbs).map(([name, { sndUna, sndNxt, rcvNxt, sndWnd, rcvWnd }]) => [
        name,
        { sndUna, sndNxt, rcvNxt, sndWnd, rcvWnd },
      ]),
    ),
  };
}

/** The number of a connection in its diagram, from 1: two ends with their ports, in any direction. */
function connectionNumber({ from, to, fromPort, toPort }: SegmentStep, connections: Map<string, number>): number {
  const key = [`${from}:${fromPort ?? ''}`, `${to}:${toPort ?? ''}`].sort().join(' ');
  const known = connections.get(key) ?? connections.size + 1;
  connections.set(key, known);
  return known;
}

function diagramText(file: string, part: Part, diagram: DiagramTrace, words: Words): string {
  const line = lineInFile(diagram.line, part.fence) + 1;
  const title = diagram.title === '' ? '' : ` ${diagram.title}`;
  const lines = diagram.steps.map((step) => `  ${lineInFile(step.line, part.fence) + 1}: ${stepText(step, words)}`);
  return [`${file}:${line}:${title}`, ...lines].map((text) => `${printable(text)}\n`).join('');
}
