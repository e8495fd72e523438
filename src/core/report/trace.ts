import {
  findingsOf,
  type ActionStep,
  type DiagramTrace,
  type ElisionStep,
  type NoteStep,
  type SegmentStep,
  type StateStep,
  type Step,
  type TcbView,
} from '../check/index.ts';
import { lineInText, type Part } from './document.ts';

/** The version of the form that traces are printed in, which docs/trace.schema.json describes. */
export const TRACE_VERSION = 1;

/** A diagram with all that happens in it. Lines are counted from 1. */
export interface TracedDiagram extends DiagramHead {
  readonly events: readonly TraceEvent[];
}

interface DiagramHead {
  readonly title: string;
  readonly line: number;
  readonly participants: readonly { readonly name: string; readonly label: string }[];
}

/** What a line does, and the codes of what was found on it. */
export type TraceEvent = EventOfStep & { readonly line: number; readonly findings: readonly string[] };

type EventOfStep =
  | SegmentEvent
  | Pick<ActionStep, 'kind' | 'action' | 'target' | 'states'>
  | Pick<StateStep, 'kind' | 'asserted'>
  | Pick<ElisionStep, 'kind' | 'text'>
  | Pick<NoteStep, 'kind' | 'position' | 'targets' | 'text'>;

/** A segment: as in `SegmentStep`, but for what is listed here. */
export interface SegmentEvent extends Pick<
  SegmentStep,
  | 'kind'
  | 'from'
  | 'to'
  | 'delivery'
  | 'flags'
  | 'seq'
  | 'ack'
  | 'len'
  | 'win'
  | 'options'
  | 'text'
  | 'phase'
  | 'step'
  | 'states'
  | 'reply'
> {
  /** Seconds, or null. */
  readonly time: number | null;
  /** The number of its connection in the diagram, from 1. */
  readonly connection: number;
  /** `duplicate-ack #2`. */
  readonly labels: readonly string[];
  /** The transmission control blocks of both ends after it, by name (RFC 9293 §3.3.1). */
  readonly tcb: Readonly<Record<string, Pick<TcbView, 'sndUna' | 'sndNxt' | 'rcvNxt' | 'sndWnd' | 'rcvWnd'>>>;
}

/** What each line of a diagram does. `trace` is of a diagram of the part; `linesAbove` is how many lines stand above the whole text. */
export function tracedDiagram(part: Part, trace: DiagramTrace, linesAbove = 0): TracedDiagram {
  return { ...headOf(part, trace, linesAbove), events: [...eventsOf(part, trace, linesAbove)] };
}

/** All of `tracedDiagram` but its events. */
export function headOf({ fence }: Part, { title, line, participants }: DiagramTrace, linesAbove = 0): DiagramHead {
  return {
    title,
    line: linesAbove + lineInText(line, fence) + 1,
    participants: participants.map(({ name, label }) => ({ name, label })),
  };
}

/** The events of `tracedDiagram`, one at a time. */
export function* eventsOf(part: Part, trace: DiagramTrace, linesAbove = 0): Generator<TraceEvent> {
  const findings = codesByLine(part, trace);
  const connections = new Map<string, number>();
  for (const step of trace.steps) {
    const line = linesAbove + lineInText(step.line, part.fence) + 1;
    yield { line, ...eventOf(step, connections), findings: findings.get(step.line) ?? NO_CODES };
  }
}

const NO_CODES: readonly string[] = [];

/** The codes of what was found, by line of the part. */
function codesByLine({ analysis }: Part, trace: DiagramTrace): ReadonlyMap<number, readonly string[]> {
  const codes = new Map<number, string[]>();
  for (const { line, code } of findingsOf(analysis, trace)) {
    const list = codes.get(line);
    if (list === undefined) codes.set(line, [code]);
    else list.push(code);
  }
  return codes;
}

function eventOf(step: Step, connections: Map<string, number>): EventOfStep {
  switch (step.kind) {
    case 'segment':
      return segmentEvent(step, connections);
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

function segmentEvent(step: SegmentStep, connections: Map<string, number>): SegmentEvent {
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
    labels: step.labels.map((label) => (label === 'duplicate-ack' ? `${label} #${String(step.duplicate)}` : label)),
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
  const key = [`${from}:${String(fromPort ?? '')}`, `${to}:${String(toPort ?? '')}`].sort().join(' ');
  const known = connections.get(key) ?? connections.size + 1;
  connections.set(key, known);
  return known;
}
