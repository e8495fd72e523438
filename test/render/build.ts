import type { DiagramTrace, SegmentStep, StateChanges, Step } from '../../src/core/check/trace.ts';
import { english } from '../../src/core/findings/finding.ts';

/** Traces by hand, for tests that want to know nothing of the engine. */
export function trace(steps: readonly Step[], rest: Partial<DiagramTrace> = {}): DiagramTrace {
  return {
    title: '',
    line: 0,
    endLine: steps.length,
    participants: [person('C', 'client'), person('S', 'server')],
    steps: steps.map((step, line) => ({ ...step, line })),
    ...rest,
  };
}

export function person(
  name: string,
  role: 'client' | 'server' | 'participant' = 'participant',
  label = name,
): DiagramTrace['participants'][number] {
  return { name, label, role, line: 0 };
}

/** `C>S`, flags joined by commas, and whatever else is not usual. */
export function segment(way: string, flags: string, rest: Partial<SegmentStep> = {}): SegmentStep {
  const [from = '', to = ''] = way.split('>');
  return {
    kind: 'segment',
    line: 0,
    from,
    to,
    fromPort: null,
    toPort: null,
    delivery: 'delivered',
    time: null,
    flags: flags.split(',') as SegmentStep['flags'],
    seq: 'x',
    ack: null,
    len: '0',
    fin: flags.includes('FIN') ? (rest.seq ?? 'x') : null,
    win: null,
    options: [],
    text: '',
    relative: { seq: null, ack: null },
    implied: { flags: false, seq: false, ack: false, len: false },
    labels: [],
    duplicate: 0,
    phase: null,
    step: null,
    states: {},
    reply: null,
    tcbs: {},
    sentLine: null,
    ...rest,
  };
}

export function note(
  text: string,
  targets: readonly string[] = ['C', 'S'],
  position: 'over' | 'left' | 'right' = 'over',
): Step {
  return { kind: 'note', line: 0, position, targets, text };
}

const established: StateChanges = { C: ['ESTABLISHED', 'ESTABLISHED'], S: ['ESTABLISHED', 'ESTABLISHED'] };

/** The three-way handshake with x and y. */
export const HANDSHAKE = trace(
  [
    segment('C>S', 'SYN', {
      phase: 'handshake',
      step: 1,
      states: { C: ['CLOSED', 'SYN-SENT'], S: ['LISTEN', 'SYN-RECEIVED'] },
    }),
    segment('S>C', 'SYN,ACK', {
      seq: 'y',
      ack: 'x+1',
      phase: 'handshake',
      step: 2,
      states: { S: ['SYN-RECEIVED', 'SYN-RECEIVED'], C: ['SYN-SENT', 'ESTABLISHED'] },
    }),
    segment('C>S', 'ACK', {
      seq: 'x+1',
      ack: 'y+1',
      phase: 'handshake',
      step: 3,
      states: { C: ['ESTABLISHED', 'ESTABLISHED'], S: ['SYN-RECEIVED', 'ESTABLISHED'] },
    }),
    note('connection established'),
    segment('C>S', 'PSH,ACK', {
      seq: 'x+1',
      ack: 'y+1',
      len: '100',
      text: 'GET /',
      phase: 'data',
      states: established,
    }),
  ],
  {
    title: 'TCP three-way handshake',
    participants: [person('C', 'client', '客户端'), person('S', 'server', '服务器')],
  },
);

export const ENGLISH = { translate: english } as const;
