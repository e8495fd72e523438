import {
  findingsOf,
  type ActionStep,
  type Diagram,
  type ElisionStep,
  type Label,
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
  readonly tcb: Readonly<Record<string, BlockEvent>>;
}

type BlockEvent = Pick<TcbView, 'sndUna' | 'sndNxt' | 'rcvNxt' | 'sndWnd' | 'rcvWnd'>;

/** What each line of a diagram of the part does. */
export function tracedDiagram(part: Part, diagram: Diagram): TracedDiagram {
  return { ...headOf(part, diagram), events: Array.from(placedSteps(part, diagram), eventOf) };
}

/** All of `tracedDiagram` but its events. `linesAbove` is how many lines stand above the whole text. */
export function headOf({ fence }: Part, { title, line, participants }: Diagram, linesAbove = 0): DiagramHead {
  return {
    title,
    line: linesAbove + lineInText(line, fence) + 1,
    participants: participants.map(({ name, label }) => ({ name, label })),
  };
}

/** A step, and what an event has beside it. */
export interface PlacedStep<S extends Step = Step> {
  readonly step: S;
  /** From 1, of the whole text. */
  readonly line: number;
  /** The number of a segment's connection in the diagram, from 1; 0 for all else. */
  readonly connection: number;
  /** The codes of what was found on the line. */
  readonly findings: readonly string[];
}

/** The steps of a diagram, one at a time, which are `steps` where they are known already; `linesAbove` is as in `headOf`. */
export function* placedSteps(
  part: Part,
  diagram: Diagram,
  linesAbove = 0,
  steps: Iterable<Step> = stepsOf(part, diagram),
): Generator<PlacedStep> {
  const codes = codesByLine(part, diagram);
  const connections = new ConnectionNumbers();
  for (const step of steps) {
    yield {
      step,
      line: linesAbove + lineInText(step.line, part.fence) + 1,
      connection: step.kind === 'segment' ? connections.of(step) : 0,
      findings: codes.get(step.line) ?? NO_CODES,
    };
  }
}

/** The steps of a diagram, a stretch at a time: those of a long diagram need not be in memory all at once. */
export function* stepsOf({ analysis }: Part, diagram: Diagram): Generator<Step> {
  for (let from = diagram.line; from < diagram.endLine; from += STRETCH)
    yield* analysis.trace(diagram, from, Math.min(from + STRETCH, diagram.endLine)).steps;
}

/** Lines. */
const STRETCH = 512;

const NO_CODES: readonly string[] = [];

/** The codes of what was found, by line of the part. */
function codesByLine({ analysis }: Part, diagram: Diagram): ReadonlyMap<number, readonly string[]> {
  const codes = new Map<number, string[]>();
  for (const { line, code } of findingsOf(analysis, diagram)) {
    const list = codes.get(line);
    if (list === undefined) codes.set(line, [code]);
    else list.push(code);
  }
  return codes;
}

/** What a step is printed as. */
export function eventOf(placed: PlacedStep): TraceEvent {
  const { step, line, findings } = placed;
  switch (step.kind) {
    case 'segment':
      return segmentEvent(step, placed);
    case 'action':
      return { line, kind: step.kind, action: step.action, target: step.target, states: step.states, findings };
    case 'state':
      return { line, kind: step.kind, asserted: step.asserted, findings };
    case 'elision':
      return { line, kind: step.kind, text: step.text, findings };
    case 'note':
      return { line, kind: step.kind, position: step.position, targets: step.targets, text: step.text, findings };
  }
}

function segmentEvent(step: SegmentStep, { line, connection, findings }: PlacedStep): TraceEvent {
  const { kind, from, to, delivery, flags, seq, ack, len, win, options, text, phase, states, reply } = step;
  const tcb: Record<string, BlockEvent> = {};
  for (const name in step.tcbs) {
    const view = step.tcbs[name];
    if (view !== undefined) tcb[name] = blockEvent(view);
  }
  return {
    line,
    kind,
    time: secondsOf(step),
    connection,
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
    labels: labelsOf(step),
    phase,
    step: step.step,
    states,
    reply,
    tcb,
    findings,
  };
}

export const secondsOf = ({ time }: SegmentStep): number | null => (time === null ? null : time / 1e6);

export function labelsOf({ labels, duplicate }: SegmentStep): readonly string[] {
  return duplicate === 0 ? labels : labels.map((label) => labelOf(label, duplicate));
}

const labelOf = (label: Label, duplicate: number): string =>
  label === 'duplicate-ack' ? `${label} #${String(duplicate)}` : label;

function blockEvent({ sndUna, sndNxt, rcvNxt, sndWnd, rcvWnd }: TcbView): BlockEvent {
  return { sndUna, sndNxt, rcvNxt, sndWnd, rcvWnd };
}

/** The numbers of connections in their diagram, from 1: two ends with their ports, in any direction. */
class ConnectionNumbers {
  readonly #numbers = new Map<string, number>();
  #last: Ends | null = null;
  #number = 0;

  of(step: SegmentStep): number {
    const last = this.#last;
    if (last === null || !sameEnds(last, step)) {
      const { from, to, fromPort, toPort } = step;
      const key = [`${from}:${String(fromPort ?? '')}`, `${to}:${String(toPort ?? '')}`].sort().join(' ');
      this.#number = this.#numbers.get(key) ?? this.#numbers.size + 1;
      this.#numbers.set(key, this.#number);
      this.#last = step;
    }
    return this.#number;
  }
}

type Ends = Pick<SegmentStep, 'from' | 'to' | 'fromPort' | 'toPort'>;

function sameEnds(a: Ends, b: Ends): boolean {
  return (
    (a.from === b.from && a.to === b.to && a.fromPort === b.fromPort && a.toPort === b.toPort) ||
    (a.from === b.to && a.to === b.from && a.fromPort === b.toPort && a.toPort === b.fromPort)
  );
}
