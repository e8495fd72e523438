import { foldText } from '../notation/chars.ts';
import type { FieldSyntax, SegmentStatement } from '../notation/syntax.ts';
import { fieldBit, FIELD_NAMES } from '../notation/fields.ts';
import { flagNames } from '../notation/flags.ts';
import { ACK, FIN } from '../tcp/flags.ts';
import type { Form } from '../tcp/number.ts';
import { type State, STATE_NAMES } from '../tcp/states.ts';
import { Mark } from '../tcp/transit.ts';
import type { Answer, Tcb } from '../tcp/tcb.ts';
import type { End } from './connection.ts';
import type { DiagramState } from './state.ts';
import { endpoints, toItself } from './segments.ts';
import type { Label, NoteStep, Reply, SegmentStep, StateChanges, TcbView } from './trace.ts';

/** The names of the marks, in the order of their bits. */
const LABELS: readonly (readonly [number, Label])[] = [
  [Mark.retransmission, 'retransmission'],
  [Mark.fastRetransmission, 'fast-retransmission'],
  [Mark.spuriousRetransmission, 'spurious-retransmission'],
  [Mark.outOfOrder, 'out-of-order'],
  [Mark.duplicateAck, 'duplicate-ack'],
  [Mark.keepAlive, 'keep-alive'],
  [Mark.keepAliveAck, 'keep-alive-ack'],
  [Mark.windowUpdate, 'window-update'],
  [Mark.zeroWindow, 'zero-window'],
  [Mark.zeroWindowProbe, 'zero-window-probe'],
  [Mark.zeroWindowProbeAck, 'zero-window-probe-ack'],
  [Mark.windowFull, 'window-full'],
  [Mark.ackedUnseen, 'acked-unseen-segment'],
  [Mark.previousNotCaptured, 'previous-segment-not-captured'],
  [Mark.portReused, 'port-reused'],
  [Mark.oldDuplicate, 'old-duplicate'],
  [Mark.challengeAck, 'challenge-ack'],
  [Mark.ignored, 'ignored'],
];

/** By the marks: segments with the same ones share a list, most of them the empty one. */
const LABELS_OF = new Map<number, readonly Label[]>();

function labelsOf(marks: number): readonly Label[] {
  let labels = LABELS_OF.get(marks);
  if (labels === undefined) {
    labels = LABELS.filter(([bit]) => (marks & bit) !== 0).map(([, label]) => label);
    LABELS_OF.set(marks, labels);
  }
  return labels;
}

/** Each state before with each after it: a trace has millions of few. */
const CHANGES = STATE_NAMES.map((before) => STATE_NAMES.map((after) => [before, after] as const));

const changeOf = (before: State, after: State): StateChanges[string] =>
  CHANGES[before]?.[after] as StateChanges[string];

/** `{ [a]: first, [b]: second }`, in a fifth of the time. */
function byName<T>(a: string, first: T, b: string, second: T): Readonly<Record<string, T>> {
  // To assign to this name is no way to have a property of it.
  if (a === '__proto__' || b === '__proto__') return { [a]: first, [b]: second };
  const both: Record<string, T> = {};
  both[a] = first;
  both[b] = second;
  return both;
}

/**
 * Everything that is known of a segment that has just passed, in the author's words. `offset` is the line of the document
 * that the diagram begins on.
 */
export function recordSegment(
  state: DiagramState,
  statement: SegmentStatement,
  text: string,
  offset: number,
): SegmentStep {
  const { transit } = state;
  const { segment, written, from: sender, to: receiver } = transit;
  const from = nameOf(state, sender);
  const to = nameOf(state, receiver);
  const write = (form: Form): string | null => state.symbols.write(form);
  const hasAck = (statement.flags & ACK) !== 0 || statement.ack.present;
  // What is written is shown as it is written.
  const shown = ({ present, value }: FieldSyntax, form: Form): string | null =>
    present ? writtenNumber(text.slice(value.from, value.to)) : write(form);
  return {
    kind: 'segment',
    line: transit.line + offset,
    from,
    to,
    fromPort: sender.port,
    toPort: receiver.port,
    delivery: statement.delivery,
    time: statement.time,
    flags: flagNames(statement.flags),
    seq: shown(statement.seq, written.seq),
    ack: hasAck ? shown(statement.ack, written.ack) : null,
    len: shown(statement.len, segment.len),
    fin: (statement.flags & FIN) === 0 ? null : write(state.symbols.algebra.add(written.seq, segment.len)),
    win: segment.win < 0 ? null : String(segment.win),
    options: optionsOf(statement, text),
    text: statement.label?.value ?? (statement.data.present ? statement.data.text : ''),
    relative: {
      seq: relativeTo(state, written.seq, sender.tcb.iss ?? receiver.tcb.irs),
      ack: hasAck ? relativeTo(state, written.ack, receiver.tcb.iss ?? sender.tcb.irs) : null,
    },
    implied: {
      flags: !statement.flagsWritten,
      seq: !statement.seq.present,
      ack: !statement.ack.present && (statement.flags & ACK) !== 0,
      len: !statement.len.present,
    },
    labels: labelsOf(transit.marks),
    duplicate: transit.duplicate,
    phase: transit.phase,
    step: transit.step === 0 ? null : transit.step,
    states: byName(
      from,
      changeOf(transit.senderState, sender.tcb.state),
      to,
      changeOf(transit.receiverState, receiver.tcb.state),
    ),
    reply: transit.answer === null ? null : replyOf(transit.answer, write),
    tcbs: byName(from, viewTcb(sender.tcb, write), to, viewTcb(receiver.tcb, write)),
    sentLine: transit.sentLine < 0 ? null : transit.sentLine + offset,
  };
}

/** A message that belongs to no connection of the diagram, or that an end says to itself: drawn, and never checked. */
/** `line` is that of the document. */
export function recordMessage(state: DiagramState, statement: SegmentStatement, line: number): SegmentStep | NoteStep {
  const [source, target] = endpoints(statement);
  const shown = ({ name }: { readonly name: number }): string => {
    const index = state.participants.find(name);
    return state.names.text(index < 0 ? name : state.participants.at(index).name);
  };
  const text = statement.label?.value ?? '';
  if (toItself(statement)) return { kind: 'note', line, position: 'over', targets: [shown(source)], text };
  return {
    kind: 'segment',
    line,
    from: shown(source),
    to: shown(target),
    fromPort: source.port,
    toPort: target.port,
    delivery: statement.delivery,
    time: statement.time,
    flags: [],
    seq: null,
    ack: null,
    len: null,
    fin: null,
    win: null,
    options: [],
    text,
    relative: { seq: null, ack: null },
    implied: { flags: true, seq: true, ack: true, len: true },
    labels: [],
    duplicate: 0,
    phase: null,
    step: null,
    states: {},
    reply: null,
    tcbs: {},
    sentLine: null,
  };
}

/** A number as it is written, without blanks. */
function writtenNumber(text: string): string {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit <= 32 || unit > 126) return foldText(text).replace(/\s+/g, '');
  }
  return text;
}

function nameOf(state: DiagramState, end: End): string {
  return state.names.text(state.participants.at(end.participant).name);
}

/** How far a number is from the initial one of its direction: a count of bytes; null for any other distance. */
function relativeTo(state: DiagramState, form: Form, initial: Form | null): string | null {
  if (initial === null) return null;
  if (form.basis === initial.basis) return String((form.offset - initial.offset) >>> 0);
  const { algebra } = state.symbols;
  const distance = algebra.resolve(algebra.subtract(form, initial));
  const known = distance.basis.terms.length === 0 || distance.basis.sign === 1;
  return known && !distance.basis.anonymous ? state.symbols.write(distance) : null;
}

function replyOf(answer: Answer, write: (form: Form) => string | null): Reply {
  return {
    flags: flagNames(answer.flags),
    seq: answer.seq === null ? null : write(answer.seq),
    ack: answer.ack === null ? null : write(answer.ack),
  };
}

/** A view of a block names so many ranges; thousands after each of thousands of segments are nothing to read. */
const MOST_RANGES = 64;
const NO_RANGES: TcbView['outOfOrder'] = [];

/** One end's block, in the author's words. */
export function viewTcb(tcb: Tcb, write: (form: Form) => string | null): TcbView {
  const view = (form: Form | null): string | null => (form === null ? null : write(form));
  return {
    state: STATE_NAMES[tcb.state],
    sndUna: view(tcb.sndUna),
    sndNxt: view(tcb.sndNxt),
    sndWnd: tcb.sndWnd < 0 ? null : String(tcb.sndWnd),
    rcvNxt: view(tcb.rcvNxt),
    rcvWnd: tcb.rcvWnd < 0 ? null : String(tcb.rcvWnd),
    iss: view(tcb.iss),
    irs: view(tcb.irs),
    outOfOrder:
      tcb.outOfOrder.size === 0
        ? NO_RANGES
        : tcb.outOfOrder.some(MOST_RANGES).map(({ left, right }) => [write(left) ?? '?', write(right) ?? '?'] as const),
  };
}

/** The fields that a step has no member of its own for. */
const OPTION_FIELDS = FIELD_NAMES.filter((name) => !['seq', 'ack', 'len', 'win', 'data'].includes(name));
const OPTION_BITS = OPTION_FIELDS.reduce((bits, name) => bits | fieldBit(name), 0);
const NO_OPTIONS: readonly string[] = [];

function optionsOf(statement: SegmentStatement, text: string): readonly string[] {
  if ((statement.writtenFields & OPTION_BITS) === 0) return NO_OPTIONS;
  return OPTION_FIELDS.filter((field) => statement[field].present).map((field) => {
    const { from, to } = statement[field];
    return text.slice(from, to);
  });
}
